namespace TradeForge.Core.Metrics;

/// <summary>Every metric there is, in the order of reports.</summary>
public static class MetricCatalog
{
    /// <summary>The metrics under their headings.</summary>
    public static IReadOnlyList<MetricGroup> Groups { get; } =
    [
        new(new("Account", "Счёт"), AccountMetrics.All),
        new(new("Daily returns", "Дневные доходности"), ReturnMetrics.All),
        new(new("Risk", "Риск"), RiskMetrics.All),
        new(new("Days and periods", "Дни и периоды"), [.. DayMetrics.All, .. PeriodMetrics.All]),
        new(new("Benchmark", "Сравнение с рынком"), BenchmarkMetrics.All),
        new(new("Drawdowns", "Просадки"), DrawdownMetrics.All),
        new(new("Activity", "Активность"), ActivityMetrics.All),
        new(new("Closed trades", "Закрытые сделки"), [.. TradeMetrics.All, .. TradeRiskMetrics.All, .. TradeTimeMetrics.All]),
    ];

    public static IReadOnlyList<MetricDefinition> All { get; } = [.. Groups.SelectMany(group => group.Metrics)];

    private static readonly Dictionary<string, MetricDefinition> ByName = All.ToDictionary(metric => metric.Name);

    /// <summary>The metric of that name, or null.</summary>
    public static MetricDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>Metrics under one heading.</summary>
public sealed record MetricGroup(Text Title, IReadOnlyList<MetricDefinition> Metrics);
