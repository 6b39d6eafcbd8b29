using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Stochastic"/>, each 0 … 100.</summary>
/// <param name="K">The smoothed position of the close in the range.</param>
/// <param name="D">The average of %K.</param>
public readonly record struct StochasticValue(double K, double D);

/// <summary>Slow stochastic oscillator: where the close lies in the range of the last bars.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Raw %K = 100 · (close − lowest low) / (highest high − lowest low) over <c>k</c> bars, 50 where the range is 0;
/// %K is its simple average over <c>smooth</c>, %D the simple average of %K over <c>d</c>. %K is NaN for the first k + smooth − 2 candles, %D for d − 1 more,
/// and both while a NaN is in their windows. Source: G. C. Lane, Lane's Stochastics, 1984. Equals <c>skender.k</c>, <c>skender.d</c>.
/// </remarks>
public struct Stochastic : ICandleIndicator<StochasticValue>
{
    private WindowRange _range;
    private Sma _smooth, _average;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Stochastic(int k, int d, int smooth) => (_range, _smooth, _average) = (new WindowRange(k), new Sma(smooth), new Sma(d));

    public static IndicatorDefinition Definition { get; } = new(
        "stochastic", new("Stochastic Oscillator", "Стохастический осциллятор"),
        new("Where the close lies between the lowest and the highest price of the last bars, 0 to 100.", "Где цена закрытия находится между минимумом и максимумом последних баров, от 0 до 100."),
        "momentum",
        [Common.Whole("k", new("%K period, bars", "Период %K, баров"), 14), Common.Whole("d", new("%D period, bars", "Период %D, баров"), 3),
            Common.Whole("smooth", new("%K smoothing, bars", "Сглаживание %K, баров"), 3)],
        [new("k", new("%K", "%K")), new("d", new("%D", "%D"))], TakesSource: false, ChartPane.Own, "skender.k",
        "G. C. Lane, 1984: %K smoothed and %D averaged by plain means; %K is known as soon as its own window is full, as in Skender and pandas-ta. TA-Lib, Tulip and trading-signals show %K only once %D exists.",
        p => (int)(p[0] + p[1] + p[2]) - 3, p => new CandleState<Stochastic, StochasticValue>(new Stochastic((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StochasticValue Next(in Candle candle)
    {
        _range.Add(candle.High, candle.Low);
        var lowest = _range.Lowest;
        var width = _range.Highest - lowest;
        var k = _smooth.Next(width == 0 ? 50 : 100 * (candle.Close - lowest) / width);
        return new StochasticValue(k, _average.Next(k));
    }
}
