namespace TradeForge.Core.Indicators;

/// <summary>Hilbert Transform Instantaneous Trendline: the mean over one dominant cycle, so that the cycle is gone from it.</summary>
/// <remarks>
/// Input: one series (hl2 by default), oldest first. Output: in the unit of the input: the mean of the last <c>period</c> values of the cycle, rounded to whole bars, smoothed
/// by weights 4, 3, 2, 1. Known from the first value on; for the first eleven bars it is the value itself. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: J. Ehlers, Rocket Science for Traders, 2001. Equals <c>skender.trendline</c>.
/// </remarks>
public struct HtTrendline : ISeriesIndicator<double>
{
    private const int LongestCycle = 51; // 50 bars, and half a bar of rounding

    private HilbertCycle _cycle = new(6);
    private WindowValues _prices = new(LongestCycle);
    private double _trend1, _trend2, _trend3;

    public HtTrendline()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "ht-trendline", new("Hilbert Transform Trendline", "Линия тренда по преобразованию Гильберта"),
        new("The price with its dominant cycle averaged out: what is left is the trend.", "Цена, из которой усреднён главный цикл: остаётся тренд."),
        "trend", [], [Common.Value(new("Trendline", "Линия тренда")) with { Oracle = "skender.trendline" }], TakesSource: true, ChartPane.Price, "skender.trendline",
        "J. Ehlers, 2001: the filters run from the seventh bar, as Skender. TA-Lib starts them on bar 37 and hides 63 bars; the difference fades.",
        _ => HilbertCycle.Fade + LongestCycle + 4, _ => new SeriesState<HtTrendline, double>(new HtTrendline()))
    { DefaultSource = "hl2" };

    /// <inheritdoc/>
    public double Next(double value)
    {
        if (double.IsNaN(value)) return value;
        _cycle.Add(value);
        _prices.Add(value);
        var trend = Mean((int)(_cycle.Period + 0.5), value);
        var line = _cycle.Bar < 11 ? value : ((4 * trend) + (3 * _trend1) + (2 * _trend2) + _trend3) / 10;
        (_trend3, _trend2, _trend1) = (_trend2, _trend1, trend);
        return line;
    }

    private readonly double Mean(int bars, double value)
    {
        var count = Math.Min(bars, _cycle.Bar + 1);
        if (count < 1) return value;
        var sum = 0.0;
        foreach (var price in _prices.Last(count)) sum += price;
        return sum / count;
    }
}
