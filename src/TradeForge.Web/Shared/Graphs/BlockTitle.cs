using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>What people call a block: its own name, else that of its type.</summary>
internal static class BlockTitle
{
    /// <summary>By its id in the graph that <paramref name="names"/> knows; where no graph is at hand, the id.</summary>
    public static string Of(BlockNames? names, string id) => names?.Of(id).Here() ?? id;

    public static string Of(GraphNode node)
    {
        if (node.Data.TryGetValue("name", out var own) && own.ValueKind == JsonValueKind.String && own.GetString() is { Length: > 0 } name) return name;
        return NodeCatalog.TryFind(node.Type, out var d) ? d.Name.Here() : node.Type;
    }
}
