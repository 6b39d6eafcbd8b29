using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Accelerator Oscillator: the Awesome Oscillator minus its own simple average.</summary>
/// <remarks>
/// Input: one series ((high + low) / 2 by default), oldest first. Output: in the unit of the input; NaN for the first max(fast, slow) + signal − 2 values. AC = AO − simple average of AO over
/// <c>signal</c> values, AO as in <see cref="Awesome"/>. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: B. Williams, New Trading Dimensions, 1998. Equals the published points of backtrader's <c>accdecosc</c>.
/// </remarks>
public struct Accelerator : ISeriesIndicator<double>
{
    private Awesome _awesome;
    private Sma _mean;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Accelerator(int fast, int slow, int signal) => (_awesome, _mean) = (new Awesome(fast, slow), new Sma(signal));

    public static IndicatorDefinition Definition { get; } = new(
        "accelerator", new("Accelerator Oscillator", "Осциллятор ускорения (AC)"),
        new("Whether the momentum itself speeds up or slows down: it turns before the Awesome Oscillator does.", "Ускоряется или замедляется сам импульс: поворачивает раньше чудесного осциллятора."),
        "momentum", [Common.Fast(5), Common.Slow(34), Common.Signal(5)], [Common.Value(new("AC", "AC")) with { Mark = ChartMark.Histogram }], TakesSource: true, ChartPane.Own, "hand",
        "B. Williams, 1998: the Awesome Oscillator minus its simple average, as backtrader.",
        p => (int)(Math.Max(p[0], p[1]) + p[2]) - 2, p => new SeriesState<Accelerator, double>(new Accelerator((int)p[0], (int)p[1], (int)p[2])))
    { DefaultSource = "hl2" };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var awesome = _awesome.Next(value);
        return double.IsNaN(awesome) ? double.NaN : awesome - _mean.Next(awesome);
    }
}
