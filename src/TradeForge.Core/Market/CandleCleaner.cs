using System.Runtime.InteropServices;

namespace TradeForge.Core.Market;

/// <summary>Makes a series of rows that passed <see cref="CandleCheck"/>: sorts them, keeps the last of equal stamps, finds the interval.</summary>
public static class CandleCleaner
{
    /// <summary>The cleaned series and what was done to it. Broken rows were left out before, so they never replace a good one.</summary>
    /// <param name="timeframe">Interval of the bars; null = the commonest step between bars, one day when there is a single bar.</param>
    public static (CandleSeries Series, CandleQuality Quality) Clean(
        string symbol, Timeframe? timeframe, CandleColumns rows, IReadOnlyList<FaultyLines> dropped)
    {
        var (columns, sorted, duplicates) = Order(rows);
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

    private static (CandleColumns Columns, int Sorted, int Duplicates) Order(CandleColumns rows)
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

        var keys = times.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(keys, order);
        var kept = KeepLast(keys, order);
        return (rows.Pick(order.AsSpan(0, kept)), sorted, keys.Length - kept);
    }

    /// <summary>Array.Sort is not stable, so the last row of equal stamps is the one with the greatest index.</summary>
    private static int KeepLast(long[] keys, int[] order)
    {
        var kept = 0;
        for (var i = 0; i < keys.Length;)
        {
            var last = order[i];
            var end = i + 1;
            for (; end < keys.Length && keys[end] == keys[i]; end++) last = Math.Max(last, order[end]);
            order[kept++] = last;
            i = end;
        }
        return kept;
    }
}
