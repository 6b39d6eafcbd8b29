using TradeForge.Core.Strategies;

namespace TradeForge.Core.Metrics;

/// <summary>Computes every metric of the catalogue for a run.</summary>
public static class MetricsCalculator
{
    /// <exception cref="ArgumentException">No bars, a column of another length, or initial cash that is not above 0.</exception>
    public static MetricsResult Compute(MetricsInput input) => Compute(Open(input)) with { Parts = SampleParts.Of(input) };

    /// <summary>Checks the input; what is shared by several figures is computed when the first asks for it.</summary>
    internal static MetricsRun Open(MetricsInput input)
    {
        Check(input);
        return new MetricsRun(input);
    }

    private static readonly Action<MetricsRun, Figures>[] Parts =
        [AccountMetrics.Compute, ReturnMetrics.Compute, RiskMetrics.Compute, DayMetrics.Compute, PeriodMetrics.Compute, BenchmarkMetrics.Compute, DrawdownMetrics.Compute, ActivityMetrics.Compute];

    /// <summary>Every metric of the whole run, and nothing else.</summary>
    internal static IReadOnlyDictionary<string, double?> Overall(MetricsInput input) => Overall(Open(input)).All;

    internal static MetricsResult Compute(MetricsRun run)
    {
        var (overall, ofTrades) = Overall(run);
        var sides = new Dictionary<string, IReadOnlyDictionary<string, double?>> { ["long"] = OfSide(PositionSide.Long), ["short"] = OfSide(PositionSide.Short) };
        return new MetricsResult(overall, sides, run.DayRows(), run.Drawdowns.Deepest) { Capacities = run.Activity.Capacities };

        IReadOnlyDictionary<string, double?> OfSide(PositionSide side) => run.Only(side) is var only && only == run ? ofTrades : OfTrades(only);
    }

    private static (IReadOnlyDictionary<string, double?> All, IReadOnlyDictionary<string, double?> OfTrades) Overall(MetricsRun run)
    {
        var overall = new Figures(256, run.Input.Stop);
        foreach (var part in Parts) part(run, overall);
        var ofTrades = OfTrades(run);
        foreach (var (name, value) in ofTrades) overall.Add(name, value);
        return (overall.Values, ofTrades);
    }

    private static IReadOnlyDictionary<string, double?> OfTrades(MetricsRun run)
    {
        var figures = new Figures(64, run.Input.Stop);
        TradeMetrics.Compute(run, figures);
        TradeRiskMetrics.Compute(run, figures);
        TradeTimeMetrics.Compute(run, figures);
        return figures.Values;
    }

    private static void Check(MetricsInput input)
    {
        var bars = input.Bars.Count;
        if (bars == 0) throw new ArgumentException("A run without bars has no figures.", nameof(input));
        if (input.Equity.Length != bars) throw new ArgumentException($"{bars} bars, but {input.Equity.Length} equities.", nameof(input));
        if (input.InitialCash <= 0) throw new ArgumentException($"Initial cash is {input.InitialCash}.", nameof(input));
        if (input.FirstTradableBar < 0 || input.FirstTradableBar >= bars) throw new ArgumentException($"First tradable bar {input.FirstTradableBar} of {bars}.", nameof(input));
        if (input.Trials < 1) throw new ArgumentException($"{input.Trials} trials.", nameof(input));
    }
}
