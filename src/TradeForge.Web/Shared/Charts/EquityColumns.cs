using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Web.Shared.Charts;

/// <summary>What an equity chart draws.</summary>
public static class EquityColumns
{
    /// <summary>Equity, drawdown in percent, what the same cash would be worth if it had bought at the first close and held (of one instrument alone), and the equity under the worst and the best same-bar assumption.</summary>
    public static (ReadOnlyMemory<long> Times, IReadOnlyList<ChartColumn> Columns) Of(BacktestResult result, RunColumns bars)
    {
        var n = result.Equity.Count;
        var (times, equity, drawdown, hold) = (new long[n], new double[n], new double[n], new double[n]);
        var peak = (double)result.Manifest.Settings.Cash;
        var first = bars.Close.Length > 0 ? bars.Close.Span[0] : double.NaN;
        for (var i = 0; i < n; i++)
        {
            (times[i], equity[i]) = (result.Equity[i].Time, (double)result.Equity[i].Equity);
            peak = Math.Max(peak, equity[i]);
            drawdown[i] = peak > 0 ? 100 * (equity[i] / peak - 1) : double.NaN;
            var end = i + 1 < n ? result.Equity[i + 1].Time : long.MaxValue; // a point per day stands for the last bar of its day
            var bar = Last(bars.Times.Span, end);
            hold[i] = bar < 0 || result.Manifest.Symbols.Count > 1 ? double.NaN : (double)result.Manifest.Settings.Cash * bars.Close.Span[bar] / first;
        }

        var (worst, best) = Band(result, times);
        return (times, [new ChartColumn(equity, Merge.Last), new ChartColumn(drawdown, Merge.Min), new ChartColumn(hold, Merge.Last), new ChartColumn(worst, Merge.LastKnown), new ChartColumn(best, Merge.LastKnown)]);
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
