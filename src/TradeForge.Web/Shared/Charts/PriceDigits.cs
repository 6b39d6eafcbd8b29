namespace TradeForge.Web.Shared.Charts;

/// <summary>How many decimals the prices of a series need.</summary>
public static class PriceDigits
{
    private const int Most = 8, Samples = 512;

    /// <summary>The most decimals that the newest prices have, at least 2; at most 8, and fewer for large prices.</summary>
    public static int Of(ReadOnlySpan<double> prices)
    {
        var digits = 2;
        foreach (var price in prices[Math.Max(0, prices.Length - Samples)..])
        {
            if (!double.IsFinite(price) || Math.Abs(price) > 1e12) continue;
            var value = Math.Round((decimal)price, Most); // what lies behind the eighth digit is the noise of a double
            digits = Math.Max(digits, (value / 1.0000000000000000000000000000m).Scale);
        }

        return Math.Min(digits, Most);
    }
}
