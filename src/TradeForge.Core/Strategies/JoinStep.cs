namespace TradeForge.Core.Strategies;

/// <summary>Brings a column of one series to the bars of another: each bar gets the last value that was over at its own end (golden rule G13).</summary>
internal sealed class JoinStep : Step
{
    private int _next;

    public override void Run(StepFrame frame, int from, int to)
    {
        var (source, bars) = (frame.InputLane(0), frame.Lane);
        ReadOnlySpan<long> closes = source.Closes, known = source.Known, ends = bars.Closes, moments = bars.Known;
        var values = frame.Numbers(0);
        var result = frame.Result;
        for (var i = from; i < to; i++)
        {
            while (_next < closes.Length && closes[_next] <= ends[i] && known[_next] <= moments[i]) _next++;
            result[i] = _next == 0 ? double.NaN : values[_next - 1];
        }
    }
}
