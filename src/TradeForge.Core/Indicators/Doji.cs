using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Doji: a candle that closes where it opened, to within a percentage of the price.</summary>
/// <remarks>
/// Input: closed candles of one series. Output: 100 where |close − open| ≤ <c>percent</c> % of the open, else 0; NaN where open or close is not known. The pattern
/// <c>doji</c> of <see cref="CandleShape"/> measures the body against the candles before instead. Source: S. Nison, Japanese Candlestick Charting
/// Techniques, 1991, with the measure of Stock.Indicators.
/// </remarks>
public readonly struct Doji(double percent) : ICandleIndicator<double>
{
    public static IndicatorDefinition Definition { get; } = new(
        "doji", new("Doji", "Доджи"),
        new("Marks candles that close where they opened: neither side won.", "Отмечает свечи, которые закрылись там же, где открылись: ни одна сторона не победила."),
        "pattern", [new("percent", new("Largest body, % of the price", "Наибольшее тело, % цены"), 0.1, 0, 10, IsInteger: false)],
        [Common.Value(new("Doji", "Доджи")) with { Mark = ChartMark.Histogram }], TakesSource: false, ChartPane.Own, IndicatorDefinition.Hand,
        "Body against a fixed percentage of the open, as the worksheet of Stock.Indicators; TA-Lib's relative measure is the doji of candle-pattern.",
        _ => 0, p => new CandleState<Doji, double>(new Doji(p[0])));

    /// <inheritdoc/>
    public double Next(in Candle candle)
    {
        var change = Math.Abs((candle.Close / candle.Open) - 1);
        return !double.IsFinite(change) ? double.NaN : change <= percent / 100 ? 100 : 0;
    }
}
