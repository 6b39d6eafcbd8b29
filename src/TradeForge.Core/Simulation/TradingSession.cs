using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>The only place where orders, fills, cash and positions change: for backtest, paper and replay alike.</summary>
/// <remarks>
/// Fed with closed bars, oldest first; it never looks at a later bar. The rules of a bar are stated, each with its test, in this folder's README.
/// One instrument. Money is <c>decimal</c>; the per-bar marks that metrics use are <c>double</c>.
/// </remarks>
public sealed partial class TradingSession
{
    private readonly CompiledStrategy _strategy;
    private readonly BacktestSettings _settings;
    private readonly string _symbol;
    private readonly bool _volumeKnown;
    private readonly EntryRule[] _entries;
    private readonly ExitRule[] _exits;
    private TradingDays _days;
    private readonly FillPrice _prices;
    private readonly Position _position = new();
    private readonly Protection _protection;
    private readonly Protection _probe;
    private readonly SignalLedger _ledger;
    private readonly List<SimulatedOrder> _orders = [];
    private readonly List<SimulatedOrder> _queue = [];
    private readonly List<Trade> _trades = [];
    private readonly List<(int Bar, decimal Cash, decimal Quantity)> _account = [];
    private readonly int[] _unknownExits;
    private readonly bool _hasTimeStop;
    private readonly decimal _touch;
    private double _measuredCash, _measuredHolding; // Cash and Holding as numbers, for the marks of every bar
    private int _tradesToday, _today = int.MinValue, _protectedFrom;
    private Candle _last;
    private int _lastBar = -1;

    /// <param name="strategy">The compiled strategy.</param>
    /// <param name="symbol">Name of the instrument in the result.</param>
    /// <param name="settings">Costs, fill rules and cash; already checked.</param>
    /// <param name="volumeKnown">False when the series has no volumes at all: then the zero-volume rule is off (G56).</param>
    /// <param name="days">The exchange's trading days.</param>
    public TradingSession(CompiledStrategy strategy, string symbol, BacktestSettings settings, bool volumeKnown, TradingDays days)
    {
        (_strategy, _symbol, _settings, _volumeKnown, _days) = (strategy, symbol, settings, volumeKnown, days);
        (_entries, _exits) = ([.. strategy.Entries], [.. strategy.Exits]);
        _prices = new FillPrice(settings.Slippage, settings.PriceStep);
        _protection = new Protection(strategy.Risks, _prices);
        _probe = new Protection(strategy.Risks, _prices);
        _ledger = new SignalLedger(strategy.Entries, symbol);
        _unknownExits = new int[strategy.Exits.Count];
        (_nextEntry, _nextExit) = (new int[_entries.Length], new int[_exits.Length]);
        _nextEntry.AsSpan().Fill(-1);
        _nextExit.AsSpan().Fill(-1);
        _hasTimeStop = strategy.Risks.Any(r => r.Rule == RiskKind.TimeStop);
        _touch = settings.Touch * settings.PriceStep;
        Cash = settings.Cash;
        _measuredCash = (double)Cash;
        _account.Add((-1, Cash, 0));
    }

    /// <summary>Cash in quote currency; a short sale adds its proceeds.</summary>
    public decimal Cash { get; private set; }
    /// <summary>Units held, negative when short.</summary>
    public decimal Holding => _position.Quantity * _position.Direction;
    /// <summary>1 long, −1 short, 0 flat.</summary>
    public int Direction => _position.Direction;
    /// <summary>Bars whose open lay between stop and target and that touched both (G7).</summary>
    public int AmbiguousBars { get; private set; }
    /// <summary>Equity fell to 0 or below: everything was closed and the run stopped (G30).</summary>
    public bool Ruined { get; private set; }
    public IReadOnlyList<Trade> Trades => _trades;
    public int Signals => _ledger.Signals;

    internal IReadOnlyList<BlockedRange> Blocked => _ledger.Ranges();
    internal IReadOnlyList<SimulatedOrder> Orders => _orders;
    internal IReadOnlyList<Lot> OpenLots => _position.Lots;
    internal PositionSide OpenSide => _position.Side;
    /// <summary>Cash and holding after each bar on which they changed; the first row is the start.</summary>
    internal IReadOnlyList<(int Bar, decimal Cash, decimal Quantity)> Account => _account;
    internal IReadOnlyList<int> UnknownExits => _unknownExits;

    /// <summary>Equity at <paramref name="price"/>; 0 after ruin.</summary>
    public double EquityAt(double price) => _measuredCash + _measuredHolding * price;

    /// <summary>Plays one closed bar: open, inside, close.</summary>
    /// <param name="bar">Number of the bar, counted from 0 at the start of trading.</param>
    /// <param name="candle">The closed bar.</param>
    /// <param name="evaluation">The strategy's values, known up to and including this bar.</param>
    /// <param name="row">The bar's row in <paramref name="evaluation"/>.</param>
    public void OnBar(int bar, in Candle candle, StrategyEvaluation evaluation, int row)
    {
        if (Ruined) return;
        (_last, _lastBar) = (candle, bar);
        var canFill = !_volumeKnown || candle.Volume > 0;
        if (canFill && (_queue.Count > 0 || _position.Direction != 0)) TradeOpenAndInside(bar, candle, evaluation);

        if (canFill && _settings.Fill == FillRule.ThisClose && _queue.Count > 0) FillQueue(bar, candle.Close, evaluation);
        Mark(bar, candle);
        if (Ruined) return;
        Decide(bar, candle, evaluation, row);
        if (canFill && _settings.Fill == FillRule.ThisClose && _queue.Count > 0) FillQueue(bar, candle.Close, evaluation);
        if (_position.Direction != 0) _protection.AfterClose(candle.Close);
    }

    /// <summary>The data ended: queued orders of the last bar are taken back (reason pending), open positions closed if the settings say so.</summary>
    public void Finish()
    {
        foreach (var order in _queue.Where(o => o.Bar == _lastBar))
        {
            TakeBack(order);
            if (order.IsEntry) _ledger.Block(order.EntryIndex, order.Bar, order.Time, "pending");
        }
        _queue.Clear();
        if (_settings.CloseAtEnd && _position.Direction != 0)
            CloseNow("end-of-data", null);
    }

    private void TradeOpenAndInside(int bar, in Candle candle, StrategyEvaluation evaluation)
    {
        var nextOpen = _settings.Fill == FillRule.NextOpen;
        if (nextOpen && _queue.Count > 0) FillExits(bar, candle.Open);
        var held = _position.Direction != 0;
        if (held && bar >= _protectedFrom) ProtectAtOpen(bar, candle);
        var stillHeld = held && _position.Direction != 0;
        if (nextOpen && _queue.Count > 0) FillEntries(bar, candle.Open, evaluation);
        if (_position.Direction == 0 || bar < _protectedFrom)
        {
            _position.See(candle.Low, candle.High);
            return;
        }
        if (!stillHeld) ProtectAtOpen(bar, candle); // entered at this open: its levels live on this bar
        if (_position.Direction != 0) ProtectInside(bar, candle);
        _position.See(candle.Low, candle.High);
    }

    /// <summary>The bar's close is known: the first mark with equity at or below zero ends the run.</summary>
    private void Mark(int bar, in Candle candle)
    {
        if (_position.Direction >= 0 && Cash >= 0) return; // owned outright: cannot fall below zero
        if (Cash + Holding * (decimal)candle.Close > 0) return;
        foreach (var order in _queue) order.Status = "cancelled";
        _queue.Clear();
        if (_position.Direction != 0) CloseNow("ruin", null);
        Ruined = true;
        Cash = 0;
        Book(bar);
    }

    /// <summary>An order that came to nothing leaves no row; it is one of the newest.</summary>
    private void TakeBack(SimulatedOrder order) => _orders.RemoveAt(_orders.LastIndexOf(order));

    private void Book(int bar)
    {
        if (_account[^1].Bar == bar) _account[^1] = (bar, Cash, Holding);
        else _account.Add((bar, Cash, Holding));
        (_measuredCash, _measuredHolding) = ((double)Cash, (double)Holding);
    }

    private void CloseNow(string reason, string? node)
    {
        var order = new SimulatedOrder
        {
            NodeId = node,
            PositionSide = _position.Side,
            IsEntry = false,
            Bar = _lastBar,
            Time = _last.Time,
            Reason = reason,
            Type = "market",
        };
        _orders.Add(order);
        _position.See(_last.Close, _last.Close);
        FillExit(order, _lastBar, _last.Time, _prices.Market(order.Side, _last.Close));
    }
}
