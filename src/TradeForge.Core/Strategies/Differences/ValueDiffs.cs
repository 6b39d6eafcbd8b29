using System.Text.Json;

namespace TradeForge.Core.Strategies.Differences;

/// <summary>What differs in the data of a block that is in both graphs.</summary>
internal static class ValueDiffs
{
    private static readonly Text TypeLabel = new("Block", "Блок");
    private static readonly string[] InsideOfGroups = ["nodes", "edges"];

    public static IReadOnlyList<ValueDiff> Between(GraphNode before, GraphNode after)
    {
        var diffs = new List<ValueDiff>();
        if (before.Type != after.Type) diffs.Add(new("type", TypeLabel, NameOf(before), NameOf(after)));
        var group = before.Type == Nodes.GroupNode.Type && after.Type == Nodes.GroupNode.Type;
        foreach (var name in Names(before).Concat(Names(after)).Distinct())
        {
            if (group && InsideOfGroups.Contains(name)) continue; // compared as a graph
            var (old, now) = (Value(before, name), Value(after, name));
            if (old != now) diffs.Add(new(name, Label(after, name) ?? Label(before, name) ?? new(name, name), old, now));
        }
        return diffs;
    }

    /// <summary>The parameters of the descriptor in its order, then what else the data say.</summary>
    private static IEnumerable<string> Names(GraphNode node) =>
        (NodeCatalog.TryFind(node.Type, out var d) ? d.Parameters.Select(p => p.Name) : []).Concat(node.Data.Keys.Order(StringComparer.Ordinal));

    private static Text NameOf(GraphNode node) => NodeCatalog.TryFind(node.Type, out var d) ? d.Name : new(node.Type, node.Type);

    private static NodeParameter? Parameter(GraphNode node, string name) =>
        NodeCatalog.TryFind(node.Type, out var d) ? d.Parameters.FirstOrDefault(p => p.Name == name) : null;

    private static Text? Label(GraphNode node, string name) => Parameter(node, name)?.Label;

    private static Text? Value(GraphNode node, string name)
    {
        var parameter = Parameter(node, name);
        if (node.Data.TryGetValue(name, out var given)) return Words(given, parameter);
        if (parameter is null || double.IsNaN(parameter.Default)) return null;
        return parameter.Kind switch
        {
            ParameterKind.Choice => WordLabels.Of(parameter.Choices[(int)parameter.Default]),
            ParameterKind.Number => Same(NodeValues.Canonical(parameter.Default)),
            _ => null,
        };
    }

    private static Text Words(JsonElement value, NodeParameter? parameter) => value.ValueKind switch
    {
        JsonValueKind.Number => Same(NodeValues.Canonical(value.GetDouble())),
        JsonValueKind.String when parameter?.Kind == ParameterKind.Choice => WordLabels.Of(value.GetString()!.ToLowerInvariant()),
        JsonValueKind.String => Same(value.GetString()!),
        _ => Same(JsonSerializer.Serialize(value)), // whatever its spaces
    };

    private static Text Same(string text) => new(text, text);
}
