using System.Text.Json;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Groups;

/// <summary>Reads the data of a group node and reports everything that is wrong with it.</summary>
/// <param name="group">The group; its id is the whole path.</param>
internal sealed class GroupReader(GraphNode group)
{
    private readonly StrategyJsonReader _json = new(group.Id + "/");

    public List<Problem> Problems => _json.Problems;

    public GroupBlock Read()
    {
        var nodes = Field("nodes") is { } n ? _json.Nodes(n) : [];
        var edges = Field("edges") is { } e ? _json.Edges(e) : [];
        var block = new GroupBlock(nodes, edges, Ports("inputs", "handle", "targetHandle"), Ports("outputs", "handle", "sourceHandle"), Ports("parameters", "name", "parameter"));
        if (Problems.Count == 0) Check(block);
        return block;
    }

    private JsonElement? Field(string name) => group.Data.TryGetValue(name, out var value) ? value : null;

    private List<GroupPort> Ports(string list, string name, string inner) =>
        Field(list) is { } items ? [.. _json.Rows(items, list, name, "node", inner).Select(r => new GroupPort(r[0], r[1], r[2]))] : [];

    private void Check(GroupBlock block)
    {
        if (Field(GroupBlock.NameField) is { } name && name.ValueKind != JsonValueKind.String) Problems.Add(GraphProblems.WrongType(group.Id, GroupBlock.NameField, "a text", "строкой"));
        foreach (var port in block.Inputs) Check(block, port, (d, inner) => d.IndexOfInput(inner) >= 0, "inputs", GraphProblems.UnknownInput);
        foreach (var port in block.Outputs) Check(block, port, (d, inner) => d.IndexOfOutput(inner) >= 0, "outputs", GraphProblems.UnknownOutput);
        foreach (var port in block.Parameters) Check(block, port, (d, inner) => d.Parameters.Any(p => p.Name == inner), "parameters", GraphProblems.UnknownParameter);
        foreach (var twice in block.Outputs.GroupBy(p => p.Name).Where(g => g.Count() > 1)) Problems.Add(GraphProblems.GroupOutputTwice(group.Id, twice.Key));
        foreach (var taken in block.Parameters.Select(p => p.Name).Where(GroupBlock.Fields.Contains).Distinct()) Problems.Add(GraphProblems.GroupWord(group.Id, taken));
        foreach (var word in group.Data.Keys.Where(k => !GroupBlock.Fields.Contains(k) && block.Parameters.All(p => p.Name != k)))
            Problems.Add(GraphProblems.UnknownParameter(group.Id, word));
    }

    // What an inner group shows is known when that group is read; a type that does not exist is reported with its node.
    private void Check(GroupBlock block, GroupPort port, Func<NodeDescriptor, string, bool> exists, string list, Func<string, string, Problem> unknown)
    {
        var inner = block.Nodes.Find(n => n.Id == port.Node);
        if (port.Name.Length == 0) Problems.Add(GraphProblems.GroupEmptyName(group.Id, list));
        if (inner is null) Problems.Add(GraphProblems.GroupStranger(group.Id, list, port.Name, port.Node));
        else if (inner.Type != GroupNode.Type && NodeCatalog.TryFind(inner.Type, out var d) && !exists(d, port.Inner)) Problems.Add(unknown($"{group.Id}/{inner.Id}", port.Inner));
    }
}
