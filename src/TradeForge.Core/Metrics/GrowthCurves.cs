namespace TradeForge.Core.Metrics;

/// <summary>What 100 at the start became by the end of each day: of the run, of the benchmark, and of the run at the volatility of the benchmark.</summary>
/// <param name="Own">100 · Π(1 + r).</param>
/// <param name="Market">100 · Π(1 + m) over the days on which m is known; null before the first of them.</param>
/// <param name="Matched">100 · Π(1 + <paramref name="Factor"/> · r) over the same days; empty without a factor.</param>
/// <param name="Factor">Sample deviation of m / that of r, over the days on which both are known; null for fewer than two of them or where one does not move. As match_volatility of quantstats.</param>
public sealed record GrowthCurves(IReadOnlyList<double?> Own, IReadOnlyList<double?> Market, IReadOnlyList<double?> Matched, double? Factor)
{
    public static GrowthCurves Of(IReadOnlyList<DayRow> days)
    {
        var pairs = days.Where(d => d.BenchmarkPercent is not null).ToArray();
        var (own, market) = (Sample.Deviation([.. pairs.Select(d => d.ReturnPercent)]), Sample.Deviation([.. pairs.Select(d => d.BenchmarkPercent!.Value)]));
        double? factor = own > 0 && market > 0 ? market / own : null;
        return new(
            Curve(days, d => d.ReturnPercent), Curve(days, d => d.BenchmarkPercent),
            factor is { } f ? Curve(days, d => d.BenchmarkPercent is null ? null : f * d.ReturnPercent) : [], factor);
    }

    private static double?[] Curve(IReadOnlyList<DayRow> days, Func<DayRow, double?> percent)
    {
        var (curve, level) = (new double?[days.Count], double.NaN);
        for (var i = 0; i < curve.Length; i++)
        {
            if (percent(days[i]) is { } r) level = (double.IsNaN(level) ? 100 : level) * (1 + (r / 100));
            curve[i] = double.IsNaN(level) ? null : level;
        }
        return curve;
    }
}
