namespace TradeForge.Core.Simulation;

/// <summary>Who is picked: the highest scores for the long leg, the lowest for the short one (golden rule G94).</summary>
internal static class Ranking
{
    /// <summary>Places of the picked: k for the k-th highest, −k for the k-th lowest, 0 for the others.</summary>
    /// <remarks>Equal scores stay in the order given, that of the symbols: the earlier one stands higher. A count of 0 is no leg.</remarks>
    /// <param name="scores">NaN = no rank.</param>
    /// <param name="top">Length of the long leg.</param>
    /// <param name="bottom">Length of the short leg.</param>
    /// <param name="places">As long as the scores; left as it is where nothing is picked.</param>
    /// <returns>False where fewer scores are known than both legs need: nobody is picked then.</returns>
    public static bool Pick(ReadOnlySpan<double> scores, int top, int bottom, Span<int> places)
    {
        var order = new List<int>(scores.Length);
        var known = scores.ToArray();
        for (var i = 0; i < known.Length; i++)
            if (!double.IsNaN(known[i])) order.Add(i);
        if (order.Count < top + bottom) return false;
        order.Sort((a, b) => known[b].CompareTo(known[a]) is var highest and not 0 ? highest : a.CompareTo(b));
        places.Clear();
        for (var k = 0; k < top; k++) places[order[k]] = k + 1;
        for (var k = 0; k < bottom; k++) places[order[order.Count - 1 - k]] = -(k + 1);
        return true;
    }
}
