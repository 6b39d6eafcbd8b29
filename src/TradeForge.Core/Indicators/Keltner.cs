using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Keltner"/> and <see cref="Starc"/>, in quote currency.</summary>
/// <param name="Upper">Average plus the distance.</param>
/// <param name="Middle">Average of the close.</param>
/// <param name="Lower">Average minus the distance.</param>
public readonly record struct RangeBandsValue(double Upper, double Middle, double Lower);

/// <summary>Keltner Channel: an exponential average of the close and a band of true ranges around it.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Middle = <see cref="Ema"/> of the close over <c>period</c>, NaN for its first <c>period</c> − 1 candles; the distance is <c>multiplier</c> · <see cref="Atr"/> over
/// <c>atrPeriod</c>, with which all three start. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: C. Keltner, 1960, in the form of L. Bradford Raschke. Equals <c>skender.upper</c>, <c>center</c>, <c>lower</c>.
/// </remarks>
public struct Keltner : ICandleIndicator<RangeBandsValue>
{
    private readonly double _multiplier;
    private Ema _mean;
    private Atr _range;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1, or <paramref name="multiplier"/> is not above 0.</exception>
    public Keltner(int period, double multiplier, int atrPeriod)
    {
        if (!(multiplier > 0)) throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "The band needs a width.");
        (_mean, _multiplier, _range) = (new Ema(period), multiplier, new Atr(atrPeriod));
    }

    /// <summary>Parameters of bands around an average.</summary>
    internal static IReadOnlyList<IndicatorParameter> Band(double period) =>
    [
        Common.Period(period), new("multiplier", new("Multiple of the ATR", "Множитель ATR"), 2, 0.01, 100, IsInteger: false),
        Common.Whole("atrPeriod", new("ATR period, bars", "Период ATR, баров"), 10),
    ];

    /// <summary>Outputs of bands around an average.</summary>
    internal static IReadOnlyList<IndicatorOutput> Lines() =>
        [new("upper", new("Upper", "Верх")), new("middle", new("Middle", "Середина")) { Oracle = "center" }, new("lower", new("Lower", "Низ"))];

    public static IndicatorDefinition Definition { get; } = new(
        "keltner", new("Keltner Channel", "Канал Кельтнера"),
        new("An exponential average and a band of true ranges around it: what leaves the band is moving with force.", "Экспоненциальное среднее и полоса истинных диапазонов вокруг него: что выходит из полосы, движется с силой."),
        "volatility", Band(20), Lines(), TakesSource: false, ChartPane.Price, "skender.upper",
        "C. Keltner in the form of L. Bradford Raschke: EMA and Wilder ATR with their mean seeds, as Skender. trading-signals starts its EMA from the first value; the difference fades.",
        p => (int)Math.Max(Math.Max(p[0] - 1, Common.Fade(Common.Exponential(p[0]))), Math.Max(p[2], Common.Fade(Common.Wilder(p[2])))),
        p => new CandleState<Keltner, RangeBandsValue>(new Keltner((int)p[0], p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RangeBandsValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new RangeBandsValue(double.NaN, double.NaN, double.NaN);
        var (mean, reach) = (_mean.Next(candle.Close), _multiplier * _range.Next(candle));
        return new RangeBandsValue(mean + reach, mean, mean - reach);
    }
}
