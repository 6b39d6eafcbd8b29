using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>End Point Moving Average, also called least squares moving average (LSMA): where the straight line through the last values ends.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>.
/// The end of the least squares line is 3 · WMA − 2 · SMA. Source: the definition. Equals <c>skender.epma</c>, and the value of <see cref="LinearRegression"/>.
/// </remarks>
public struct Epma : ISeriesIndicator<double>
{
    private Wma _weighted;
    private Sma _plain;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public Epma(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        (_weighted, _plain) = (new Wma(period), new Sma(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "epma", new("End Point Moving Average (LSMA)", "Скользящая средняя конечной точки (LSMA)"),
        new("The end of a straight line fitted to the last bars, also called LSMA: nearly without lag in a steady trend.", "Конец прямой, проведённой по последним барам (её зовут и LSMA): в ровном тренде почти без запаздывания."),
        "trend", [Common.Period(20, min: 2)], [Common.Value(new("EPMA", "EPMA"))], TakesSource: true, ChartPane.Price, "skender.epma",
        "Least squares over a plain window, without a seed. TA-Lib LINEARREG, Tulip linreg and Skender agree.",
        p => (int)p[0] - 1, p => new SeriesState<Epma, double>(new Epma((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var (weighted, plain) = (_weighted.Next(value), _plain.Next(value));
        return weighted + (2 * (weighted - plain));
    }
}
