using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Pivots: swing highs and lows, joined by lines that show the trend of the highs and of the lows.</summary>
/// <remarks>
/// Input: closed candles of one series. Output: in quote currency, on the bar of the extreme: <c>highPoint</c> and <c>lowPoint</c> are swings that stand out strictly
/// from <c>left</c> candles before and <c>right</c> after; <c>highLine</c> and <c>lowLine</c> join each swing with the one before where that is at most
/// <c>longest</c> candles back and at another price. Else NaN. Known only later, so all of them are chart-only. Source: customary; equals
/// <c>skender.high_point</c>, <c>low_point</c>, <c>high_line</c>, <c>low_line</c>. The words of its trend columns are the slope of the lines.
/// </remarks>
public struct Pivots : IIndicator
{
    public static IndicatorDefinition Definition { get; } = new(
        "pivots", new("Pivots", "Экстремумы"),
        new("Swing highs and lows and the lines between them: rising or falling highs and lows. Seen with hindsight: for charts only.", "Вершины и впадины и линии между ними: растут или падают вершины и впадины. Видно задним числом: только для графика."),
        "pattern",
        [
            Common.Whole("left", new("Candles before", "Свечей до"), 4), Common.Whole("right", new("Candles after", "Свечей после"), 4),
            Common.Whole("longest", new("Longest line, bars", "Самая длинная линия, баров"), 20),
        ],
        [
            new("highPoint", new("Swing high", "Вершина"), ChartOnly: true) { Oracle = "skender.high_point", Mark = ChartMark.Dots, Sparse = true },
            new("lowPoint", new("Swing low", "Впадина"), ChartOnly: true) { Oracle = "skender.low_point", Mark = ChartMark.Dots, Sparse = true },
            new("highLine", new("Line of highs", "Линия вершин"), ChartOnly: true) { Oracle = "skender.high_line", Sparse = true },
            new("lowLine", new("Line of lows", "Линия впадин"), ChartOnly: true) { Oracle = "skender.low_line", Sparse = true },
        ],
        TakesSource: false, ChartPane.Price, "skender.high_point",
        "Swings as the Williams fractal with two spans, lines as Skender draws them; known only later, so no condition may use them.",
        _ => 0, _ => NoState.Instance)
    { Hindsight = Fill };

    private static void Fill(IReadOnlyList<double> values, CandleSeries series, ReadOnlySpan<double> source, double[][] outputs)
    {
        Swings.Mark(series, (int)values[0], (int)values[1], outputs[0], outputs[1]);
        Join(outputs[0], outputs[2], (int)values[2]);
        Join(outputs[1], outputs[3], (int)values[2]);
    }

    private static void Join(double[] points, double[] line, int longest)
    {
        var last = -1;
        for (var i = 0; i < points.Length; i++)
        {
            if (double.IsNaN(points[i])) continue;
            if (last >= 0 && i - last <= longest && points[i] != points[last]) Lines.Draw(line, last, points[last], i, points[i]);
            last = i;
        }
    }
}
