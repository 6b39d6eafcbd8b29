using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Triple Exponential Moving Average: three layers of exponential means, put together so that their lags cancel.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; 3 · e1 − 3 · e2 + e3; NaN for the first <c>period</c> − 1 known values. All layers start with the
/// mean of the first <c>period</c> values. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: P. Mulloy, Smoothing Data with Less Lag, 1994. Equals <c>skender.tema</c>.
/// </remarks>
public struct Tema : ISeriesIndicator<double>
{
    private SmoothedMean _first, _second, _third;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Tema(int period)
    {
        _first = new SmoothedMean(period, Common.Exponential(period));
        _second = _third = new SmoothedMean(1, Common.Exponential(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "tema", new("Triple Exponential Moving Average", "Тройная экспоненциальная скользящая средняя"),
        new("An exponential average with nearly all of its lag taken out: close to the price, and nervous.", "Экспоненциальная средняя почти без запаздывания: близка к цене и нервна."),
        "trend", [Common.Period(20)], [Common.Value(new("TEMA", "TEMA"))], TakesSource: true, ChartPane.Price, "skender.tema",
        "P. Mulloy, 1994: all layers start together with the mean of the first period values, as Skender and pandas-ta. TA-Lib seeds each layer a period after the one below, Tulip and trading-signals start from the first value; the differences fade.",
        p => Math.Max((int)p[0] - 1, Common.Fade(Common.Exponential(p[0]), 3)), p => new SeriesState<Tema, double>(new Tema((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return value;
        var first = _first.Add(value);
        if (double.IsNaN(first)) return first;
        var second = _second.Add(first);
        return (3 * (first - second)) + _third.Add(second);
    }
}
