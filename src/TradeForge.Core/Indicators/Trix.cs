using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>TRIX: the change from bar to bar of a triple exponential average, in percent.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: percent; NaN for the first <c>period</c> known values and where the last average is 0. The first average is seeded with the mean of the first
/// <c>period</c> values, the second and third with their first value, all three on the same bar; TRIX = 100 · (third − last third) / last third. A NaN gives NaN on its bar and is otherwise
/// skipped. Source: J. Hutson, Good TRIX, Stocks and Commodities 1983. Equals <c>skender.trix</c> (TA-Lib seeds each layer with a mean of its own: later, the same from about bar 130 on).
/// </remarks>
public struct Trix : ISeriesIndicator<double>
{
    private SmoothedMean _first, _second, _third;
    private double _last = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Trix(int period)
    {
        _first = new SmoothedMean(period, Common.Exponential(period));
        _second = _third = new SmoothedMean(1, Common.Exponential(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "trix", new("TRIX", "TRIX (тройная экспоненциальная)"),
        new("Change of a triply smoothed average from bar to bar, in percent: shows the direction without small moves.", "Изменение трижды сглаженной средней от бара к бару, в процентах: показывает направление без мелких колебаний."),
        "momentum", [Common.Period(15)], [Common.Value(new("TRIX", "TRIX"))], TakesSource: true, ChartPane.Own, "skender.trix",
        "J. Hutson, 1983: the first average is seeded with the mean of its first period values, the others with their first value, as Skender and pandas-ta. TA-Lib seeds each with a mean and starts later; Tulip divides by the new average, which is another definition.",
        p => 1 + (3 * Common.Fade(Common.Exponential(p[0]))), p => new SeriesState<Trix, double>(new Trix((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var first = _first.Add(value);
        if (double.IsNaN(first)) return double.NaN;
        var third = _third.Add(_second.Add(first));
        var last = _last;
        _last = third;
        return Common.Percent(third - last, last);
    }
}
