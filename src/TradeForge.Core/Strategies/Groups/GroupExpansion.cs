using System.Text.Json;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Groups;

/// <summary>A graph with every group replaced by its nodes, whose ids then are <c>group/node</c>; wires and parameters of the groups go to what they stand for.</summary>
internal sealed class GroupExpansion
{
    private const int MostEdges = StrategyJson.MostEdges + 1; // handles that feed several inputs at every level multiply; what is more is refused
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];
    private readonly Dictionary<string, GroupBlock> _groups = new(StringComparer.Ordinal); // by path
    private readonly SortedDictionary<string, string> _overrides;

    public GroupExpansion(StrategyGraph graph, IReadOnlyDictionary<string, string> overrides)
    {
        _overrides = new(overrides.ToDictionary(), StringComparer.Ordinal);
        if (graph.Nodes.All(n => n.Type != GroupNode.Type))
        {
            Graph = graph;
            return;
        }
        Enter(graph.Nodes, graph.Edges, "", 0);
        foreach (var node in _nodes.Where(n => _groups.ContainsKey(n.Id))) Problems.Add(GraphProblems.DuplicateNode(node.Id));
        Graph = graph with { Nodes = _nodes, Edges = [.. _edges.SelectMany(Resolve).Take(MostEdges)] };
    }

    /// <summary>Without groups.</summary>
    public StrategyGraph Graph { get; }
    public IReadOnlyDictionary<string, string> Overrides => _overrides;
    public List<Problem> Problems { get; } = [];

    /// <summary>Groups that could not be read: what is wired to them is no further problem.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>The inner output that an output stands for: itself unless it is one of a group; null if the group has no such output.</summary>
    public (string Node, string Handle)? Source(string node, string handle)
    {
        while (_groups.TryGetValue(node, out var group))
        {
            if (group.Outputs.FirstOrDefault(o => o.Name == handle) is not { } port) return null;
            (node, handle) = ($"{node}/{port.Node}", port.Inner);
        }
        return (node, handle);
    }

    private void Enter(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges, string path, int depth)
    {
        foreach (var node in nodes)
        {
            var whole = node with { Id = node.Id.Length == 0 ? "" : path + node.Id };
            if (node.Type != GroupNode.Type || node.Id.Length == 0) _nodes.Add(whole);
            else if (_groups.ContainsKey(whole.Id) || !Broken.Add(whole.Id)) Problems.Add(GraphProblems.DuplicateNode(whole.Id));
            else if (depth == StrategyJson.MostGroups) Problems.Add(GraphProblems.GroupsTooDeep(whole.Id));
            else if (_nodes.Count <= StrategyJson.MostNodes) Enter(whole, depth); // more nodes are refused anyway
        }
        foreach (var edge in edges)
            _edges.Add(edge with { Id = path + edge.Id, Source = path + edge.Source, Target = path + edge.Target });
    }

    private void Enter(GraphNode group, int depth)
    {
        var reader = new GroupReader(group);
        var block = reader.Read();
        Problems.AddRange(reader.Problems);
        if (reader.Problems.Count > 0) return;
        Broken.Remove(group.Id);
        _groups[group.Id] = block;
        foreach (var port in block.Parameters) Set(group, block, port);
        foreach (var name in block.Parameters.Select(p => p.Name)) _overrides.Remove($"{group.Id}.{name}");
        _overrides.Remove($"{group.Id}.{GroupBlock.NameField}");
        Enter(block.Nodes, block.Edges, group.Id + "/", depth + 1);
    }

    /// <summary>Hands the value of a parameter of the group, if it has one, to the inner node. An override of the inner node itself wins.</summary>
    private void Set(GraphNode group, GroupBlock block, GroupPort port)
    {
        if (_overrides.TryGetValue($"{group.Id}.{port.Name}", out var text)) _overrides.TryAdd($"{group.Id}/{port.Node}.{port.Inner}", text);
        if (!group.Data.TryGetValue(port.Name, out var value)) return;
        var at = block.Nodes.FindIndex(n => n.Id == port.Node);
        block.Nodes[at] = block.Nodes[at] with { Data = new SortedDictionary<string, JsonElement>(block.Nodes[at].Data.ToDictionary(), StringComparer.Ordinal) { [port.Inner] = value } };
    }

    private IEnumerable<GraphEdge> Resolve(GraphEdge edge)
    {
        if (Source(edge.Source, edge.SourceHandle) is not { } source)
        {
            Problems.Add(GraphProblems.UnknownOutput(edge.Source, edge.SourceHandle));
            return [];
        }
        var targets = Targets(edge.Target, edge.TargetHandle).Take(MostEdges).ToList();
        if (targets.Count == 0) Problems.Add(GraphProblems.UnknownInput(edge.Target, edge.TargetHandle));
        return targets.Select((t, i) => edge with { Id = i == 0 ? edge.Id : $"{edge.Id}/{i + 1}", Source = source.Node, SourceHandle = source.Handle, Target = t.Node, TargetHandle = t.Handle });
    }

    private IEnumerable<(string Node, string Handle)> Targets(string node, string handle) => !_groups.TryGetValue(node, out var group)
        ? [(node, handle)]
        : group.Inputs.Where(p => p.Name == handle).SelectMany(p => Targets($"{node}/{p.Node}", p.Inner));
}
