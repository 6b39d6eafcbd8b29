using System.Text.Json;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Features.Strategies;

/// <summary>Nodes by their whole ids: <c>trend/avg</c> is the node avg inside the group trend.</summary>
internal static class GroupLevels
{
    private const string Nodes = "nodes", Edges = "edges";

    /// <summary>The group that a node lies in, empty for none, and its own id there.</summary>
    public static (string Group, string Id) Split(string wholeId)
    {
        var slash = wholeId.LastIndexOf('/');
        return slash < 0 ? ("", wholeId) : (wholeId[..slash], wholeId[(slash + 1)..]);
    }

    /// <summary>What lies inside a group as a graph; the graph itself for an empty path; null when there is no such group.</summary>
    public static StrategyGraph? Level(this StrategyGraph graph, string group)
    {
        if (group.Length == 0) return graph;
        var (first, rest) = Head(group);
        return graph.Nodes.FirstOrDefault(n => n.Id == first) is { } node && Inside(node) is { } inside ? inside.Level(rest) : null;
    }

    /// <summary>The graph with the inside of a group changed.</summary>
    public static StrategyGraph Within(this StrategyGraph graph, string group, Func<StrategyGraph, StrategyGraph> edit)
    {
        if (group.Length == 0) return edit(graph);
        var (first, rest) = Head(group);
        return graph with { Nodes = [.. graph.Nodes.Select(n => n.Id == first && Inside(n) is { } inside ? Put(n, inside.Within(rest, edit)) : n)] };
    }

    /// <summary>Null when the data of the group are no graph.</summary>
    public static StrategyGraph? Inside(GraphNode group) => StrategyJson.Parse(JsonSerializer.Serialize(new
    {
        schemaVersion = 1,
        name = "",
        nodes = group.Data.TryGetValue(Nodes, out var nodes) ? nodes : Empty,
        edges = group.Data.TryGetValue(Edges, out var edges) ? edges : Empty,
    })).Graph;

    private static JsonElement Empty { get; } = JsonSerializer.SerializeToElement(Array.Empty<int>());

    private static GraphNode Put(GraphNode group, StrategyGraph inside)
    {
        using var text = JsonDocument.Parse(StrategyJson.Write(inside));
        return group with
        {
            Data = new SortedDictionary<string, JsonElement>(group.Data.ToDictionary(), StringComparer.Ordinal)
            {
                [Nodes] = text.RootElement.GetProperty(Nodes).Clone(),
                [Edges] = text.RootElement.GetProperty(Edges).Clone(),
            },
        };
    }

    private static (string Group, string Below) Head(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
    }
}
