using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="LinearRegression"/>.</summary>
/// <param name="Value">Where the line ends, on this bar.</param>
/// <param name="Slope">Its rise per bar.</param>
/// <param name="RSquared">Share of the variance that the line explains, 0 … 1; NaN where nothing varies.</param>
/// <param name="Forecast">Where the line stands on the next bar.</param>
/// <param name="Deviation">Population standard deviation of the values.</param>
public readonly record struct LinearRegressionValue(double Value, double Slope, double RSquared, double Forecast, double Deviation);

/// <summary>The least squares line through the last <c>period</c> values.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input, R² a fraction; NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>.
/// The slope is 6 · (WMA − SMA) / (period − 1). Source: the definition.
/// Equals <c>talib.end_point</c>, <c>slope</c>, <c>tsf</c> and <c>skender.r_squared</c>, <c>stddev_y</c>.
/// </remarks>
public struct LinearRegression : ISeriesIndicator<LinearRegressionValue>
{
    private readonly double _perStep, _spread;
    private Wma _weighted;
    private WindowMoments _window;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public LinearRegression(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        (_weighted, _window) = (new Wma(period), new WindowMoments(period, withSquares: true));
        _perStep = 6.0 / (period - 1);
        _spread = ((period * (double)period) - 1) / 12; // variance of 1 … n
    }

    public static IndicatorDefinition Definition { get; } = new(
        "linear-regression", new("Linear Regression", "Линейная регрессия"),
        new("The straight line that fits the last bars best: where it ends, how steep it is, and how well it fits.", "Прямая, которая лучше всего ложится на последние бары: где она кончается, насколько крута и насколько точна."),
        "statistics", [Common.Period(20, min: 2)],
        [
            Common.Value(new("Line", "Линия")), new("slope", new("Slope", "Наклон")) { Pane = ChartPane.Own },
            new("rSquared", new("R²", "R²")) { Pane = ChartPane.Own, Oracle = "skender.r_squared", Sparse = true },
            new("forecast", new("Next bar", "Следующий бар")) { Oracle = "tsf" }, new("deviation", new("Deviation", "Отклонение")) { Pane = ChartPane.Own, Oracle = "skender.stddev_y" },
        ],
        TakesSource: true, ChartPane.Price, "talib.end_point",
        "Least squares over a plain window, without a seed. TA-Lib, Tulip and Skender agree; the slope is per bar.",
        p => (int)p[0] - 1, p => new SeriesState<LinearRegression, LinearRegressionValue>(new LinearRegression((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LinearRegressionValue Next(double value)
    {
        _window.Add(value);
        var (lean, variance) = (_weighted.Next(value) - _window.Mean, _window.Variance);
        var slope = _perStep * lean;
        var end = _window.Mean + (3 * lean);
        return new LinearRegressionValue(end, slope, Math.Min(1, slope * slope * _spread / variance), end + slope, Math.Sqrt(variance));
    }
}
