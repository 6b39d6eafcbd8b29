using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>An order inside a session. Market orders wait for the next bar that can fill them.</summary>
internal sealed class SimulatedOrder
{
    /// <summary>The node that asked; null for the closing order of a reversal, the end of data and ruin.</summary>
    public required string? NodeId { get; init; }
    public required PositionSide PositionSide { get; init; }
    public required bool IsEntry { get; init; }
    /// <summary>Number of the entry rule; −1 for exits.</summary>
    public int EntryIndex { get; init; } = -1;
    public required int Bar { get; init; }
    public required long Time { get; init; }
    public required string Reason { get; init; }
    public required string Type { get; init; }
    /// <summary>Exits: percent of the position.</summary>
    public double Part { get; init; } = 100;
    public decimal? LimitPrice { get; init; }
    public decimal? StopPrice { get; init; }

    public string Status { get; set; } = "working";
    public decimal Quantity { get; set; }
    public decimal? Price { get; set; }
    public int? FilledBar { get; set; }
    public decimal Fees { get; set; }

    /// <summary>An entry buys for long; an exit sells it.</summary>
    public OrderSide Side => (PositionSide == PositionSide.Long) == IsEntry ? OrderSide.Buy : OrderSide.Sell;

    public OrderRow Row(int id, string symbol) => new(
        id, NodeId, symbol, Bar, Side, Type, Quantity, LimitPrice, StopPrice, Status, Status == "filled" ? Quantity : 0, Price, FilledBar, Fees, Reason);
}
