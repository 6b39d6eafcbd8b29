using TradeForge.Core.Strategies;

namespace TradeForge.Core.Metrics;

/// <summary>Computes every metric of the catalogue for a run.</summary>
public static class MetricsCalculator
{
    /// <exception cref="ArgumentException">No bars, a column of another length, or initial cash that is not above 0.</exception>
    public static MetricsResult Compute(MetricsInput input)
    {
        Check(input);
        var run = new MetricsRun(input, input.Trades);
        return new MetricsResult(
            Figures(run, MetricCatalog.All),
            new Dictionary<string, IReadOnlyDictionary<string, double?>>
            {
                ["long"] = OfSide(input, PositionSide.Long),
                ["short"] = OfSide(input, PositionSide.Short),
            });
    }

    private static Dictionary<string, double?> OfSide(MetricsInput input, PositionSide side) =>
        Figures(new MetricsRun(input, [.. input.Trades.Where(trade => trade.Side == side)]), MetricCatalog.All.Where(metric => metric.PerSide));

    private static Dictionary<string, double?> Figures(MetricsRun run, IEnumerable<MetricDefinition> metrics) =>
        metrics.ToDictionary(metric => metric.Name, metric => metric.Compute(run) is { } value && double.IsFinite(value) ? value : (double?)null);

    private static void Check(MetricsInput input)
    {
        var bars = input.Bars.Count;
        if (bars == 0) throw new ArgumentException("A run without bars has no figures.", nameof(input));
        if (input.Equity.Length != bars || input.InPosition.Length != bars || (input.WorstEquity?.Length ?? bars) != bars)
            throw new ArgumentException($"{bars} bars, but {input.Equity.Length} equities, {input.InPosition.Length} flags, {input.WorstEquity?.Length} worst equities.", nameof(input));
        if (input.InitialCash <= 0) throw new ArgumentException($"Initial cash is {input.InitialCash}.", nameof(input));
        if (input.FirstTradableBar < 0 || input.FirstTradableBar >= bars) throw new ArgumentException($"First tradable bar {input.FirstTradableBar} of {bars}.", nameof(input));
    }
}
