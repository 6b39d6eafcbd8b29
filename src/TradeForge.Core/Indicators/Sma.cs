using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

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
        p => (int)p[0] - 1, p => new SmaState((int)p[0]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        _window.Add(value);
        return _window.Mean;
    }
}

/// <summary>A mean as <see cref="SeriesState{T, TValue}"/> would step it, over runs of bars several windows at a time.</summary>
internal sealed class SmaState(int period) : IIndicatorState
{
    private readonly double[] _room = WindowMoments.Room(period);
    private WindowMoments _window = new(period, withSquares: false);

    public void Next(in Candle candle, double a, double b, Span<double> outputs)
    {
        _window.Add(Columns<double>.Known(a));
        outputs[0] = _window.Mean;
    }

    public void Fold(CandleSeries series, ReadOnlySpan<double> a, ReadOnlySpan<double> b, double[][] outputs, int offset)
    {
        if (a.Length != series.Count) throw new ArgumentException($"{a.Length} source values for {series.Count} bars.", nameof(a));
        _ = new Columns<double>(outputs, offset, series.Count); // checks the lengths
        _window.AddAll(a, outputs[0].AsSpan(offset, a.Length), _room);
    }
}
