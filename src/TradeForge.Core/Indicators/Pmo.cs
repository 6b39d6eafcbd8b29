using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Pmo"/>.</summary>
/// <param name="Line">Twice smoothed change, in tenths of a percent.</param>
/// <param name="Signal">Average of the line.</param>
public readonly record struct PmoValue(double Line, double Signal);

/// <summary>Price Momentum Oscillator: the twice smoothed change from bar to bar.</summary>
/// <remarks>
/// Input: one series, oldest first. The change in percent is smoothed with α = 2 / <c>period</c>, that times 10 with α = 2 / <c>smooth</c> (not 2 / (n + 1)), the signal is an ordinary exponential average
/// of the line; each is seeded with its own plain mean. The line is NaN for the first period + smooth − 1 known values, the signal for <c>signal</c> − 1 more. A NaN gives NaN on its bar and is otherwise
/// skipped, as is a change from 0. Source: C. Swenlin, DecisionPoint Price Momentum Oscillator. Equals <c>skender.pmo</c>, <c>signal</c>.
/// </remarks>
public struct Pmo : ISeriesIndicator<PmoValue>
{
    private SmoothedMean _change, _line;
    private Ema _signal;
    private double _previous = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> or <paramref name="smooth"/> is below 2, or <paramref name="signal"/> below 1.</exception>
    public Pmo(int period, int smooth, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(smooth, 2);
        (_change, _line, _signal) = (new SmoothedMean(period, 2.0 / period), new SmoothedMean(smooth, 2.0 / smooth), new Ema(signal));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "pmo", new("Price Momentum Oscillator", "Осциллятор ценового импульса (PMO)"),
        new("The change from bar to bar, smoothed twice: comparable between instruments, with a signal line.", "Изменение от бара к бару, сглаженное дважды: сопоставимо между инструментами, с сигнальной линией."),
        "momentum", [Common.Period(35, min: 2), Common.Whole("smooth", new("Second smoothing, bars", "Второе сглаживание, баров"), 20, min: 2), Common.Signal(10)],
        [new("pmo", new("PMO", "PMO")), Common.SignalLine], TakesSource: true, ChartPane.Own, "skender.pmo",
        "C. Swenlin, DecisionPoint: smoothed with 2 / n and not 2 / (n + 1), each average seeded with its plain mean, as Skender, the one library that has it.",
        p => 1 + Bars(p[0], 2 / p[0]) + Bars(p[1], 2 / p[1]) + Bars(p[2], Common.Exponential(p[2])), p => new SeriesState<Pmo, PmoValue>(new Pmo((int)p[0], (int)p[1], (int)p[2])));

    private static int Bars(double period, double alpha) => Math.Max((int)period, Common.Fade(alpha));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PmoValue Next(double value)
    {
        var change = Common.Percent(value - _previous, _previous);
        if (!double.IsNaN(value)) _previous = value;
        if (double.IsNaN(change)) return new PmoValue(double.NaN, double.NaN);
        var smooth = _change.Add(change);
        if (double.IsNaN(smooth)) return new PmoValue(double.NaN, double.NaN);
        var line = _line.Add(10 * smooth);
        return new PmoValue(line, _signal.Next(line));
    }
}
