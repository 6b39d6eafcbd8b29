using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Web.Shared.Charts;

/// <summary>What an equity chart draws.</summary>
public static class EquityColumns
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Equity, drawdown in percent, what the same cash would be worth if it had bought at the first close and held (of several instruments <see cref="Market"/>), and the equity under the worst and the best same-bar assumption.</summary>
    public static (ReadOnlyMemory<long> Times, IReadOnlyList<ChartColumn> Columns) Of(BacktestResult result, RunColumns bars)
    {
        var n = result.Equity.Count;
        var (times, equity, drawdown, hold) = (new long[n], new double[n], new double[n], result.Manifest.Symbols.Count > 1 ? Market(result) : new double[n]);
        var peak = (double)result.Manifest.Settings.Cash;
        var first = bars.Close.Length > 0 ? bars.Close.Span[0] : double.NaN;
        for (var i = 0; i < n; i++)
        {
            (times[i], equity[i]) = (result.Equity[i].Time, (double)result.Equity[i].Equity);
            peak = Math.Max(peak, equity[i]);
            drawdown[i] = peak > 0 ? 100 * (equity[i] / peak - 1) : double.NaN;
            if (result.Manifest.Symbols.Count > 1) continue;
            var end = i + 1 < n ? result.Equity[i + 1].Time : long.MaxValue; // a point per day stands for the last bar of its day
            var bar = Last(bars.Times.Span, end);
            hold[i] = bar < 0 ? double.NaN : (double)result.Manifest.Settings.Cash * bars.Close.Span[bar] / first;
        }

        var (worst, best) = Band(result, times);
        return (times, [new ChartColumn(equity, Merge.Last), new ChartColumn(drawdown, Merge.Min), new ChartColumn(hold, Merge.LastKnown), new ChartColumn(worst, Merge.LastKnown), new ChartColumn(best, Merge.LastKnown)]);
    }

    /// <summary>
    /// The cash in equal parts of every instrument, or in the benchmark of the run where it names one: from day to day as the figures have it, known at the last point of each day.
    /// The first day is as it began.
    /// </summary>
    private static double[] Market(BacktestResult result)
    {
        var manifest = result.Manifest;
        var days = new TradingDays(TradingCalendar.For(manifest.Settings.Calendar), Timeframe.Parse(manifest.Timeframe));
        int[] dates = [.. result.Equity.Select(e => days.Of(e.Time))];
        var (hold, worth, next) = (new double[dates.Length], (double)manifest.Settings.Cash, 0);
        for (var i = 0; i < dates.Length; i++)
        {
            for (; next < result.Days.Count && result.Days[next].Date.DayNumber - Epoch <= dates[i]; next++) worth *= 1 + ((result.Days[next].BenchmarkPercent ?? 0) / 100);
            hold[i] = i + 1 < dates.Length && dates[i + 1] == dates[i] ? double.NaN : worth;
        }

        return hold;
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

    /// <summary>Milliseconds from one equity point to the next one: a bar, or a day where the curve is daily.</summary>
    public static long Step(BacktestResult result)
    {
        var bar = Timeframe.Parse(result.Manifest.Timeframe).Milliseconds;
        return result.Equity.Count < 2 ? bar : Math.Max(bar, Enumerable.Range(1, result.Equity.Count - 1).Min(i => result.Equity[i].Time - result.Equity[i - 1].Time));
    }

    private static int Last(ReadOnlySpan<long> times, long before)
    {
        var at = times.BinarySearch(before);
        return (at >= 0 ? at : ~at) - 1;
    }
}
