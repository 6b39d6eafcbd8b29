namespace TradeForge.Web.Features.Strategies.Library;

/// <summary>What folders and tags may be.</summary>
internal static class Labels
{
    public const int LongestFolder = 100, LongestTag = 40, MostTags = 20;

    /// <summary>The tags of a text with commas: trimmed, each once whatever its case, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Read(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
}
