namespace TradeForge.Core.Metrics;

/// <summary>The standard normal distribution.</summary>
internal static class Normal
{
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>Probability of a value up to <paramref name="x"/>; absolute error below 1e-15.</summary>
    /// <remarks>A series near 0 and a continued fraction in the tails: M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.</remarks>
    public static double Cumulative(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        if (Math.Abs(x) > 38) return x > 0 ? 1 : 0;
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) < 4)
        {
            var (term, sum) = (x, x);
            for (var k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2) sum += term *= x * x / k;
            return 0.5 + (density * sum);
        }

        var fraction = Math.Abs(x);
        for (var k = 60; k > 0; k--) fraction = Math.Abs(x) + (k / fraction);
        return x > 0 ? 1 - (density / fraction) : density / fraction;
    }

    /// <summary>The value below which a share <paramref name="p"/> lies, 0 &lt; p &lt; 1; ±∞ at the ends.</summary>
    /// <remarks>Bisection of <see cref="Cumulative"/> in the lower half, where nothing cancels.</remarks>
    public static double Quantile(double p)
    {
        if (p is <= 0 or >= 1) return p <= 0 ? double.NegativeInfinity : double.PositiveInfinity;
        if (p > 0.5) return -Quantile(1 - p);
        var (low, high) = (-38.0, 0.0);
        for (var i = 0; i < 100 && low < high; i++)
        {
            var middle = (low + high) / 2;
            if (Cumulative(middle) < p) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>Expected largest of <paramref name="count"/> independent values; 0 for one.</summary>
    /// <remarks>Source: D. Bailey, M. López de Prado, The Deflated Sharpe Ratio, 2014, formula 6.</remarks>
    public static double ExpectedMaximum(int count) =>
        count < 2 ? 0 : ((1 - EulerGamma) * -Quantile(1.0 / count)) + (EulerGamma * -Quantile(1 / (count * Math.E)));
}
