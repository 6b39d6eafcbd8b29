using TradeForge.Core.Strategies.Groups;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>A node whose type and parameters were checked.</summary>
internal sealed record CheckedNode(string Id, NodeDescriptor Descriptor, NodeValues Values)
{
    /// <summary>Per input port: what is wired into it.</summary>
    public (string Node, string Handle)?[] Sources { get; } = new (string, string)?[Descriptor.Inputs.Count];
    public bool HasWireOut { get; set; }
}

/// <summary>Checks a graph whole and collects every problem; what it keeps is fit to build a plan if none is an error.</summary>
internal sealed class GraphCheck
{
    private readonly HashSet<string> _broken; // ids that exist but could not be read: no follow-up problems
    public List<Problem> Problems { get; }
    public SortedDictionary<string, CheckedNode> Nodes { get; } = new(StringComparer.Ordinal);

    /// <param name="expansion">The graph without groups, and the overrides.</param>
    /// <param name="cancellationToken">Looked at for every node and wire.</param>
    public GraphCheck(GroupExpansion expansion, CancellationToken cancellationToken = default)
    {
        var graph = expansion.Graph;
        (Problems, _broken) = (expansion.Problems, expansion.Broken);
        if (graph.SchemaVersion != StrategyMigrations.Current) Problems.Add(GraphProblems.WrongVersion(NodeValues.Canonical(graph.SchemaVersion)));
        if (graph.Nodes.Count > StrategyJson.MostNodes || graph.Edges.Count > StrategyJson.MostEdges)
        {
            Problems.Add(GraphProblems.TooLarge(graph.Nodes.Count, graph.Edges.Count));
            return;
        }
        var byNode = SplitOverrides(graph, expansion.Overrides);
        foreach (var node in graph.Nodes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(node, byNode);
        }
        var edgeIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edge in graph.Edges)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!edgeIds.Add(edge.Id)) Problems.Add(GraphProblems.DuplicateEdge(edge.Id));
            Wire(edge);
        }
        foreach (var node in Nodes.Values) CheckInputs(node);
        CheckCycles();
        CheckRules();
        if (_broken.Count == 0) CheckReach(); // what leads to a node that could not be read may well have an effect
    }

    public bool HasErrors => Problems.Any(p => p.Severity == Severity.Error);

    private Dictionary<string, Dictionary<string, string>> SplitOverrides(StrategyGraph graph, IReadOnlyDictionary<string, string> overrides)
    {
        var result = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (key, value) in overrides.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            var dot = key.LastIndexOf('.');
            var node = dot < 0 ? null : graph.Nodes.FirstOrDefault(n => n.Id == key[..dot]);
            var known = node is not null && NodeCatalog.TryFind(node.Type, out var d) && d.Parameters.Any(p => p.Name == key[(dot + 1)..]);
            if (!known) Problems.Add(GraphProblems.BadOverride(key));
            else
            {
                if (!result.TryGetValue(node!.Id, out var own)) result[node.Id] = own = new(StringComparer.Ordinal);
                own[key[(dot + 1)..]] = value;
            }
        }
        return result;
    }

    private void Add(GraphNode node, Dictionary<string, Dictionary<string, string>> overrides)
    {
        if (node.Id.Length == 0) Problems.Add(GraphProblems.EmptyNodeId(node.Type));
        else if (Nodes.ContainsKey(node.Id) || _broken.Contains(node.Id)) Problems.Add(GraphProblems.DuplicateNode(node.Id));
        else if (!NodeCatalog.TryFind(node.Type, out var descriptor))
        {
            _broken.Add(node.Id);
            Problems.Add(GraphProblems.UnknownType(node.Id, node.Type));
        }
        else
        {
            var own = overrides.GetValueOrDefault(node.Id) ?? [];
            Nodes[node.Id] = new CheckedNode(node.Id, descriptor, new ParameterReader(node, descriptor, Problems).Read(own));
        }
    }

    private void Wire(GraphEdge edge)
    {
        var source = End(edge.Id, edge.Source);
        var target = End(edge.Id, edge.Target);
        var output = source?.Descriptor.IndexOfOutput(edge.SourceHandle) ?? -1;
        var input = target?.Descriptor.IndexOfInput(edge.TargetHandle) ?? -1;
        if (source is not null && output < 0) Problems.Add(GraphProblems.UnknownOutput(source.Id, edge.SourceHandle));
        if (target is not null && input < 0) Problems.Add(GraphProblems.UnknownInput(target.Id, edge.TargetHandle));
        if (source is not null) source.HasWireOut = true;
        if (target is null || input < 0) return;
        var port = target.Descriptor.Inputs[input];
        if (source is not null && output >= 0) CheckKinds(source, output, target, port);
        if (target.Sources[input] is not null) Problems.Add(GraphProblems.TwoWires(target.Id, port.Handle));
        else target.Sources[input] = (edge.Source, edge.SourceHandle);
    }

    private CheckedNode? End(string edge, string id)
    {
        if (Nodes.TryGetValue(id, out var node)) return node;
        if (!_broken.Contains(id)) Problems.Add(GraphProblems.UnknownNode(edge, id));
        return null;
    }

    private void CheckKinds(CheckedNode source, int output, CheckedNode target, InputPort port)
    {
        var given = source.Descriptor.Outputs[output];
        if (given.Kind != port.Kind) Problems.Add(GraphProblems.WrongKind(target.Id, port.Handle, port.Kind, given.Kind));
        else if (given.ChartOnly) Problems.Add(GraphProblems.ChartOnly(target.Id, source.Id, given.Handle));
    }

    private void CheckInputs(CheckedNode node)
    {
        var d = node.Descriptor;
        if (d.AnyInputs && node.Sources.All(s => s is null)) Problems.Add(GraphProblems.MissingInput(node.Id, d.Inputs[0].Handle));
        for (var i = 0; i < d.Inputs.Count; i++)
            if (!d.Inputs[i].Optional && node.Sources[i] is null) Problems.Add(GraphProblems.MissingInput(node.Id, d.Inputs[i].Handle));
        Problems.AddRange(d.Check(node));
        if (d.IndexOfInput("price") is not (>= 0 and var price)) return;
        var kind = node.Values.Word("kind");
        if (kind == "price" && node.Sources[price] is null) Problems.Add(GraphProblems.MissingInput(node.Id, "price"));
        if (kind != "price" && node.Sources[price] is not null) Problems.Add(GraphProblems.UselessInput(node.Id, "price", kind));
        if (kind != "price" && !node.Values.IsGiven("value")) Problems.Add(GraphProblems.MissingParameter(node.Id, "value"));
    }

    private void CheckCycles()
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var start in Nodes.Keys) Visit(start, [], depths);
        // Later walks go down the wires by recursion: a chain must not exhaust the stack of a server thread.
        if (depths.OrderBy(d => d.Value).LastOrDefault() is { Value: > StrategyJson.MostDepth } deepest)
            Problems.Add(GraphProblems.TooDeep(deepest.Key, deepest.Value));
    }

    // Depth first along the wires backwards; a node met again on the current path closes a cycle.
    private void Visit(string id, List<string> path, Dictionary<string, int> depths)
    {
        if (depths.ContainsKey(id) || !Nodes.TryGetValue(id, out var node)) return;
        var at = path.IndexOf(id);
        if (at >= 0)
        {
            Problems.Add(GraphProblems.Cycle(id, path.Skip(at).Append(id).Reverse()));
            return;
        }
        path.Add(id);
        var depth = 0;
        foreach (var source in node.Sources)
        {
            if (source is not { } s) continue;
            Visit(s.Node, path, depths);
            depth = Math.Max(depth, depths.GetValueOrDefault(s.Node));
        }
        path.RemoveAt(path.Count - 1);
        depths[id] = depth + 1;
    }

    private void CheckRules()
    {
        if (!Nodes.Values.Any(n => ActionNodes.IsEntry(n.Descriptor))) Problems.Add(GraphProblems.NoEntry());
        foreach (var extra in Nodes.Values.Where(IsDefaultSize).Skip(1)) Problems.Add(GraphProblems.TwoDefaultSizes(extra.Id));
        foreach (var twice in Nodes.Values.Where(n => n.Descriptor.Group == NodeGroup.Portfolio).GroupBy(n => n.Descriptor.Type).SelectMany(g => g.Skip(1)))
            Problems.Add(GraphProblems.OneOnly(twice.Id, twice.Descriptor.Type));
        if (Nodes.Values.Any(n => n.Descriptor.Type == "stop-loss")) return;
        foreach (var target in Nodes.Values.Where(n => n.Descriptor.Type == "take-profit" && n.Values.Word("kind") == "risk-reward"))
            Problems.Add(GraphProblems.RewardWithoutStop(target.Id));
    }

    private void CheckReach()
    {
        var reached = Reached();
        foreach (var node in Nodes.Values)
            if (!reached.Contains(node.Id) && node.Descriptor.Type != "note") Problems.Add(node.HasWireOut ? GraphProblems.Unreachable(node.Id) : GraphProblems.UnusedOutput(node.Id));
    }

    /// <summary>Actions, risk rules, the size for every entry, and all that leads to them.</summary>
    public HashSet<string> Reached()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Stack<CheckedNode>(Nodes.Values.Where(n => n.Descriptor.Group is NodeGroup.Action or NodeGroup.Risk or NodeGroup.Portfolio || IsDefaultSize(n)));
        while (queue.TryPop(out var node))
        {
            if (!reached.Add(node.Id)) continue;
            foreach (var source in node.Sources)
                if (source is { } s && Nodes.TryGetValue(s.Node, out var next)) queue.Push(next);
        }
        return reached;
    }

    public static bool IsDefaultSize(CheckedNode node) => node.Descriptor.Type == "position-size" && !node.HasWireOut;
}
