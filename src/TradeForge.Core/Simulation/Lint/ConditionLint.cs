using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Simulation.Lint;

/// <summary>Conditions that are never known, never true or always true on the bars of a run.</summary>
internal static class ConditionLint
{
    /// <summary>In the order of node ids. A condition that has it from one of its inputs is not named again.</summary>
    public static IEnumerable<Problem> Of(StrategyEvaluation run, CancellationToken cancellationToken)
    {
        var plan = run.Strategy.Plan;
        var late = plan.Steps.Where(s => s.NeedsPosition).SelectMany(s => s.Outputs).ToHashSet();
        var read = plan.Nodes.Values.SelectMany(n => n.Sources).OfType<(string Node, string Handle)>().ToHashSet();
        var words = new Wording(plan);
        var flagged = plan.Nodes.Values.SelectMany(n => Conditions(n).Where(o => read.Contains((n.Id, o.Handle)) && !late.Contains(o.Slot)))
            .Select(o => (o.Node, o.Handle, Found: Judge(o, run, words, cancellationToken))).Where(o => o.Found is not null).ToDictionary(o => (o.Node.Id, o.Handle), o => o.Found!);
        return flagged.Where(f => !plan.Nodes[f.Key.Id].Sources.Any(s => s is { } source && flagged.ContainsKey(source))).OrderBy(f => f.Key.Id, StringComparer.Ordinal).Select(f => f.Value);
    }

    private static IEnumerable<(PlanNode Node, string Handle, int Slot)> Conditions(PlanNode node) => node.Descriptor.Outputs
        .Select((o, i) => (Port: o, Index: i)).Where(o => o.Port.Kind == PortKind.Condition && o.Index < node.OutputSlots.Length)
        .Select(o => (node, o.Port.Handle, node.OutputSlots[o.Index]));

    private static Problem? Judge((PlanNode Node, string Handle, int Slot) output, StrategyEvaluation run, Wording words, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var column = run.Conditions(output.Slot);
        var (yes, no) = (column.Count(Kleene.T), column.Count(Kleene.F));
        if (yes > 0 && no > 0) return null;
        var (id, (en, ru)) = (output.Node.Id, words.Of(output.Node.Id, output.Handle));
        return yes > 0 ? LintProblems.AlwaysTrue(id, en, ru, yes) : no > 0 ? LintProblems.NeverTrue(id, en, ru, column.Length) : LintProblems.NeverKnown(id, en, ru, column.Length);
    }
}
