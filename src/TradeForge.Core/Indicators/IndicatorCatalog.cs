namespace TradeForge.Core.Indicators;

/// <summary>Every indicator there is. A new struct that implements <see cref="IIndicator"/> is found by itself.</summary>
public static class IndicatorCatalog
{
    /// <summary>Sorted by id.</summary>
    public static IReadOnlyList<IndicatorDefinition> All { get; } = [.. typeof(IndicatorCatalog).Assembly.GetTypes()
        .Where(type => type is { IsValueType: true } && type.IsAssignableTo(typeof(IIndicator)))
        .Select(type => (IndicatorDefinition)type.GetProperty(nameof(IIndicator.Definition))!.GetValue(null)!)
        .OrderBy(definition => definition.Id, StringComparer.Ordinal)];

    private static readonly Dictionary<string, IndicatorDefinition> ById = All.ToDictionary(definition => definition.Id);

    /// <summary>The indicator of that id, or null.</summary>
    public static IndicatorDefinition? Find(string id) => ById.GetValueOrDefault(id);
}
