using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Macd"/>, in the unit of the input.</summary>
/// <param name="Line">Fast minus slow average.</param>
/// <param name="Signal">Average of the line.</param>
/// <param name="Histogram">Line minus signal.</param>
public readonly record struct MacdValue(double Line, double Signal, double Histogram);

/// <summary>Moving Average Convergence/Divergence: a fast minus a slow exponential average, and the average of that difference.</summary>
/// <remarks>
/// Input: one series, oldest first. The line is NaN until the slower average is known (value <c>max(fast, slow)</c>), signal and histogram
/// for <c>signal</c> − 1 more values. Each of the three averages is seeded with its own plain mean, as in <see cref="Ema"/>; a NaN gives NaN on its bar
/// and is otherwise skipped. Source: G. Appel, The Moving Average Convergence-Divergence Method, 1979. Equals <c>skender.macd</c>
/// (TA-Lib starts the fast average later; the same from about bar 85 on).
/// </remarks>
public struct Macd : ISeriesIndicator<MacdValue>
{
    private Ema _fast, _slow, _signal;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Macd(int fast, int slow, int signal) => (_fast, _slow, _signal) = (new Ema(fast), new Ema(slow), new Ema(signal));

    public static IndicatorDefinition Definition { get; } = new(
        "macd", new("MACD", "MACD (схождение и расхождение средних)"),
        new("Distance between a fast and a slow exponential average, with a signal line: shows momentum and its turns.", "Расстояние между быстрой и медленной экспоненциальными средними и сигнальная линия: показывает импульс и его развороты."),
        "momentum",
        [Common.Fast(12), Common.Slow(26), Common.Signal(9)],
        [new("macd", new("MACD", "MACD")), Common.SignalLine, new("histogram", new("Histogram", "Гистограмма")) { Oracle = "hist", Mark = ChartMark.Histogram }],
        TakesSource: true, ChartPane.Own, "skender.macd",
        "G. Appel, 1979: each of the three averages is seeded with its own plain mean, as Skender and pandas-ta. TA-Lib seeds the fast average later so that both start together, Tulip uses fixed weights for 12 and 26.",
        p => Common.Fade(Common.Exponential(Math.Max(p[0], p[1]))) + Common.Fade(Common.Exponential(p[2])),
        p => new SeriesState<Macd, MacdValue>(new Macd((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MacdValue Next(double value)
    {
        var line = _fast.Next(value) - _slow.Next(value);
        var signal = _signal.Next(line);
        return new MacdValue(line, signal, line - signal);
    }
}
