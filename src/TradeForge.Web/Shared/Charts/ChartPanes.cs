using System.Text.Json;
using TradeForge.Core.Indicators;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Charts;

/// <summary>Where the lines of a strategy are drawn: on the price, in the pane of the line that feeds them, or in one of their own.</summary>
/// <remarks>An average of the volume or of an RSI has the scale of its source; on the price it would press the candles flat.</remarks>
internal sealed class ChartPanes(CompiledStrategy strategy)
{
    private const string Price = "";
    private readonly Dictionary<string, int> _panes = new(StringComparer.Ordinal) { [Price] = 0 };
    private readonly Dictionary<string, GraphNode> _nodes = strategy.Graph.Nodes.DistinctBy(n => n.Id).ToDictionary(n => n.Id, StringComparer.Ordinal);

    /// <summary>0 is the pane of the candles; a new number is given to what none is drawn of yet.</summary>
    public int Of(GraphNode node, string output)
    {
        var home = Home(node, output);
        return _panes.TryGetValue(home, out var pane) ? pane : _panes[home] = _panes.Count;
    }

    /// <summary>Nothing for the price of the run, else the name of what the scale belongs to.</summary>
    private string Home(GraphNode node, string output)
    {
        if (Text(node, "symbol") is { Length: > 0 } symbol) return IsOfPrice(node, output) ? $"@{symbol}" : node.Id;
        if (node.Type == "price") return Text(node, "field") == "volume" ? node.Id : Price;
        if (node.Type is not ("highest" or "lowest" or "previous") && !IsOfPrice(node, output)) return node.Id;
        if (Source(node) is { } wire) return _nodes.TryGetValue(wire.Source, out var source) ? Home(source, wire.SourceHandle) : node.Id;
        return IndicatorCatalog.Find(node.Type)?.DefaultSource == "volume" ? node.Id : Price;
    }

    /// <summary>Its values are on the scale of what it is computed from.</summary>
    private static bool IsOfPrice(GraphNode node, string output) => node.Type == "price" ||
        (IndicatorCatalog.Find(node.Type) is { } indicator && (indicator.Outputs.FirstOrDefault(o => o.Name == output)?.Pane ?? indicator.Pane) == ChartPane.Price);

    private GraphEdge? Source(GraphNode node) => strategy.Graph.Edges.FirstOrDefault(e => e.Target == node.Id && e.TargetHandle is "source" or "a");

    private static string? Text(GraphNode node, string name) => node.Data.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
