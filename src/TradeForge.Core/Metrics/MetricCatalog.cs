namespace TradeForge.Core.Metrics;

/// <summary>Every metric there is, in the order of reports.</summary>
public static class MetricCatalog
{
    public static IReadOnlyList<MetricDefinition> All { get; } = [.. AccountMetrics.All, .. ReturnMetrics.All, .. DrawdownMetrics.All, .. TradeMetrics.All];

    private static readonly Dictionary<string, MetricDefinition> ByName = All.ToDictionary(metric => metric.Name);

    /// <summary>The metric of that name, or null.</summary>
    public static MetricDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
