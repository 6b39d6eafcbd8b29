using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>An order inside a session. Market orders wait for the next bar that can fill them.</summary>
internal struct SimulatedOrder
{
    public SimulatedOrder() { }

    /// <summary>What it filled: units, mean price, money.</summary>
    public decimal Quantity, Price, Fees;
    /// <summary>Levels; NaN = none.</summary>
    public double LimitPrice = double.NaN, StopPrice = double.NaN;
    /// <summary>Exits: percent of the position.</summary>
    public double Part = 100;
    /// <summary>Start of the bar on which it was sent.</summary>
    public required long Time;
    public required int Bar;
    /// <summary>−1 until it is filled.</summary>
    public int FilledBar = -1;
    /// <summary>Number of the node that asked; −1 for the closing order of a reversal, the end of data and ruin.</summary>
    public required int Node;
    /// <summary>Number of the entry rule; −1 for exits.</summary>
    public int Entry = -1;
    public required PositionSide PositionSide;
    public OrderType Type;
    public FillReason Reason;
    public OrderStatus Status;

    public readonly bool IsEntry => Entry >= 0;

    /// <summary>An entry buys for long; an exit sells it.</summary>
    public readonly OrderSide Side => (PositionSide == PositionSide.Long) == IsEntry ? OrderSide.Buy : OrderSide.Sell;

    public readonly bool IsFilled => FilledBar >= 0;

    public readonly OrderRow Row(int id, string? node, string symbol) => new(
        id, node, symbol, Bar, Side, OrderWords.Of(Type), Quantity, Level(LimitPrice), Level(StopPrice), OrderWords.Of(Status),
        IsFilled ? Quantity : 0, IsFilled ? Price : null, IsFilled ? FilledBar : null, Fees, OrderWords.Of(Reason));

    private static decimal? Level(double price) => double.IsNaN(price) ? null : (decimal)price;
}
