using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Web.Shared.Charts;

/// <summary>What an equity chart draws.</summary>
public static class EquityColumns
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>
    /// Equity, drawdown in percent, what the cash would be worth in the benchmark of the run (else in its own instruments, held), and the equity under the worst and the best same-bar assumption.
    /// </summary>
    public static (ReadOnlyMemory<long> Times, IReadOnlyList<ChartColumn> Columns) Of(BacktestResult result)
    {
        var n = result.Equity.Count;
        var (times, equity, drawdown) = (new long[n], new double[n], new double[n]);
        var peak = (double)result.Manifest.Settings.Cash;
        for (var i = 0; i < n; i++)
        {
            (times[i], equity[i]) = (result.Equity[i].Time, (double)result.Equity[i].Equity);
            peak = Math.Max(peak, equity[i]);
            drawdown[i] = peak > 0 ? 100 * (equity[i] / peak - 1) : double.NaN;
        }

        var (worst, best) = Band(result, times);
        return (times, [new ChartColumn(equity, Merge.Last), new ChartColumn(drawdown, Merge.Min), new ChartColumn(Held(result), Merge.LastKnown), new ChartColumn(worst, Merge.LastKnown), new ChartColumn(best, Merge.LastKnown)]);
    }

    /// <summary>The cash at the first point, then <see cref="Core.Metrics.DayRow.BenchmarkEquity"/> at the last point of each day where it is known; NaN at the others.</summary>
    private static double[] Held(BacktestResult result)
    {
        var manifest = result.Manifest;
        var days = new TradingDays(TradingCalendar.For(manifest.Settings.Calendar), Timeframe.Parse(manifest.Timeframe));
        int[] dates = [.. result.Equity.Select(e => days.Of(e.Time))];
        var (held, next) = (new double[dates.Length], 0);
        for (var i = 0; i < dates.Length; i++)
        {
            held[i] = double.NaN;
            if (i + 1 < dates.Length && dates[i + 1] == dates[i]) continue;
            for (; next < result.Days.Count && result.Days[next].Date.DayNumber - Epoch <= dates[i]; next++) held[i] = result.Days[next].BenchmarkEquity ?? double.NaN;
        }

        if (double.IsNaN(held[0]) && next > 0 && result.Days.Any(d => d.BenchmarkEquity is not null)) held[0] = (double)manifest.Settings.Cash; // nothing is bought before the end of the first bar
        return held;
    }

    /// <summary>The band at the points of the equity curve that it has; NaN at the others.</summary>
    private static (double[] Worst, double[] Best) Band(BacktestResult result, long[] times)
    {
        var (worst, best) = (new double[times.Length], new double[times.Length]);
        worst.AsSpan().Fill(double.NaN);
        best.AsSpan().Fill(double.NaN);
        foreach (var point in result.Band.Curve)
            if (Array.BinarySearch(times, point.Time) is >= 0 and var i) (worst[i], best[i]) = ((double)point.Pessimistic, (double)point.Optimistic);
        return (worst, best);
    }

    /// <summary>The band at the last point of each day of the result; none where there is no band.</summary>
    public static IReadOnlyList<(double? Worst, double? Best)> BandOfDays(BacktestResult result)
    {
        if (result.Band.Curve.Count == 0) return [];
        var days = new TradingDays(TradingCalendar.For(result.Manifest.Settings.Calendar), Timeframe.Parse(result.Manifest.Timeframe));
        var points = new Dictionary<int, BandPoint>();
        foreach (var point in result.Band.Curve) points[days.Of(point.Time)] = point;
        return [.. result.Days.Select(d => points.TryGetValue(d.Date.DayNumber - Epoch, out var p) ? ((double?)p.Pessimistic, (double?)p.Optimistic) : (null, null))];
    }

    /// <summary>Milliseconds from one equity point to the next one: a bar, or a day where the curve is daily.</summary>
    public static long Step(BacktestResult result)
    {
        var bar = Timeframe.Parse(result.Manifest.Timeframe).Milliseconds;
        return result.Equity.Count < 2 ? bar : Math.Max(bar, Enumerable.Range(1, result.Equity.Count - 1).Min(i => result.Equity[i].Time - result.Equity[i - 1].Time));
    }
}
