using System.Runtime.CompilerServices;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Trading;

/// <summary>An order inside a session. Market orders wait for the next bar that can fill them, priced ones for their price.</summary>
internal struct SimulatedOrder
{
    public const int NoDay = int.MinValue;

    /// <param name="node">Number of the node that asks; −1 for the closing order of a reversal, the end of data and ruin.</param>
    /// <param name="entry">Number of the entry rule; −1 for exits.</param>
    /// <param name="side">Of the position.</param>
    /// <param name="position">Exits: number of the position.</param>
    /// <param name="bar">On which it is sent.</param>
    /// <param name="time">Start of that bar.</param>
    /// <param name="reason">Why it is sent.</param>
    public SimulatedOrder(int node, int entry, PositionSide side, int position, int bar, long time, FillReason reason)
    {
        Unsafe.SkipInit(out this);
        Begin(node, entry, side, position, bar, time, reason);
    }

    /// <summary>Units asked for, known from the first fill on.</summary>
    public decimal Quantity;
    /// <summary>Units filled so far, their mean price and the fees paid.</summary>
    public decimal Filled, Price, Fees;
    /// <summary>Levels; NaN = none.</summary>
    public double LimitPrice, StopPrice;
    /// <summary>Exits: percent of the position.</summary>
    public double Part;
    /// <summary>Start of the bar on which it was sent.</summary>
    public long Time;
    public int Bar;
    /// <summary>Bar of the last fill; −1 until there is one.</summary>
    public int FilledBar;
    /// <summary>Number of the node that asked; −1 for the closing order of a reversal, the end of data and ruin.</summary>
    public int Node;
    /// <summary>Number of the entry rule; −1 for exits.</summary>
    public int Entry;
    /// <summary>Exits: number of the position that it closes.</summary>
    public int Position;
    /// <summary>The bar inside which it was tried, once.</summary>
    public int TriedBar;
    /// <summary>A day's order: the day of the first bar it works on.</summary>
    public int Day;
    /// <summary>An order good till a date is gone before a bar that starts then or later; milliseconds since 1970.</summary>
    public long Until;
    /// <summary>It works on so many bars after that on which it was sent.</summary>
    public int ValidBars;
    public PositionSide PositionSide;
    public TimeInForce TimeInForce;
    public OrderType Type;
    public FillReason Reason;
    public OrderStatus Status;
    /// <summary>The stop of a stop or stop-limit order was reached: it now is a market or limit order.</summary>
    public bool Triggered;

    /// <summary>A market order for all, good till it is taken back: writes every field in place, for a row that is made elsewhere and copied costs as much as a fill.</summary>
    public void Begin(int node, int entry, PositionSide side, int position, int bar, long time, FillReason reason)
    {
        (Quantity, Filled, Price, Fees) = (0, 0, 0, 0);
        (LimitPrice, StopPrice, Part) = (double.NaN, double.NaN, 100);
        (Time, Bar, FilledBar, Node, Entry, Position) = (time, bar, -1, node, entry, position);
        (TriedBar, Day, Until, ValidBars) = (-1, NoDay, long.MaxValue, int.MaxValue);
        (PositionSide, TimeInForce, Type, Reason, Status, Triggered) = (side, TimeInForce.Gtc, OrderType.Market, reason, OrderStatus.Working, false);
    }

    public readonly bool IsEntry => Entry >= 0;

    /// <summary>An entry buys for long; an exit sells it.</summary>
    public readonly OrderSide Side => (PositionSide == PositionSide.Long) == IsEntry ? OrderSide.Buy : OrderSide.Sell;

    /// <summary>Fills or goes at the first price after it was sent.</summary>
    public readonly bool IsImmediate => TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;

    /// <summary>Closes all that is held at the next price: nothing else need be sent.</summary>
    public readonly bool LeavesNow => !IsEntry && Part >= 100 && (Type == OrderType.Market || (Type == OrderType.Stop && Triggered));

    /// <summary>Prices are multiplied by <paramref name="factor"/> from now on: levels and what has filled are in new units.</summary>
    public void Split(decimal factor, in FillPrice prices)
    {
        if (LimitPrice > 0) LimitPrice = prices.LimitLevel(Side, LimitPrice * (double)factor);
        if (StopPrice > 0) StopPrice = prices.StopLevel(Side, StopPrice * (double)factor);
        (Quantity, Filled, Price) = (Math.Round(Quantity / factor, 8), Math.Round(Filled / factor, 8), Price * factor);
    }

    /// <summary>A bar begins: whether its time is over. The first day asked for is the day of a day's order.</summary>
    public bool IsOver(int day, long time)
    {
        if (TimeInForce != TimeInForce.Day) return time >= Until;
        if (Day == NoDay) Day = day;
        return day != Day || time >= Until;
    }

    /// <summary>With this bar it has worked on all that it was given.</summary>
    public readonly bool IsSpent(int bar) => bar - Bar >= ValidBars;

    /// <summary>A fill of some or all of it.</summary>
    /// <param name="bar">Where it filled.</param>
    /// <param name="quantity">Units.</param>
    /// <param name="price">Of a unit.</param>
    /// <param name="fee">Of the fill.</param>
    /// <param name="isAll">The first fill takes all that was asked for: told, for what was written just now is slow to read.</param>
    public void Fill(int bar, QuickDecimal quantity, QuickDecimal price, QuickDecimal fee, bool isAll)
    {
        FilledBar = bar;
        if (Math.Sign(Filled) != 0)
        {
            FillMore(quantity, price, fee);
            return;
        }
        Status = isAll ? OrderStatus.Filled : OrderStatus.Partial;
        (Price, Filled, Fees) = (price, quantity, fee);
    }

    private void FillMore(decimal quantity, decimal price, decimal fee)
    {
        Price = ((Price * Filled) + (price * quantity)) / (Filled + quantity);
        Filled += quantity;
        Fees += fee;
        Status = Filled == Quantity ? OrderStatus.Filled : OrderStatus.Partial;
    }

    /// <summary>It is over without (another) fill.</summary>
    public void End(OrderStatus status) => Status = Filled > 0 ? OrderStatus.Partial : status;

    public readonly OrderRow Row(int id, string? node, string symbol) => new(
        id, node, symbol, Bar, Side, OrderWords.Of(Type), Quantity, Level(LimitPrice), Level(StopPrice), OrderWords.Of(Status),
        Filled, FilledBar < 0 ? null : Price, FilledBar < 0 ? null : FilledBar, Fees, OrderWords.Of(Reason));

    private static decimal? Level(double price) => double.IsNaN(price) ? null : (decimal)price;
}
