using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Normalized Average True Range: <see cref="Atr"/> in percent of the close.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: percent, NaN for the first <c>period</c> candles and where the close is 0. Seeded as in <see cref="Atr"/>. A candle with a NaN price gives NaN and is
/// otherwise skipped. Source: J. Forman, Cross-Market Evaluations with Normalized Average True Range, Stocks and Commodities 2006. Equals <c>talib.natr</c>.
/// </remarks>
public struct Natr : ICandleIndicator<double>
{
    private Atr _range;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Natr(int period) => _range = new Atr(period);

    public static IndicatorDefinition Definition { get; } = new(
        "natr", new("Normalized Average True Range", "Нормированный средний истинный диапазон"),
        new("How far the price usually travels in one bar, in percent: comparable between instruments.", "Сколько цена обычно проходит за один бар, в процентах: сопоставимо между инструментами."),
        "volatility", [Common.Period(14)], [Common.Value(new("NATR", "NATR"))], TakesSource: false, ChartPane.Own, "talib.natr",
        "J. Forman, 2006: ATR in percent of the close, seeded as our ATR, as TA-Lib and Skender. Tulip starts one bar earlier and converges.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))), p => new CandleState<Natr, double>(new Natr((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle) => Common.Percent(_range.Next(candle), candle.Close);
}
