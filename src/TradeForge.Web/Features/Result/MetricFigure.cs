namespace TradeForge.Web.Features.Result;

/// <summary>A metric as its name says what it is: percent, days, money, a count, or a ratio.</summary>
public static class MetricFigure
{
    private static readonly HashSet<string> Money = ["equityFinal", "equityPeak", "fees", "grossProfit", "grossLoss"];
    private static readonly HashSet<string> Counts = ["trades", "wins", "losses", "winningTrades", "losingTrades", "maxConsecutiveWins", "maxConsecutiveLosses", "maxWins", "maxLosses"];

    public static Figure Of(string name, double? value) => name switch
    {
        "netProfit" => Figure.Gain(value),
        "exposurePercent" or "winRatePercent" or "volatilityPercent" => Figure.Percent(value),
        _ when name.EndsWith("Percent", StringComparison.Ordinal) => Figure.GainPercent(value),
        _ when Money.Contains(name) => Figure.Number(value),
        _ when Counts.Contains(name) => Figure.Count(value),
        _ when name.EndsWith("Days", StringComparison.Ordinal) => Figure.Number(value, 1),
        _ => Figure.Number(value, 3),
    };
}
