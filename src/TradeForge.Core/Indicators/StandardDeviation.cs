using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Standard deviation of the last <c>period</c> values.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input, never negative; NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>. The deviation is that of
/// the population (divided by n), as in <see cref="Bollinger"/>. Source: the definition. Equals <c>skender.stddev_pop</c> (pandas-ta divides by n − 1).
/// </remarks>
public struct StandardDeviation : ISeriesIndicator<double>
{
    private Variance _variance;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public StandardDeviation(int period) => _variance = new Variance(period);

    public static IndicatorDefinition Definition { get; } = new(
        "standard-deviation", new("Standard deviation", "Стандартное отклонение"),
        new("How widely the last values are scattered around their mean.", "Насколько широко последние значения разбросаны вокруг своего среднего."),
        "volatility", [Common.Period(20, min: 2)], [Common.Value(new("Deviation", "Отклонение"))], TakesSource: true, ChartPane.Own, "skender.stddev_pop",
        "The definition, divided by n, as TA-Lib, Tulip and Skender. pandas-ta divides by n − 1.",
        p => (int)p[0] - 1, p => new SeriesState<StandardDeviation, double>(new StandardDeviation((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => Math.Sqrt(_variance.Next(value));
}
