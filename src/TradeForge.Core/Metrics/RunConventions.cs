using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>What the figures of a run stand on. Two figures may be set against each other only where they stand on the same.</summary>
/// <param name="PeriodsPerYear">By which figures are annualised.</param>
/// <param name="Currency">Of all money; several are listed.</param>
/// <param name="Cash">At the start: money grows with it.</param>
/// <param name="Timeframe">Bars, at whose closes equity is looked at.</param>
/// <param name="Benchmark">What relative figures compare with.</param>
public sealed record RunConventions(double PeriodsPerYear, string Currency, decimal Cash, string Timeframe, string Benchmark)
{
    private static readonly HashSet<string> Annual = [.. ReturnMetrics.All.Concat(RiskMetrics.All).Concat(DayMetrics.All).Concat(PeriodMetrics.All).Select(m => m.Name)];
    private static readonly HashSet<string> Relative = [.. BenchmarkMetrics.All.Select(m => m.Name)];
    private static readonly HashSet<string> AtCloses = [.. DrawdownMetrics.All.Concat(ActivityMetrics.All).Select(m => m.Name)];

    public static RunConventions Of(Manifest m) => new(
        m.PeriodsPerYear, string.Join(", ", m.Symbols.Select(s => VenueCatalog.FindInstrument(s)?.QuoteCurrency ?? "?").Distinct().Order(StringComparer.Ordinal)),
        m.Settings.Cash, m.Timeframe, m.Settings.Benchmark ?? string.Join(", ", m.Symbols));

    /// <summary>Why a figure of these two runs must not be subtracted; null where it may be.</summary>
    public Text? Obstacle(MetricDefinition metric, RunConventions other)
    {
        if (metric.Format == MetricFormat.Money)
        {
            if (Currency != other.Currency) return new($"money in {Currency} and in {other.Currency}", $"деньги в {Currency} и в {other.Currency}");
            if (Cash != other.Cash) return new("money from different initial cash", "деньги от разного начального капитала");
        }
        if ((Annual.Contains(metric.Name) || Relative.Contains(metric.Name)) && PeriodsPerYear != other.PeriodsPerYear)
            return new(FormattableString.Invariant($"{PeriodsPerYear} and {other.PeriodsPerYear} periods a year"), FormattableString.Invariant($"{PeriodsPerYear} и {other.PeriodsPerYear} периодов в году"));
        if (Relative.Contains(metric.Name) && Benchmark != other.Benchmark)
            return new($"compared with {Benchmark} and with {other.Benchmark}", $"сравнение с {Benchmark} и с {other.Benchmark}");
        if (AtCloses.Contains(metric.Name) && Timeframe != other.Timeframe)
            return new($"looked at closes of {Timeframe} and of {other.Timeframe}", $"измерено на закрытиях {Timeframe} и {other.Timeframe}");
        return null;
    }
}
