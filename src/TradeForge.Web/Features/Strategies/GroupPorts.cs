using System.Text.Json;
using System.Text.Json.Nodes;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Groups;

namespace TradeForge.Web.Features.Strategies;

/// <summary>A list of what a group shows outside, and the names of its fields in the JSON.</summary>
internal sealed record GroupList(string Field, string Name, string Inner)
{
    public static GroupList Inputs { get; } = new("inputs", "handle", "targetHandle");
    public static GroupList Outputs { get; } = new("outputs", "handle", "sourceHandle");
    public static GroupList Parameters { get; } = new("parameters", "name", "parameter");
}

/// <summary>Shows ports and parameters of inner nodes on a group, or hides them.</summary>
internal static class GroupPorts
{
    public static bool Shows(GraphNode group, GroupList list, string node, string inner) => Items(group, list).Any(i => Is(i, list, node, inner));

    /// <summary>The level with one port or parameter of a group shown or hidden; wires of a hidden port go with it.</summary>
    public static StrategyGraph Show(this StrategyGraph level, string groupId, GroupList list, string node, string inner, bool on)
    {
        if (level.Nodes.FirstOrDefault(n => n.Id == groupId) is not { } group) return level;
        var items = Items(group, list).Where(i => !Is(i, list, node, inner)).ToList();
        if (on) items.Add(new JsonObject { [list.Name] = Free(group, list, node, inner, items), ["node"] = node, [list.Inner] = inner });
        var data = new SortedDictionary<string, JsonElement>(group.Data.ToDictionary(), StringComparer.Ordinal)
        {
            [list.Field] = JsonSerializer.SerializeToElement(new JsonArray([.. items.Select(i => i.DeepClone())])),
        };
        if (list == GroupList.Parameters)
            foreach (var gone in Names(group, list).Except(items.Select(i => Text(i, list.Name)), StringComparer.Ordinal)) data.Remove(gone);
        var changed = group with { Data = data };
        var shape = GroupShape.Of(changed);
        bool Lost(GraphEdge e) => shape is not null
            && ((e.Target == groupId && shape.Inputs.All(p => p.Handle != e.TargetHandle)) || (e.Source == groupId && shape.Outputs.All(p => p.Handle != e.SourceHandle)));
        return level with { Nodes = [.. level.Nodes.Select(n => n.Id == groupId ? changed : n)], Edges = [.. level.Edges.Where(e => !Lost(e))] };
    }

    private static string Free(GraphNode group, GroupList list, string node, string inner, List<JsonObject> items)
    {
        var taken = items.Select(i => Text(i, list.Name)).Concat(list == GroupList.Parameters ? group.Data.Keys : []).ToHashSet(StringComparer.Ordinal);
        if (taken.Add(inner)) return inner;
        var name = $"{node}-{inner}";
        for (var i = 2; !taken.Add(name); i++) name = $"{node}-{inner}{i}";
        return name;
    }

    private static List<JsonObject> Items(GraphNode group, GroupList list) =>
        group.Data.TryGetValue(list.Field, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray().Select(i => JsonObject.Create(i)).OfType<JsonObject>()] : [];

    private static IEnumerable<string> Names(GraphNode group, GroupList list) => Items(group, list).Select(i => Text(i, list.Name));

    private static bool Is(JsonObject item, GroupList list, string node, string inner) => Text(item, "node") == node && Text(item, list.Inner) == inner;

    private static string Text(JsonObject item, string name) => item[name]?.ToString() ?? "";
}
