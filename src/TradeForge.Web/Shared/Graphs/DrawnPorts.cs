using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>The wired handles of every block, in the order of its type.</summary>
internal sealed class DrawnPorts(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges)
{
    private readonly Dictionary<string, NodeDescriptor?> _types = nodes.DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => NodeCatalog.TryFind(n.Type, out var d) ? d : null);
    private readonly ILookup<string, string> _inputs = edges.Select(e => (e.Target, Handle: e.TargetHandle)).Distinct().ToLookup(e => e.Target, e => e.Handle);
    private readonly ILookup<string, string> _outputs = edges.Select(e => (e.Source, Handle: e.SourceHandle)).Distinct().ToLookup(e => e.Source, e => e.Handle);

    public int In(GraphEdge e) => Place(_inputs[e.Target], e.TargetHandle, _types.GetValueOrDefault(e.Target)?.Inputs.Select(p => p.Handle));

    public int Out(GraphEdge e) => Place(_outputs[e.Source], e.SourceHandle, _types.GetValueOrDefault(e.Source)?.Outputs.Select(p => p.Handle));

    public int MostOf(string node) => Math.Max(_inputs[node].Count(), _outputs[node].Count());

    public PortKind Carries(GraphEdge e) => _types.GetValueOrDefault(e.Source)?.Outputs.FirstOrDefault(p => p.Handle == e.SourceHandle)?.Kind ?? PortKind.Series;

    private static int Place(IEnumerable<string> wired, string handle, IEnumerable<string>? order)
    {
        var known = order?.ToList() ?? [];
        return wired.OrderBy(h => known.IndexOf(h) is >= 0 and var at ? at : int.MaxValue).ThenBy(h => h, StringComparer.Ordinal).ToList().IndexOf(handle);
    }
}
