using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Thermometer"/>, in quote currency, never negative.</summary>
/// <param name="Value">How far the bar reached beyond the bar before.</param>
/// <param name="Average">The exponential average of that.</param>
public readonly record struct ThermometerValue(double Value, double Average);

/// <summary>Market Thermometer: how far the bar reaches beyond the bar before.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Value = the larger of high − previous high and previous low − low, 0 for an inside bar; NaN on the first candle. Average = its exponential average over <c>period</c>, seeded with the plain mean of the
/// first <c>period</c>; NaN for the first <c>period</c> candles. A candle with a NaN price gives NaN and is otherwise skipped. Source: A. Elder, Come Into My Trading Room, 2002; cases worked out by hand.
/// </remarks>
public struct Thermometer : ICandleIndicator<ThermometerValue>
{
    private SmoothedMean _mean;
    private double _high = double.NaN, _low;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Thermometer(int period) => _mean = new SmoothedMean(period, Common.Exponential(period));

    public static IndicatorDefinition Definition { get; } = new(
        "thermometer", new("Market Thermometer", "Термометр рынка Элдера"),
        new("How far each bar reaches beyond the one before, with its average: quiet and hot markets.", "Насколько каждый бар выходит за пределы предыдущего, вместе со средним: спокойный и горячий рынок."),
        "volatility", [Common.Period(22)], [Common.Value(new("Temperature", "Температура")), new("average", new("Average", "Среднее"))], TakesSource: false, ChartPane.Own, "hand",
        "A. Elder, 2002: an inside bar counts 0; the average is seeded with its plain mean.",
        p => Math.Max((int)p[0], 1 + Common.Fade(Common.Exponential(p[0]))), p => new CandleState<Thermometer, ThermometerValue>(new Thermometer((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ThermometerValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new ThermometerValue(double.NaN, double.NaN);
        var (high, low) = (_high, _low);
        (_high, _low) = (candle.High, candle.Low);
        if (double.IsNaN(high)) return new ThermometerValue(double.NaN, double.NaN);
        var reach = double.MaxNative(double.MaxNative(candle.High - high, low - candle.Low), 0);
        return new ThermometerValue(reach, _mean.Add(reach));
    }
}
