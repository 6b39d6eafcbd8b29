using TradeForge.Core.Strategies;

namespace TradeForge.Core.Metrics;

/// <summary>Computes every metric of the catalogue for a run.</summary>
public static class MetricsCalculator
{
    /// <exception cref="ArgumentException">No bars, a column of another length, or initial cash that is not above 0.</exception>
    public static MetricsResult Compute(MetricsInput input) => Compute(Open(input));

    /// <summary>Checks the input; what is shared by several figures is computed when the first asks for it.</summary>
    internal static MetricsRun Open(MetricsInput input)
    {
        Check(input);
        return new MetricsRun(input);
    }

    internal static MetricsResult Compute(MetricsRun run)
    {
        var overall = Figures(run, MetricCatalog.All);
        return new MetricsResult(overall, new Dictionary<string, IReadOnlyDictionary<string, double?>> { ["long"] = OfSide(PositionSide.Long), ["short"] = OfSide(PositionSide.Short) }, run.DayRows(), run.Drawdowns.Deepest);

        Dictionary<string, double?> OfSide(PositionSide side) =>
            run.Only(side) is var only && only == run ? MetricCatalog.PerSide.ToDictionary(m => m.Name, m => overall[m.Name]) : Figures(only, MetricCatalog.PerSide);
    }

    private static Dictionary<string, double?> Figures(MetricsRun run, IReadOnlyList<MetricDefinition> metrics)
    {
        var figures = new Dictionary<string, double?>(metrics.Count);
        foreach (var metric in metrics) figures.Add(metric.Name, metric.Compute(run) is { } value && double.IsFinite(value) ? value : null);
        return figures;
    }

    private static void Check(MetricsInput input)
    {
        var bars = input.Bars.Count;
        if (bars == 0) throw new ArgumentException("A run without bars has no figures.", nameof(input));
        if (input.Equity.Length != bars || (input.WorstEquity?.Length ?? bars) != bars)
            throw new ArgumentException($"{bars} bars, but {input.Equity.Length} equities, {input.WorstEquity?.Length} worst equities.", nameof(input));
        if (input.InitialCash <= 0) throw new ArgumentException($"Initial cash is {input.InitialCash}.", nameof(input));
        if (input.FirstTradableBar < 0 || input.FirstTradableBar >= bars) throw new ArgumentException($"First tradable bar {input.FirstTradableBar} of {bars}.", nameof(input));
        if (input.Trials < 1) throw new ArgumentException($"{input.Trials} trials.", nameof(input));
    }
}
