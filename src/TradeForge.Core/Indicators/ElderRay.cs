using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="ElderRay"/>, in quote currency.</summary>
/// <param name="Bull">High minus average.</param>
/// <param name="Bear">Low minus average.</param>
public readonly record struct ElderRayValue(double Bull, double Bear);

/// <summary>Elder-Ray: how far buyers and sellers could push the price from its exponential average.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Bull power = high − average of the close, bear power = low − average; NaN for the first <c>period</c> − 1 candles. The average is seeded as in
/// <see cref="Ema"/>. A candle with a NaN price gives NaN and is otherwise skipped. Source: A. Elder, Trading for a Living, 1993. Equals <c>skender.bull</c>, <c>bear</c>.
/// </remarks>
public struct ElderRay : ICandleIndicator<ElderRayValue>
{
    private Ema _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public ElderRay(int period) => _mean = new Ema(period);

    public static IndicatorDefinition Definition { get; } = new(
        "elder-ray", new("Elder-Ray", "Лучи Элдера"),
        new("How far above the average buyers and how far below it sellers have pushed the price.", "Насколько выше средней цену подняли покупатели и насколько ниже опустили продавцы."),
        "momentum", [Common.Period(13)], [new("bull", new("Bull power", "Сила быков")) { Mark = ChartMark.Histogram }, new("bear", new("Bear power", "Сила медведей")) { Mark = ChartMark.Histogram }], TakesSource: false, ChartPane.Own, "skender.bull",
        "A. Elder, 1993: the average is seeded with its plain mean, as Skender and pandas-ta. trading-signals starts from the first value and converges.",
        p => Math.Max((int)p[0] - 1, Common.Fade(Common.Exponential(p[0]))), p => new CandleState<ElderRay, ElderRayValue>(new ElderRay((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ElderRayValue Next(in Candle candle)
    {
        var mean = Common.HasPrices(candle) ? _mean.Next(candle.Close) : double.NaN;
        return new ElderRayValue(candle.High - mean, candle.Low - mean);
    }
}
