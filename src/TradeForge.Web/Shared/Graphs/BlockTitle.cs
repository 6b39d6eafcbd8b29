using System.Text.Json;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>What people call a block: its own name, else that of its type.</summary>
internal static class BlockTitle
{
    public static string Of(GraphNode node)
    {
        if (node.Data.TryGetValue("name", out var own) && own.ValueKind == JsonValueKind.String && own.GetString() is { Length: > 0 } name) return name;
        return NodeCatalog.TryFind(node.Type, out var d) ? d.Name.Here() : node.Type;
    }
}
