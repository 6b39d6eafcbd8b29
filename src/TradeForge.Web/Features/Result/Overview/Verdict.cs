using Microsoft.Extensions.Localization;
using TradeForge.Core.Simulation;

namespace TradeForge.Web.Features.Result.Overview;

/// <summary>A result in words: what it earned, what it would have earned without trading, how bad it was on the way, and how far to believe it.</summary>
public static class Verdict
{
    /// <summary>Closed trades below which, and from which on, the sample is called small and good.</summary>
    private const int Few = 30, Many = 200;
    private const double Certain = 0.999;

    public static IReadOnlyList<string> Of(BacktestResult result, IStringLocalizer<OverviewText> words)
    {
        if (result.Trades.Count == 0 && result.OpenPositions.Count == 0) return [words["NeverTraded"]];
        return [.. Earned(result, words), .. Sure(result, words)];
    }

    private static IEnumerable<string> Earned(BacktestResult result, IStringLocalizer<OverviewText> words)
    {
        double? Metric(string name) => result.Metrics.GetValueOrDefault(name);
        var (earned, hold) = (Metric("returnPercent") ?? 0, Metric("buyHoldPercent"));
        yield return words[earned < 0 ? "Lost" : "Earned", Size(earned), Length(Metric("durationDays") ?? 0, words)];
        if (hold is { } market) yield return words[earned >= market ? "Better" : "Worse", Figure.GainPercent(market).Shown, Figure.Number(Math.Abs(earned - market)).Shown];
        if (Metric("maxDrawdownPercent") is < 0 and var worst) yield return words["Fell", Size(worst), Figure.Number(Metric("maxDrawdownDays"), 0).Shown];
    }

    private static IEnumerable<string> Sure(BacktestResult result, IStringLocalizer<OverviewText> words)
    {
        var trades = result.Trades.Count;
        yield return words[trades < Few ? "SampleSmall" : trades < Many ? "SampleFair" : "SampleGood", Figure.Count(trades).Shown];
        if (result.Metrics.GetValueOrDefault("probabilisticSharpe") is { } chance) yield return words["Chance", chance > Certain ? $"> {Figure.Percent(100 * Certain).Shown}" : Figure.Percent(100 * chance).Shown];
        if (result.Band.AmbiguousBars > 0)
            yield return words["BandBetween", Figure.Gain(result.Band.PessimisticNetProfit).Shown, Figure.Gain(result.Band.OptimisticNetProfit).Shown];
        if (result.CostStrip is { } strip) yield return Costs(strip, words);
    }

    private static string Costs(CostStrip strip, IStringLocalizer<OverviewText> words) => strip switch
    {
        { BreakEvenBasisPoints: { } points } => words["CostsUpTo", Figure.Number(points).Shown],
        { Rows: [{ Multiple: 0, NetProfit: <= 0 }, ..] } => words["CostsAreNotWhy"],
        _ => words["CostsDoNotMatter"],
    };

    private static string Size(double percent) => Figure.Percent(Math.Abs(percent)).Shown;

    private static string Length(double days, IStringLocalizer<OverviewText> words) =>
        days < 700 ? words["DaysLong", Figure.Number(days, 0).Shown] : words["YearsLong", Figure.Number(days / 365.25, 1).Shown];
}
