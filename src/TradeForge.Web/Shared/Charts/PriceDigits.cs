using System.Globalization;

namespace TradeForge.Web.Shared.Charts;

/// <summary>How many decimals the prices of a series need.</summary>
public static class PriceDigits
{
    private const int Most = 8, MostInAll = 8, Samples = 512;

    /// <summary>Decimals that nine in ten of the newest prices do with, from 2 to 8: an odd fill does not widen the whole scale. Large prices get fewer, so that no more than eight digits stand there.</summary>
    public static int Of(ReadOnlySpan<double> prices)
    {
        var newest = prices[Math.Max(0, prices.Length - Samples)..];
        var counts = new int[Most + 1];
        foreach (var price in newest) counts[Scale(price)]++;
        var (digits, covered) = (0, counts[0]);
        while (covered < 0.9 * newest.Length) covered += counts[++digits];
        var whole = newest.Length == 0 || !double.IsFinite(newest[^1]) ? 0 : Math.Floor(Math.Abs(newest[^1])).ToString("F0", CultureInfo.InvariantCulture).TrimStart('0').Length;
        return Math.Max(2, Math.Min(digits, MostInAll - whole));
    }

    private static int Scale(double price)
    {
        if (!double.IsFinite(price) || Math.Abs(price) > 1e12) return 0;
        var value = Math.Round((decimal)price, Most); // what lies behind the eighth digit is the noise of a double
        return (value / 1.0000000000000000000000000000m).Scale;
    }
}
