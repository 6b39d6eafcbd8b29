using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Simple Moving Average: the mean of the last <c>period</c> values.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN for the first <c>period</c> − 1 values, and while a NaN is
/// among the last <c>period</c>. The mean of equal values is that value exactly, and the error does not grow with the length of the series.
/// Source: the definition. Equals <c>talib.sma</c>.
/// </remarks>
public struct Sma : ISeriesIndicator<double>
{
    private WindowMoments _window;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Sma(int period) => _window = new WindowMoments(period, withSquares: false);

    public static IndicatorDefinition Definition { get; } = new(
        "sma", new("Simple Moving Average", "Простая скользящая средняя"),
        new("The plain average of the last bars: smooths noise and shows the direction of the trend.", "Обычное среднее последних баров: сглаживает шум и показывает направление тренда."),
        "trend", [Common.Period(20)], [Common.Value(new("SMA", "SMA"))], TakesSource: true, ChartPane.Price, "talib.sma",
        "The definition; all libraries agree.",
        p => (int)p[0] - 1, p => new SeriesState<Sma, double>(new Sma((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        _window.Add(value);
        return _window.Mean;
    }
}
