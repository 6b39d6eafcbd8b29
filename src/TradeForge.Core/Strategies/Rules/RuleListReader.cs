using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Rules;

/// <summary>Unfolds a graph into rules. Shared blocks stand in every row that reads them; what is too large, loops, or has a memory of two inputs stays one opaque term.</summary>
internal sealed class RuleListReader
{
    /// <summary>Blocks of one value or condition that a row can show.</summary>
    private const int LargestTerm = 16;
    /// <summary>Blocks of one rule with all its joined conditions.</summary>
    private const int LargestRule = 150;
    /// <summary>Blocks that a row cannot show: memories of two inputs, counts of conditions, expressions, blocks of blocks.</summary>
    internal static readonly HashSet<string> Untold = new(StringComparer.Ordinal) { "latch", "counter", "formula", GroupNode.Type, "note" };

    private readonly StrategyGraph _graph;
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);
    private readonly ILookup<string, GraphEdge> _into;
    private readonly Dictionary<string, int> _sizes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal), _told = new(StringComparer.Ordinal);

    public RuleListReader(StrategyGraph graph)
    {
        _graph = graph;
        foreach (var node in graph.Nodes) _nodes.TryAdd(node.Id, node);
        _into = graph.Edges.ToLookup(e => e.Target, StringComparer.Ordinal);
    }

    public RuleList Read()
    {
        if (_nodes.Count != _graph.Nodes.Count || _nodes.ContainsKey("")) return new(_graph, [], []); // ids that are no ids: nothing can be said
        var wiredOut = _graph.Edges.Select(e => e.Source).ToHashSet(StringComparer.Ordinal);
        var rules = _graph.Nodes.Where(n => IsRule(n, wiredOut)).Select(n => Term(n, "")).ToList();
        return new(_graph, rules, _told);
    }

    private static bool IsRule(GraphNode node, HashSet<string> wiredOut) => NodeCatalog.TryFind(node.Type, out var d)
        && (d.Group is NodeGroup.Action or NodeGroup.Risk or NodeGroup.Portfolio || (d.Group == NodeGroup.Sizing && !wiredOut.Contains(node.Id)));

    private RuleTerm Term(GraphNode node, string output)
    {
        if (!CanTell(node, output)) return new(node, output) { IsOpaque = true };
        _told.Add(node.Id);
        return new(node, output) { Inputs = [.. Wires(node).Select(e => new RuleInput(e.TargetHandle, Term(_nodes[e.Source], e.SourceHandle)))] };
    }

    private bool CanTell(GraphNode node, string output)
    {
        if (!NodeCatalog.TryFind(node.Type, out var d) || Untold.Contains(node.Type) || (output.Length > 0 && d.IndexOfOutput(output) < 0)) return false;
        var wires = _into[node.Id].ToList();
        if (wires.Any(e => d.IndexOfInput(e.TargetHandle) < 0 || !_nodes.ContainsKey(e.Source)) || wires.Select(e => e.TargetHandle).Distinct().Count() < wires.Count) return false;
        return output.Length == 0 || Size(node.Id) <= (d.AnyInputs ? LargestRule : LargestTerm);
    }

    private IEnumerable<GraphEdge> Wires(GraphNode node)
    {
        var d = NodeCatalog.Find(node.Type);
        return _into[node.Id].OrderBy(e => d.IndexOfInput(e.TargetHandle));
    }

    /// <summary>Blocks of the unfolded term; a loop has no end.</summary>
    private int Size(string id)
    {
        if (_sizes.TryGetValue(id, out var known)) return known;
        if (!_open.Add(id)) return LargestRule + 1;
        var size = 1L;
        if (_open.Count > StrategyJson.MostDepth) size = LargestRule + 1;
        else
            foreach (var edge in _into[id])
                size += _nodes.TryGetValue(edge.Source, out var source) && !Untold.Contains(source.Type) ? Size(edge.Source) : 1;
        _open.Remove(id);
        return _sizes[id] = (int)Math.Min(size, LargestRule + 1);
    }
}
