using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Zero-Lag Exponential Moving Average: the exponential mean of the value plus its change over the lag.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; the mean of 2 · x − x[lag], lag = (period − 1) / 2 rounded down; NaN for the first
/// <c>period</c> − 1 known values. Seeded with the plain mean of those of the first <c>period</c> values that have one <c>lag</c> before them, then exponential.
/// A NaN gives NaN on its bar and is otherwise skipped. Source: J. Ehlers and R. Way, Zero Lag, 2010. Equals <c>pandasta.zlema</c>.
/// </remarks>
public struct Zlema : ISeriesIndicator<double>
{
    private Delay _lagged;
    private SmoothedMean _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Zlema(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        var lag = (period - 1) / 2;
        (_lagged, _mean) = (new Delay(lag), new SmoothedMean(period - lag, Common.Exponential(period)));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "zlema", new("Zero-Lag Exponential Moving Average", "Экспоненциальная средняя без запаздывания"),
        new("An exponential average of the price plus its recent change: follows a straight trend without lag.", "Экспоненциальная средняя цены и её недавнего изменения: следует за ровным трендом без запаздывания."),
        "trend", [Common.Period(20)], [Common.Value(new("ZLEMA", "ZLEMA"))], TakesSource: true, ChartPane.Price, "pandasta.zlema",
        "J. Ehlers and R. Way: seeded with a plain mean like our other exponential averages, as pandas-ta does. Tulip and trading-signals start from the first value; the difference fades.",
        p => Math.Max((int)p[0] - 1, ((int)p[0] - 1) / 2 + Common.Fade(Common.Exponential(p[0]))), p => new SeriesState<Zlema, double>(new Zlema((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return value;
        var lagged = _lagged.Swap(value);
        return double.IsNaN(lagged) ? lagged : _mean.Add((2 * value) - lagged);
    }
}
