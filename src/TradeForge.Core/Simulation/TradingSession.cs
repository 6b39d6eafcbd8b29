using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>A strategy that trades: it decides at the close of every bar and hands its orders to the broker. For backtest, paper and replay alike.</summary>
/// <remarks>
/// Fed with closed bars, oldest first; it never looks at a later bar. The rules of a bar are stated, each with its test, in this folder's README.
/// One instrument. Its rows lie in rented memory: after <see cref="Dispose"/> nothing of it may be read.
/// </remarks>
public sealed partial class TradingSession : IDisposable
{
    private readonly CompiledStrategy _strategy;
    private readonly BacktestSettings _settings;
    private readonly string _symbol;
    private readonly EntryRule[] _entries;
    private readonly ExitRule[] _exits;
    private readonly string[] _nodes; // ids of entries, exits and risk rules: the node numbers of orders
    private readonly SimulatedBroker _broker;
    private readonly Position _position;
    private readonly RowLog<int> _queue;
    private readonly SignalLedger _ledger;
    private readonly int[] _unknownExits;
    private readonly bool _hasTimeStop, _ownsCash, _dependsOnPosition, _fillsAtOpens;
    private bool _idleBars, _hasDeadlines;
    private TradingDays _days;
    private int _tradesToday, _entriesSeen, _today = int.MinValue;

    /// <param name="strategy">The compiled strategy.</param>
    /// <param name="symbol">Name of the instrument in the result.</param>
    /// <param name="settings">Costs, fill rules and cash; already checked.</param>
    /// <param name="volumeKnown">False when the series has no volumes at all: then the zero-volume rule is off (G56).</param>
    /// <param name="days">The exchange's trading days.</param>
    /// <param name="bars">About how many bars there will be; 0 = not known.</param>
    public TradingSession(CompiledStrategy strategy, string symbol, BacktestSettings settings, bool volumeKnown, TradingDays days, int bars = 0)
        : this(strategy, symbol, settings, volumeKnown, days, bars, null) { }

    /// <summary>As the public one; <paramref name="money"/> is the cash that several instruments share.</summary>
    internal TradingSession(CompiledStrategy strategy, string symbol, BacktestSettings settings, bool volumeKnown, TradingDays days, int bars, SharedCash? money)
    {
        settings = settings.For(symbol);
        (_strategy, _symbol, _settings, _idleBars, _days) = (strategy, symbol, settings, volumeKnown, days);
        (_entries, _exits) = ([.. strategy.Entries], [.. strategy.Exits]);
        _nodes = [.. _entries.Select(e => e.NodeId), .. _exits.Select(x => x.NodeId), .. strategy.Risks.Select(r => r.NodeId), .. strategy.Limits.Select(l => l.NodeId), .. PortfolioNodes(strategy)];
        _broker = new SimulatedBroker(settings, [.. _entries.Select(e => e.Size ?? strategy.DefaultSize)], strategy.Risks, _entries.Length + _exits.Length, volumeKnown, Math.Clamp(bars / 32, 16, 1 << 16), money)
        {
            MostPercent = Least(strategy, HoldingLimitKind.PositionPercent, double.NaN),
            MostPositions = Least(strategy, HoldingLimitKind.OpenPositions, double.PositiveInfinity),
        };
        _guard = Guard(strategy, _broker.Money);
        _ownsCash = money is null;
        _upkeep = Upkeep.Of(settings, HoldingEvents.None, _ownsCash);
        KeepsUp = _upkeep is not null;
        (_position, _queue) = (_broker.Position, _broker.Queue);
        _ledger = new SignalLedger(strategy.Entries, symbol);
        _unknownExits = new int[_exits.Length];
        (_nextEntry, _nextExit) = (new int[_entries.Length], new int[_exits.Length]);
        _nextEntry.AsSpan().Fill(-1);
        _nextExit.AsSpan().Fill(-1);
        (_borrows, _maintenance) = (settings.Margin != Margin.None, (double)settings.Margin.Maintenance / 100);
        (_dependsOnPosition, _fillsAtOpens) = (strategy.DependsOnPosition, settings.Fill == FillRule.NextOpen);
        _hasTimeStop = strategy.Risks.Any(r => r.Rule == RiskKind.TimeStop);
    }

    /// <summary>Cash in quote currency; a short sale adds its proceeds.</summary>
    public decimal Cash => _broker.Cash;
    /// <summary>Units held, negative when short.</summary>
    public decimal Holding => _broker.Holding;
    /// <summary>1 long, −1 short, 0 flat.</summary>
    public int Direction => _position.Direction;
    /// <summary>Bars whose open lay between stop and target and that touched both (G7).</summary>
    public int AmbiguousBars => _broker.AmbiguousBars;
    /// <summary>Bars that a lower timeframe decided, and the round trips that ended on them.</summary>
    internal (int Bars, int Trades) Decided => (_broker.DecidedBars, _broker.DecidedTrades);
    /// <summary>Equity fell to 0 or below: everything was closed and the run stopped (G30).</summary>
    public bool Ruined => _broker.Ruined;
    public int Signals => _ledger.Signals;
    /// <summary>Orders, those that came to nothing too.</summary>
    internal int OrdersSent => _broker.Orders.Count;
    public int TradeCount => _broker.Trades.Count;

    internal ReadOnlySpan<ClosedTrade> Closed => _broker.Trades.Rows;

    /// <summary>Closed round trips so far, made anew at each call.</summary>
    public IReadOnlyList<Trade> Trades(CancellationToken cancellationToken = default)
    {
        var rows = new Trade[_broker.Trades.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows[i] = _broker.Trades[i].Row(_symbol, _nodes[_broker.Trades[i].EntryNode]);
        }
        return rows;
    }

    /// <summary>Orders so far that came to something.</summary>
    internal int OrderCount
    {
        get
        {
            var count = 0;
            foreach (ref readonly var order in _broker.Orders.Rows)
                if (order.Status != OrderStatus.Refused) count++;
            return count;
        }
    }

    /// <summary>Orders so far, made anew at each call; those that came to nothing have no row.</summary>
    public IReadOnlyList<OrderRow> Orders(CancellationToken cancellationToken = default)
    {
        var rows = new List<OrderRow>(_broker.Orders.Count);
        foreach (ref readonly var order in _broker.Orders.Rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (order.Status != OrderStatus.Refused) rows.Add(order.Row(rows.Count + 1, order.Node < 0 ? null : _nodes[order.Node], _symbol));
        }
        return rows;
    }

    /// <summary>Ends a bar in which much memory is moved, too.</summary>
    internal CancellationToken Stop { set => _broker.Stop = value; }

    /// <summary>False when every bar of the run has a volume or none is known: nothing then waits for a bar with volume.</summary>
    internal bool HasIdleBars { set => _idleBars = value; }

    /// <summary>Row of the evaluation that belongs to bar 0 of the session: the number of warm-up bars before it.</summary>
    internal int EvaluationOffset { get; set; }
    internal IReadOnlyList<BlockedRange> Blocked => _ledger.Ranges();
    /// <summary>Stop and target of what is open; null = none.</summary>
    internal (decimal? Stop, decimal? Target) Levels => (ClosedTrade.Level(_broker.Protection.Stop), ClosedTrade.Level(_broker.Protection.Target));
    internal ReadOnlySpan<Lot> OpenLots => _position.Lots;
    internal PositionSide OpenSide => _position.Side;
    internal string NodeId(int node) => _nodes[node];
    internal ReadOnlySpan<AccountRow> Account => _broker.Account.Rows;
    internal IReadOnlyList<int> UnknownExits => _unknownExits;

    /// <summary>Plays one closed bar: open, inside, close.</summary>
    /// <param name="bar">Number of the bar, counted from 0 at the start of trading.</param>
    /// <param name="candle">The closed bar.</param>
    /// <param name="evaluation">The strategy's values, known up to and including this bar.</param>
    /// <param name="row">The bar's row in <paramref name="evaluation"/>.</param>
    public void OnBar(int bar, in Candle candle, StrategyEvaluation evaluation, int row)
    {
        if (Ruined) return;
        if (KeepsUp) Begin(bar, candle);
        ExpireBefore(candle.Time);
        _broker.Trade(bar, candle, evaluation, EvaluationOffset);
        if (KeepsUp) AtClose(bar, candle.Time);
        _broker.TradeClose(evaluation, EvaluationOffset);
        ExpireAfter(candle.Time, bar);
        _broker.Mark();
        Note(candle.Time);
        if (Ruined) return;
        if (_guard is not null) Watch(candle.Time, _broker.MarkedEquity);
        if (_borrows) Call(_broker.IsCalled(), bar, candle.Time);
        Decide(bar, candle.Time, evaluation, row);
        if (_broker.TradeClose(evaluation, EvaluationOffset)) Note(candle.Time);
        _broker.AfterClose();
        if (KeepsUp) _lastMark = (decimal)candle.Close;
    }

    /// <summary>As <see cref="OnBar(int, in Candle, StrategyEvaluation, int)"/>; a bar on which only a decision can happen is not read.</summary>
    internal void OnBar(int bar, CandleSeries series, StrategyEvaluation evaluation, int row)
    {
        if (_queue.Count > 0 || !_fillsAtOpens || KeepsUp || !(_position.Direction == 0 ? Math.Sign(Cash) > 0 : IsAtRest(bar, row, series)))
        {
            OnBar(bar, series[row], evaluation, row);
            return;
        }
        if (_position.Direction == 0) _broker.Pass(bar);
        else _broker.PassHeld(bar, series.Low[row], series.High[row]);
        Decide(bar, series.Times[row], evaluation, row);
    }

    // a position is closed at the last bar of the data, so that one is read; a bar without volume is not seen
    private bool IsAtRest(int bar, int row, CandleSeries series) =>
        _broker.IsAtRest && !_idleBars && _guard is null && !_borrows && row + 1 < series.Count;

    /// <summary>The next bar will be played soon: asks for what it reads, first the session, then what hangs on it.</summary>
    internal void Announce(int depth)
    {
        if (depth == 0) Ahead.Fetch(this, 6);
        else _broker.Announce(depth);
    }

    /// <summary>The data ended: queued orders of the last bar are taken back (reason pending), open positions closed if the settings say so.</summary>
    public void Finish()
    {
        _broker.Finish();
        TakeRefusals();
    }

    public void Dispose() => _broker.Dispose();

    /// <summary>Orders of days that are over end before a bar of another day, or with the bar that ends their day.</summary>
    private void ExpireBefore(long time)
    {
        if (_hasDeadlines && _queue.Count > 0) _broker.StartBar(_days.Of(time), time);
    }

    private void ExpireAfter(long time, int bar)
    {
        if (!_hasDeadlines || _queue.Count == 0) return;
        _broker.EndBar(bar);
        if (_days.EndsDay(time)) _broker.EndDay(_days.Of(time));
    }

    /// <summary>What the fills of a bar mean for the ledger and the day's count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Note(long time)
    {
        if (_broker.Refusals.Count > 0) TakeRefusals();
        if (_guard is not null) TellOfTrades(time);
        if (_broker.EntriesFilled != _entriesSeen) NoteEntries(time);
    }

    private void NoteEntries(long time)
    {
        for (var i = _entriesSeen; i < _broker.EntriesFilled && _guard is not null; i++) _guard.OnEntry(_days.Of(time));
        if (_dependsOnPosition)
        {
            StartDay(time);
            _tradesToday += _broker.EntriesFilled - _entriesSeen;
        }
        _entriesSeen = _broker.EntriesFilled;
    }

    private void TakeRefusals()
    {
        foreach (var (index, reason) in _broker.Refusals)
        {
            ref readonly var order = ref _broker.Orders[index];
            if (order.Node < _entries.Length) _ledger.Block(order.Entry, order.Bar, order.Time, reason); // else it brought a holding to its weight: no signal
        }
        _broker.Refusals.Clear();
    }
}
