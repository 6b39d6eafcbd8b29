using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Reading;

/// <summary>What people call the blocks of a graph: the own name of a group, else the name of the type; with the id where there are several of the kind.</summary>
public sealed class BlockNames(StrategyGraph graph)
{
    /// <summary>Of a block by its id; of one inside a group after the name of the group. An id that is not drawn is its own name.</summary>
    public Text Of(string id)
    {
        if (graph.Nodes.FirstOrDefault(n => n.Id == id) is { } node) return Of(node);
        return graph.Nodes.FirstOrDefault(n => id.StartsWith(n.Id + "/", StringComparison.Ordinal)) is { } group && Of(group) is var name
            ? new($"{name.En} / {id[(group.Id.Length + 1)..]}", $"{name.Ru} / {id[(group.Id.Length + 1)..]}") : new(id, id);
    }

    /// <summary>Of an output: the name of the block, and of the output where it has several series.</summary>
    public Text Of(string id, string handle)
    {
        var (name, label) = (Of(id), new Text(handle, handle));
        if (graph.Nodes.FirstOrDefault(n => n.Id == id) is { } node && NodeCatalog.TryFind(node.Type, out var d) && d.Outputs.FirstOrDefault(o => o.Handle == handle) is { } output)
        {
            if (d.Outputs.Count(o => o.Kind == PortKind.Series) == 1) return name;
            label = output.Label;
        }
        return new($"{name.En} · {label.En}", $"{name.Ru} · {label.Ru}");
    }

    internal Text Of(GraphNode node)
    {
        var name = NodeCatalog.TryFind(node.Type, out var d) ? d.Name : new(node.Type, node.Type);
        if (node.Type == GroupNode.Type && Wording.GroupNames(graph).TryGetValue(node.Id, out var given)) return new(given, given);
        return graph.Nodes.Count(n => n.Type == node.Type) == 1 ? name : new($"{name.En} ({node.Id})", $"{name.Ru} ({node.Id})");
    }
}
