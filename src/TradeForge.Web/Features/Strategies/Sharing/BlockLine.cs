using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Graphs;

namespace TradeForge.Web.Features.Strategies.Sharing;

/// <summary>A block in a table: what the picture shows, for those who do not see it.</summary>
internal sealed record BlockLine(string Id, string Title, string Settings, string Inputs)
{
    public static IEnumerable<BlockLine> All(StrategyGraph graph) => graph.Nodes.Select(n => new BlockLine(
        n.Id, BlockTitle.Of(n), SettingsOf(n), string.Join(", ", graph.Edges.Where(e => e.Target == n.Id).Select(e => $"{Input(n, e.TargetHandle)}: {e.Source}.{e.SourceHandle}"))));

    private static string SettingsOf(GraphNode node)
    {
        var known = NodeCatalog.TryFind(node.Type, out var d) ? d.Parameters : [];
        return string.Join(", ", known.Where(p => p.Name != "name" && node.Data.ContainsKey(p.Name)).Select(p => $"{p.Label.Here()}: {Value(p, node.Data[p.Name])}"));
    }

    private static string Input(GraphNode node, string handle) =>
        (NodeCatalog.TryFind(node.Type, out var d) ? d.Inputs.FirstOrDefault(p => p.Handle == handle)?.Label.Here() : null) ?? handle;

    private static string Value(NodeParameter parameter, JsonElement value) => value.ValueKind != JsonValueKind.String ? value.GetRawText()
        : parameter.Kind == ParameterKind.Choice ? WordLabels.Of(value.GetString()!.ToLowerInvariant()).Here()
        : value.GetString()!;
}
