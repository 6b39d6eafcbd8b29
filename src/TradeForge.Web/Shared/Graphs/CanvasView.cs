using System.Text.Json;
using Microsoft.Extensions.Localization;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>What a canvas for looking is given: a graph, the types of its blocks and no others, words, and what differs from another graph.</summary>
internal sealed record CanvasView(string Graph, IReadOnlyDictionary<string, CanvasType> Types, IReadOnlyDictionary<string, string> Words, string Label, CanvasMarks? Marks)
{
    public static CanvasView Of(StrategyGraph graph, string label, IStringLocalizer<CanvasText> words, CanvasMarks? marks = null)
    {
        var text = StrategyJson.Write(graph);
        using var json = JsonDocument.Parse(text);
        var types = TypesIn(json.RootElement).Distinct(StringComparer.Ordinal).Where(t => NodeCatalog.TryFind(t, out _));
        return new(text, types.ToDictionary(t => t, t => CanvasType.From(NodeCatalog.Find(t)), StringComparer.Ordinal), CanvasText.Words(words), label, marks);
    }

    /// <summary>For a page without a circuit, as an attribute of its canvas.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Of a level and of every group in it.</summary>
    private static IEnumerable<string> TypesIn(JsonElement level)
    {
        if (level.ValueKind != JsonValueKind.Object || !level.TryGetProperty("nodes", out var nodes) || nodes.ValueKind != JsonValueKind.Array) yield break;
        foreach (var node in nodes.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.Object))
        {
            if (node.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String) yield return type.GetString()!;
            if (!node.TryGetProperty("data", out var data)) continue;
            foreach (var inner in TypesIn(data)) yield return inner;
        }
    }
}
