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
    /// <summary>Levels of protective orders; NaN = none.</summary>
    public double LimitPrice { get; init; } = double.NaN;
    public double StopPrice { get; init; } = double.NaN;

    public string Status { get; set; } = "working";
    public decimal Quantity { get; set; }
    public decimal Price { get; set; }
    /// <summary>−1 until it is filled.</summary>
    public int FilledBar { get; set; } = -1;
    public decimal Fees { get; set; }

    /// <summary>An entry buys for long; an exit sells it.</summary>
    public OrderSide Side => (PositionSide == PositionSide.Long) == IsEntry ? OrderSide.Buy : OrderSide.Sell;

    public OrderRow Row(int id, string symbol) => new(
        id, NodeId, symbol, Bar, Side, Type, Quantity, Level(LimitPrice), Level(StopPrice), Status,
        IsFilled ? Quantity : 0, IsFilled ? Price : null, IsFilled ? FilledBar : null, Fees, Reason);

    public bool IsFilled => FilledBar >= 0;

    private static decimal? Level(double price) => double.IsNaN(price) ? null : (decimal)price;
}
