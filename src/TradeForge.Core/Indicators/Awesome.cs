using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Awesome Oscillator: a fast minus a slow simple average, by custom of the middle of each bar.</summary>
/// <remarks>
/// Input: one series ((high + low) / 2 by default), oldest first. Output: in the unit of the input; NaN for the first <c>max(fast, slow)</c> − 1 values. Both are simple averages.
/// A NaN gives NaN on its bar and is otherwise skipped. Source: B. Williams, New Trading Dimensions, 1998. Equals <c>skender.ao</c>.
/// </remarks>
public struct Awesome : ISeriesIndicator<double>
{
    private Sma _fast, _slow;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Awesome(int fast, int slow) => (_fast, _slow) = (new Sma(fast), new Sma(slow));

    public static IndicatorDefinition Definition { get; } = new(
        "awesome", new("Awesome Oscillator", "Чудесный осциллятор (AO)"),
        new("Distance between a fast and a slow average of the middle of each bar: shows where the momentum turns.", "Расстояние между быстрой и медленной средними середины бара: показывает, где поворачивает импульс."),
        "momentum", [Common.Fast(5), Common.Slow(34)], [Common.Value(new("AO", "AO")) with { Mark = ChartMark.Histogram }], TakesSource: true, ChartPane.Own, "skender.ao",
        "B. Williams, 1998: simple averages of (high + low) / 2; all libraries agree.",
        p => (int)Math.Max(p[0], p[1]) - 1, p => new SeriesState<Awesome, double>(new Awesome((int)p[0], (int)p[1])))
    { DefaultSource = "hl2" };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => double.IsNaN(value) ? value : _fast.Next(value) - _slow.Next(value);
}
