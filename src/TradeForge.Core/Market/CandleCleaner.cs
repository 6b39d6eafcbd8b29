using System.Runtime.InteropServices;

namespace TradeForge.Core.Market;

/// <summary>Makes a series of rows that passed <see cref="CandleCheck"/>: sorts them, keeps the last of equal stamps, finds the interval.</summary>
public static class CandleCleaner
{
    /// <summary>The cleaned series and what was done to it. Broken rows were left out before, so they never replace a good one.</summary>
    /// <param name="timeframe">Interval of the bars; null = the commonest step between bars, one day when there is a single bar.</param>
    /// <param name="cancellationToken">Ends a long sort.</param>
    public static (CandleSeries Series, CandleQuality Quality) Clean(
        string symbol, Timeframe? timeframe, CandleColumns rows, IReadOnlyList<FaultyLines> dropped, CancellationToken cancellationToken = default)
    {
        var (columns, sorted, duplicates) = Order(rows, cancellationToken);
        var series = columns.ToSeries(symbol, timeframe ?? CommonestStep(columns.Times) ?? Timeframe.OneDay);
        var quality = new CandleQuality
        {
            Rows = rows.Count + dropped.Sum(d => d.Count),
            Bars = series.Count,
            Sorted = sorted,
            Duplicates = duplicates,
            Dropped = dropped,
            VolumeUnknown = CandleCheck.VolumeUnknown(series),
        };
        return (series, quality);
    }

    /// <summary>The step that occurs most often between neighbours, the smaller of equals; null below two bars.</summary>
    /// <param name="times">Strictly ascending, in milliseconds.</param>
    public static Timeframe? CommonestStep(ReadOnlySpan<long> times)
    {
        if (times.Length < 2) return null;
        var counts = new Dictionary<long, int>();
        long step = times[1] - times[0];
        var run = 0;
        for (var i = 1; i < times.Length; i++)
        {
            var next = times[i] - times[i - 1];
            if (next != step)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts, step, out _) += run;
                (step, run) = (next, 0);
            }
            run++;
        }
        CollectionsMarshal.GetValueRefOrAddDefault(counts, step, out _) += run;
        var best = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).First().Key;
        return new Timeframe(Math.Clamp(best, 1000, 52 * Timeframe.OneWeek.Milliseconds));
    }

    private static (CandleColumns Columns, int Sorted, int Duplicates) Order(CandleColumns rows, CancellationToken cancellationToken)
    {
        var times = rows.Times;
        var strictly = true;
        var sorted = 0;
        var latest = long.MinValue;
        foreach (var time in times)
        {
            if (time <= latest) strictly = false;
            if (time < latest) sorted++;
            else latest = time;
        }
        if (strictly) return (rows, 0, 0);

        var order = new int[times.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Sort(order, times.ToArray(), cancellationToken);
        var kept = 0; // the last of equal stamps
        for (var i = 0; i < order.Length; i++)
            if (i + 1 == order.Length || times[order[i]] != times[order[i + 1]]) order[kept++] = order[i];
        cancellationToken.ThrowIfCancellationRequested();
        return (rows.Pick(order.AsSpan(0, kept)), sorted, order.Length - kept);
    }

    /// <summary>By time, equal times in the order of the rows.</summary>
    private static void Sort(int[] order, long[] times, CancellationToken cancellationToken)
    {
        try
        {
            Array.Sort(order, new ByTime(times, cancellationToken));
        }
        catch (InvalidOperationException e) when (e.InnerException is OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private sealed class ByTime(long[] times, CancellationToken cancellationToken) : IComparer<int>
    {
        private int _compared;

        public int Compare(int x, int y)
        {
            if (++_compared % CandleSeries.CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            return times[x] != times[y] ? times[x].CompareTo(times[y]) : x.CompareTo(y);
        }
    }
}
