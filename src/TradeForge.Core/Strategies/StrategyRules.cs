namespace TradeForge.Core.Strategies;

/// <summary>Three-valued truth (golden rule G67).</summary>
public enum Truth : byte { False = 0, True = 1, Unknown = 2 }

public enum PositionSide : byte { Long, Short }

/// <summary>Market-on-close fills at the close of the bar after the one that sent it.</summary>
public enum EntryOrderType { Market, Limit, Stop, StopLimit, MarketOnClose }

public enum TimeInForce : byte { Gtc, Day, Ioc, Fok, Gtd }

public enum OnOpposite { Reverse, Block }

/// <summary>An enter-long or enter-short node. Slots number the columns of a <see cref="StrategyEvaluation"/>; −1 = not wired.</summary>
public sealed record EntryRule(
    string NodeId, PositionSide Side, EntryOrderType OrderType, TimeInForce TimeInForce, OnOpposite OnOpposite, int Pyramiding,
    int WhenSlot, int LimitSlot, int StopSlot, SizeRule? Size)
{
    /// <summary>End of an order good till a date; null for every other time in force.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Bars on which its order works; 0 = no limit.</summary>
    public int ValidBars { get; init; }
}

/// <summary>An exit-long or exit-short node; <paramref name="Part"/> in percent of the position.</summary>
public sealed record ExitRule(string NodeId, PositionSide Side, EntryOrderType OrderType, TimeInForce TimeInForce, double Part, int WhenSlot, int LimitSlot, int StopSlot)
{
    /// <inheritdoc cref="EntryRule.Until"/>
    public DateTimeOffset? Until { get; init; }

    /// <inheritdoc cref="EntryRule.ValidBars"/>
    public int ValidBars { get; init; }
}

public enum RiskKind { StopLoss, TakeProfit, TrailingStop, TimeStop, BreakEven }

public enum DistanceKind { Percent, Amount, Atr, Price, RiskReward }

/// <summary>A risk node. <paramref name="Value"/> is percent, price distance, ATR multiple, reward multiple or bars, by kind.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Rule">Which rule.</param>
/// <param name="Distance">How the level is measured.</param>
/// <param name="Value">The measure; for a time stop the bars; for break-even the trigger percent.</param>
/// <param name="Activation">Trailing stop: percent of profit that a close must show first; break-even: the offset percent.</param>
/// <param name="Part">Take profit: percent of the position that it closes.</param>
/// <param name="ValueSlot">Column with the ATR or the price, taken on the signal bar; −1 = none.</param>
public sealed record RiskRule(string NodeId, RiskKind Rule, DistanceKind Distance, double Value, double Activation, double Part, int ValueSlot);

public enum HoldingLimitKind { PositionPercent, OpenPositions }

/// <summary>max-position (percent of the equity in one position) and max-open-positions (a count).</summary>
public sealed record HoldingLimit(string NodeId, HoldingLimitKind Kind, double Limit);

/// <summary>Which instruments a strategy runs on, which of them it picks, how much each gets, and when that is set anew. Null = the graph has no such node.</summary>
/// <param name="Symbols">The instruments of a universe node, in the order of their names.</param>
/// <param name="Rank">Which of them are picked.</param>
/// <param name="Weight">Shares of the equity.</param>
/// <param name="Rebalance">When ranks and weights are applied.</param>
public sealed record PortfolioRule(IReadOnlyList<string>? Symbols, RankRule? Rank, WeightRule? Weight, RebalanceRule? Rebalance);

/// <summary>The <paramref name="Top"/> highest are held long and the <paramref name="Bottom"/> lowest short, by the column <paramref name="ScoreSlot"/>; what is not known has no rank.</summary>
public sealed record RankRule(string NodeId, int Top, int Bottom, int ScoreSlot);

public enum WeightMode { Equal, InverseVolatility, Rank }

/// <param name="NodeId">The node.</param>
/// <param name="Mode">How shares are measured.</param>
/// <param name="Bars">Returns behind the volatility of inverse-volatility weights.</param>
public sealed record WeightRule(string NodeId, WeightMode Mode, int Bars = 20);

public enum RebalanceSchedule { Month, Week, Day, Quarter, None }

/// <param name="NodeId">The node.</param>
/// <param name="Schedule">On the first bar of each such span.</param>
/// <param name="Drift">Also once a weight is this many percent of the equity away from its target; 0 = never.</param>
public sealed record RebalanceRule(string NodeId, RebalanceSchedule Schedule, double Drift);

public enum SizeMode { Quantity, Lots, Money, PercentEquity, PercentCash, RiskPercent, VolatilityTarget, Kelly, EqualWeight }

/// <summary>A position-size node.</summary>
public sealed record SizeRule(string NodeId, SizeMode Mode, double Value)
{
    /// <summary>Column of the average true range that a volatility target is measured by; −1 = none.</summary>
    public int ValueSlot { get; init; } = -1;
}

/// <summary>Position-dependent inputs of a decision, as known at the close of the bar.</summary>
/// <param name="Direction">1 long, −1 short, 0 flat.</param>
/// <param name="EntryBar">Bar of the (first) entry fill; −1 when flat.</param>
/// <param name="EntryPrice">Average entry price; NaN when flat.</param>
/// <param name="TradesToday">Entries filled on the trading day of the bar.</param>
public readonly record struct PositionView(int Direction, int EntryBar, double EntryPrice, int TradesToday)
{
    public static PositionView Flat => new(0, -1, double.NaN, 0);
}
