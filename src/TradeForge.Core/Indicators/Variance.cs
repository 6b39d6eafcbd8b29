using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Variance of the last <c>period</c> values.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the square of the unit of the input, never negative; NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>. The variance is
/// that of the population (divided by n). Source: the definition. Equals <c>talib.variance_pop</c>, which loses digits: it subtracts the squared mean from the mean of squares.
/// </remarks>
public struct Variance : ISeriesIndicator<double>
{
    private WindowMoments _window;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public Variance(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _window = new WindowMoments(period, withSquares: true);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "variance", new("Variance", "Дисперсия"),
        new("Mean squared distance of the last values from their mean.", "Средний квадрат расстояния последних значений от их среднего."),
        "volatility", [Common.Period(20, min: 2)], [Common.Value(new("Variance", "Дисперсия"))], TakesSource: true, ChartPane.Own, "talib.variance_pop",
        "The definition, divided by n, as TA-Lib, which loses digits where the deviation is small against the value.",
        p => (int)p[0] - 1, p => new SeriesState<Variance, double>(new Variance((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        _window.Add(value);
        return _window.Variance;
    }
}
