namespace TradeForge.Core.Metrics;

/// <summary>What every figure of daily returns is computed from: one exchange day of a run.</summary>
/// <param name="Date">Of the exchange; of a bar longer than a day the date of its start.</param>
/// <param name="ReturnPercent">100 · simple return of the equity from the last close before the day (at first the initial cash) to the day's last close.</param>
/// <param name="BenchmarkPercent">The same of the benchmark, else of the close of the run's bars; null on the first day and where it is not known.</param>
/// <param name="DrawdownPercent">100 · equity at the last close / highest one so far − 1, the initial cash being the first; 0 or negative.</param>
public readonly record struct DayRow(DateOnly Date, double ReturnPercent, double? BenchmarkPercent, double DrawdownPercent)
{
    /// <summary>What the initial cash is worth at the day's last close if it bought the benchmark, else the instruments of the run, at the close of the first tradable bar and held, less one entry cost (golden rule G41). The cash itself before; null in results of earlier versions.</summary>
    public double? BenchmarkEquity { get; init; }
}
