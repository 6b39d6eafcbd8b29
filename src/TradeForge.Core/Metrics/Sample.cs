namespace TradeForge.Core.Metrics;

/// <summary>Statistics of a sample of numbers.</summary>
internal static class Sample
{
    /// <summary>Sample standard deviation (n − 1); null for fewer than two numbers, 0 where they differ by rounding only.</summary>
    public static double? Deviation(double[] values)
    {
        if (values.Length < 2) return null;
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1));
        return deviation <= 1e-13 * values.Max(Math.Abs) ? 0 : deviation;
    }

    /// <summary>Root of the mean square of what lies below 0, over all numbers (golden rule G34).</summary>
    public static double Downside(double[] values) => Math.Sqrt(values.Sum(x => Math.Min(x, 0) * Math.Min(x, 0)) / values.Length);

    /// <summary>Percentile with linear interpolation between the two nearest numbers; null without numbers.</summary>
    public static double? Percentile(double[] values, double fraction)
    {
        if (values.Length == 0) return null;
        double[] sorted = [.. values.Order()];
        var at = fraction * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>Skewness with the correction for small samples; null for fewer than three numbers or none that differ.</summary>
    public static double? Skewness(double[] values)
    {
        double n = values.Length;
        if (n < 3 || Deviation(values) == 0) return null;
        return Math.Sqrt(n * (n - 1)) / (n - 2) * Moment(values, 3) / Math.Pow(Moment(values, 2), 1.5);
    }

    /// <summary>Excess kurtosis with the correction for small samples; null for fewer than four numbers or none that differ.</summary>
    public static double? Kurtosis(double[] values)
    {
        double n = values.Length;
        if (n < 4 || Deviation(values) == 0) return null;
        var excess = (Moment(values, 4) / Math.Pow(Moment(values, 2), 2)) - 3;
        return (n - 1) / ((n - 2) * (n - 3)) * (((n + 1) * excess) + 6);
    }

    /// <summary>Slope of <paramref name="y"/> on <paramref name="x"/>; null for fewer than two pairs or an x that does not move.</summary>
    public static double? Slope(ReadOnlySpan<double> y, double[] x)
    {
        if (x.Length < 2 || Deviation(x) == 0) return null;
        var mean = x.Average();
        var (covariance, variance) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            covariance += (x[i] - mean) * y[i];
            variance += (x[i] - mean) * (x[i] - mean);
        }

        return covariance / variance;
    }

    private static double Moment(double[] values, int power)
    {
        var mean = values.Average();
        return values.Average(x => Math.Pow(x - mean, power));
    }
}
