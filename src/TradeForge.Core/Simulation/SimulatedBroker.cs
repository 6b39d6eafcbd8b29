using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>The only place where orders fill and where cash and positions change: for backtest, paper and replay alike. One instrument.</summary>
/// <remarks>
/// Fed with closed bars, oldest first; it never looks at a later bar. Money is <c>decimal</c>, market prices are <c>double</c>: this is the border.
/// The rules are stated, each with its test, in this folder's README.
/// </remarks>
internal sealed partial class SimulatedBroker : IDisposable
{
    private readonly BacktestSettings _settings;
    private readonly SizeRule?[] _sizes;
    private readonly bool _volumeKnown, _hasRisks;
    private readonly SharedCash _money;
    private FillPrice _prices;
    private FillCosts _costs;
    private readonly Position _position = new();
    private readonly Protection _protection, _probe;
    private readonly int _riskNodes;
    private decimal _touch, _lot;
    private readonly RowLog<SimulatedOrder> _orders;
    private readonly RowLog<int> _queue = new(16); // working orders, oldest first
    private readonly RowLog<ClosedTrade> _trades;
    private readonly RowLog<AccountRow> _account;
    private OrderMatch _match;
    private readonly bool _isCapped, _needsBar;
    private readonly Margin? _margin; // null = nothing is borrowed
    private StrategyEvaluation _signals = null!; // of the bar that is played
    private int _offset, _protectedFrom, _seenBar = -1;
    private Candle _last;
    private int _lastBar = -1;
    private KellyShare _kelly;
    private bool _stillHeld; // from before this open
    private bool _isClose; // the price is that of a close
    private bool _hasImmediate; // an order that fills or goes was ever sent
    private bool _hasOnClose; // an order for the close was ever sent
    private bool _exchanges; // prices are in another currency than the cash
    private bool _hasPurse; // the cash lies in several currencies
    private int _quote; // that of the prices, in the purse
    private decimal _rate = 1;

    /// <param name="settings">Costs, fill rules and cash; already checked.</param>
    /// <param name="sizes">Size rule of each entry, null = all available money.</param>
    /// <param name="risks">Protective rules of every position.</param>
    /// <param name="riskNodes">Node number of the first of <paramref name="risks"/>.</param>
    /// <param name="volumeKnown">False when the series has no volumes at all: then the zero-volume rule is off (G56).</param>
    /// <param name="trades">About how many trades there may be.</param>
    /// <param name="money">The cash that several instruments share; null = its own, from the settings.</param>
    public SimulatedBroker(BacktestSettings settings, SizeRule?[] sizes, IReadOnlyList<RiskRule> risks, int riskNodes, bool volumeKnown, int trades, SharedCash? money = null)
    {
        (_orders, _trades, _account) = (new(2 * trades), new(trades), new(2 * trades));
        (_settings, _sizes, _riskNodes, _volumeKnown, _hasRisks) = (settings, sizes, riskNodes, volumeKnown, risks.Count > 0);
        (_prices, _costs) = (new FillPrice(settings.Slippage, settings.PriceStep), new FillCosts(settings.Commission, settings.Lot));
        (_protection, _probe) = (new Protection(risks, _prices), new Protection(risks, _prices));
        (_touch, _lot) = (settings.Touch * settings.PriceStep, settings.Lot);
        (_match, _isCapped, _needsBar) = (new OrderMatch(_touch, settings.GapLimit), settings.Participation > 0, settings.Slippage.NeedsBar);
        _margin = settings.Margin == Margin.None ? null : settings.Margin;
        _money = money ?? new SharedCash { Cash = settings.Cash };
        _account.Add(new AccountRow(-1, Cash, 0));
    }

    /// <summary>Cash in quote currency; a short sale adds its proceeds.</summary>
    public decimal Cash
    {
        get => _money.Cash;
        private set => _money.Cash = value;
    }
    /// <summary>Units held, negative when short.</summary>
    public decimal Holding => _position.Direction < 0 ? -_position.Quantity : _position.Quantity;
    public Position Position => _position;
    public SharedCash Money => _money;
    public Protection Protection => _protection;
    /// <summary>First bar on which the levels of the position act.</summary>
    public int ProtectedFrom => _protectedFrom;
    /// <summary>Bars whose open lay between stop and target and that touched both (G7).</summary>
    public int AmbiguousBars { get; private set; }
    /// <summary>Equity fell to 0 or below: everything was closed and the run stopped (G30).</summary>
    public bool Ruined { get; private set; }
    /// <summary>Most percent of the equity that a position may be worth at an entry; NaN = no limit.</summary>
    public double MostPercent { get; init; } = double.NaN;
    /// <summary>Most positions that the account may have open.</summary>
    public double MostPositions { get; init; } = double.PositiveInfinity;
    /// <summary>Positions of the account that are open.</summary>
    public int OpenPositions => _money.Positions;
    public int EntriesFilled { get; private set; }
    /// <summary>Positions opened so far: the number of the one that is held.</summary>
    public int Positions { get; private set; }
    public int LastBar => _lastBar;
    /// <summary>What one unit of the currency of the prices is worth in that of the cash.</summary>
    public decimal Rate
    {
        get => _rate;
        set => (_rate, _exchanges) = (value, true);
    }

    /// <summary>The cash lies in several currencies; null = the prices are in that of the account.</summary>
    public void PayIn(string? quote) => (_hasPurse, _quote) = (true, _money.Purse!.IndexOf(quote));

    /// <summary>Other rates hold for the cash.</summary>
    public void Revalue(int bar, long time)
    {
        if (_money.Revalue(time)) Book(bar);
    }

    /// <summary>Cash and what is held at the last close.</summary>
    public decimal MarkedEquity => Cash + LastValue;

    /// <summary>By row of the evaluation, what a raw price is multiplied by to stand in the units of the signals; null = 1.</summary>
    public double[]? Signals { private get; set; }
    public CancellationToken Stop
    {
        set => (_orders.Stop, _trades.Stop, _account.Stop) = (value, value, value);
    }
    public RowLog<SimulatedOrder> Orders => _orders;
    public RowLog<int> Queue => _queue;
    public RowLog<ClosedTrade> Trades => _trades;
    /// <summary>Cash and holding after each bar on which they changed; the first row is the start.</summary>
    public RowLog<AccountRow> Account => _account;
    /// <summary>Entries refused at their fill, with the reason, since they were last taken away.</summary>
    public List<(int Order, string Reason)> Refusals { get; } = [];

    /// <summary>Open and inside of a closed bar: what was queued, what works and what protects the position.</summary>
    /// <param name="signals">Holds what the protective rules read on the signal bar of an entry.</param>
    /// <param name="offset">Row of bar 0 in <paramref name="signals"/>.</param>
    public void Trade(int bar, in Candle candle, StrategyEvaluation signals, int offset)
    {
        OpenExits(bar, candle);
        OpenEntries(signals, offset);
        Inside();
    }

    /// <summary>The open: queued exits and working ones that it reaches, then levels that it has passed.</summary>
    public void OpenExits(int bar, in Candle candle)
    {
        // Number by number: written a moment ago in pieces, the bar would be slow to read as a whole.
        _last = new Candle(candle.Time, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume);
        (_lastBar, _stillHeld, _isClose) = (bar, false, false);
        if (_queue.Count == 0 && _position.Direction == 0) return;
        if (!CanFill)
        {
            DropImmediate("no-volume", ofEntries: false);
            DropImmediate("no-volume", ofEntries: true);
            return;
        }
        if (_queue.Count > 0)
        {
            ExitsAt(bar, candle.Open);
            DropImmediate(null, ofEntries: false);
        }
        if (_position.Direction == 0) return;
        if (bar >= _protectedFrom) ProtectAtOpen(bar, candle);
        _stillHeld = _position.Direction != 0;
    }

    /// <summary>The open: queued entries and working ones that it reaches.</summary>
    public void OpenEntries(StrategyEvaluation signals, int offset)
    {
        (_signals, _offset) = (signals, offset);
        if (_queue.Count == 0 || !CanFill) return;
        EntriesAt(_lastBar, _last.Open);
        DropImmediate(null, ofEntries: true);
    }

    /// <summary>After the open: levels and working exits of what is held, then working entries.</summary>
    public void Inside()
    {
        if ((_position.Direction == 0 && _queue.Count == 0) || !CanFill) return;
        if (_position.Direction != 0 && (_hasRisks || _queue.Count > 0))
        {
            if (!_stillHeld && _lastBar >= _protectedFrom) ProtectAtOpen(_lastBar, _last); // entered at this open: its levels live on this bar
            if (_position.Direction != 0) ExitsInside(_lastBar, _last);
        }
        if (_queue.Count > 0)
        {
            EntriesInside(_lastBar, _last);
            DropOrphans();
        }
        if (_position.Direction != 0 && _seenBar != _lastBar) _position.See(_last.Low, _last.High);
    }

    /// <summary>Fills at the close of the bar: orders for the close sent before it, and where the settings say so market orders, and priced ones sent just now that the close has reached.</summary>
    /// <returns>Whether any order could have filled.</returns>
    public bool TradeClose(StrategyEvaluation signals, int offset)
    {
        if (!FillsAtClose) return false;
        CloseExits();
        CloseEntries(signals, offset);
        return true;
    }

    public void CloseExits()
    {
        if (!FillsAtClose) return;
        _isClose = true;
        if (CanFill) ExitsAt(_lastBar, _last.Close);
        if (_settings.Fill == FillRule.ThisClose) DropImmediate(CanFill ? null : "no-volume", ofEntries: false);
        DropOrphans();
    }

    public void CloseEntries(StrategyEvaluation signals, int offset)
    {
        if (!FillsAtClose) return;
        (_signals, _offset, _isClose) = (signals, offset, true);
        if (CanFill) EntriesAt(_lastBar, _last.Close);
        if (_settings.Fill == FillRule.ThisClose) DropImmediate(CanFill ? null : "no-volume", ofEntries: true);
        DropOrphans();
    }

    /// <summary>The bar's close is known: the first mark with equity at or below zero ends the run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Mark()
    {
        if ((_position.Direction < 0 || Math.Sign(_money.Cash) < 0) && MarkedEquity <= 0) Ruin(); // what is owned outright cannot fall below zero
    }

    /// <summary>Everything is closed at the last close and the run ends with nothing.</summary>
    public void Ruin()
    {
        foreach (var order in _queue.Rows) _orders[order].End(OrderStatus.Cancelled);
        _queue.Clear();
        if (_position.Direction != 0) CloseNow(FillReason.Ruin);
        Ruined = true;
        _money.Clear();
        Book(_lastBar);
    }

    /// <summary>The close moves trailing and break-even stops.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AfterClose()
    {
        if (_position.Direction != 0) _protection.AfterClose(_last.Close);
    }

    /// <summary>Nothing could fill on this bar.</summary>
    public void Pass(int bar) => _lastBar = bar;

    /// <summary>A position that is owned outright, with no level that a bar could touch: the bar is seen, and nothing else can happen on it.</summary>
    public bool IsAtRest => _position.Direction > 0 && Math.Sign(Cash) >= 0 && !_protection.Exists && !_protection.Moves;

    /// <summary>The bar passed over a position at rest.</summary>
    public void PassHeld(int bar, double low, double high)
    {
        _lastBar = bar;
        _position.See(low, high);
    }

    /// <summary>The last bar of the run was not played, for nothing happened on it.</summary>
    public void Skipped(int bar, in Candle candle) => (_lastBar, _last) = (bar, candle);

    /// <summary>The data ended: orders of the last bar come to nothing, the position is closed if the settings say so.</summary>
    public void Finish()
    {
        var closes = _settings.CloseAtEnd && _position.Direction != 0;
        foreach (var index in _queue.Rows)
        {
            ref var order = ref _orders[index];
            if (order.Bar == _lastBar && order.IsEntry) Refuse(index, "pending");
            else if (order.Bar == _lastBar) order.End(OrderStatus.Refused);
            else if (closes && !order.IsEntry) order.End(OrderStatus.Cancelled);
        }
        _queue.Clear();
        if (closes) CloseNow(FillReason.EndOfData);
    }

    public void Dispose()
    {
        _orders.Dispose();
        _queue.Dispose();
        _trades.Dispose();
        _account.Dispose();
        _position.Dispose();
    }

    private decimal LastValue => _exchanges ? Holding * MeasuredPrice.Of(_last.Close) * _rate : Holding * MeasuredPrice.Of(_last.Close);

    private bool FillsAtClose => _queue.Count > 0 && (_settings.Fill == FillRule.ThisClose || _hasOnClose);

    private bool CanFill => !_volumeKnown || _last.Volume > 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Book(int bar)
    {
        ref var row = ref _account.Last;
        if (row.Bar != bar) row = ref _account.Next();
        (row.Bar, row.Cash, row.Quantity) = (bar, Cash, _position.Direction == 0 ? 0 : Holding);
    }

    private void CloseNow(FillReason reason)
    {
        var order = _orders.Add(new SimulatedOrder(-1, -1, _position.Side, Positions, _lastBar, _last.Time, reason));
        _position.See(_last.Close, _last.Close);
        FillExit(order, _lastBar, _last.Close, whole: true);
    }
}
