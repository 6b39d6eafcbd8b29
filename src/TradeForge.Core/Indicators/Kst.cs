using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Kst"/>, in hundredths of a percent.</summary>
/// <param name="Line">The weighted sum of four smoothed changes.</param>
/// <param name="Signal">Average of the line.</param>
public readonly record struct KstValue(double Line, double Signal);

/// <summary>Know Sure Thing: the changes over four stretches of time, smoothed and added up, the longer ones weighing more.</summary>
/// <remarks>
/// Input: one series, oldest first. <see cref="Roc"/> over 10, 15, 20 and 30 bars, averaged over 10, 10, 10 and 15, with the weights 1, 2, 3 and 4, times 100; the signal is the simple average of that over 9. The line is NaN for the
/// first 44 values, the signal for 52, and both while a NaN is in a window. Source: M. Pring, Summed Rate of Change (KST), Stocks and Commodities 1992. Equals <c>pandasta.kst</c>, <c>signal</c>.
/// </remarks>
public struct Kst : ISeriesIndicator<KstValue>
{
    private Roc _roc1 = new(10), _roc2 = new(15), _roc3 = new(20), _roc4 = new(30);
    private Sma _mean1 = new(10), _mean2 = new(10), _mean3 = new(10), _mean4 = new(15), _signal = new(9);

    public Kst()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "kst", new("Know Sure Thing", "Осциллятор KST (Know Sure Thing)"),
        new("Four rates of change, short to long, in one line: shows the main cycles at once, with a signal line.", "Четыре скорости изменения, от короткой до длинной, в одной линии: показывает сразу основные циклы, с сигнальной линией."),
        "momentum", [], [new("kst", new("KST", "KST")), Common.SignalLine], TakesSource: true, ChartPane.Own, "pandasta.kst",
        "M. Pring, 1992, with his short-term periods (10, 15, 20, 30; 10, 10, 10, 15; 9) and simple averages, in hundredths of a percent as pandas-ta. Pring and StockCharts draw percent, trading-signals fractions: divide by 100 or 10 000 for those.",
        _ => 52, _ => new SeriesState<Kst, KstValue>(new Kst()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KstValue Next(double value)
    {
        var line = 100 * (_mean1.Next(_roc1.Next(value)) + (2 * _mean2.Next(_roc2.Next(value))) + (3 * _mean3.Next(_roc3.Next(value))) + (4 * _mean4.Next(_roc4.Next(value))));
        return new KstValue(line, _signal.Next(line));
    }
}
