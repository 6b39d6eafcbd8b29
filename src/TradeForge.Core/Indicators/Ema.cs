using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Exponential Moving Average: each value counts by 2 / (period + 1), older ones less and less.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN for the first <c>period</c> − 1 known values. Seeded with the
/// mean of the first <c>period</c> values, then EMA += 2 / (period + 1) · (value − EMA). A NaN gives NaN on its bar and is otherwise skipped.
/// Source: P. N. Haurlan, Measuring Trend Values, 1968; seed as in TA-Lib. Equals <c>talib.ema</c>.
/// </remarks>
public struct Ema : ISeriesIndicator<double>
{
    private SmoothedMean _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Ema(int period) => _mean = new SmoothedMean(period, Common.Exponential(period));

    public static IndicatorDefinition Definition { get; } = new(
        "ema", new("Exponential Moving Average", "Экспоненциальная скользящая средняя"),
        new("An average in which recent bars weigh more: follows a turn sooner than the simple average.", "Среднее, в котором недавние бары весят больше: раньше простой средней следует за разворотом."),
        "trend", [Common.Period(20)], [Common.Value(new("EMA", "EMA"))], TakesSource: true, ChartPane.Price, "talib.ema",
        "P. N. Haurlan, 1968: seeded with the mean of the first period values, as TA-Lib, Skender and pandas-ta. Tulip and trading-signals start from the first value; the difference has faded after about four periods.",
        p => Common.Fade(Common.Exponential(p[0])), p => new SeriesState<Ema, double>(new Ema((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => double.IsNaN(value) ? value : _mean.Add(value);
}
