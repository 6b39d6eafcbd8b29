using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Differences;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>A block of the picture. <paramref name="Lines"/>: its chief parameters, or what of them changed.</summary>
public sealed record DrawnBlock(string Id, DiffKind Kind, NodeGroup? Group, string Title, IReadOnlyList<string> Lines, double X, double Y, double Height);

/// <summary>A wire of the picture as an SVG path.</summary>
public sealed record DrawnWire(DiffKind Kind, PortKind Carries, string Path);

/// <summary>Where the blocks and wires of a graph, or of the difference of two, stand in a picture that nobody edits.</summary>
public sealed record GraphDrawing(IReadOnlyList<DrawnBlock> Blocks, IReadOnlyList<DrawnWire> Wires, double Width, double Height)
{
    public const double BlockWidth = 190, LineHeight = 15, HeadHeight = 30;
    private const double Margin = 14;
    private const int MostLines = 4, LongestTitle = 23, LongestLine = 30;

    public static GraphDrawing Empty { get; } = new([], [], 0, 0);

    public static GraphDrawing Of(StrategyGraph graph) => Of(GraphDiff.Between(graph, graph));

    public static GraphDrawing Of(GraphDiff diff)
    {
        var nodes = diff.Nodes.Select(n => (Diff: n, Node: n.After ?? n.Before!)).ToList();
        if (nodes.Count == 0) return Empty;
        var (left, top) = (nodes.Min(n => n.Node.Position.X) - Margin, nodes.Min(n => n.Node.Position.Y) - Margin);
        var ports = new DrawnPorts([.. nodes.Select(n => n.Node)], [.. diff.Edges.Select(e => e.Edge)]);
        var blocks = nodes.Select(n => Block(n.Diff, n.Node, ports, left, top)).ToDictionary(b => b.Id);
        var wires = diff.Edges.Where(e => blocks.ContainsKey(e.Edge.Source) && blocks.ContainsKey(e.Edge.Target))
            .Select(e => new DrawnWire(e.Kind, ports.Carries(e.Edge), Path(blocks[e.Edge.Source], ports.Out(e.Edge), blocks[e.Edge.Target], ports.In(e.Edge))));
        return new([.. blocks.Values], [.. wires], blocks.Values.Max(b => b.X) + BlockWidth + Margin, blocks.Values.Max(b => b.Y + b.Height) + Margin);
    }

    /// <summary>What people call the block.</summary>
    public static string TitleOf(GraphNode node)
    {
        if (node.Data.TryGetValue("name", out var own) && own.ValueKind == JsonValueKind.String && own.GetString() is { Length: > 0 } name) return name;
        return NodeCatalog.TryFind(node.Type, out var d) ? d.Name.Here() : node.Type;
    }

    private static DrawnBlock Block(NodeDiff diff, GraphNode node, DrawnPorts ports, double left, double top)
    {
        var lines = diff.Kind == DiffKind.Changed ? Changes(diff) : Chief(node);
        var height = HeadHeight + (LineHeight * Math.Max(lines.Count, ports.MostOf(node.Id))) + 6;
        return new(node.Id, diff.Kind, NodeCatalog.TryFind(node.Type, out var d) ? d.Group : null, Short(TitleOf(node), LongestTitle), lines, node.Position.X - left, node.Position.Y - top, height);
    }

    private static List<string> Changes(NodeDiff diff)
    {
        var lines = diff.Values.Take(MostLines).Select(v => Short($"{v.Before?.Here() ?? "–"} → {v.After?.Here() ?? "–"}", LongestLine)).ToList();
        if (diff.Inside is not null) lines.Add("…");
        return lines;
    }

    private static List<string> Chief(GraphNode node) => !NodeCatalog.TryFind(node.Type, out var d) ? []
        : [.. d.Parameters.Where(p => p.Name != "name" && node.Data.ContainsKey(p.Name)).Take(MostLines - 1).Select(p => Short($"{p.Label.Here()} {Value(node.Data[p.Name], p)}", LongestLine))];

    private static string Value(JsonElement value, NodeParameter parameter)
    {
        if (value.ValueKind != JsonValueKind.String) return value.GetRawText();
        return parameter.Kind == ParameterKind.Choice ? WordLabels.Of(value.GetString()!.ToLowerInvariant()).Here() : value.GetString()!;
    }

    private static string Short(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    private static string Path(DrawnBlock from, int output, DrawnBlock to, int input)
    {
        var (x1, y1, x2, y2) = (from.X + BlockWidth, PortY(from, output), to.X, PortY(to, input));
        var bend = Math.Max(30, Math.Abs(x2 - x1) / 2);
        return FormattableString.Invariant($"M{x1:0.#} {y1:0.#} C{x1 + bend:0.#} {y1:0.#} {x2 - bend:0.#} {y2:0.#} {x2:0.#} {y2:0.#}");
    }

    private static double PortY(DrawnBlock block, int port) => block.Y + HeadHeight + (LineHeight * port) + (LineHeight / 2);
}
