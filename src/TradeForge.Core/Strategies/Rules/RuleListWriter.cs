using System.Text.Json;

namespace TradeForge.Core.Strategies.Rules;

/// <summary>Folds rules back into a graph.</summary>
internal sealed class RuleListWriter
{
    private const double Column = 260, Row = 150;
    private readonly StrategyGraph _source;
    private readonly IReadOnlyList<RuleTerm> _rules;
    private readonly HashSet<string> _kept;
    private readonly Dictionary<string, string> _before; // what each block of the source says, by id
    private readonly Dictionary<string, string> _claimed = new(StringComparer.Ordinal); // what each block of the result says
    private readonly Dictionary<(string Id, string Says), string> _made = [];
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<(string Source, string SourceHandle, string Target, string TargetHandle)> _wires = [];
    private readonly List<string> _fresh = [];

    public RuleListWriter(StrategyGraph source, IReadOnlyList<RuleTerm> rules, HashSet<string> told)
    {
        (_source, _rules) = (source, rules);
        var into = source.Edges.ToLookup(e => e.Target, StringComparer.Ordinal);
        _before = source.Nodes.DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => Says(n, into[n.Id].Select(e => (e.TargetHandle, e.Source, e.SourceHandle))), StringComparer.Ordinal);
        _kept = Kept(source, rules, told, into);
    }

    public StrategyGraph Write()
    {
        foreach (var id in _kept) _claimed[id] = _before[id];
        foreach (var rule in _rules) Claim(rule);
        var order = _rules.Select(r => Place(r, null)).ToList();
        List<GraphNode> nodes = [.. _source.Nodes.Select(n => _nodes.GetValueOrDefault(n.Id) ?? (_kept.Contains(n.Id) ? n : null)).OfType<GraphNode>(), .. _fresh.Select(id => _nodes[id])];
        return _source with { Nodes = InOrder(nodes, order), Edges = Edges() };
    }

    /// <summary>What no rule tells, and all that it reads; but of the opaque terms only those that are still there.</summary>
    private static HashSet<string> Kept(StrategyGraph source, IReadOnlyList<RuleTerm> rules, HashSet<string> told, ILookup<string, GraphEdge> into)
    {
        var opaque = Upstream(RuleList.Of(source).Rules.SelectMany(Opaque), into);
        var known = source.Nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        return [.. Upstream(known.Where(id => !told.Contains(id) && !opaque.Contains(id)).Concat(rules.SelectMany(Opaque)), into).Where(known.Contains)];
    }

    private static IEnumerable<string> Opaque(RuleTerm term) => term.IsOpaque ? [term.Node.Id] : term.Inputs.SelectMany(i => Opaque(i.Term));

    private static HashSet<string> Upstream(IEnumerable<string> from, ILookup<string, GraphEdge> into)
    {
        var (reached, queue) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>(from));
        while (queue.TryPop(out var id))
        {
            if (!reached.Add(id)) continue;
            foreach (var edge in into[id]) queue.Push(edge.Source);
        }
        return reached;
    }

    /// <summary>Gives unchanged terms their ids before changed ones ask for them. True if the term is as it was.</summary>
    private bool Claim(RuleTerm term)
    {
        if (term.IsOpaque) return true;
        var same = true;
        foreach (var input in term.Inputs) same &= Claim(input.Term);
        if (!same || !_before.TryGetValue(term.Node.Id, out var before) || before != Says(term.Node, term.Inputs.Select(i => (i.Handle, i.Term.Node.Id, i.Term.Output)))) return false;
        _claimed[term.Node.Id] = before;
        return true;
    }

    private string Place(RuleTerm term, RuleTerm? reader)
    {
        if (term.IsOpaque) return term.Node.Id;
        var wires = term.Inputs.Select(i => (i.Handle, Source: Place(i.Term, term), i.Term.Output)).ToList();
        var says = Says(term.Node, wires);
        var id = IdFor(term.Node, says);
        if (!_nodes.TryAdd(id, At(term.Node with { Id = id }, reader?.Node))) return id;
        if (!_kept.Contains(id)) _wires.AddRange(wires.Select(w => (w.Source, w.Output, id, w.Handle)));
        return id;
    }

    private string IdFor(GraphNode node, string says)
    {
        if (node.Id.Length > 0 && _claimed.TryAdd(node.Id, says)) return node.Id;
        if (node.Id.Length > 0 && _claimed[node.Id] == says) return node.Id;
        if (node.Id.Length > 0 && _made.TryGetValue((node.Id, says), out var made)) return made;
        var id = Enumerable.Range(1, int.MaxValue).Select(i => $"{node.Type}{i}").First(i => !_claimed.ContainsKey(i) && !_before.ContainsKey(i));
        _claimed[id] = says;
        _fresh.Add(id);
        return _made[(node.Id, says)] = id;
    }

    /// <summary>A new block stands left of what reads it, where there is room.</summary>
    private GraphNode At(GraphNode node, GraphNode? reader)
    {
        if (!_fresh.Contains(node.Id)) return node;
        var taken = _source.Nodes.Concat(_nodes.Values).Select(n => n.Position).ToList();
        var (x, y) = reader is null ? (Column * 3, taken.Count == 0 ? 0 : taken.Max(p => p.Y) + Row) : (reader.Position.X - Column, reader.Position.Y);
        while (taken.Any(p => Math.Abs(p.X - x) < Column / 2 && Math.Abs(p.Y - y) < Row / 2)) y += Row;
        return node with { Position = new(x, y) };
    }

    /// <summary>The rules among the blocks take the order of the list; all others stay where they are.</summary>
    private static List<GraphNode> InOrder(List<GraphNode> nodes, List<string> order)
    {
        var rules = order.Distinct().ToHashSet(StringComparer.Ordinal);
        var places = nodes.Select((n, i) => (n, i)).Where(p => rules.Contains(p.n.Id)).ToDictionary(p => p.n.Id, p => p.i);
        var (result, at) = (nodes.ToList(), places.Values.Order().ToList());
        foreach (var (id, i) in order.Distinct().Where(places.ContainsKey).Select((id, i) => (id, i))) result[at[i]] = nodes[places[id]];
        return result;
    }

    private List<GraphEdge> Edges()
    {
        var wanted = _wires.ToHashSet();
        var edges = _source.Edges.Where(e => _kept.Contains(e.Target) || !_before.ContainsKey(e.Target) || wanted.Remove((e.Source, e.SourceHandle, e.Target, e.TargetHandle))).ToList();
        var ids = edges.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var next = 1;
        foreach (var wire in _wires.Where(wanted.Contains))
        {
            while (!ids.Add($"e{next}")) next++;
            edges.Add(new GraphEdge($"e{next}", wire.Source, wire.SourceHandle, wire.Target, wire.TargetHandle));
        }
        return edges;
    }

    /// <summary>Type, parameters and wires of a block in one text.</summary>
    private static string Says(GraphNode node, IEnumerable<(string Handle, string Source, string Output)> wires) => JsonSerializer.Serialize(new
    {
        node.Type,
        Data = node.Data.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value.GetRawText()}"),
        Wires = wires.Select(w => $"{w.Handle}={w.Source}.{w.Output}").Order(StringComparer.Ordinal),
    });
}
