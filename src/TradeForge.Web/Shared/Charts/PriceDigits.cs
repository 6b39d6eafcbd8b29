namespace TradeForge.Web.Shared.Charts;

/// <summary>How many decimals the prices of a series need.</summary>
public static class PriceDigits
{
    private const int Most = 8, Samples = 512;

    /// <summary>Decimals that nine in ten of the newest prices do with, from 2 to 8: an odd fill does not widen the whole scale.</summary>
    public static int Of(ReadOnlySpan<double> prices)
    {
        var newest = prices[Math.Max(0, prices.Length - Samples)..];
        var counts = new int[Most + 1];
        foreach (var price in newest) counts[Scale(price)]++;
        var (digits, covered) = (0, counts[0]);
        while (covered < 0.9 * newest.Length) covered += counts[++digits];
        return Math.Max(2, digits);
    }

    private static int Scale(double price)
    {
        if (!double.IsFinite(price) || Math.Abs(price) > 1e12) return 0;
        var value = Math.Round((decimal)price, Most); // what lies behind the eighth digit is the noise of a double
        return (value / 1.0000000000000000000000000000m).Scale;
    }
}
