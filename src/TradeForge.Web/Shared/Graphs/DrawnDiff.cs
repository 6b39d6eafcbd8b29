using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Differences;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>A value that differs, as people read it.</summary>
public sealed record CanvasChange(string Label, string Before, string After);

/// <summary>What became of a block. <paramref name="Kind"/>: added, removed, changed or, if nothing else, moved.</summary>
public sealed record CanvasMark(string Kind, bool Moved, IReadOnlyList<CanvasChange> Values);

/// <summary>Blocks and wires that differ, by their whole ids: <c>group/node</c>.</summary>
public sealed record CanvasMarks(IReadOnlyDictionary<string, CanvasMark> Nodes, IReadOnlyDictionary<string, string> Wires)
{
    /// <summary>Blocks of a kind; those that changed and moved are counted under both.</summary>
    public int Blocks(string kind) => Nodes.Values.Count(n => n.Kind == kind || (kind == DrawnDiff.Moved && n.Moved));

    public int WiresThat(string kind) => Wires.Values.Count(w => w == kind);
}

/// <summary>A line of what differs. <paramref name="Part"/>: the whole id that the drawing knows; <paramref name="Title"/>: of a block, null for a wire.</summary>
public sealed record DiffLine(string Part, string Kind, string? Title, string Id, CanvasChange? Value);

/// <summary>Two graphs as one: the later with what the earlier had besides, and every difference marked and in a line of its own.</summary>
public sealed record DrawnDiff(StrategyGraph Graph, CanvasMarks Marks, IReadOnlyList<DiffLine> Lines)
{
    public const string Added = "added", Removed = "removed", Changed = "changed", Moved = "moved";
    private const string None = "–";

    public static DrawnDiff Between(StrategyGraph before, StrategyGraph after)
    {
        var drawing = new Drawing(after.SchemaVersion);
        var (nodes, edges) = drawing.Level(GraphDiff.Between(before, after), "");
        return new(after with { Nodes = nodes, Edges = edges }, new(drawing.Nodes, drawing.Wires), drawing.Lines);
    }

    /// <summary>Nothing differs in meaning; blocks may have moved.</summary>
    public bool IsSame => Lines.All(l => l.Kind == Moved);

    private sealed class Drawing(int schema)
    {
        public Dictionary<string, CanvasMark> Nodes { get; } = new(StringComparer.Ordinal);
        public Dictionary<string, string> Wires { get; } = new(StringComparer.Ordinal);
        public List<DiffLine> Lines { get; } = [];

        public (List<GraphNode> Nodes, List<GraphEdge> Edges) Level(GraphDiff diff, string path)
        {
            List<GraphNode> nodes = [.. diff.Nodes.Select(n => Node(n, path))];
            var taken = diff.Edges.Where(e => e.Kind != DiffKind.Removed).Select(e => e.Edge.Id).ToHashSet(StringComparer.Ordinal);
            return (nodes, [.. diff.Edges.Select(e => Edge(e, path, taken))]);
        }

        private GraphNode Node(NodeDiff diff, string path)
        {
            var (node, id) = (diff.After ?? diff.Before!, path + diff.Id);
            var kind = diff.Kind == DiffKind.Same ? diff.Moved ? Moved : null : Word(diff.Kind);
            if (kind is null) return node;
            List<CanvasChange> values = [.. diff.Values.Select(v => new CanvasChange(v.Label.Here(), v.Before?.Here() ?? None, v.After?.Here() ?? None))];
            Nodes[id] = new(kind, diff.Moved, values);
            if (kind is Added or Removed) Lines.Add(new(id, kind, BlockTitle.Of(node), id, null));
            Lines.AddRange(values.Select(v => new DiffLine(id, Changed, BlockTitle.Of(node), id, v)));
            if (diff.Moved) Lines.Add(new(id, Moved, BlockTitle.Of(node), id, new("", At(diff.Before!), At(diff.After!))));
            return diff.Inside is { } inside ? Group(diff, inside, id) : node;
        }

        private GraphEdge Edge(EdgeDiff diff, string path, HashSet<string> taken)
        {
            var edge = diff.Edge;
            if (diff.Kind == DiffKind.Same) return edge;
            while (diff.Kind == DiffKind.Removed && !taken.Add(edge.Id)) edge = edge with { Id = edge.Id + "-was" }; // the id may be another wire's by now
            Wires[path + edge.Id] = Word(diff.Kind);
            Lines.Add(new(path + edge.Id, Word(diff.Kind), null, $"{path}{edge.Source}.{edge.SourceHandle} → {path}{edge.Target}.{edge.TargetHandle}", null));
            return edge;
        }

        /// <summary>The group with both insides in one, and the ports of both, so that every wire has its ends.</summary>
        private GraphNode Group(NodeDiff diff, GraphDiff inside, string id)
        {
            var (nodes, edges) = Level(inside, id + "/");
            using var json = JsonDocument.Parse(StrategyJson.Write(new(schema, "", nodes, edges)));
            var data = diff.After!.Data.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
            foreach (var part in new[] { "nodes", "edges" }) data[part] = json.RootElement.GetProperty(part).Clone();
            foreach (var ports in new[] { "inputs", "outputs" }) data[ports] = Both(Rows(diff.Before!, ports), Rows(diff.After, ports));
            return diff.After with { Data = data };
        }

        private static JsonElement Both(IReadOnlyList<JsonElement> before, IReadOnlyList<JsonElement> after)
        {
            var known = after.Select(Handle).ToHashSet(StringComparer.Ordinal);
            return JsonSerializer.SerializeToElement(after.Concat(before.Where(p => !known.Contains(Handle(p)))));
        }

        private static List<JsonElement> Rows(GraphNode node, string list) => node.Data.TryGetValue(list, out var rows) && rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray()] : [];

        private static string Handle(JsonElement port) => port.ValueKind == JsonValueKind.Object && port.TryGetProperty("handle", out var handle) ? handle.ToString() : "";

        private static string At(GraphNode node) => FormattableString.Invariant($"{node.Position.X:0.#}, {node.Position.Y:0.#}");

        private static string Word(DiffKind kind) => kind switch { DiffKind.Added => Added, DiffKind.Removed => Removed, _ => Changed };
    }
}
