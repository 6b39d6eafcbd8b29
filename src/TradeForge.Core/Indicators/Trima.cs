using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Triangular Moving Average: the simple mean of a simple mean, so that the middle of the window weighs most.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; both means span (n + 1) / 2 values for an odd period, n / 2 and n / 2 + 1 for an even one.
/// NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>. Source: the definition. Equals <c>talib.trima</c>.
/// </remarks>
public struct Trima : ISeriesIndicator<double>
{
    private Sma _inner, _outer;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Trima(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_inner, _outer) = (new Sma((period + 1) / 2), new Sma((period / 2) + 1));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "trima", new("Triangular Moving Average", "Треугольная скользящая средняя"),
        new("An average of an average: very smooth, with the middle of the window weighing most.", "Среднее от среднего: очень гладкое, больше всего весит середина окна."),
        "trend", [Common.Period(20)], [Common.Value(new("TRIMA", "TRIMA"))], TakesSource: true, ChartPane.Price, "talib.trima",
        "The definition, without a seed. TA-Lib, Tulip and trading-signals agree.",
        p => (int)p[0] - 1, p => new SeriesState<Trima, double>(new Trima((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => _outer.Next(_inner.Next(value));
}
