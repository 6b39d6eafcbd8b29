using Microsoft.Extensions.Localization;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Features.Result.Overview;

/// <summary>Why a result may be worth less than it looks, beyond the warnings that the engine gave.</summary>
public static class Cautions
{
    private const double Year = 360; // a calendar year of bars lacks its last bar, and a holiday or two
    private const decimal Most = 0.5m;

    public static IReadOnlyList<string> Of(BacktestResult result, IStringLocalizer<OverviewText> words) =>
    [
        .. result.Metrics.GetValueOrDefault("durationDays") is < Year and var days ? [words["ShortSample", Figure.Number(days, 0).Shown].Value] : Array.Empty<string>(),
        .. OneTrade(result) is { } best ? [words["OneTrade", Figure.Gain(best.Pnl).Shown, Figure.Gain(NetOfTrades(result) - best.Pnl).Shown].Value] : Array.Empty<string>(),
        .. IsFree(result.Manifest.Settings) && result.Trades.Count > 0 ? [words["NoCosts"].Value] : Array.Empty<string>(),
        words[result.Manifest.Symbols.Count == 1 ? "ChosenByHand" : "ListByHand"],
    ];

    /// <summary>The trade that made at least half of what all trades together earned; null without one, or with a single trade.</summary>
    internal static Trade? OneTrade(BacktestResult result)
    {
        if (result.Trades.Count < 2) return null;
        var best = result.Trades.MaxBy(t => t.Pnl)!;
        return NetOfTrades(result) is > 0 and var net && best.Pnl >= Most * net ? best : null;
    }

    private static decimal NetOfTrades(BacktestResult result) => result.Trades.Sum(t => t.Pnl);

    private static bool IsFree(BacktestSettings settings) => settings.Commission == Commission.None && settings.Slippage == Slippage.None;
}
