using TradeForge.Core.Strategies.Groups;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Differences;

public enum DiffKind { Same, Added, Removed, Changed }

/// <summary>A value that differs, as people read it; null = not there.</summary>
/// <param name="Name">The parameter in the strategy JSON; <c>type</c> when the block itself became another.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Before">What it was, defaults filled in.</param>
/// <param name="After">What it is.</param>
public sealed record ValueDiff(string Name, Text Label, Text? Before, Text? After);

/// <summary>A block of either graph.</summary>
/// <param name="Id">The same in both.</param>
/// <param name="Kind">Changed: its type, a parameter or something inside differs. A block that only moved is the same.</param>
/// <param name="Before">Null when it was added.</param>
/// <param name="After">Null when it was removed.</param>
/// <param name="Values">What of it differs.</param>
/// <param name="Moved">It stands elsewhere on the canvas, which means nothing.</param>
/// <param name="Inside">Of two groups: what differs in them; null when nothing does.</param>
public sealed record NodeDiff(string Id, DiffKind Kind, GraphNode? Before, GraphNode? After, IReadOnlyList<ValueDiff> Values, bool Moved, GraphDiff? Inside);

/// <summary>A wire of either graph; it is known by its ends, whatever its id.</summary>
public sealed record EdgeDiff(DiffKind Kind, GraphEdge Edge);

/// <summary>What became of a graph: every block and wire of either side, once. To be drawn in colours or listed.</summary>
/// <param name="Nodes">Those of the later graph in its order, then those that were removed.</param>
/// <param name="Edges">Likewise; none of them is Changed.</param>
public sealed record GraphDiff(IReadOnlyList<NodeDiff> Nodes, IReadOnlyList<EdgeDiff> Edges)
{
    /// <summary>No block and no wire differs; some may have moved.</summary>
    public bool IsEmpty => Nodes.All(n => n.Kind == DiffKind.Same) && Edges.All(e => e.Kind == DiffKind.Same);

    public int Count(DiffKind kind) => Nodes.Count(n => n.Kind == kind) + Edges.Count(e => e.Kind == kind);

    public static GraphDiff Between(StrategyGraph before, StrategyGraph after) => Between(before.Nodes, before.Edges, after.Nodes, after.Edges);

    private static GraphDiff Between(IReadOnlyList<GraphNode> oldNodes, IReadOnlyList<GraphEdge> oldEdges, IReadOnlyList<GraphNode> newNodes, IReadOnlyList<GraphEdge> newEdges)
    {
        var before = oldNodes.GroupBy(n => n.Id).ToDictionary(g => g.Key, g => g.First());
        var here = newNodes.Select(n => n.Id).ToHashSet();
        List<NodeDiff> nodes = [.. newNodes.Select(n => before.TryGetValue(n.Id, out var old) ? Compare(old, n) : Whole(DiffKind.Added, n))];
        nodes.AddRange(oldNodes.Where(n => !here.Contains(n.Id)).Select(n => Whole(DiffKind.Removed, n)));
        var (was, now) = (oldEdges.Select(Ends).ToHashSet(), newEdges.Select(Ends).ToHashSet());
        List<EdgeDiff> edges = [.. newEdges.Select(e => new EdgeDiff(was.Contains(Ends(e)) ? DiffKind.Same : DiffKind.Added, e))];
        edges.AddRange(oldEdges.Where(e => !now.Contains(Ends(e))).Select(e => new EdgeDiff(DiffKind.Removed, e)));
        return new GraphDiff(nodes, edges);
    }

    private static (string, string, string, string) Ends(GraphEdge e) => (e.Source, e.SourceHandle, e.Target, e.TargetHandle);

    private static NodeDiff Whole(DiffKind kind, GraphNode node) => kind == DiffKind.Added
        ? new(node.Id, kind, null, node, [], false, null)
        : new(node.Id, kind, node, null, [], false, null);

    private static NodeDiff Compare(GraphNode before, GraphNode after)
    {
        var values = ValueDiffs.Between(before, after);
        var inside = before.Type == GroupNode.Type && after.Type == GroupNode.Type ? Inside(before, after) : null;
        var kind = values.Count > 0 || inside is not null ? DiffKind.Changed : DiffKind.Same;
        return new NodeDiff(after.Id, kind, before, after, values, before.Position != after.Position, inside);
    }

    private static GraphDiff? Inside(GraphNode before, GraphNode after)
    {
        var (old, now) = (new GroupReader(before).Read(), new GroupReader(after).Read());
        var diff = Between(old.Nodes, old.Edges, now.Nodes, now.Edges);
        return diff.IsEmpty ? null : diff;
    }
}
