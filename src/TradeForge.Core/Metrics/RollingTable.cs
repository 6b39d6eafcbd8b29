namespace TradeForge.Core.Metrics;

/// <summary>Figures of the last <paramref name="Window"/> days, every <paramref name="Step"/> days, so that there are at most 1000 rows.</summary>
/// <param name="Window">Half a year: ⌊P / 2⌋ days, P periods a year.</param>
/// <param name="Step">1 on runs of up to 1000 rows.</param>
/// <param name="Rows">From the first day with a full window on; the last day is always there.</param>
public sealed record RollingTable(int Window, int Step, IReadOnlyList<RollingRow> Rows)
{
    private const int MaxRows = 1000;

    internal static RollingTable Of(IReadOnlyList<DayRow> days, double periods, double riskFree = 0)
    {
        var window = (int)(periods / 2);
        return Of(days, periods, riskFree, window, Math.Max(1, (int)Math.Ceiling((days.Count - window + 1) / (double)MaxRows)));
    }

    internal static RollingTable Of(IReadOnlyList<DayRow> days, double periods, double riskFree, int window, int step)
    {
        var rows = new List<RollingRow>();
        var first = days.Count - ((days.Count - window) / step * step); // days in the first window
        var (returns, own, market) = (new double[window], new double[window], new double[window]); // every window is written into the same memory
        for (var end = first; end <= days.Count && days.Count >= window; end += step) rows.Add(RollingRow.Of(days, end - window, returns, own, market, periods, riskFree));
        return new(window, step, rows);
    }
}

/// <summary>The figures of one window, each as the metric of its name over these days alone; null where that is.</summary>
/// <param name="Date">The last day of the window.</param>
/// <param name="MaxDrawdownPercent">At the last closes of days, the close before the window being the first peak.</param>
public sealed record RollingRow(
    DateOnly Date, double ReturnPercent, double? VolatilityPercent, double? Sharpe, double? Sortino, double MaxDrawdownPercent, double? Alpha, double? Beta, double? Correlation)
{
    internal static RollingRow Of(IReadOnlyList<DayRow> days, int from, double[] returns, double[] own, double[] market, double periods, double riskFree)
    {
        var (growth, peak, worst, both) = (1.0, 1.0, 0.0, 0);
        for (var i = 0; i < returns.Length; i++)
        {
            var day = days[from + i];
            returns[i] = day.ReturnPercent / 100;
            growth *= 1 + returns[i];
            peak = Math.Max(peak, growth);
            worst = Math.Min(worst, (growth / peak) - 1);
            if (day.BenchmarkPercent is { } percent) (own[both], market[both++]) = (returns[i], percent / 100);
        }

        var figures = new ReturnFigures(returns, periods, riskFree);
        var against = both == returns.Length ? new BenchmarkFigures(own, market, periods, riskFree) : new BenchmarkFigures(own[..both], market[..both], periods, riskFree);
        return new(
            days[from + returns.Length - 1].Date, 100 * (growth - 1), 100 * figures.Volatility, figures.Sharpe, figures.Sortino, 100 * worst, against.Alpha, against.Beta, against.Correlation);
    }
}
