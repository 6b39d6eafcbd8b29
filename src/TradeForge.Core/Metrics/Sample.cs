namespace TradeForge.Core.Metrics;

/// <summary>Statistics of a sample of numbers. Plain loops: samples may have as many numbers as a run has trades or days.</summary>
internal static class Sample
{
    /// <summary>NaN without numbers.</summary>
    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var x in values) sum += x;
        return sum;
    }

    /// <summary>NaN without numbers.</summary>
    public static double Largest(ReadOnlySpan<double> values)
    {
        var largest = double.NaN;
        foreach (var x in values) largest = largest > x ? largest : x;
        return largest;
    }

    /// <summary>NaN without numbers.</summary>
    public static double Smallest(ReadOnlySpan<double> values)
    {
        var smallest = double.NaN;
        foreach (var x in values) smallest = smallest < x ? smallest : x;
        return smallest;
    }

    /// <summary>Sample standard deviation (n − 1); null for fewer than two numbers, 0 where they differ by rounding only.</summary>
    public static double? Deviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2) return null;
        var mean = Mean(values);
        var (squares, largest) = (0.0, 0.0);
        foreach (var x in values)
        {
            squares += (x - mean) * (x - mean);
            largest = Math.Max(largest, Math.Abs(x));
        }

        var deviation = Math.Sqrt(squares / (values.Length - 1));
        return deviation <= 1e-13 * largest ? 0 : deviation;
    }

    /// <summary>Root of the mean square of what lies below 0, over all numbers (golden rule G34).</summary>
    public static double Downside(ReadOnlySpan<double> values, double target = 0)
    {
        var squares = 0.0;
        foreach (var x in values)
            if (x < target) squares += (x - target) * (x - target);
        return Math.Sqrt(squares / values.Length);
    }

    /// <summary>Percentile of ascending numbers with linear interpolation between the two nearest; null without numbers.</summary>
    public static double? Percentile(ReadOnlySpan<double> ascending, double fraction)
    {
        if (ascending.Length == 0) return null;
        var at = fraction * (ascending.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 < ascending.Length ? ascending[below] + ((at - below) * (ascending[below + 1] - ascending[below])) : ascending[below];
    }

    /// <summary>The same of numbers in any order, without sorting them all. Reorders the numbers.</summary>
    public static double? PercentileOf(Span<double> values, double fraction)
    {
        if (values.Length == 0) return null;
        var at = fraction * (values.Length - 1);
        var below = (int)Math.Floor(at);
        var low = Select(values, below);
        if (below + 1 == values.Length) return low;
        var high = double.PositiveInfinity;
        foreach (var x in values[(below + 1)..]) high = Math.Min(high, x);
        return low + ((at - below) * (high - low));
    }

    /// <summary>Middle number, or the mean of the two middle ones; null without numbers. Reorders the numbers.</summary>
    public static double? Median(Span<double> values) => PercentileOf(values, 0.5);

    /// <summary>Skewness with the correction for small samples; null for fewer than three numbers or none that differ.</summary>
    public static double? Skewness(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 3 || Deviation(values) == 0) return null;
        return Math.Sqrt(n * (n - 1)) / (n - 2) * Moment(values, 3) / Math.Pow(Moment(values, 2), 1.5);
    }

    /// <summary>Excess kurtosis with the correction for small samples; null for fewer than four numbers or none that differ.</summary>
    public static double? Kurtosis(ReadOnlySpan<double> values)
    {
        double n = values.Length;
        if (n < 4 || Deviation(values) == 0) return null;
        var excess = (Moment(values, 4) / Math.Pow(Moment(values, 2), 2)) - 3;
        return (n - 1) / ((n - 2) * (n - 3)) * (((n + 1) * excess) + 6);
    }

    /// <summary>Slope of <paramref name="y"/> on <paramref name="x"/>; null for fewer than two pairs or an x that does not move.</summary>
    public static double? Slope(ReadOnlySpan<double> y, ReadOnlySpan<double> x)
    {
        if (x.Length < 2 || Deviation(x) == 0) return null;
        var mean = Mean(x);
        var (covariance, variance) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            covariance += (x[i] - mean) * y[i];
            variance += (x[i] - mean) * (x[i] - mean);
        }

        return covariance / variance;
    }

    /// <summary>Pearson's correlation, −1 to 1; null where a slope in either direction is.</summary>
    public static double? Correlation(ReadOnlySpan<double> y, ReadOnlySpan<double> x) =>
        Slope(y, x) is { } slope && Slope(x, y) is { } back ? Math.Sign(slope) * Math.Sqrt(slope * back) : null;

    /// <summary>Moves the number of this rank (0 = smallest) to its place, the smaller ones before it, and gives it.</summary>
    private static double Select(Span<double> values, int rank)
    {
        var (left, right) = (0, values.Length - 1);
        while (left < right)
        {
            var pivot = values[(left + right) / 2];
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                (i, j) = (i + 1, j - 1);
            }

            if (rank <= j) right = j;
            else if (rank >= i) left = i;
            else break;
        }

        return values[rank];
    }

    private static double Moment(ReadOnlySpan<double> values, int power)
    {
        var mean = Mean(values);
        var sum = 0.0;
        foreach (var x in values)
        {
            var term = (x - mean) * (x - mean);
            sum += power switch { 2 => term, 3 => term * (x - mean), _ => term * term };
        }

        return sum / values.Length;
    }
}
