using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Simulation.Lint;

/// <summary>Parameters that change nothing. Only what the graph says and differs from the default is looked at.</summary>
internal static class ParameterLint
{
    /// <summary>Most bars × columns computed while parameters are moved: a second or two.</summary>
    private const long MostWork = 500_000_000;

    /// <summary>Parameters of risk rules and actions that their own choices, or the rest of the graph, leave without effect.</summary>
    public static IEnumerable<Problem> OfRules(CompiledStrategy strategy)
    {
        foreach (var node in strategy.Plan.Nodes.Values.OrderBy(n => n.Id, StringComparer.Ordinal))
        {
            var kind = node.Descriptor.Group == NodeGroup.Risk && node.Descriptor.Parameters.Any(p => p.Name == "kind") ? node.Values.Word("kind") : "";
            if (kind.Length > 0 && kind != "atr" && Said(node, "period")) yield return NoEffect(node, "period");
            if (kind == "price" && Said(node, "value")) yield return NoEffect(node, "value");
            if (ActionNodes.IsEntry(node.Descriptor) && Said(node, "onOpposite") && strategy.Entries.All(e => e.Side == ActionNodes.Side(node.Descriptor)))
                yield return NoEffect(node, "onOpposite");
        }
    }

    /// <summary>Numbers of computing nodes that can be a tenth (whole numbers at least 1) larger and smaller without changing what a rule or the open position reads.</summary>
    public static IEnumerable<Problem> OfValues(StrategyEvaluation run, BacktestData data, CancellationToken cancellationToken)
    {
        var (strategy, bars) = (run.Strategy, data.Series.Count);
        var late = strategy.Plan.Steps.Where(s => s.NeedsPosition).SelectMany(s => s.Outputs).ToHashSet();
        var moved = strategy.Plan.Nodes.Values.Where(n => n.OutputSlots.Length > 0 && !n.OutputSlots.Any(late.Contains)).OrderBy(n => n.Id, StringComparer.Ordinal)
            .SelectMany(n => n.Descriptor.Parameters.Where(p => p.Kind == ParameterKind.Number && Said(n, p.Name)).Select(p => (Node: n, Parameter: p))).ToList();
        if (2L * moved.Count * strategy.Plan.Slots.Count * bars > MostWork) return [LintProblems.NotChecked(bars)];
        var found = new List<Problem>();
        foreach (var (node, parameter) in moved)
        {
            var others = Neighbours(parameter, node.Values.Number(parameter.Name)).Select(v => Variant(strategy, $"{node.Id}.{parameter.Name}", v, cancellationToken)).OfType<CompiledStrategy>().ToList();
            if (others.Count > 0 && others.All(o => SameDecisions(run, o, data, cancellationToken))) found.Add(LintProblems.NoEffectOnBars(node.Id, parameter.Name, Spelled(node, parameter.Name), bars));
        }
        return found;
    }

    private static IEnumerable<double> Neighbours(NodeParameter p, double value)
    {
        var step = value == 0 ? 1 : p.IsInteger ? Math.Max(1, Math.Round(Math.Abs(value) / 10)) : Math.Abs(value) / 10;
        return new[] { value - step, value + step }.Where(v => v >= p.Min && v <= p.Max && !(p.AboveMin && v == p.Min));
    }

    private static CompiledStrategy? Variant(CompiledStrategy strategy, string key, double value, CancellationToken cancellationToken)
    {
        var overrides = new Dictionary<string, string>(strategy.Parameters, StringComparer.Ordinal) { [key] = NodeValues.Canonical(value) };
        return StrategyCompiler.Compile(strategy.Graph, overrides, cancellationToken).Strategy;
    }

    private static bool SameDecisions(StrategyEvaluation run, CompiledStrategy other, BacktestData data, CancellationToken cancellationToken)
    {
        using var second = data.Evaluate(other, cancellationToken: cancellationToken);
        return Readers(run.Strategy.Plan).SequenceEqual(Readers(other.Plan)) && Readers(run.Strategy.Plan).All(r =>
        {
            var (a, b) = (run.Strategy.Plan.Nodes[r.Node].InputSlots[r.Input], other.Plan.Nodes[r.Node].InputSlots[r.Input]);
            return run.Strategy.Plan.Slots[a].Kind == PortKind.Condition ? run.Conditions(a).SequenceEqual(second.Conditions(b)) : run.Values(a).SequenceEqual(second.Values(b));
        });
    }

    /// <summary>Where values of the bars alone meet a rule or a node that hangs on the position.</summary>
    private static IEnumerable<(string Node, int Input)> Readers(StrategyPlan plan)
    {
        var late = plan.Steps.Where(s => s.NeedsPosition).SelectMany(s => s.Outputs).ToHashSet();
        return plan.Nodes.Values.Where(n => n.OutputSlots.Length == 0 || n.OutputSlots.Any(late.Contains)).OrderBy(n => n.Id, StringComparer.Ordinal)
            .SelectMany(n => n.InputSlots.Select((slot, i) => (Slot: slot, Input: i)).Where(i => i.Slot >= 0 && !late.Contains(i.Slot)).Select(i => (n.Id, i.Input)));
    }

    private static bool Said(PlanNode node, string name)
    {
        var parameter = node.Descriptor.Parameters.FirstOrDefault(p => p.Name == name);
        return parameter is not null && node.Values.IsGiven(name) && node.Values.Numbers[node.Descriptor.Parameters.ToList().IndexOf(parameter)] != parameter.Default;
    }

    private static Problem NoEffect(PlanNode node, string name) => LintProblems.NoEffect(node.Id, name, Spelled(node, name));

    private static string Spelled(PlanNode node, string name) => node.Values.Canonical().First(p => p.Name == name).Text;
}
