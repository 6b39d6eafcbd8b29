using System.Text.Json;
using TradeForge.Core;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Import;

namespace TradeForge.Web.Features.Strategies.Templates;

/// <summary>A file that a user brought: a strategy of ours, one of another system with a report, or what is wrong with it.</summary>
/// <param name="Own">Ours, ready to be opened.</param>
/// <param name="Foreign">Of another system, translated.</param>
/// <param name="Problems">Why it is neither.</param>
internal sealed record StrategyUpload(StrategyGraph? Own, ImportedStrategy? Foreign, IReadOnlyList<Problem> Problems)
{
    public static StrategyUpload Read(string text, string fileName)
    {
        var (graph, problems) = StrategyJson.Parse(text);
        if (graph is not null) return new(graph, null, []);
        var foreign = StrategyImport.Read(text, NameIn(text) ?? Path.GetFileNameWithoutExtension(fileName));
        if (foreign.Graph is not null) return new(null, foreign, []);
        var ours = foreign.Problems is [{ Code: "invalid-json" }] || text.Contains("\"schemaVersion\"", StringComparison.Ordinal); // says the place in the text
        return new(null, null, ours ? problems : foreign.Problems);
    }

    private static string? NameIn(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && name.GetString()!.Trim() is { Length: > 0 } given ? given : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException) // the latter two: half a surrogate pair
        {
            return null;
        }
    }
}
