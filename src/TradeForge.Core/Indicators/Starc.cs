using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>STARC Bands (Stoller Average Range Channel): a simple average of the close and a band of true ranges around it.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Middle = <see cref="Sma"/> of the close, NaN for its first <c>period</c> − 1 candles; the distance is <c>multiplier</c> · <see cref="Atr"/> over <c>atrPeriod</c>,
/// NaN for the first <c>atrPeriod</c> candles. A candle with a NaN price is unknown to the average for <c>period</c> candles and skipped by the ATR.
/// Source: M. Stoller. Equals <c>skender.upper</c>, <c>center</c>, <c>lower</c>.
/// </remarks>
public struct Starc : ICandleIndicator<RangeBandsValue>
{
    private readonly double _multiplier;
    private Sma _mean;
    private Atr _range;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1, or <paramref name="multiplier"/> is not above 0.</exception>
    public Starc(int period, double multiplier, int atrPeriod)
    {
        if (!(multiplier > 0)) throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "The band needs a width.");
        (_mean, _multiplier, _range) = (new Sma(period), multiplier, new Atr(atrPeriod));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "starc", new("STARC Bands", "Полосы STARC"),
        new("A short simple average and a band of true ranges around it: the price rarely stays outside for long.", "Короткое простое среднее и полоса истинных диапазонов вокруг него: цена редко остаётся снаружи надолго."),
        "volatility", Keltner.Band(5), Keltner.Lines(), TakesSource: false, ChartPane.Price, "skender.upper",
        "M. Stoller: a simple average and the Wilder ATR with its mean seed, each from its own first bar, as Skender; the other libraries have none.",
        p => (int)Math.Max(p[0] - 1, Math.Max(p[2], Common.Fade(Common.Wilder(p[2])))), p => new CandleState<Starc, RangeBandsValue>(new Starc((int)p[0], p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RangeBandsValue Next(in Candle candle)
    {
        var (mean, reach) = (_mean.Next(Common.HasPrices(candle) ? candle.Close : double.NaN), _multiplier * _range.Next(candle));
        return new RangeBandsValue(mean + reach, mean, mean - reach);
    }
}
