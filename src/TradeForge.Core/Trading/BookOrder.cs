using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

public enum BookOrderType { Market, Limit, Stop, StopLimit, TrailingStop, MarketOnClose }

/// <summary>An order that a program sends to an <see cref="OrderBook"/>. It works from the next bar on, until it fills, is cancelled or expires.</summary>
/// <param name="Side">Buy or sell.</param>
/// <param name="Quantity">Units, above 0.</param>
/// <param name="Type">What it waits for.</param>
public sealed record BookOrder(OrderSide Side, decimal Quantity, BookOrderType Type = BookOrderType.Market)
{
    /// <summary>What its sender calls it.</summary>
    public string? Name { get; init; }
    /// <summary>Level of a limit or stop-limit order.</summary>
    public double Limit { get; init; } = double.NaN;
    /// <summary>Level of a stop or stop-limit order; the first level of a trailing stop, NaN = the distance from the close at which it is sent.</summary>
    public double Stop { get; init; } = double.NaN;
    /// <summary>Trailing stop: distance to the close in price, or as a fraction of it; the other is 0.</summary>
    public double TrailAmount { get; init; }
    public double TrailFraction { get; init; }
    public TimeInForce TimeInForce { get; init; }
    /// <summary>It is gone before a bar that starts then or later; milliseconds since 1970.</summary>
    public long Until { get; init; } = long.MaxValue;
    /// <summary>It works from the bar after this order's fill on and ends without it (one triggers the other); 0 = none. Siblings cancel each other: a bracket.</summary>
    public int Parent { get; init; }
    /// <summary>When one of the two ends, the other is cancelled; 0 = none.</summary>
    public int OneCancels { get; init; }
    /// <summary>It closes what this order has opened and nothing else; 0 = it trades for the account.</summary>
    public int Closes { get; init; }
    /// <summary>Levels that close what it opens: a stop that is looked at before all other orders, and a target after them.</summary>
    public double StopLoss { get; init; } = double.NaN;
    public double TakeProfit { get; init; } = double.NaN;

    /// <summary>It has the levels that its type needs and no others.</summary>
    public bool IsWhole
    {
        get
        {
            var (limit, stop, trails) = (Type is BookOrderType.Limit or BookOrderType.StopLimit, Type is BookOrderType.Stop or BookOrderType.StopLimit, Type == BookOrderType.TrailingStop);
            return Quantity > 0 && limit == Limit > 0 && (trails ? (TrailAmount > 0) != (TrailFraction > 0) : TrailAmount == 0 && TrailFraction == 0 && stop == Stop > 0);
        }
    }
}
