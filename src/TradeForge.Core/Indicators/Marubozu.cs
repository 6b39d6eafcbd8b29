using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Marubozu: a candle that is nearly all body.</summary>
/// <remarks>
/// Input: closed candles of one series. Output: 100 (white) or −100 (black) where |close − open| ≥ <c>percent</c> % of high − low, else 0; 0 where the candle has no
/// range, NaN where a price is not known. The pattern <c>marubozu</c> of <see cref="CandleShape"/> also asks for a long body. Source: S. Nison,
/// Japanese Candlestick Charting Techniques, 1991, with the measure of Stock.Indicators.
/// </remarks>
public readonly struct Marubozu(double percent) : ICandleIndicator<double>
{
    public static IndicatorDefinition Definition { get; } = new(
        "marubozu", new("Marubozu", "Марубозу"),
        new("Marks candles with hardly any shadow: one side ruled from the open to the close.", "Отмечает свечи почти без теней: одна сторона господствовала от открытия до закрытия."),
        "pattern", [new("percent", new("Smallest body, % of the range", "Наименьшее тело, % размаха"), 95, 1, 100, IsInteger: false)],
        [Common.Value(new("Marubozu", "Марубозу")) with { Mark = ChartMark.Histogram }], TakesSource: false, ChartPane.Own, IndicatorDefinition.Hand,
        "Body against the candle's own range, as the worksheet of Stock.Indicators; TA-Lib's relative measure is the marubozu of candle-pattern.",
        _ => 0, p => new CandleState<Marubozu, double>(new Marubozu(p[0])));

    /// <inheritdoc/>
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Open)) return double.NaN;
        var body = candle.Close - candle.Open;
        return Math.Abs(body) / (candle.High - candle.Low) >= percent / 100 ? 100 * Math.Sign(body) : 0; // 0 / 0 is no match
    }
}
