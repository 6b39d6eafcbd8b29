using System.Globalization;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Simulation.Explain;

/// <summary>One of the conditions that an entry asks for together, over the bars of a run.</summary>
/// <param name="NodeId">The node that gives it.</param>
/// <param name="What">In words.</param>
/// <param name="True">Bars on which it was true.</param>
/// <param name="False">Bars on which it was false.</param>
/// <param name="Unknown">Bars on which it was not known.</param>
/// <param name="AloneMissing">Bars on which it was the only one that was not true.</param>
/// <param name="Nearest">Of a comparison, the bar on which it missed by least; null for other conditions.</param>
public sealed record ConditionTally(string NodeId, Text What, int True, int False, int Unknown, int AloneMissing, NearMiss? Nearest);

/// <summary>The two sides of a comparison on the bar on which it missed by least.</summary>
public sealed record NearMiss(int Bar, double Left, double Right);

/// <summary>How often an entry asked for a trade, and what held it back.</summary>
/// <param name="NodeId">The entry.</param>
/// <param name="Bars">Of the run.</param>
/// <param name="True">Bars on which its whole condition was true.</param>
/// <param name="Conditions">What it asks for together, in the order of the wires: the inputs of its <c>and</c> nodes, else the one condition.</param>
/// <param name="Bottleneck">The condition that was most often the only one missing; where none ever was, the one that was true least often.</param>
/// <param name="Together">The most of them that were true on one bar.</param>
/// <param name="Closest">The bars on which so many were true, the first thousand.</param>
public sealed record EntryTally(string NodeId, int Bars, int True, IReadOnlyList<ConditionTally> Conditions, ConditionTally Bottleneck, int Together, IReadOnlyList<int> Closest)
{
    private const int MostClosest = 1000;

    /// <summary>All of it in a sentence or two.</summary>
    public Text Sentence { get; } = Say(NodeId, Bars, True, Conditions, Bottleneck, Together);

    internal static EntryTally Of(CompiledStrategy strategy, EntryRule entry, StrategyEvaluation run, BacktestData data)
    {
        var when = strategy.Plan.Nodes[entry.NodeId];
        var leaves = Leaves(strategy.Plan, when, 0).DistinctBy(l => l.Slot).ToList();
        var together = new int[data.Bars];
        foreach (var (_, _, slot) in leaves) CountTrue(run.Conditions(slot)[data.Start..], together);
        var words = new Wording(strategy.Plan);
        var tallies = leaves.Select(l => Tally(strategy.Plan.Nodes[l.Node], words.Of(l.Node, l.Handle), run.Conditions(l.Slot)[data.Start..], together, leaves.Count, run, data)).ToList();
        var most = together.Max();
        var bottleneck = tallies.OrderByDescending(t => t.AloneMissing).ThenBy(t => t.True).First();
        return new(entry.NodeId, data.Bars, run.Conditions(entry.WhenSlot)[data.Start..].Count(Kleene.T), tallies, bottleneck, most,
            [.. Enumerable.Range(0, together.Length).Where(i => together[i] == most).Take(MostClosest)]);
    }

    /// <summary>What must be true together for an input: <c>and</c> is opened, everything else is one condition.</summary>
    private static IEnumerable<(string Node, string Handle, int Slot)> Leaves(StrategyPlan plan, PlanNode node, int input)
    {
        var (source, handle) = node.Sources[input]!.Value;
        var inner = plan.Nodes[source];
        if (inner.Descriptor.Type != "and") return [(source, handle, node.InputSlots[input])];
        return Enumerable.Range(0, inner.Sources.Length).Where(i => inner.InputSlots[i] >= 0).SelectMany(i => Leaves(plan, inner, i));
    }

    private static void CountTrue(ReadOnlySpan<byte> column, int[] together)
    {
        for (var i = 0; i < together.Length; i++)
            if (column[i] == Kleene.T) together[i]++;
    }

    private static ConditionTally Tally(PlanNode node, Text what, ReadOnlySpan<byte> column, int[] together, int count, StrategyEvaluation run, BacktestData data)
    {
        var alone = 0;
        for (var i = 0; i < together.Length; i++)
            if (together[i] == count - 1 && column[i] != Kleene.T) alone++;
        return new(node.Id, what, column.Count(Kleene.T), column.Count(Kleene.F), column.Count(Kleene.U), alone, Nearest(node, column, run, data.Start));
    }

    private static NearMiss? Nearest(PlanNode node, ReadOnlySpan<byte> column, StrategyEvaluation run, int start)
    {
        if (node.Descriptor.Type != "compare") return null;
        ReadOnlySpan<double> left = run.Values(node.InputSlots[0])[start..], right = run.Values(node.InputSlots[1])[start..];
        var best = -1;
        for (var i = 0; i < column.Length; i++)
            if (column[i] == Kleene.F && (best < 0 || Math.Abs(left[i] - right[i]) < Math.Abs(left[best] - right[best]))) best = i;
        return best < 0 ? null : new(best, left[best], right[best]);
    }

    private static Text Say(string node, int bars, int yes, IReadOnlyList<ConditionTally> conditions, ConditionTally bottleneck, int together)
    {
        var (en, ru) = yes == 0
            ? ($"{node} never asked for a trade on {bars} bars.", $"{node} ни разу не просил сделки, баров: {bars}.")
            : ($"{node} asked for a trade on {yes} of {bars} bars.", $"{node} просил сделки, баров: {yes} из {bars}.");
        if (conditions.Count > 1 && yes == 0)
            (en, ru) = ($"{en} At best {together} of its {conditions.Count} conditions were true together.", $"{ru} Вместе истинны были самое большее {together} из {conditions.Count} условий.");
        var (b, bru) = (bottleneck.What.En, bottleneck.What.Ru);
        if (bottleneck.True == 0) (en, ru) = ($"{en} Never true: {b}.", $"{ru} Ни разу не истинно: {bru}.");
        else if (conditions.Count > 1) (en, ru) = (
            $"{en} It is held back most by: {b} (true on {bottleneck.True} bars, the only one missing on {bottleneck.AloneMissing}).",
            $"{ru} Сильнее всего сдерживает: {bru} (истинно баров: {bottleneck.True}, не хватало только его баров: {bottleneck.AloneMissing}).");
        if (yes == 0 && bottleneck.Nearest is { } near)
            (en, ru) = ($"{en} It missed by least with {Number(near.Left)} against {Number(near.Right)} on bar {near.Bar}.", $"{ru} Ближе всего было {Number(near.Left)} против {Number(near.Right)} на баре {near.Bar}.");
        return new(en, ru);
    }

    private static string Number(double value) => value.ToString("G7", CultureInfo.InvariantCulture);
}
