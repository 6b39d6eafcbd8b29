using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Double Exponential Moving Average: twice the exponential mean minus its own exponential mean.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN for the first <c>period</c> − 1 known values. Both layers start with the mean of the
/// first <c>period</c> values. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: P. Mulloy, Smoothing Data with Faster Moving Averages, 1994. Equals <c>skender.dema</c>.
/// </remarks>
public struct Dema : ISeriesIndicator<double>
{
    private SmoothedMean _first, _second;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Dema(int period) =>
        (_first, _second) = (new SmoothedMean(period, Common.Exponential(period)), new SmoothedMean(1, Common.Exponential(period)));

    public static IndicatorDefinition Definition { get; } = new(
        "dema", new("Double Exponential Moving Average", "Двойная экспоненциальная скользящая средняя"),
        new("An exponential average with most of its lag taken out.", "Экспоненциальная средняя, из которой убрана большая часть запаздывания."),
        "trend", [Common.Period(20)], [Common.Value(new("DEMA", "DEMA"))], TakesSource: true, ChartPane.Price, "skender.dema",
        "P. Mulloy, 1994: both layers start together with the mean of the first period values, as Skender and pandas-ta. TA-Lib seeds the second layer a period later, Tulip and trading-signals start from the first value; the differences fade.",
        p => Math.Max((int)p[0] - 1, Common.Fade(Common.Exponential(p[0]), 2)), p => new SeriesState<Dema, double>(new Dema((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return value;
        var first = _first.Add(value);
        return double.IsNaN(first) ? first : (2 * first) - _second.Add(first);
    }
}
