using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Williams Fractal: a candle whose high (or low) stands out from those of <c>period</c> candles on each side.</summary>
/// <remarks>
/// Input: closed candles of one series. Output: <c>bear</c> is the high, <c>bull</c> the low of such a candle, on its own bar, else NaN. Strictly higher or lower
/// than all its neighbours; the first and last <c>period</c> candles have none. It is known only <c>period</c> candles later, so both outputs are chart-only;
/// <see cref="MarketStructure"/> gives the same swings when they are known. A NaN among the neighbours: none. Source: B. Williams, Trading Chaos, 1995. Equals <c>skender.bear</c>, <c>bull</c>.
/// </remarks>
public struct Fractal : IIndicator
{
    public static IndicatorDefinition Definition { get; } = new(
        "fractal", new("Williams Fractal", "Фрактал Вильямса"),
        new("Marks the highs and lows that stand out from their neighbours on both sides. Seen with hindsight: for charts only.", "Отмечает вершины и впадины, которые выделяются среди соседей с обеих сторон. Видно задним числом: только для графика."),
        "pattern", [Common.Whole("period", new("Candles on each side", "Свечей с каждой стороны"), 2)],
        [
            new("bear", new("Swing high", "Вершина"), ChartOnly: true) { Mark = ChartMark.Dots, Sparse = true },
            new("bull", new("Swing low", "Впадина"), ChartOnly: true) { Mark = ChartMark.Dots, Sparse = true },
        ],
        TakesSource: false, ChartPane.Price, "skender.bear",
        "Williams, 1995: strictly beyond all neighbours, written on the bar of the extreme as Skender; known only later, so no condition may use it.",
        _ => 0, _ => NoState.Instance)
    { Hindsight = (values, series, _, outputs) => Swings.Mark(series, (int)values[0], (int)values[0], outputs[0], outputs[1]) };
}
