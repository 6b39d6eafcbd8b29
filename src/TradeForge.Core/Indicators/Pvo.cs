using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Pvo"/>, in percent.</summary>
/// <param name="Line">Distance of the fast from the slow average of the volume.</param>
/// <param name="Signal">Average of the line.</param>
/// <param name="Histogram">Line minus signal.</param>
public readonly record struct PvoValue(double Line, double Signal, double Histogram);

/// <summary>Percentage Volume Oscillator: <see cref="Ppo"/> of the volume, with the average of that line.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. The line is NaN until the slower average is known (candle <c>max(fast, slow)</c>) and where it is 0, signal and
/// histogram for <c>signal</c> − 1 more candles. Each average is seeded with its own plain mean; a NaN volume gives NaN on its bar and is otherwise skipped.
/// Source: the definition. Equals <c>skender.pvo</c>, <c>signal</c>, <c>hist</c>.
/// </remarks>
public struct Pvo : ICandleIndicator<PvoValue>
{
    private Ppo _line;
    private Ema _signal;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Pvo(int fast, int slow, int signal) => (_line, _signal) = (new Ppo(fast, slow), new Ema(signal));

    public static IndicatorDefinition Definition { get; } = new(
        "pvo", new("Percentage Volume Oscillator", "Процентный осциллятор объёма (PVO)"),
        new("How far the recent volume lies above or below its usual level, in percent, with a signal line.", "Насколько недавний объём выше или ниже обычного, в процентах, с сигнальной линией."),
        "volume", [Common.Fast(12), Common.Slow(26), Common.Signal(9)],
        [new("pvo", new("PVO", "PVO")), Common.SignalLine, new("histogram", new("Histogram", "Гистограмма")) { Oracle = "hist", Mark = ChartMark.Histogram }], TakesSource: false, ChartPane.Own, "skender.pvo",
        "The definition: each of the three averages is seeded with its own plain mean, as Skender. pandas-ta starts the signal with the first value and converges.",
        p => Common.Fade(Common.Exponential(Math.Max(p[0], p[1]))) + Common.Fade(Common.Exponential(p[2])),
        p => new CandleState<Pvo, PvoValue>(new Pvo((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PvoValue Next(in Candle candle)
    {
        var line = _line.Next(double.IsFinite(candle.Volume) ? candle.Volume : double.NaN);
        var signal = _signal.Next(line);
        return new PvoValue(line, signal, line - signal);
    }
}
