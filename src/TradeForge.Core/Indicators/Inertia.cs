using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Inertia: the end of a regression line through the Relative Volatility Index.</summary>
/// <remarks>
/// Input: one series, oldest first. The standard deviation of the population over <c>deviationPeriod</c> counts as up where the value rose and as down where it fell; both are Wilder-smoothed over <c>rviPeriod</c> from the plain mean;
/// RVI = 100 · up / (up + down), 50 where neither moved. The output is the end point of the least squares line through the last <c>period</c> RVI, which is 3 · weighted − 2 · simple average. Above 50 the trend is up.
/// NaN for the first deviationPeriod + rviPeriod + period − 3 known values. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: D. Dorsey, The Relative Volatility Index, Stocks and Commodities 1993, and Refining the Relative Volatility Index, 1995; cases worked out by hand.
/// </remarks>
public struct Inertia : ISeriesIndicator<double>
{
    private StandardDeviation _deviation;
    private SmoothedMean _up, _down;
    private Wma _weighted;
    private Sma _mean;
    private double _previous = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviationPeriod"/> is below 2, or another period below 1.</exception>
    public Inertia(int period, int rviPeriod, int deviationPeriod)
    {
        (_weighted, _mean, _deviation) = (new Wma(period), new Sma(period), new StandardDeviation(deviationPeriod));
        _up = _down = new SmoothedMean(rviPeriod, Common.Wilder(rviPeriod));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "inertia", new("Inertia", "Инерция"),
        new("Whether volatility comes with rises (above 50) or with falls (below 50), smoothed by a regression line.", "Приходит ли волатильность с ростом (выше 50) или с падением (ниже 50), сглаженно линией регрессии."),
        "momentum",
        [Common.Period(20), Common.Whole("rviPeriod", new("RVI period, bars", "Период RVI, баров"), 14), Common.Whole("deviationPeriod", new("Deviation period, bars", "Период отклонения, баров"), 10, min: 2)],
        [Common.Value(new("Inertia", "Инерция"))], TakesSource: true, ChartPane.Own, "hand",
        "D. Dorsey, 1993 and 1995: regression line through the Relative Volatility Index of one series (1995 averages it over highs and lows), with the population deviation.",
        p => (int)(p[0] + p[2]) - 2 + Math.Max((int)p[1], Common.Fade(Common.Wilder(p[1]))), p => new SeriesState<Inertia, double>(new Inertia((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var previous = _previous;
        _previous = value;
        var deviation = _deviation.Next(value);
        if (double.IsNaN(deviation)) return double.NaN;
        var up = _up.Add((value > previous ? 1 : 0) * deviation);
        var both = up + _down.Add((value < previous ? 1 : 0) * deviation);
        if (double.IsNaN(both)) return double.NaN;
        var index = both == 0 ? 50 : 100 * up / both;
        return (3 * _weighted.Next(index)) - (2 * _mean.Next(index));
    }
}
