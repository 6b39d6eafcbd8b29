using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Smoothed Moving Average, also called Wilder's average or RMA: each value counts by 1 / period.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN for the first <c>period</c> − 1 known values. Seeded with the mean of the first <c>period</c>
/// values, then mean += (value − mean) / period. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: J. W. Wilder, New Concepts in Technical Trading Systems, 1978. Equals <c>skender.smma</c>.
/// </remarks>
public struct Smma : ISeriesIndicator<double>
{
    private SmoothedMean _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Smma(int period) => _mean = new SmoothedMean(period, Common.Wilder(period));

    public static IndicatorDefinition Definition { get; } = new(
        "smma", new("Smoothed Moving Average", "Сглаженная скользящая средняя"),
        new("Wilder's average: as slow as an exponential one of nearly twice the period.", "Средняя Уайлдера: медленна, как экспоненциальная почти вдвое большего периода."),
        "trend", [Common.Period(20)], [Common.Value(new("SMMA", "SMMA"))], TakesSource: true, ChartPane.Price, "skender.smma",
        "J. W. Wilder, 1978: seeded with the mean of the first period values, as Skender, Tulip, trading-signals and Pine. pandas-ta weights its seed; the difference fades.",
        p => Math.Max((int)p[0] - 1, Common.Fade(Common.Wilder(p[0]))), p => new SeriesState<Smma, double>(new Smma((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => double.IsNaN(value) ? value : _mean.Add(value);
}
