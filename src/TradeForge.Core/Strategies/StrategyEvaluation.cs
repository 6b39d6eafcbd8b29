using System.Buffers;
using TradeForge.Core.Market;

namespace TradeForge.Core.Strategies;

/// <summary>One run of a compiled strategy over candles: the columns of every value and condition. Mutable, for one thread.</summary>
/// <remarks>
/// A backtest appends the whole series at once, a live session one closed candle at a time; both run the same steps over ranges of bars,
/// so they agree bit for bit. Values that hang on the position are filled by <see cref="Decide"/>, bar by bar; until then they are not known.
/// Bars are counted from 0 at the first appended candle. Columns are rented: after <see cref="Dispose"/> no span of it may be read.
/// Higher timeframes are made of the appended candles as they pass; candles of other symbols are given by <see cref="AppendOther"/>.
/// </remarks>
public sealed class StrategyEvaluation : IDisposable
{
    private const int Block = 2048; // bars that all steps take before the next ones: their columns stay in the processor's cache
    private readonly StrategyPlan _plan;
    private readonly (Step Step, StepFrame Frame)[] _early, _late;
    private readonly double[]?[] _numbers;
    private readonly byte[]?[] _truths;
    private readonly Lane _main = new(null);
    private readonly Lane[] _lanes; // the main one first
    private readonly Dictionary<string, (List<long> Times, List<double> Values)> _columns;
    private CandleSeries? _only; // the single chunk so far: its raw columns are read in place
    private readonly ThinColumns _thin;
    private int _decided;

    /// <param name="strategy">What to compute.</param>
    /// <param name="calendar">Days and zone of the market; null = UTC days.</param>
    public StrategyEvaluation(CompiledStrategy strategy, TradingCalendar? calendar = null) : this(strategy, calendar, keepsAll: true) { }

    /// <param name="strategy">What to compute.</param>
    /// <param name="calendar">Days and zone of the market; null = UTC days.</param>
    /// <param name="keepsAll">False: of values that only the next steps read, the last bars alone are kept.</param>
    internal StrategyEvaluation(CompiledStrategy strategy, TradingCalendar? calendar, bool keepsAll)
    {
        Strategy = strategy;
        _plan = strategy.Plan;
        Calendar = calendar ?? TradingCalendar.Auto;
        _columns = strategy.Columns.ToDictionary(c => c.Name, _ => (new List<long>(), new List<double>()), StringComparer.Ordinal);
        _lanes = [_main, .. _plan.Series.Skip(1).Select(s => new Lane(new SeriesFeed(s.Key, Calendar)))];
        _numbers = new double[_plan.Slots.Count][];
        _truths = new byte[_plan.Slots.Count][];
        _early = [.. _plan.Steps.Where(s => !s.NeedsPosition).Select(Start)];
        _late = [.. _plan.Steps.Where(s => s.NeedsPosition).Select(Start)];
        _thin = keepsAll ? ThinColumns.None(_plan) : ThinColumns.Of(strategy, [.. _early.Select(s => s.Step)], Block);
    }

    public CompiledStrategy Strategy { get; }

    /// <summary>Bars appended so far.</summary>
    public int Count => _main.Count;

    /// <summary>Ends a long <see cref="Append"/>; what was appended is then of no use.</summary>
    internal CancellationToken Stop { get; init; }

    internal TradingCalendar Calendar { get; }
    internal PositionView Position { get; private set; }

    /// <summary>Takes the next closed candles, one or many, and computes what does not hang on the position.</summary>
    /// <exception cref="InvalidOperationException">The strategy depends on the position and an earlier bar was not decided.</exception>
    public void Append(CandleSeries chunk)
    {
        if (_late.Length > 0 && _decided != Count)
            throw new InvalidOperationException($"{Count - _decided} of {Count} bars are not decided; a strategy that depends on the position decides every bar before more are appended.");
        if (chunk.Count == 0) return;
        MakeRoom(chunk);
        var before = Count;
        for (var start = 0; start < chunk.Count; start += Block)
        {
            Advance(chunk.Count <= Block ? chunk : chunk.Slice(start, Math.Min(Block, chunk.Count - start)));
            var first = _thin.MakeRoom(_main.ChunkStart, _main.Count, _numbers, _truths);
            foreach (var (step, frame) in _early)
            {
                Stop.ThrowIfCancellationRequested();
                if (frame.Lane.ChunkStart == frame.Lane.Count) continue;
                frame.First = step.LooksBack >= 0 && frame.Lane == _main ? first : 0;
                step.Run(frame, frame.ChunkStart, frame.Lane.Count - frame.First);
            }
        }
        _main.View(chunk, before);
        if (_late.Length > 0) ForgetLate(before, Count);
    }

    /// <summary>Takes candles of another symbol that the strategy reads, oldest first, before the traded candle that closes with or after them.</summary>
    /// <remarks>They may reach into the future: what is not over at a bar is not seen there. Symbols that the strategy does not read are left alone.</remarks>
    public void AppendOther(CandleSeries chunk)
    {
        foreach (var lane in _lanes)
            if (lane.Feed is { } feed && feed.Key.Symbol == chunk.Symbol && chunk.Count > 0) feed.Give(chunk);
    }

    /// <summary>Takes further values of a column that the strategy reads, oldest first, before the traded candle that closes with or after them.</summary>
    /// <remarks>They may reach into the future: a value counts from its time on. Columns that the strategy does not read are left alone.</remarks>
    public void AppendColumn(TimedColumn column)
    {
        if (!_columns.TryGetValue(column.Name, out var own)) return;
        own.Times.AddRange(column.Times);
        own.Values.AddRange(column.Values);
    }

    /// <summary>Hands the columns back for the next run; a run that is not disposed leaves them to the collector.</summary>
    public void Dispose()
    {
        for (var slot = 0; slot < _numbers.Length; slot++)
        {
            Return(ref _numbers[slot]);
            Return(ref _truths[slot]);
        }
        foreach (var lane in _lanes) lane.Forget();
        _thin.Forget();
        _only = null;
    }

    /// <summary>The next bar will be appended soon: asks for what it reads, first the evaluation, then what hangs on it.</summary>
    internal void Announce(int depth)
    {
        if (depth == 0)
        {
            Ahead.Fetch(this, 3);
            return;
        }
        if (depth == 1)
        {
            Ahead.Fetch(_early, 1 + (_early.Length / 4));
            Ahead.Fetch(_numbers, 1 + (_numbers.Length / 8));
            Ahead.Fetch(_truths, 1 + (_truths.Length / 8));
            Ahead.Fetch(_main, 2);
            return;
        }
        foreach (var (step, frame) in _early)
        {
            Ahead.Fetch(step, 2);
            Ahead.Fetch(frame, 1);
        }
        var row = _main.Count;
        foreach (var column in _numbers)
            if (column is not null && row < column.Length) Ahead.Fetch(ref column[row]);
        foreach (var column in _truths)
            if (column is not null && row < column.Length) Ahead.Fetch(ref column[row]);
    }

    /// <summary>Computes what hangs on the position for one bar; nothing to do for strategies that do not depend on it.</summary>
    /// <param name="bar">Counted like the appended candles; each bar once, in order.</param>
    /// <param name="view">The position at the close of the bar; its entry bar in the same count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bar is not the next one or not appended yet.</exception>
    public void Decide(int bar, in PositionView view)
    {
        if (_late.Length == 0) return;
        if (bar != _decided || bar >= Count) throw new ArgumentOutOfRangeException(nameof(bar), bar, $"The next bar to decide is {_decided} of {Count}.");
        Position = view;
        foreach (var (step, frame) in _late) step.Run(frame, bar, bar + 1);
        _decided++;
    }

    /// <summary>A condition, one <see cref="Truth"/> per bar.</summary>
    public ReadOnlySpan<byte> Conditions(int slot) => Truths(slot, 0);

    /// <summary>A series, one number per bar; NaN = not known.</summary>
    public ReadOnlySpan<double> Values(int slot) => Numbers(slot, 0);

    /// <summary>A condition from bar <paramref name="first"/> of the run on.</summary>
    /// <exception cref="InvalidOperationException">Earlier bars are not kept.</exception>
    internal ReadOnlySpan<byte> Truths(int slot, int first) =>
        _thin.Holds(slot) ? _truths[slot].AsSpan(_thin.Row(slot, first), Count - first) : _truths[slot].AsSpan(first, Count - first);

    /// <summary>A series from bar <paramref name="first"/> of the run on.</summary>
    /// <exception cref="InvalidOperationException">Earlier bars are not kept.</exception>
    internal ReadOnlySpan<double> Numbers(int slot, int first)
    {
        if (_only is not null && _plan.Slots[slot].Raw is { } field) return field.Raw(_only)[first..];
        return _thin.Holds(slot) ? _numbers[slot].AsSpan(_thin.Row(slot, first), Count - first) : _numbers[slot].AsSpan(first, LaneOf(slot).Count - first);
    }

    /// <summary>A condition that the rules read, on one bar of the run.</summary>
    internal byte TruthAt(int slot, int row) => _truths[slot]![row];

    internal bool IsThin(int slot) => _thin.Holds(slot);

    internal double[]? NumberColumn(int slot) => _numbers[slot];
    internal byte[]? TruthColumn(int slot) => _truths[slot];
    internal (IReadOnlyList<long> Times, IReadOnlyList<double> Values) ColumnOf(string name) => _columns[name];
    internal Lane LaneOf(int slot) => _lanes[_plan.Slots[slot].Series];

    private (Step, StepFrame) Start(PlanStep step) => (step.Create(), new StepFrame(this, _lanes[step.Series], step.Inputs, step.Outputs));

    /// <summary>The next bars of the traded series, and what is over by their ends in the others.</summary>
    private void Advance(CandleSeries block)
    {
        if (_lanes.Length > 1 || _columns.Count > 0) _main.Clock(block, new BarEnds(Calendar, block.Timeframe));
        _main.Append(block);
        for (var i = 1; i < _lanes.Length; i++)
        {
            var (lane, feed) = (_lanes[i], _lanes[i].Feed!);
            if (feed.Key.Symbol is null || feed.Key.Symbol == block.Symbol) feed.Give(block);
            lane.Rest();
            var merger = feed.Advance(_main.Closes[_main.ChunkStart..], block.Timeframe);
            if (merger is null || merger.Closes.Count == 0) continue;
            lane.Clock(merger.Closes, merger.Known);
            MakeRoom(i, lane, merger.Closes.Count);
            lane.Append(merger.Take(feed.Key.Symbol ?? block.Symbol)!);
        }
    }

    private void MakeRoom(int series, Lane lane, int bars)
    {
        if (lane.Count + bars <= lane.Capacity) return;
        lane.Capacity = Math.Max(lane.Count + bars, Math.Max(64, 2 * lane.Capacity));
        for (var slot = 0; slot < _plan.Slots.Count; slot++)
            if (_plan.Slots[slot].Series == series) _numbers[slot] = Grow(_numbers[slot], lane);
    }

    private void MakeRoom(CandleSeries chunk)
    {
        var before = _only;
        var needed = Count + chunk.Count;
        var grows = needed > _main.Capacity;
        if (grows) _main.Capacity = Count == 0 ? needed : Math.Max(needed, Math.Max(64, 2 * _main.Capacity));
        _only = Count == 0 ? chunk : null;
        if (!grows && before is null && _only is null) return; // a live bar: every column has its room
        for (var slot = 0; slot < _plan.Slots.Count; slot++)
        {
            var raw = _plan.Slots[slot].Raw;
            if (_plan.Slots[slot].Series != 0) continue;
            if ((_only is not null && raw is not null) || _thin.Holds(slot)) continue;
            if (_plan.Slots[slot].Kind == PortKind.Condition) { if (grows) _truths[slot] = Grow(_truths[slot], _main); }
            else if (grows || _numbers[slot] is null) _numbers[slot] = Grow(_numbers[slot], _main);
            if (before is not null && raw is { } field) field.Copy(before, _numbers[slot]);
        }
    }

    private static T[] Grow<T>(T[]? column, Lane lane) where T : unmanaged
    {
        var bigger = ArrayPool<T>.Shared.Rent(lane.Capacity);
        column?.AsSpan(0, Math.Min(lane.Count, column.Length)).CopyTo(bigger);
        Return(ref column);
        return bigger;
    }

    private static void Return<T>(ref T[]? column)
    {
        if (column is not null) ArrayPool<T>.Shared.Return(column);
        column = null;
    }

    private void ForgetLate(int from, int to)
    {
        foreach (var step in _plan.Steps)
        {
            if (!step.NeedsPosition) continue;
            foreach (var slot in step.Outputs)
                if (_plan.Slots[slot].Kind == PortKind.Condition) _truths[slot].AsSpan(from, to - from).Fill((byte)Truth.Unknown);
                else _numbers[slot].AsSpan(from, to - from).Fill(double.NaN);
        }
    }
}
