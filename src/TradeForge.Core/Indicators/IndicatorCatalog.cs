using System.Collections.Concurrent;

namespace TradeForge.Core.Indicators;

/// <summary>Every indicator there is. A new struct that implements <see cref="IIndicator"/> is found by itself.</summary>
/// <remarks>
/// A struct that is named like its id (<c>ht-trendline</c>: <c>HtTrendline</c>) is found without looking through the whole assembly, which
/// would cost a run from the command line more than the run itself.
/// </remarks>
public static class IndicatorCatalog
{
    private static readonly ConcurrentDictionary<string, IndicatorDefinition> Found = new(StringComparer.Ordinal);

    /// <summary>Sorted by id.</summary>
    public static IReadOnlyList<IndicatorDefinition> All => Whole.All;

    /// <summary>The indicator of that id, or null.</summary>
    public static IndicatorDefinition? Find(string id)
    {
        if (Found.TryGetValue(id, out var known)) return known;
        var type = typeof(IndicatorCatalog).Assembly.GetType($"{typeof(IndicatorCatalog).Namespace}.{TypeName(id)}");
        var definition = type is not null && IsIndicator(type) && DefinitionOf(type) is var named && named.Id == id ? named : Whole.ById.GetValueOrDefault(id);
        return definition is null ? null : Found.GetOrAdd(id, definition);
    }

    private static bool IsIndicator(Type type) => type is { IsValueType: true } && type.IsAssignableTo(typeof(IIndicator));

    private static IndicatorDefinition DefinitionOf(Type type) => (IndicatorDefinition)type.GetProperty(nameof(IIndicator.Definition))!.GetValue(null)!;

    private static string TypeName(string id) => string.Concat(id.Split('-').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));

    private static class Whole
    {
        public static readonly IReadOnlyList<IndicatorDefinition> All =
            [.. typeof(IndicatorCatalog).Assembly.GetTypes().Where(IsIndicator).Select(DefinitionOf).OrderBy(definition => definition.Id, StringComparer.Ordinal)];

        public static readonly Dictionary<string, IndicatorDefinition> ById = All.ToDictionary(definition => definition.Id, StringComparer.Ordinal);
    }
}
