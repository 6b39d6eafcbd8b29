using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Features.Strategies;

/// <summary>Graphs with one thing changed.</summary>
internal static class GraphEdits
{
    /// <summary>Sets a parameter from a form. An empty text takes the parameter away; what is no number stays a text, so that the compiler names it.</summary>
    public static StrategyGraph Set(this StrategyGraph graph, string nodeId, NodeParameter parameter, string? text) =>
        graph with { Nodes = [.. graph.Nodes.Select(n => n.Id == nodeId ? n with { Data = With(n.Data, parameter, text?.Trim() ?? "") } : n)] };

    /// <summary>Wires an input to <c>node.handle</c>, or to nothing when <paramref name="source"/> is empty.</summary>
    public static StrategyGraph Wire(this StrategyGraph graph, string nodeId, string handle, string source)
    {
        var edges = graph.Edges.Where(e => e.Target != nodeId || e.TargetHandle != handle).ToList();
        var dot = source.LastIndexOf('.');
        if (dot > 0) edges.Add(new GraphEdge(FreshId("e", graph.Edges.Select(e => e.Id)), source[..dot], source[(dot + 1)..], nodeId, handle));
        return graph with { Edges = edges };
    }

    public static StrategyGraph Add(this StrategyGraph graph, NodeDescriptor descriptor)
    {
        var below = graph.Nodes.Count == 0 ? 0 : graph.Nodes.Max(n => n.Position.Y) + 120;
        return graph with { Nodes = [.. graph.Nodes, new GraphNode(FreshId(descriptor.Type, graph.Nodes.Select(n => n.Id)), descriptor.Type, new GraphPosition(0, below), new Dictionary<string, JsonElement>())] };
    }

    public static StrategyGraph Remove(this StrategyGraph graph, string nodeId) => graph with
    {
        Nodes = [.. graph.Nodes.Where(n => n.Id != nodeId)],
        Edges = [.. graph.Edges.Where(e => e.Source != nodeId && e.Target != nodeId)],
    };

    /// <summary>What is wired into an input, as <c>node.handle</c>; null for nothing.</summary>
    public static string? SourceOf(this StrategyGraph graph, string nodeId, string handle) =>
        graph.Edges.FirstOrDefault(e => e.Target == nodeId && e.TargetHandle == handle) is { } edge ? $"{edge.Source}.{edge.SourceHandle}" : null;

    private static SortedDictionary<string, JsonElement> With(IReadOnlyDictionary<string, JsonElement> data, NodeParameter parameter, string text)
    {
        var changed = new SortedDictionary<string, JsonElement>(data.ToDictionary(), StringComparer.Ordinal);
        if (text.Length == 0) changed.Remove(parameter.Name);
        else changed[parameter.Name] = Element(parameter, text);
        return changed;
    }

    private static JsonElement Element(NodeParameter parameter, string text) =>
        parameter.Kind == ParameterKind.Number && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonSerializer.SerializeToElement(number)
            : JsonSerializer.SerializeToElement(text);

    private static string FreshId(string stem, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.Ordinal);
        for (var i = 1; ; i++)
            if (known.Add($"{stem}{i}")) return $"{stem}{i}";
    }
}
