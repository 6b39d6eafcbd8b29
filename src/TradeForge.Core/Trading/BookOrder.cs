using TradeForge.Core.Simulation;

namespace TradeForge.Core.Trading;

public enum BookOrderType { Market, Limit, Stop, StopLimit, TrailingStop, MarketOnClose }

/// <summary>An order that a program sends to an <see cref="OrderBook"/>. It works from the next bar on, until it fills, is cancelled or expires.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Units, above 0.</param>
/// <param name="Type">What it waits for.</param>
public sealed record BookOrder(OrderSide Side, decimal Quantity, BookOrderType Type = BookOrderType.Market)
{
    /// <summary>Level of a limit or stop-limit order.</summary>
    public double Limit { get; init; } = double.NaN;
    /// <summary>Level of a stop or stop-limit order, the first level of a trailing stop.</summary>
    public double Stop { get; init; } = double.NaN;
    /// <summary>Trailing stop: distance to the close in price, or as a fraction of it; the other is 0.</summary>
    public double TrailAmount { get; init; }
    public double TrailFraction { get; init; }
    /// <summary>It expires on a bar that starts later; milliseconds since 1970.</summary>
    public long ValidUntil { get; init; } = long.MaxValue;
    /// <summary>It works from the bar after this order's fill on and ends without it (one triggers the other); 0 = none. Siblings cancel each other: a bracket.</summary>
    public int Parent { get; init; }
    /// <summary>When one of the two ends, the other is cancelled; 0 = none.</summary>
    public int OneCancels { get; init; }
    /// <summary>It closes what this order has opened and nothing else; 0 = it trades for the account.</summary>
    public int Closes { get; init; }
    /// <summary>Levels that close what it opens: a stop that is looked at before all other orders, and a target after them.</summary>
    public double StopLoss { get; init; } = double.NaN;
    public double TakeProfit { get; init; } = double.NaN;
}

/// <summary>A fill: what one order did to one lot.</summary>
/// <param name="Order">Number of the order.</param>
/// <param name="Lot">Number of the order that opened the lot.</param>
/// <param name="Opens">It opened the lot, else it closed some of it.</param>
/// <param name="Quantity">Units, negative when sold.</param>
public readonly record struct BookFill(int Order, int Lot, int Bar, bool Opens, decimal Quantity, decimal Price, decimal Fee);

/// <summary>An order ended without filling: cancelled, expired, or rejected for lack of money.</summary>
public readonly record struct BookEnd(int Order, int Bar, string Status);

/// <summary>A lot, or a part of it, that was closed; <paramref name="Quantity"/> is negative for shorts, <paramref name="Fees"/> are those of both legs.</summary>
public readonly record struct BookTrade(int Lot, decimal Quantity, int EntryBar, int ExitBar, decimal EntryPrice, decimal ExitPrice, decimal Fees)
{
    /// <summary>Money after fees.</summary>
    public decimal Pnl => (Quantity * (ExitPrice - EntryPrice)) - Fees;
}
