using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="HeikinAshi"/>, in quote currency.</summary>
/// <param name="Open">Middle of the last averaged candle's body.</param>
/// <param name="High">Highest of the high and the averaged body.</param>
/// <param name="Low">Lowest of the low and the averaged body.</param>
/// <param name="Close">Mean of open, high, low and close.</param>
public readonly record struct HeikinAshiValue(double Open, double High, double Low, double Close);

/// <summary>Heikin-Ashi: averaged candles, which keep their colour through a trend.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first; known from the first, whose averaged open is the middle of its open and close. These are not prices at which anything traded.
/// A candle with a NaN price gives NaN and is otherwise skipped. Source: M. Sokyu; D. Valcu, Using the Heikin-Ashi Technique, 2004.
/// Equals <c>skender.open</c>, <c>high</c>, <c>low</c>, <c>close</c>.
/// </remarks>
public struct HeikinAshi : ICandleIndicator<HeikinAshiValue>
{
    private double _open = double.NaN, _close;

    public HeikinAshi()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "heikin-ashi", new("Heikin-Ashi", "Хейкен Аши"),
        new("Averaged candles that keep their colour through a trend; their prices are not prices at which anything traded.", "Усреднённые свечи, которые сохраняют цвет в тренде; по их ценам ничего не торговалось."),
        "trend", [],
        [new("open", new("Open", "Открытие")), new("high", new("High", "Максимум")), new("low", new("Low", "Минимум")), new("close", new("Close", "Закрытие"))],
        TakesSource: false, ChartPane.Price, "skender.open",
        "D. Valcu, 2004: the first averaged open is the middle of the first body, as Skender and pandas-ta.",
        _ => Common.Fade(0.5), _ => new CandleState<HeikinAshi, HeikinAshiValue>(new HeikinAshi()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HeikinAshiValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Open)) return new HeikinAshiValue(double.NaN, double.NaN, double.NaN, double.NaN);
        _open = double.IsNaN(_open) ? (candle.Open + candle.Close) / 2 : (_open + _close) / 2;
        _close = (candle.Open + candle.High + candle.Low + candle.Close) / 4;
        return new HeikinAshiValue(_open, Math.Max(candle.High, Math.Max(_open, _close)), Math.Min(candle.Low, Math.Min(_open, _close)), _close);
    }
}
