using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Average True Range: Wilder's smoothed mean of the true range.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in quote currency, never negative; NaN for the first <c>period</c> candles.
/// The first candle has no previous close and no true range; seeded with the mean of <c>period</c> true ranges, then ATR += (TR − ATR) / period.
/// A candle with a NaN price gives NaN and is otherwise skipped. Source: J. W. Wilder, New Concepts in Technical Trading Systems, 1978. Equals <c>talib.atr</c>.
/// </remarks>
public struct Atr : ICandleIndicator<double>
{
    private SmoothedMean _mean;
    private double _previousClose = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Atr(int period) => _mean = new SmoothedMean(period, Common.Wilder(period));

    public static IndicatorDefinition Definition { get; } = new(
        "atr", new("Average True Range", "Средний истинный диапазон"),
        new("How far the price usually travels in one bar, gaps included: a measure for stops and sizes.", "Сколько цена обычно проходит за один бар вместе с разрывами: мера для стопов и размера позиции."),
        "volatility", [Common.Period(14)], [Common.Value(new("ATR", "ATR"))], TakesSource: false, ChartPane.Own, "talib.atr",
        "J. W. Wilder, 1978: the first candle has no true range; seeded with the mean of the first period ranges, then Wilder's smoothing. TA-Lib and Skender; Tulip, trading-signals and Pine count high − low of the first candle as a range and start a bar earlier.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))), p => new CandleState<Atr, double>(new Atr((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var previous = _previousClose;
        _previousClose = candle.Close;
        return double.IsNaN(previous) ? double.NaN : _mean.Add(Common.TrueRange(candle, previous));
    }
}
