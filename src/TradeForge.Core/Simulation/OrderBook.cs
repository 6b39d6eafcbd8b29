using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

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
        public bool Waits = order.Parent > 0, ParentFilled, HasOpened, IsOver;

        public bool HasFilled => State.Filled > 0;
        public bool IsLimit => Order.Type == BookOrderType.Limit;
        public bool IsStop => Order.Type is BookOrderType.Stop or BookOrderType.TrailingStop;
    }

    private readonly BacktestSettings _settings;
    private readonly BookSettings _book;
    private readonly string _symbol;
    private readonly FillPrice _prices;
    private readonly FillCosts _costs;
    private readonly OrderMatch _match;
    private readonly List<Working> _all = []; // in the order of their numbers, from 1
    private readonly List<Working> _queue = [], _pass = [];
    private readonly List<BookLot> _lots = [];
    private readonly List<ClosedTrade> _trades = [];
    private readonly List<AccountRow> _account;
    private readonly bool _volumeCounts;
    private TradingDays _days;
    private Candle _last;
    private int _bar = -1, _ambiguousBar = -1;
    private bool _called; // a margin call: all is closed at the next open
    private bool _again; // children of a fill at the open live on its bar
    private bool _hasDeadlines, _hasPairs;

    /// <param name="settings">Cash, margin, costs, lot, price step, fill rules and <see cref="BacktestSettings.Book"/>; the rest belongs to strategies.</param>
    /// <param name="symbol">Name of the instrument in the rows.</param>
    /// <param name="volumeKnown">False when the series has no volumes at all: then bars without one fill (G56).</param>
    /// <param name="days">The exchange's trading days.</param>
    public OrderBook(BacktestSettings settings, string symbol, bool volumeKnown, TradingDays days)
    {
        settings = settings.For(symbol);
        (_settings, _book, _symbol, _days, Cash) = (settings, settings.Book ?? new BookSettings(), symbol, days, settings.Cash);
        _volumeCounts = volumeKnown && !_book.IgnoreVolume;
        (_prices, _costs) = (new FillPrice(settings.Slippage, settings.PriceStep), new FillCosts(settings.Commission, settings.Lot));
        _match = new OrderMatch(settings.Touch * settings.PriceStep, settings.GapLimit);
        _account = [new AccountRow(-1, Cash, 0)];
    }

    /// <summary>A short sale adds its proceeds.</summary>
    public decimal Cash { get; private set; }
    /// <summary>Units held, negative when short.</summary>
    public decimal Holding { get; private set; }
    /// <summary>Equity fell to 0 or below at a close: everything was closed there and nothing more happens (G30).</summary>
    public bool Ruined { get; private set; }
    /// <summary>Bars that touched the stop and the limit of a pair that exclude each other (G7).</summary>
    public int AmbiguousBars { get; private set; }
    /// <summary>Marked at the last close.</summary>
    public decimal Equity => Ruined ? 0 : EquityAt((decimal)_last.Close);
    /// <summary>Orders, those of attached levels too.</summary>
    internal int OrdersSent => _all.Count;
    /// <summary>Cash and holding after each bar on which they changed; the first row is the start.</summary>
    internal List<AccountRow> Account => _account;

    /// <summary>Looked at whenever the queue is gone through: with many orders a single bar is long work.</summary>
    internal CancellationToken Stop { get; init; }

    /// <summary>Takes an order and returns its number, from 1 on.</summary>
    /// <exception cref="ArgumentException">The quantity is not above 0, or a level that the type needs is missing.</exception>
    public int Submit(BookOrder order) => Submit(order, order.Type == BookOrderType.TrailingStop ? FillReason.TrailingStop : FillReason.Order);

    /// <summary>Takes an order back; nothing happens if it is over.</summary>
    public void Cancel(int id) => End(_all[id - 1], OrderStatus.Cancelled);

    private int Submit(BookOrder order, FillReason reason)
    {
        if (!order.IsWhole) throw new ArgumentException($"This is no order: {order}.", nameof(order));
        var stop = order.Type == BookOrderType.TrailingStop && double.IsNaN(order.Stop) ? TrailLevel(order) : order.Stop;
        var working = Add(order, new SimulatedOrder(0, 0, order.Side == OrderSide.Buy ? PositionSide.Long : PositionSide.Short, 0, _bar, _last.Time, reason)
        {
            Type = order.Type switch { BookOrderType.Limit => OrderType.Limit, BookOrderType.StopLimit => OrderType.StopLimit, BookOrderType.Stop or BookOrderType.TrailingStop => OrderType.Stop, _ => OrderType.Market },
            Quantity = order.Quantity,
            LimitPrice = double.IsNaN(order.Limit) ? double.NaN : _prices.LimitLevel(order.Side, order.Limit),
            StopPrice = double.IsNaN(stop) ? double.NaN : _prices.StopLevel(order.Side, stop),
            TimeInForce = order.TimeInForce,
            Until = order.Until,
        });
        if (order.Closes > 0 && order.Type != BookOrderType.Limit) _queue.Insert(0, working);
        else _queue.Add(working);
        _hasDeadlines |= order.TimeInForce == TimeInForce.Day || order.Until != long.MaxValue;
        _hasPairs |= order.Closes > 0 || order.Parent > 0 || order.OneCancels > 0;
        Settle(working);
        return working.Id;
    }

    private Working Add(BookOrder order, in SimulatedOrder state)
    {
        var working = new Working(_all.Count + 1, order, state);
        _all.Add(working);
        return working;
    }

    /// <summary>Plays a closed bar: fills, then trailing stops move, then the mark.</summary>
    public void Play(int bar, in Candle candle)
    {
        if (Ruined) return;
        (_bar, _last) = (bar, candle);
        if (_hasDeadlines) Expire();
        if (CanFill) Match();
        if (_queue.Count > 0)
        {
            DropImmediate();
            foreach (var working in _queue) working.Waits &= !working.ParentFilled;
            if (_hasDeadlines && _days.EndsDay(_last.Time)) ExpireDay();
        }
        foreach (var lot in _lots) lot.SeeBar(bar, candle);
        Mark();
        Note();
    }

    /// <summary>Fills market orders that were sent at this close, and priced ones that go if it does not fill them.</summary>
    public void PlayClose()
    {
        if (Ruined || _queue.Count == 0) return;
        foreach (var working in Pass())
        {
            if (working.IsOver || working.Waits || !CanFill) continue;
            var isNow = working.State.IsImmediate && working.State.Bar == _bar;
            if (working.Order.Type != BookOrderType.Market && !isNow) continue;
            if (IsEarly(working)) continue;
            if (_match.At(ref working.State, _last.Close) is var price && !double.IsNaN(price)) Fill(working, price, Moment.Close, isMaker: false);
        }
        DropImmediate();
        Note();
    }

    /// <summary>The data ended: what is open is closed if the settings say so. What still works stays as it is.</summary>
    public void Finish()
    {
        if (!_settings.CloseAtEnd || Ruined) return;
        CloseAll(FillReason.EndOfData, lot => _prices.Market(lot.ExitSide, _last.Close, lot.Units.Quantity, _last));
        Note();
    }

    private bool CanFill => !_volumeCounts || _last.Volume > 0;

    private void Match()
    {
        if (_called) CloseAll(FillReason.MarginCall, lot => _prices.Market(lot.ExitSide, _last.Open, lot.Units.Quantity, _last));
        if (_queue.Count == 0) return;
        do
        {
            _again = false;
            foreach (var working in Pass())
                if (!working.IsOver && !working.Waits) Try(working);
        }
        while (_again);
    }

    /// <summary>The queue as it stands: what fills adds to it and takes from it.</summary>
    private List<Working> Pass()
    {
        Stop.ThrowIfCancellationRequested();
        _pass.Clear();
        _pass.AddRange(_queue);
        return _pass;
    }

    private void Try(Working working)
    {
        if (working.State.TriedBar == _bar || IsEarly(working)) return;
        if (working.Order.Type == BookOrderType.Market && _settings.Fill == FillRule.ThisClose) return; // waits for the close
        working.State.TriedBar = _bar;
        if (_hasPairs && Earlier(working) is { } other)
        {
            Try(other);
            if (working.IsOver) return;
        }
        if (working.Order.Type == BookOrderType.MarketOnClose)
        {
            Fill(working, _last.Close, Moment.Close, isMaker: false);
            return;
        }
        var rested = working.IsLimit || working.State.Triggered;
        var (price, moment) = (_match.At(ref working.State, _last.Open), Moment.Open);
        if (double.IsNaN(price) && !working.State.IsImmediate) (price, moment) = (_match.Inside(ref working.State, _last), Moment.Inside);
        if (!double.IsNaN(price)) Fill(working, price, moment, rested && price == working.State.LimitPrice);
        else if (working.Order.Type == BookOrderType.TrailingStop) Trail(working);
    }

    /// <summary>What it closes has not been opened yet.</summary>
    private bool IsEarly(Working working) => working.Order.Closes is > 0 and var opener && !_all[opener - 1].IsOver && !_all[opener - 1].HasFilled;

    /// <summary>The stop follows the close and never goes back.</summary>
    private void Trail(Working working)
    {
        var level = _prices.StopLevel(working.Order.Side, TrailLevel(working.Order));
        working.State.StopPrice = working.Order.Side == OrderSide.Sell ? Math.Max(working.State.StopPrice, level) : Math.Min(working.State.StopPrice, level);
    }

    private double TrailLevel(BookOrder order)
    {
        var distance = order.TrailAmount > 0 ? order.TrailAmount : _last.Close * order.TrailFraction;
        return order.Side == OrderSide.Sell ? _last.Close - distance : _last.Close + distance;
    }

    private void Mark()
    {
        var close = (decimal)_last.Close;
        _called = _lots.Count > 0 && _settings.Margin.IsCall(EquityAt(close), OpenValue(close));
        if (EquityAt(close) > 0) return;
        foreach (var working in Pass()) End(working, OrderStatus.Cancelled);
        CloseAll(FillReason.Ruin, _ => close);
        (Ruined, Cash) = (true, 0);
    }

    private void Note()
    {
        var row = new AccountRow(_bar, Cash, Holding);
        if (_account[^1] is var last && last.Cash == Cash && last.Quantity == Holding) return;
        if (last.Bar == _bar) _account[^1] = row;
        else _account.Add(row);
    }

    private decimal EquityAt(decimal price) => Holding == 0 ? Cash : Cash + (Holding * price);

    private decimal OpenValue(decimal price) => _lots.Count == 0 ? 0 : _lots.Sum(l => l.Units.Quantity) * price;
}
