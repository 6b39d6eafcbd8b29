namespace TradeForge.Core.Indicators;

internal static class Lines
{
    /// <summary>Writes a straight line into a column, both ends included.</summary>
    public static void Draw(double[] column, int from, double start, int to, double end)
    {
        var step = to == from ? 0 : (end - start) / (to - from);
        for (var i = from; i < to; i++) column[i] = start + (step * (i - from));
        column[to] = end;
    }
}
