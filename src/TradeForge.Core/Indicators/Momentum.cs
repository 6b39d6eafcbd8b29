using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Momentum: the change over <c>period</c> bars.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: value − value of <c>period</c> bars ago, in the unit of the input; NaN for the first <c>period</c> values and where
/// either value is a NaN. Source: the definition. Equals <c>skender.momentum</c>.
/// </remarks>
public struct Momentum : ISeriesIndicator<double>
{
    private Delay _past;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Momentum(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _past = new Delay(period);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "momentum", new("Momentum", "Моментум"),
        new("By how much the price has changed over the last bars.", "Насколько изменилась цена за последние бары."),
        "momentum", [Common.Period(10)], [Common.Value(new("Momentum", "Моментум"))], TakesSource: true, ChartPane.Own, "skender.momentum",
        "The definition; Skender and Tulip agree.",
        p => (int)p[0], p => new SeriesState<Momentum, double>(new Momentum((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => value - _past.Swap(value);
}
