using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Settings of an <see cref="OrderBook"/> beside those of a run.</summary>
/// <param name="Hedged">Longs and shorts stand side by side; else an order closes opposite lots first, the oldest before the others.</param>
/// <param name="Margin">Own money that an entry needs.</param>
/// <param name="EntrySpread">Fraction of the price paid once, where a lot is opened.</param>
/// <param name="IgnoreVolume">Bars without volume fill too: for data that have none.</param>
public sealed record BookSettings(bool Hedged = false, Margin? Margin = null, decimal EntrySpread = 0, bool IgnoreVolume = false);

/// <summary>Orders of a program against bars, with the fill rules of a session: what a strategy graph cannot say, a program can send.</summary>
/// <remarks>
/// Orders are looked at one after the other in the order of their arrival, each against the whole bar; orders that close a lot come before all
/// others, the last sent first. One instrument. Rules with their tests: this folder's README.
/// </remarks>
public sealed partial class OrderBook
{
    private sealed class Working(int id, BookOrder order, SimulatedOrder state)
    {
        public readonly int Id = id;
        public readonly BookOrder Order = order;
        public SimulatedOrder State = state;
        public bool Waits = order.Parent > 0, ParentFilled, IsOver;
    }

    private sealed class BookLot
    {
        public int Order, Bar;
        public decimal Quantity, Price, Fees;
    }

    private readonly BacktestSettings _settings;
    private readonly BookSettings _book;
    private readonly FillPrice _prices;
    private readonly FillCosts _costs;
    private readonly OrderMatch _match;
    private readonly List<Working> _queue = [];
    private readonly List<BookLot> _lots = [];
    private readonly List<BookFill> _fills = [];
    private readonly List<BookEnd> _ends = [];
    private readonly List<BookTrade> _trades = [];
    private Candle _last;
    private int _bar = -1, _sent;
    private bool _called; // a margin call: all is closed at the next open
    private bool _again; // children of a fill at the open live on its bar

    /// <param name="settings">Cash, commission, slippage, lot, price step, touch and gap rule; the rest belongs to strategies.</param>
    /// <param name="book">What a book has besides.</param>
    public OrderBook(BacktestSettings settings, BookSettings? book = null)
    {
        (_settings, _book, Cash) = (settings, book ?? new BookSettings(), settings.Cash);
        (_prices, _costs) = (new FillPrice(settings.Slippage, settings.PriceStep), new FillCosts(settings.Commission, settings.Lot));
        _match = new OrderMatch(settings.Touch * settings.PriceStep, settings.GapLimit);
    }

    /// <summary>A short sale adds its proceeds.</summary>
    public decimal Cash { get; private set; }
    /// <summary>Units held, negative when short.</summary>
    public decimal Holding => _lots.Sum(l => l.Quantity);
    /// <summary>Equity fell to 0 or below at a close: everything was closed there and nothing more happens (G30).</summary>
    public bool Ruined { get; private set; }
    public IReadOnlyList<BookFill> Fills => _fills;
    public IReadOnlyList<BookEnd> Ends => _ends;
    public IReadOnlyList<BookTrade> Trades => _trades;
    /// <summary>Marked at the last close.</summary>
    public decimal Equity => Ruined ? 0 : EquityAt((decimal)_last.Close);

    /// <summary>Takes an order and returns its number, from 1 on.</summary>
    /// <exception cref="ArgumentException">The quantity is not above 0, or a level that the type needs is missing.</exception>
    public int Submit(BookOrder order)
    {
        var (limit, stop) = (order.Type is BookOrderType.Limit or BookOrderType.StopLimit, order.Type is BookOrderType.Stop or BookOrderType.StopLimit or BookOrderType.TrailingStop);
        if (order.Quantity <= 0 || limit != order.Limit > 0 || stop != order.Stop > 0) throw new ArgumentException($"This is no order: {order}.", nameof(order));
        var state = new SimulatedOrder
        {
            Time = _last.Time,
            Bar = _bar,
            Node = 0,
            Entry = 0,
            PositionSide = order.Side == OrderSide.Buy ? PositionSide.Long : PositionSide.Short,
            Type = order.Type switch { BookOrderType.Limit => OrderType.Limit, BookOrderType.StopLimit => OrderType.StopLimit, BookOrderType.Stop or BookOrderType.TrailingStop => OrderType.Stop, _ => OrderType.Market },
            LimitPrice = double.IsNaN(order.Limit) ? double.NaN : _prices.LimitLevel(order.Side, order.Limit),
            StopPrice = double.IsNaN(order.Stop) ? double.NaN : _prices.StopLevel(order.Side, order.Stop),
        };
        var working = new Working(++_sent, order, state);
        if (order.Closes > 0 && order.Type != BookOrderType.Limit) _queue.Insert(0, working);
        else _queue.Add(working);
        return working.Id;
    }

    /// <summary>Takes an order back; nothing happens if it is over.</summary>
    public void Cancel(int id)
    {
        if (_queue.Find(w => w.Id == id) is { } working) End(working, "cancelled");
    }

    /// <summary>Plays a closed bar: fills, then trailing stops move, then the mark.</summary>
    public void Play(int bar, in Candle candle)
    {
        if (Ruined) return;
        (_bar, _last) = (bar, candle);
        if (candle.Volume > 0 || _book.IgnoreVolume) Match();
        foreach (var working in _queue) working.Waits &= !working.ParentFilled;
        var close = (decimal)candle.Close;
        _called = _book.Margin is { } margin && margin.IsCall(EquityAt(close), OpenValue(close));
        if (EquityAt(close) > 0) return;
        CloseAll(_ => close);
        (Ruined, Cash) = (true, 0);
    }

    private void Match()
    {
        if (_called) CloseAll(lot => _prices.Market(lot.Quantity > 0 ? OrderSide.Sell : OrderSide.Buy, _last.Open, Math.Abs(lot.Quantity), _last));
        do
        {
            _again = false;
            foreach (var working in _queue.ToArray())
                if (!working.IsOver && !working.Waits) Try(working);
        }
        while (_again);
    }

    private void CloseAll(Func<BookLot, decimal> price)
    {
        while (_lots.Count > 0) Close(0, _lots[0], _lots[0].Quantity, price(_lots[0]));
    }

    /// <summary>Fills market orders that were sent at this close, at this close.</summary>
    public void PlayClose()
    {
        foreach (var working in _queue.ToArray())
            if (!working.IsOver && !working.Waits && working.Order.Type == BookOrderType.Market && (_last.Volume > 0 || _book.IgnoreVolume)) Fill(working, _last.Close, fromNext: true);
    }

    private void Try(Working working)
    {
        if (_last.Time > working.Order.ValidUntil)
        {
            End(working, "expired");
            return;
        }
        var atOpen = true;
        var price = working.Order.Type == BookOrderType.MarketOnClose ? _last.Close : _match.At(ref working.State, _last.Open);
        if (double.IsNaN(price)) (atOpen, price) = (false, _match.Inside(ref working.State, _last));
        if (!double.IsNaN(price)) Fill(working, price, fromNext: !atOpen || working.Order.Type != BookOrderType.Market);
        else if (working.Order.Type == BookOrderType.TrailingStop) Trail(working);
    }

    /// <summary>The stop follows the close and never goes back.</summary>
    private void Trail(Working working)
    {
        var distance = working.Order.TrailAmount > 0 ? working.Order.TrailAmount : _last.Close * working.Order.TrailFraction;
        var isSell = working.Order.Side == OrderSide.Sell;
        var level = _prices.StopLevel(working.Order.Side, isSell ? _last.Close - distance : _last.Close + distance);
        working.State.StopPrice = isSell ? Math.Max(working.State.StopPrice, level) : Math.Min(working.State.StopPrice, level);
    }

    /// <summary>It is over: so are those that depend on it and those that it excludes.</summary>
    private void End(Working working, string status)
    {
        if (!Leave(working)) return;
        _ends.Add(new BookEnd(working.Id, _bar, status));
        CancelOthers(working, filled: false);
    }

    private bool Leave(Working working)
    {
        if (working.IsOver) return false;
        working.IsOver = true;
        return _queue.Remove(working);
    }

    private void CancelOthers(Working working, bool filled)
    {
        foreach (var other in _queue.ToArray())
        {
            var excluded = other.Id == working.Order.OneCancels || other.Order.OneCancels == working.Id || (working.Order.Parent > 0 && other.Order.Parent == working.Order.Parent);
            if (excluded || (!filled && other.Order.Parent == working.Id)) End(other, "cancelled");
        }
    }

    private decimal EquityAt(decimal price) => Cash + (Holding * price);

    private decimal OpenValue(decimal price) => _lots.Sum(l => Math.Abs(l.Quantity)) * price;
}
