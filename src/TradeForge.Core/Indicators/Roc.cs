using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Rate of Change: the change over <c>period</c> bars in percent.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: percent of the old value; NaN for the first <c>period</c> values, where either value is a NaN, and where the old one is 0.
/// ROC = 100 · (value − value of <c>period</c> bars ago) / value of <c>period</c> bars ago. Source: the definition. Equals <c>talib.roc</c>.
/// </remarks>
public struct Roc : ISeriesIndicator<double>
{
    private Delay _past;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Roc(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _past = new Delay(period);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "roc", new("Rate of Change", "Скорость изменения (ROC)"),
        new("By how many percent the price has changed over the last bars.", "На сколько процентов изменилась цена за последние бары."),
        "momentum", [Common.Period(10)], [Common.Value(new("ROC", "ROC"))], TakesSource: true, ChartPane.Own, "talib.roc",
        "The definition; TA-Lib, Skender and pandas-ta agree, trading-signals gives a fraction.",
        p => (int)p[0], p => new SeriesState<Roc, double>(new Roc((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var past = _past.Swap(value);
        return Common.Percent(value - past, past);
    }
}
