using System.Text.Json;

namespace TradeForge.Core.Strategies;

/// <summary>A graph in the making: nodes on a grid of columns and rows, wires as <c>source.handle target.handle</c>.</summary>
internal sealed class GraphDraft(string name)
{
    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphEdge> _edges = [];

    public GraphDraft Node(string id, string type, double column, double row, params (string Name, object Value)[] data)
    {
        var values = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (key, value) in data) values[key] = JsonSerializer.SerializeToElement(value);
        _nodes.Add(new GraphNode(id, type, new(260 * column, 150 * row), values));
        return this;
    }

    public GraphDraft Wires(params string[] wires)
    {
        foreach (var wire in wires)
        {
            var ends = wire.Split(' ', '.');
            Wire((ends[0], ends[1]), ends[2], ends[3]);
        }
        return this;
    }

    public void Wire((string Node, string Handle) source, string target, string handle) =>
        _edges.Add(new GraphEdge($"e{_edges.Count + 1}", source.Node, source.Handle, target, handle));

    /// <summary>Takes away those of the nodes from which no wire leads on, with the wires into them.</summary>
    public void Prune(IReadOnlySet<string> ids)
    {
        while (_nodes.RemoveAll(n => ids.Contains(n.Id) && _edges.All(e => e.Source != n.Id)) > 0)
            _edges.RemoveAll(e => ids.Contains(e.Target) && !Has(e.Target));
    }

    public bool Has(string id) => _nodes.Any(n => n.Id == id);

    public StrategyGraph Graph() => new(StrategyMigrations.Current, name, _nodes, _edges);
}
