using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Groups;

/// <summary>What a node shows to the outside: that of its type, and for a group the ports and parameters of its inner nodes.</summary>
public static class GroupShape
{
    /// <summary>Null for a type that does not exist. A group that cannot be read shows its name only.</summary>
    public static NodeDescriptor? Of(GraphNode node) => Of(node, 0);

    private static NodeDescriptor? Of(GraphNode node, int depth)
    {
        if (!NodeCatalog.TryFind(node.Type, out var type)) return null;
        if (node.Type != GroupNode.Type || depth > StrategyJson.MostGroups) return type;
        var reader = new GroupReader(node);
        var block = reader.Read();
        if (reader.Problems.Count > 0) return type;
        var inner = block.Nodes.GroupBy(n => n.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (Node: g.First(), Shape: Of(g.First(), depth + 1)), StringComparer.Ordinal);
        var inputs = from port in block.Inputs.GroupBy(p => p.Name, StringComparer.Ordinal)
                     let fed = port.Select(p => inner[p.Node].Shape?.Inputs.FirstOrDefault(i => i.Handle == p.Inner)).OfType<InputPort>().ToList()
                     where fed.Count > 0
                     select fed[0] with { Handle = port.Key, Label = Label(port.Key, fed[0].Handle, fed[0].Label), Optional = fed.All(i => i.Optional) };
        var outputs = from port in block.Outputs
                      let shown = inner[port.Node].Shape?.Outputs.FirstOrDefault(o => o.Handle == port.Inner)
                      where shown is not null
                      select shown with { Handle = port.Name, Label = Label(port.Name, shown.Handle, shown.Label) };
        var parameters = from port in block.Parameters.DistinctBy(p => p.Name, StringComparer.Ordinal)
                         let own = inner[port.Node].Shape?.Parameters.FirstOrDefault(p => p.Name == port.Inner)
                         where own is not null
                         select Preset(own, inner[port.Node].Node) with { Name = port.Name, Label = Label(port.Name, own.Name, own.Label) };
        return type with { Name = NameOf(node) ?? type.Name, Inputs = [.. inputs], Outputs = [.. outputs], Parameters = [.. type.Parameters, .. parameters] };
    }

    private static Text? NameOf(GraphNode group) =>
        group.Data.TryGetValue(GroupBlock.NameField, out var name) && name.GetString() is { Length: > 0 } text ? new(text, text) : null;

    private static Text Label(string name, string inner, Text label) => name == inner ? label : new(name, name);

    /// <summary>The parameter as it stands while the group says nothing: with the inner node's own value.</summary>
    private static NodeParameter Preset(NodeParameter parameter, GraphNode node)
    {
        if (!node.Data.TryGetValue(parameter.Name, out var value)) return parameter;
        return parameter.Kind switch
        {
            ParameterKind.Number when value.ValueKind == System.Text.Json.JsonValueKind.Number => parameter with { Default = value.GetDouble() },
            ParameterKind.Choice when parameter.Choices.ToList().IndexOf(value.ToString()) is >= 0 and var i => parameter with { Default = i },
            _ => parameter with { MayBeMissing = true },
        };
    }
}
