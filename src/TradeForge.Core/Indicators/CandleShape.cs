using TradeForge.Core.Indicators.Patterns;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Candlestick pattern by name: 100 or 80 bullish, −100 or −80 bearish, ±200 confirmed, 0 none. See <see cref="CandlePattern"/>.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. NaN until the candles that the pattern is measured by are there; a candle without all of its prices gives
/// NaN and is skipped. Source: <see cref="CandlePattern"/>; equals the <c>talib</c> column of the pattern.
/// </remarks>
public struct CandleShape : ICandleIndicator<double>
{
    private readonly PatternRun _run;

    public CandleShape(CandlePattern pattern) => _run = new PatternRun(pattern);

    public static IndicatorDefinition Definition { get; } = new(
        "candle-pattern", new("Candlestick pattern", "Свечная фигура"),
        new("Marks the candle that completes the chosen candlestick pattern: above zero bullish, below zero bearish.", "Отмечает свечу, которая завершает выбранную свечную фигуру: выше нуля бычью, ниже нуля медвежью."),
        "pattern", [IndicatorParameter.Choice("name", new("Pattern", "Фигура"), [.. CandlePatterns.All.Select(p => p.Id)])],
        [Common.Value(new("Pattern", "Фигура")) with { Mark = ChartMark.Histogram }], TakesSource: false, ChartPane.Own, CandlePatterns.All[0].Oracle,
        "Shapes and customary sizes of TA-Lib with penetration 0.3, the only library that has all 61; each equals its column there.",
        p => CandlePatterns.All[(int)p[0]].First, p => new CandleState<CandleShape, double>(new CandleShape(CandlePatterns.All[(int)p[0]])));

    /// <inheritdoc/>
    public double Next(in Candle candle) => _run.Next(candle);
}
