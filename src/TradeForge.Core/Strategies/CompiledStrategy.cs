using TradeForge.Core.Market;
using TradeForge.Core.Strategies.Groups;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Strategies;

/// <summary>The outcome of a compilation: a strategy unless a problem is an error, and every problem found.</summary>
public sealed record Compilation(CompiledStrategy? Strategy, IReadOnlyList<Problem> Problems);

/// <summary>A checked graph turned into a plan: what to compute in which order, and the rules that act on it. Immutable; runs share it.</summary>
public sealed class CompiledStrategy
{
    private readonly GroupExpansion _expansion;

    internal CompiledStrategy(StrategyGraph graph, GroupExpansion expansion, string definitionHash, IReadOnlyDictionary<string, string> parameters, StrategyRules rules, StrategyPlan plan)
    {
        _expansion = expansion;
        (Graph, DefinitionHash, Parameters, Rules, Plan) = (graph, definitionHash, parameters, rules, plan);
    }

    /// <summary>As drawn.</summary>
    public StrategyGraph Graph { get; }

    /// <summary>With every group replaced by its nodes, as it is computed.</summary>
    public StrategyGraph Expanded => _expansion.Graph;

    /// <summary>SHA-256 in lower-case hex over everything of the graph, with parameters in effect, that can influence a result.</summary>
    public string DefinitionHash { get; }

    /// <summary>Parameters in effect, defaults and overrides included: <c>node.name</c> → canonical text.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>In the order of node ids.</summary>
    public IReadOnlyList<EntryRule> Entries => Rules.Entries;
    public IReadOnlyList<ExitRule> Exits => Rules.Exits;
    public IReadOnlyList<RiskRule> Risks => Rules.Risks;

    /// <summary>Limits on losses and trades of the whole account.</summary>
    public IReadOnlyList<RiskLimit> Limits => Rules.Limits;

    /// <summary>Limits on what may be held.</summary>
    public IReadOnlyList<HoldingLimit> Holdings => Rules.Holdings;

    /// <summary>Null unless the graph has a portfolio node.</summary>
    public PortfolioRule? Portfolio => Rules.Portfolio;

    /// <summary>Serves every entry without a size of its own; null = all available cash.</summary>
    public SizeRule? DefaultSize => Rules.DefaultSize;

    /// <summary>The series that the strategy reads besides the traded one, and the first node of each.</summary>
    public IEnumerable<SeriesNeed> OtherSeries => Plan.Series.Skip(1);

    /// <summary>The columns that must be given with a run, and the first node of each.</summary>
    public IEnumerable<ColumnNeed> Columns => Plan.Nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal)
        .Where(n => n.Descriptor.ReadsColumn(n.Values) is not null).Select(n => new ColumnNeed(n.Descriptor.ReadsColumn(n.Values)!, n.Id)).DistinctBy(c => c.Name);

    /// <summary>Bars to load before the window so that seeds have faded: the longest chain of nodes on the bars of the run (golden rule G10).</summary>
    public int WarmUp => Plan.WarmUp.Bars;

    /// <summary>The same with the chains on higher timeframes counted in bars of the run.</summary>
    public int WarmUpOn(Timeframe run) => (int)Math.Min(int.MaxValue, Plan.WarmUp.Bars + (Plan.WarmUp.Milliseconds + run.Milliseconds - 1) / run.Milliseconds);

    /// <summary>Some value hangs on the open position: <see cref="StrategyEvaluation.Decide"/> must be called for every bar in order.</summary>
    public bool DependsOnPosition => Plan.DependsOnPosition;

    /// <summary>The column of an output of a node or group, for charts and debugging; −1 if it computes nothing or is not reached.</summary>
    public int SlotOf(string nodeId, string handle) => _expansion.Source(nodeId, handle) is var (inner, output)
        && Plan.Nodes.TryGetValue(inner, out var node) && node.Descriptor.IndexOfOutput(output) is >= 0 and var i && node.OutputSlots.Length > i ? node.OutputSlots[i] : -1;

    internal StrategyRules Rules { get; }
    internal StrategyPlan Plan { get; }
}

internal sealed record StrategyRules(
    IReadOnlyList<EntryRule> Entries, IReadOnlyList<ExitRule> Exits, IReadOnlyList<RiskRule> Risks, SizeRule? DefaultSize,
    IReadOnlyList<RiskLimit> Limits, IReadOnlyList<HoldingLimit> Holdings, PortfolioRule? Portfolio)
{
    /// <summary>Columns that the rules read at any bar; −1 = not wired.</summary>
    public IEnumerable<int> Slots => [.. Entries.SelectMany(e => (int[])[e.WhenSlot, e.LimitSlot, e.StopSlot]), .. Exits.SelectMany(x => (int[])[x.WhenSlot, x.LimitSlot, x.StopSlot]), .. Risks.Select(r => r.ValueSlot), Portfolio?.Rank?.ScoreSlot ?? -1,
        .. Entries.Select(e => e.Size?.ValueSlot ?? -1), DefaultSize?.ValueSlot ?? -1];
}

/// <summary>A column: what it holds, the candle column of the traded series that it merely repeats, if any, and the series on whose bars it stands.</summary>
internal readonly record struct PlanSlot(PortKind Kind, PriceField? Raw, int Series);

/// <summary>One computation, named by its type and the parameters that differ from their defaults: equal sub-graphs of a strategy share it.</summary>
internal sealed record PlanStep(string Name, Func<Step> Create, int[] Inputs, int[] Outputs, bool NeedsPosition, int Series);

/// <summary>A reached node of the graph with its place in the plan.</summary>
/// <param name="Id">Of the node.</param>
/// <param name="Descriptor">Of its type.</param>
/// <param name="Values">Its parameters in effect.</param>
/// <param name="Sources">Per input port: what is wired into it, or null.</param>
/// <param name="InputSlots">Per input port: the column it reads, on the bars of the run, −1 = none.</param>
/// <param name="OutputSlots">Per output port: the column it fills, on the bars of the run; empty for what computes nothing.</param>
internal sealed record PlanNode(string Id, NodeDescriptor Descriptor, NodeValues Values, (string Node, string Handle)?[] Sources, int[] InputSlots, int[] OutputSlots);

/// <summary>Bars of the run, and the time that bars of higher timeframes take on top of them.</summary>
internal readonly record struct PlanWarmUp(int Bars, long Milliseconds)
{
    /// <summary>Enough for both.</summary>
    public PlanWarmUp Or(PlanWarmUp other) => new(Math.Max(Bars, other.Bars), Math.Max(Milliseconds, other.Milliseconds));

    public PlanWarmUp After(int bars, Timeframe? timeframe) => timeframe is { } t
        ? this with { Milliseconds = Math.Min(long.MaxValue / 4, Milliseconds + (bars * t.Milliseconds)) }
        : this with { Bars = (int)Math.Min(int.MaxValue / 2, (long)Bars + bars) };
}

/// <param name="Steps">In the order of dependence.</param>
/// <param name="Slots">Every column.</param>
/// <param name="Series">The traded series, then the others.</param>
/// <param name="Nodes">What is reached, by id.</param>
/// <param name="WarmUp">Of the longest chain.</param>
/// <param name="DependsOnPosition">Some step needs the position.</param>
internal sealed record StrategyPlan(
    IReadOnlyList<PlanStep> Steps, IReadOnlyList<PlanSlot> Slots, IReadOnlyList<SeriesNeed> Series, IReadOnlyDictionary<string, PlanNode> Nodes, PlanWarmUp WarmUp, bool DependsOnPosition);
