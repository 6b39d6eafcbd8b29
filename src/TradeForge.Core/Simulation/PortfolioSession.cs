using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>A strategy on several instruments that share one cash, moment by moment.</summary>
/// <remarks>
/// Within a moment every step is taken for all instruments before the next: exits at the open, entries at the open, levels inside the bar, the
/// mark of the whole account, the decisions. Entries take their cash one after the other in the order of the symbols, or of the ranks.
/// An instrument without a bar at a moment fills nothing and is marked at its last close.
/// </remarks>
internal sealed partial class PortfolioSession : IDisposable
{
    private readonly PortfolioData _data;
    private readonly PortfolioLine[] _lines;
    private readonly List<PortfolioLine> _now = [];
    private readonly SharedCash _money;
    private readonly bool _fillsAtClose, _playsCloses;
    private readonly RowLog<AccountRow> _cash = new(256);
    private readonly Rebalancer? _rebalancer;
    private readonly ExposureLimits? _limits;
    private readonly WeightLedger _weights;
    private readonly Margin? _margin;
    private readonly BarEnds _ends;
    private decimal _net, _gross;

    public PortfolioSession(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, bool keepsAll, CancellationToken cancellationToken = default)
    {
        (_data, _money, _fillsAtClose, _limits) = (data, new SharedCash { Cash = settings.Cash }, settings.Fill == FillRule.ThisClose, settings.Exposure);
        _money.Purse = BacktestData.PurseOf(data.Instruments, settings, data.Times[0]);
        _ends = new BarEnds(data.Calendar, data.Timeframe);
        _lines = [.. data.Instruments.Select((d, i) => new PortfolioLine(i, strategy, d, data.Places[i], settings, _money, d.Bars / data.Instruments.Count, keepsAll, cancellationToken))];
        Stop = cancellationToken;
        _playsCloses = _fillsAtClose || strategy.Entries.Any(e => e.OrderType == EntryOrderType.MarketOnClose) || strategy.Exits.Any(x => x.OrderType == EntryOrderType.MarketOnClose);
        if (strategy.Portfolio is { } rule) _rebalancer = new Rebalancer(rule, _lines, new TradingDays(data.Calendar, data.Timeframe));
        _cash.Add(new AccountRow(-1, settings.Cash, 0));
        _weights = new WeightLedger(_lines.Length);
        (_interest, _days) = (Upkeep.OfCash(settings), new TradingDays(data.Calendar, data.Timeframe));
        KeepsUp = _interest is not null || _money.Purse is not null || Array.Exists(_lines, line => line.Session.KeepsUp);
        _margin = settings.Margin == Margin.None ? null : settings.Margin;
    }

    /// <summary>Ends what is made of a played session, too.</summary>
    public CancellationToken Stop { get; }

    /// <summary>In the order of the symbols.</summary>
    public IReadOnlyList<PortfolioLine> Lines => _lines;

    /// <summary>The cash after each moment at which it changed; the first row is the start.</summary>
    public ReadOnlySpan<AccountRow> Cash => _cash.Rows;

    public bool Ruined { get; private set; }

    /// <summary>Moments at which ranks could not be set.</summary>
    public int Postponed => _rebalancer?.Postponed ?? 0;

    /// <summary>What weights came to after rounding to lots; none where holdings are not brought back to weights.</summary>
    public IReadOnlyList<WeightRow> Weights => _weights.Rows(_lines);

    /// <summary>Cash and what is held at the last closes; 0 after ruin.</summary>
    public decimal Equity => Ruined ? 0 : _money.Cash + _lines.Sum(line => line.Session.Holding * line.Data.Mark(line.Data.Series.Count - 1));

    /// <summary>Plays the next moment.</summary>
    public void Play(int moment)
    {
        if (Ruined) return;
        _now.Clear();
        foreach (var line in _lines)
        {
            if (line.NextPlace != moment) continue;
            line.Advance(moment);
            _now.Add(line);
        }
        if (KeepsUp) Begin(moment);
        Open(moment);
        Close(moment);
        Note(moment);
    }

    /// <summary>The data ended for all.</summary>
    public void Finish()
    {
        foreach (var line in _lines) line.Session.Finish();
        Note(_data.Bars - 1);
    }

    public void Dispose()
    {
        foreach (var line in _lines) line.Dispose();
        _cash.Dispose();
    }

    private void Open(int moment)
    {
        foreach (var line in _now)
            if (line.Session.IsIdle && !_fillsAtClose) line.Session.Pass(line.Bar);
            else line.OpenExits();
        Enter(moment, atOpen: true);
        if (!_fillsAtClose) CompareWeights(moment, atOpen: true);
        Inside();
        if (KeepsUp) AtClose(moment);
        FillAtClose(moment); // what waited since an earlier close
    }

    /// <summary>The rest of the bars, one after the other; a working entry sees what the others are worth at their opens.</summary>
    private void Inside()
    {
        var entries = _now.Exists(line => line.Session.EntryWaits);
        if (entries) MarkAll(atOpen: true);
        foreach (var line in _now)
        {
            if (line.Session.IsIdle) continue;
            if (entries) Reserve(line);
            line.Session.Inside();
            if (!entries) continue;
            line.Mark(atOpen: true);
            (_net, _gross) = (_money.OthersNet + line.Value, _money.OthersGross + Math.Abs(line.Value));
        }
    }

    private void Close(int moment)
    {
        var time = _data.Times[moment];
        foreach (var line in _now) line.Session.EndBar(time, line.Bar);
        if (IsRuined())
        {
            foreach (var line in _lines) line.Session.Ruin(time);
            Ruined = true;
            return;
        }
        foreach (var line in _now) line.Session.NoteFills(time);
        if (_money.Guard is not null && _now.Count > 0)
        {
            MarkAll(atOpen: false);
            _now[0].Session.Watch(time, _money.Cash + _net);
        }
        if (_margin is not null) CallMargin(time, _margin);
        var isNew = _rebalancer?.Close(time, _now) == true;
        foreach (var line in _now) line.Session.DecideAt(line.Bar, time, line.Evaluation, line.Row);
        Rebalance(time, isNew);
        FillAtClose(moment);
        if (_fillsAtClose) CompareWeights(moment, atOpen: false);
        foreach (var line in _now)
        {
            line.Session.AfterClose();
            line.Session.NoteFills(time);
        }
    }

    private void FillAtClose(int moment)
    {
        if (!_playsCloses) return;
        foreach (var line in _now) line.Session.CloseExits();
        Enter(moment, atOpen: false);
    }

    /// <summary>Entries that wait, one after the other: each sees the cash that the ones before it have left.</summary>
    private void Enter(int moment, bool atOpen)
    {
        if (!_now.Exists(line => line.Session.EntryWaits)) return;
        MarkAll(atOpen);
        for (var turn = 0; turn < _lines.Length; turn++)
        {
            var line = _lines[_rebalancer?.EntryOrder[turn] ?? turn];
            if (!line.Session.EntryWaits || line.Moment != moment) continue;
            Reserve(line);
            if (atOpen) line.Session.OpenEntries(line.Evaluation);
            else line.Session.CloseEntries(line.Evaluation);
            line.Mark(atOpen);
            (_net, _gross) = (_money.OthersNet + line.Value, _money.OthersGross + Math.Abs(line.Value));
        }
    }

    /// <summary>What the next entry may know and take of the account.</summary>
    private void Reserve(PortfolioLine line)
    {
        (_money.OthersNet, _money.OthersGross) = (_net - line.Value, _gross - Math.Abs(line.Value));
        var (equity, held) = (_money.Cash + _net, Math.Abs(line.Value));
        if (_limits is not null)
        {
            var sector = SectorOf(line) is { } name ? _lines.Where(other => SectorOf(other) == name).Sum(other => Math.Abs(other.Value)) : (decimal?)null;
            _money.Room = (_limits.Room(equity, _net, _gross, held, sector, 1), _limits.Room(equity, _net, _gross, held, sector, -1));
        }
        if (_rebalancer is null) return;
        if (_rebalancer.HasWeights) _money.Size = new SizeRule("", SizeMode.Money, (double)Math.Max(0, (equity * (decimal)_rebalancer.WeightOf(line.Index) / 100) - held));
        (_money.LongShut, _money.ShortShut) = (line.Session.Gate(PositionSide.Long), line.Session.Gate(PositionSide.Short));
    }

    private string? SectorOf(PortfolioLine line) => _limits!.Sectors.GetValueOrDefault(line.Data.Series.Symbol);

    /// <summary>After the decisions of a close: what is not picked any more is closed, what has another weight than it should is adjusted.</summary>
    private void Rebalance(long time, bool isNew)
    {
        if (_rebalancer is null) return;
        if (isNew) _rebalancer.Leave(time);
        if (!_rebalancer.Adjusts) return;
        MarkAll(atOpen: false);
        var equity = _money.Cash + _net;
        if (!isNew && !_rebalancer.HasDrifted(equity)) return;
        _rebalancer.Adjust(time, equity);
        _weights.IsPending = true;
    }

    /// <summary>Weights were set at the last close and their orders have filled: what each instrument has of its share. One that still waits is left out.</summary>
    private void CompareWeights(int moment, bool atOpen)
    {
        if (!_weights.IsPending) return;
        _weights.IsPending = false;
        MarkAll(atOpen);
        var equity = _money.Cash + _net;
        if (equity <= 0) return;
        foreach (var line in _lines)
            if (!line.Session.EntryWaits) _weights.Note(line.Index, _data.Times[moment], _rebalancer!.WeightOf(line.Index), 100 * (double)(Math.Abs(line.Value) / equity));
    }

    /// <summary>The margin of the whole account is called: every instrument closes what it holds at its next price.</summary>
    private void CallMargin(long time, Margin margin)
    {
        MarkAll(atOpen: false);
        var isCalled = margin.IsCall(_money.Cash + _net, _gross);
        foreach (var line in _lines) line.Session.Call(isCalled, line.Bar, time);
    }

    private void MarkAll(bool atOpen)
    {
        (_net, _gross) = (0, 0);
        foreach (var line in _lines) line.Mark(atOpen: false);
        if (atOpen)
            foreach (var line in _now) line.Mark(atOpen: true);
        foreach (var line in _lines)
        {
            _net += line.Value;
            _gross += Math.Abs(line.Value);
        }
    }

    /// <summary>Owned outright the account cannot fall below zero: only shorts and debts are looked at.</summary>
    private bool IsRuined()
    {
        if (Math.Sign(_money.Cash) >= 0 && !Array.Exists(_lines, line => line.Session.Direction < 0)) return false;
        MarkAll(atOpen: false);
        return _money.Cash + _net <= 0;
    }

    private void Note(int moment)
    {
        if (_cash.Last.Cash == _money.Cash) return;
        var row = new AccountRow(moment, _money.Cash, 0);
        if (_cash.Last.Bar == moment) _cash.Last = row;
        else _cash.Add(row);
    }
}
