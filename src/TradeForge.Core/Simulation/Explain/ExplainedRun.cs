using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Simulation.Explain;

/// <summary>An output of a node at one bar.</summary>
/// <param name="NodeId">The node as drawn, or <c>group/node</c> for one inside a group.</param>
/// <param name="Handle">Its output.</param>
/// <param name="Kind">Series or condition.</param>
/// <param name="Number">The value of a series, NaN = not known; NaN for a condition.</param>
/// <param name="Truth">The value of a condition; unknown for a series that is not known, else true.</param>
public readonly record struct PortValue(string NodeId, string Handle, PortKind Kind, double Number, Truth Truth);

/// <summary>A condition of a strategy that one may wait for.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Handle">Its output; <c>when</c> for an action.</param>
/// <param name="What">In words.</param>
public sealed record ConditionPort(string NodeId, string Handle, Text What);

/// <summary>A played run that answers for every bar: what each port held, why it traded or did not, where a condition became true.</summary>
/// <remarks>It keeps the column of every port. Bars are counted from 0 at the start of the run; an unknown bar throws. It may be read by many threads.</remarks>
public sealed class ExplainedRun
{
    private readonly (string Node, string Handle, int Slot, PortKind Kind)[] _ports;
    private readonly (ConditionPort Port, int Slot)[] _conditions;
    private readonly Lazy<IReadOnlyList<EntryTally>> _entries;

    private ExplainedRun(CompiledStrategy strategy, BacktestData data, BacktestResult result, StrategyEvaluation values)
    {
        (Strategy, Data, Result, Values) = (strategy, data, result, values);
        _ports = [.. Ports(strategy).Where(p => p.Slot >= 0).DistinctBy(p => (p.Node, p.Handle)).Select(p => (p.Node, p.Handle, p.Slot, strategy.Plan.Slots[p.Slot].Kind))];
        var words = new Wording(strategy.Plan);
        _conditions = [.. Waitable(strategy, words)];
        Conditions = [.. _conditions.Select(c => c.Port)];
        _entries = new(() => [.. strategy.Entries.Select(e => EntryTally.Of(strategy, e, values, data))]);
    }

    public CompiledStrategy Strategy { get; }
    public BacktestData Data { get; }
    public BacktestResult Result { get; }

    /// <summary>The column of every port; its first rows are the warm-up bars of <see cref="Data"/>.</summary>
    public StrategyEvaluation Values { get; }

    public int Bars => Data.Bars;

    /// <summary>Every condition of the graph and the <c>when</c> of every action, actions first.</summary>
    public IReadOnlyList<ConditionPort> Conditions { get; }

    /// <summary>For each entry, how often each of its conditions was true and which one held it back.</summary>
    public IReadOnlyList<EntryTally> Entries => _entries.Value;

    /// <summary>About how many bytes the kept columns and rows take.</summary>
    public long Bytes => Data.Series.Count * (48L + Strategy.Plan.Slots.Sum(s => s.Kind == PortKind.Condition ? 1L : 8L)) + (Result.Equity.Count * 56L) + (Result.Trades.Count * 300L) + (Result.Orders.Count * 250L);

    /// <summary>As <see cref="Backtest.Run(CompiledStrategy, BacktestData, BacktestSettings, IProgress{double}?, CancellationToken)"/>, with every value kept.</summary>
    public static ExplainedRun Play(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, CancellationToken cancellationToken)
    {
        var result = Backtest.Run(strategy, data, settings, null, cancellationToken);
        var run = Backtest.Play(strategy, data, settings, true, null, cancellationToken, keepsAll: true);
        run.Session.Dispose(); // its rows are in the result; the columns go with this object
        return new ExplainedRun(strategy, data, result, run.Evaluation);
    }

    /// <summary>As <see cref="PortfolioBacktest.Run"/>, with every value of one of the instruments kept; the result holds its rows alone, their bars counted as its own. Figures stay those of the whole.</summary>
    /// <param name="strategy">Compiled.</param>
    /// <param name="data">Of every instrument: what one of them gets depends on the others.</param>
    /// <param name="symbol">The instrument to explain.</param>
    /// <param name="settings">As run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static ExplainedRun Play(CompiledStrategy strategy, PortfolioData data, string symbol, BacktestSettings settings, CancellationToken cancellationToken)
    {
        if (data.Instruments is [var only]) return Play(strategy, only, settings, cancellationToken);
        var result = PortfolioBacktest.Run(strategy, data, settings, null, cancellationToken);
        var session = PortfolioBacktest.Play(strategy, data, settings, null, cancellationToken, keepsAll: true);
        var line = session.Lines.Single(l => l.Data.Series.Symbol == symbol);
        foreach (var other in session.Lines)
            if (other != line) other.Dispose();
        line.Session.Dispose(); // the columns go with this object
        int Own(int moment) => line.Places.BinarySearch(moment) is >= 0 and var bar ? bar : throw new InvalidOperationException($"{symbol} has no bar at moment {moment}.");
        return new ExplainedRun(strategy, line.Data, result with
        {
            Trades = [.. result.Trades.Where(t => t.Symbol == symbol).Select(t => t with { EntryBar = Own(t.EntryBar), ExitBar = Own(t.ExitBar) })],
            Orders = [.. result.Orders.Where(o => o.Symbol == symbol).Select(o => o with { Bar = Own(o.Bar), FilledBar = o.FilledBar is { } filled ? Own(filled) : null })],
            OpenPositions = [.. result.OpenPositions.Where(p => p.Symbol == symbol).Select(p => p with { EntryBar = Own(p.EntryBar) })],
            Blocked = [.. result.Blocked.Where(b => b.Symbol == symbol)],
        }, line.Evaluation);
    }

    /// <summary>Start of a bar.</summary>
    public DateTimeOffset TimeOf(int bar) => DateTimeOffset.FromUnixTimeMilliseconds(Data.Series.Times[Row(bar)]);

    /// <summary>The last bar that starts at or before <paramref name="time"/>, the nearest one outside of the run.</summary>
    public int BarAt(DateTimeOffset time)
    {
        var at = Data.Series.Times.BinarySearch(time.ToUnixTimeMilliseconds());
        return Math.Clamp((at >= 0 ? at : ~at - 1) - Data.Start, 0, Bars - 1);
    }

    /// <summary>Why it traded or did not.</summary>
    public BarExplanation At(int bar)
    {
        var row = Row(bar);
        var outcomes = new BarOutcomes(Result, bar, Data.Series[row].OpenTime);
        return new(bar, Data.Series[row], outcomes.Held(), [.. StrategyExplanation.At(Strategy, Values, row).Select(outcomes.Of)], outcomes.Fills());
    }

    /// <summary>Every output that is computed, those of groups as drawn and of what is inside them.</summary>
    public IReadOnlyList<PortValue> PortsAt(int bar)
    {
        var row = Row(bar);
        return [.. _ports.Select(p => Value(p, row))];
    }

    /// <summary>The bars on which a condition is true and was not on the bar before, in order.</summary>
    /// <exception cref="ArgumentException">It is none of <see cref="Conditions"/>.</exception>
    public IReadOnlyList<int> Becomes(string nodeId, string handle)
    {
        var (port, slot) = _conditions.FirstOrDefault(c => c.Port.NodeId == nodeId && c.Port.Handle == handle);
        if (port is null) throw new ArgumentException($"The strategy has no condition {nodeId}.{handle}.", nameof(nodeId));
        var column = Values.Conditions(slot)[Data.Start..];
        var bars = new List<int>();
        for (var i = 0; i < column.Length; i++)
            if (column[i] == Kleene.T && (i == 0 || column[i - 1] != Kleene.T)) bars.Add(i);
        return bars;
    }

    private PortValue Value((string Node, string Handle, int Slot, PortKind Kind) port, int row)
    {
        if (port.Kind == PortKind.Condition) return new(port.Node, port.Handle, port.Kind, double.NaN, (Truth)Values.Conditions(port.Slot)[row]);
        var number = Values.Values(port.Slot)[row];
        return new(port.Node, port.Handle, port.Kind, number, double.IsNaN(number) ? Truth.Unknown : Truth.True);
    }

    private int Row(int bar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bar);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bar, Bars);
        return Data.Start + bar;
    }

    private static IEnumerable<(string Node, string Handle, int Slot)> Ports(CompiledStrategy strategy)
    {
        foreach (var node in strategy.Plan.Nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal))
            for (var i = 0; i < node.OutputSlots.Length; i++) yield return (node.Id, node.Descriptor.Outputs[i].Handle, node.OutputSlots[i]);
        foreach (var edge in strategy.Graph.Edges) yield return (edge.Source, edge.SourceHandle, strategy.SlotOf(edge.Source, edge.SourceHandle)); // outputs of groups
    }

    private static IEnumerable<(ConditionPort Port, int Slot)> Waitable(CompiledStrategy strategy, Wording words)
    {
        var nodes = strategy.Plan.Nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal).ToList();
        foreach (var node in nodes.Where(n => n.Descriptor.Group == NodeGroup.Action && n.InputSlots[0] >= 0))
            yield return (new(node.Id, node.Descriptor.Inputs[0].Handle, words.Of(node.Id, "")), node.InputSlots[0]);
        foreach (var node in nodes)
            for (var i = 0; i < node.OutputSlots.Length; i++)
                if (strategy.Plan.Slots[node.OutputSlots[i]].Kind == PortKind.Condition)
                    yield return (new(node.Id, node.Descriptor.Outputs[i].Handle, words.Of(node.Id, node.Descriptor.Outputs[i].Handle)), node.OutputSlots[i]);
    }
}
