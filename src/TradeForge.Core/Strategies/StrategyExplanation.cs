using System.Globalization;
using TradeForge.Core.Strategies.Nodes;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies;

/// <summary>A wire at one bar: which output it comes from, what that is in words, and its value.</summary>
/// <param name="NodeId">The node that gives it; empty for an unconnected source.</param>
/// <param name="Handle">The output of that node.</param>
/// <param name="What">In words.</param>
/// <param name="Kind">Series or condition.</param>
/// <param name="Number">The value of a series, NaN = not known; NaN for a condition.</param>
/// <param name="Truth">The value of a condition; unknown for a series that is not known, else true.</param>
public sealed record PortReading(string NodeId, string Handle, Text What, PortKind Kind, double Number, Truth Truth);

/// <summary>An action node at one bar.</summary>
/// <param name="NodeId">The action.</param>
/// <param name="Type">Its node type.</param>
/// <param name="Truth">Of its <c>when</c>.</param>
/// <param name="Condition">The whole condition in words.</param>
/// <param name="Readings">Every wire that leads to it, nearest first; the canvas colours its path with them.</param>
/// <param name="FirstNotTrue">Way from the action down to the condition that kept it from being true, nodes in order; empty if it is true.</param>
/// <param name="Sentence">All of it in one sentence.</param>
public sealed record ActionExplanation(
    string NodeId, string Type, Truth Truth, Text Condition, IReadOnlyList<PortReading> Readings, IReadOnlyList<PortReading> FirstNotTrue, Text Sentence);

/// <summary>Why each action of a strategy did or did not fire on a bar; what the position made of it is added by the session.</summary>
public static class StrategyExplanation
{
    /// <param name="strategy">What was evaluated.</param>
    /// <param name="run">Its evaluation; bars that depend on the position must be decided.</param>
    /// <param name="bar">Counted like the appended candles.</param>
    /// <returns>One entry per action node, in the order of their ids.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bar was not appended.</exception>
    public static IReadOnlyList<ActionExplanation> At(CompiledStrategy strategy, StrategyEvaluation run, int bar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bar);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bar, run.Count);
        var walk = new Walk(strategy, run, bar);
        return [.. strategy.Plan.Nodes.Values.Where(n => n.Descriptor.Group == NodeGroup.Action).OrderBy(n => n.Id, StringComparer.Ordinal).Select(walk.Action)];
    }

    private sealed class Walk(CompiledStrategy strategy, StrategyEvaluation run, int bar)
    {
        private readonly Wording _words = new(strategy.Plan);

        public ActionExplanation Action(PlanNode node)
        {
            var when = Inputs(node)[0];
            var path = when.Truth == Truth.True ? [] : FirstNotTrue(when);
            return new(node.Id, node.Descriptor.Type, when.Truth, when.What, Readings(node), path, Sentence(node, when, path));
        }

        private List<PortReading> Readings(PlanNode action)
        {
            var (seen, queue, result) = (new HashSet<string>(StringComparer.Ordinal), new Queue<PlanNode>([action]), new List<PortReading>());
            while (queue.TryDequeue(out var node))
            {
                foreach (var reading in Inputs(node))
                {
                    if (reading.NodeId.Length > 0 && !seen.Add($"{reading.NodeId}.{reading.Handle}")) continue;
                    result.Add(reading);
                    if (reading.NodeId.Length > 0 && seen.Add(reading.NodeId)) queue.Enqueue(strategy.Plan.Nodes[reading.NodeId]);
                }
            }
            return result;
        }

        private List<PortReading> Inputs(PlanNode node)
        {
            var result = new List<PortReading>();
            for (var i = 0; i < node.Sources.Length; i++)
                if (node.InputSlots[i] >= 0) result.Add(Read(node, i));
            return result;
        }

        private PortReading Read(PlanNode node, int input)
        {
            var (slot, kind) = (node.InputSlots[input], node.Descriptor.Inputs[input].Kind);
            var number = kind == PortKind.Series ? run.Values(slot)[bar] : double.NaN;
            var truth = kind == PortKind.Condition ? (Truth)run.Conditions(slot)[bar] : double.IsNaN(number) ? Truth.Unknown : Truth.True;
            return node.Sources[input] is { } s
                ? new(s.Node, s.Handle, _words.Of(s.Node, s.Handle), kind, number, truth)
                : new("", "source", PriceNode.Name(node.Descriptor.DefaultSource, node), kind, number, truth);
        }

        /// <summary>From a condition that is not true down to the first input that made it so.</summary>
        private List<PortReading> FirstNotTrue(PortReading start)
        {
            var path = new List<PortReading> { start };
            while (path[^1].NodeId.Length > 0)
            {
                var node = strategy.Plan.Nodes[path[^1].NodeId];
                if (node.Descriptor.Type is not ("and" or "or")) break;
                // "and" is false because of its first false input; "or" because none is true.
                var inputs = Inputs(node);
                var next = inputs.FirstOrDefault(r => r.Truth == Truth.False && path[^1].Truth == Truth.False) ?? inputs.FirstOrDefault(r => r.Truth != Truth.True);
                if (next is null) break;
                path.Add(next);
            }
            return path;
        }

        private Text Sentence(PlanNode node, PortReading when, List<PortReading> path)
        {
            var name = node.Descriptor.Name;
            if (when.Truth == Truth.True) return new($"{name.En} ({node.Id}): true, because {when.What.En}.", $"{name.Ru} ({node.Id}): истина, потому что {when.What.Ru}.");
            var culprit = path[^1];
            var values = culprit.NodeId.Length == 0 ? [] : Inputs(strategy.Plan.Nodes[culprit.NodeId]);
            var (en, ru) = culprit.Truth == Truth.Unknown ? ("not known yet", "пока неизвестно") : ("not true", "неверно");
            return new(
                $"{name.En} ({node.Id}): {en} that {culprit.What.En}{Values(values, t => t.En, "true", "false", "not known")}.",
                $"{name.Ru} ({node.Id}): {ru}, что {culprit.What.Ru}{Values(values, t => t.Ru, "истина", "ложь", "неизвестно")}.");
        }

        private static string Values(List<PortReading> readings, Func<Text, string> language, string yes, string no, string unknown)
        {
            if (readings.Count == 0) return "";
            var parts = readings.Select(r => (Name: language(r.What), Value: r.Truth == Truth.Unknown ? unknown
                : r.Kind == PortKind.Condition ? r.Truth == Truth.True ? yes : no
                : r.Number.ToString("G10", CultureInfo.InvariantCulture))).Where(p => p.Name != p.Value); // a constant is its own name
            return $" ({string.Join(", ", parts.Select(p => $"{p.Name} = {p.Value}"))})";
        }
    }
}
