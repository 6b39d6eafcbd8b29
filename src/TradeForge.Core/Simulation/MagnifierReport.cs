using TradeForge.Core.Market;

namespace TradeForge.Core.Simulation;

/// <summary>What the bars of a lower timeframe decided (G7); what they leave open is in <see cref="BacktestResult.Band"/>.</summary>
/// <param name="Timeframe">Of the lower bars.</param>
/// <param name="DecidedBars">Bars that were ambiguous by themselves and are not with the lower bars.</param>
/// <param name="DecidedTrades">Closed round trips that ended on them.</param>
/// <param name="TradesPercent">Their share of all closed round trips; null without one.</param>
public sealed record MagnifierReport(Timeframe Timeframe, int DecidedBars, int DecidedTrades, double? TradesPercent)
{
    internal static MagnifierReport? Of(BacktestSettings settings, IEnumerable<TradingSession> sessions, int trades)
    {
        if (settings.Magnifier is not { } timeframe) return null;
        var (bars, decided) = (0, 0);
        foreach (var session in sessions) (bars, decided) = (bars + session.Decided.Bars, decided + session.Decided.Trades);
        return new MagnifierReport(timeframe, bars, decided, trades == 0 ? null : 100.0 * decided / trades);
    }
}
