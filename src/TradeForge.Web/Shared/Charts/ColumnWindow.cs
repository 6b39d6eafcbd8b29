namespace TradeForge.Web.Shared.Charts;

/// <summary>How the values of a bucket become one; all but First and Last pass over unknown ones.</summary>
public enum Merge { First, Max, Min, Last, Sum, LastKnown }

/// <summary>A column of a series in memory.</summary>
public sealed record ChartColumn(ReadOnlyMemory<double> Values, Merge Merge);

/// <summary>A part of a series in at most so many bars: the bars themselves, or buckets whose starts do not depend on the window.</summary>
/// <param name="Step">Seconds from one bar to the next one.</param>
/// <param name="Times">Starts in milliseconds.</param>
/// <param name="Columns">One per column asked for.</param>
public sealed record ColumnWindow(long Step, IReadOnlyList<long> Times, IReadOnlyList<double[]> Columns)
{
    private const long Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

    private static readonly long[] Steps =
    [
        Second, 5 * Second, 15 * Second, 30 * Second, Minute, 5 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 4 * Hour, 8 * Hour,
        Day, 2 * Day, 4 * Day, 7 * Day, 14 * Day, 28 * Day, 56 * Day, 112 * Day, 224 * Day, 448 * Day,
    ];

    /// <summary>Cuts out the bars that start in [from, to], both in milliseconds.</summary>
    public static ColumnWindow Cut(ReadOnlySpan<long> times, long barMilliseconds, IReadOnlyList<ChartColumn> columns, long from, long to, int max)
    {
        var start = LowerBound(times, from);
        var count = Math.Max(0, LowerBound(times, to + 1) - start);
        if (count <= max)
            return new ColumnWindow(barMilliseconds / 1000, times.Slice(start, count).ToArray(), [.. columns.Select(c => c.Values.Span.Slice(start, count).ToArray())]);

        var step = StepFor(times[start], times[start + count - 1], barMilliseconds, max);
        var edges = Edges(times.Slice(start, count), step);
        var starts = new long[edges.Count];
        for (var b = 0; b < starts.Length; b++) starts[b] = times[start + edges[b]] / step * step;
        return new ColumnWindow(step / 1000, starts, [.. columns.Select(c => Fold(c, start, edges, count))]);
    }

    private static long StepFor(long first, long last, long bar, int max) =>
        Steps.FirstOrDefault(s => s % bar == 0 && last / s - first / s < max, ((last - first) / max / bar + 1) * bar);

    public byte[] ToBytes() => ColumnFormat.Write(Step, Times.ToArray(), Columns);

    private static List<int> Edges(ReadOnlySpan<long> bars, long step)
    {
        var edges = new List<int>();
        for (var i = 0; i < bars.Length; i++)
            if (i == 0 || bars[i] / step != bars[i - 1] / step) edges.Add(i);
        return edges;
    }

    private static double[] Fold(ChartColumn column, int start, List<int> edges, int count)
    {
        var values = column.Values.Span.Slice(start, count);
        var folded = new double[edges.Count];
        for (var b = 0; b < edges.Count; b++)
        {
            var end = b + 1 < edges.Count ? edges[b + 1] : count;
            folded[b] = One(values[edges[b]..end], column.Merge);
        }

        return folded;
    }

    private static double One(ReadOnlySpan<double> values, Merge merge)
    {
        switch (merge)
        {
            case Merge.First: return values[0];
            case Merge.Last: return values[^1];
        }

        var result = double.NaN;
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            result = double.IsNaN(result) ? value : merge switch { Merge.Max => Math.Max(result, value), Merge.Min => Math.Min(result, value), Merge.LastKnown => value, _ => result + value };
        }

        return result;
    }

    private static int LowerBound(ReadOnlySpan<long> times, long time)
    {
        var at = times.BinarySearch(time);
        return at >= 0 ? at : ~at;
    }
}
