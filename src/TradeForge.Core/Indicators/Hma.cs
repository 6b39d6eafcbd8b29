using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Hull Moving Average: a weighted mean of twice the short minus the long weighted mean.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; HMA = WMA(2 · WMA(n / 2) − WMA(n), √n), halves and roots rounded down.
/// NaN for the first n + ⌊√n⌋ − 2 values, and while a NaN is in a window. Source: A. Hull, 2005. Equals <c>skender.hma</c>.
/// </remarks>
public struct Hma : ISeriesIndicator<double>
{
    private Wma _short, _long, _last;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public Hma(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        (_short, _long, _last) = (new Wma(period / 2), new Wma(period), new Wma(Root(period)));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "hma", new("Hull Moving Average", "Скользящая средняя Хала"),
        new("A weighted average that makes up for its own lag: smooth, and quick at turns.", "Взвешенная средняя, которая возмещает собственное запаздывание: гладкая и быстрая на разворотах."),
        "trend", [Common.Period(20, min: 2)], [Common.Value(new("HMA", "HMA"))], TakesSource: true, ChartPane.Price, "skender.hma",
        "A. Hull, 2005: plain weighted windows without a seed, half and root of the period rounded down. All libraries agree.",
        p => (int)p[0] + Root(p[0]) - 2, p => new SeriesState<Hma, double>(new Hma((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => _last.Next((2 * _short.Next(value)) - _long.Next(value));

    private static int Root(double period) => (int)Math.Sqrt(period);
}
