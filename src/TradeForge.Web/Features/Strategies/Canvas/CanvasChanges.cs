using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Differences;

namespace TradeForge.Web.Features.Strategies.Canvas;

/// <summary>Blocks that are not what they were in the graph that ran last, by their whole ids: new ones, and those with other values, other wires or something else inside.</summary>
internal static class CanvasChanges
{
    public static IReadOnlyList<string> Of(StrategyGraph? ran, StrategyGraph? drawn) => ran is null || drawn is null ? [] : [.. Of(GraphDiff.Between(ran, drawn), "")];

    private static IEnumerable<string> Of(GraphDiff diff, string above)
    {
        var rewired = diff.Edges.Where(e => e.Kind != DiffKind.Same).Select(e => e.Edge.Target).ToHashSet(StringComparer.Ordinal);
        foreach (var node in diff.Nodes.Where(n => n.After is not null && (IsChanged(n) || rewired.Contains(n.Id))))
        {
            yield return above + node.Id;
            foreach (var inner in node.Inside is null ? [] : Of(node.Inside, $"{above}{node.Id}/")) yield return inner;
        }
    }

    private static bool IsChanged(NodeDiff node) => node.Kind != DiffKind.Same && !IsNote(node)
        && (node.Kind != DiffKind.Changed || node.Values.Count > 0 || (node.Inside is { } inside && (inside.Nodes.Any(IsChanged) || inside.Edges.Any(e => e.Kind != DiffKind.Same))));

    private static bool IsNote(NodeDiff node) => (node.After ?? node.Before)?.Type == "note"; // remarks are for people
}
