namespace TradeForge.Core.Strategies.Groups;

/// <summary>The inside of a group as drawn: its nodes and wires, and what of them is seen outside.</summary>
/// <param name="Nodes">With their own ids.</param>
/// <param name="Edges">Between these nodes.</param>
/// <param name="Inputs">A handle of the group and an input that it feeds; a handle may feed several.</param>
/// <param name="Outputs">A handle of the group and the output that it shows.</param>
/// <param name="Parameters">A name and a parameter that it sets; a name may set several.</param>
internal sealed record GroupBlock(
    List<GraphNode> Nodes, List<GraphEdge> Edges, IReadOnlyList<GroupPort> Inputs, IReadOnlyList<GroupPort> Outputs, IReadOnlyList<GroupPort> Parameters)
{
    public const string NameField = "name";

    /// <summary>The words of a group's data that are not values of its parameters.</summary>
    public static IReadOnlyList<string> Fields { get; } = [NameField, "nodes", "edges", "inputs", "outputs", "parameters"];
}

/// <summary>Something of an inner node that a group shows outside.</summary>
/// <param name="Name">Its name outside.</param>
/// <param name="Node">The inner node, by its own id.</param>
/// <param name="Inner">The handle or parameter of that node.</param>
internal sealed record GroupPort(string Name, string Node, string Inner);
