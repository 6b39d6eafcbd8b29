using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators.Patterns;

/// <summary>One candlestick pattern, bar by bar: 100 or 80 bullish, −100 or −80 bearish, ±200 confirmed, 0 none.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. NaN before <see cref="CandlePattern.First"/>; a candle without all of its prices gives NaN and is skipped.
/// </remarks>
internal readonly struct PatternRun(CandlePattern pattern)
{
    private readonly PatternBars _bars = new();

    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Open)) return double.NaN;
        _bars.Add(candle);
        return pattern.Value(_bars);
    }
}
