using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Mama"/>, in the unit of the input.</summary>
/// <param name="Mama">The adaptive average.</param>
/// <param name="Fama">The average that follows it at half the speed.</param>
public readonly record struct MamaValue(double Mama, double Fama);

/// <summary>MESA Adaptive Moving Average: quick when the phase of the dominant cycle jumps, else slow.</summary>
/// <remarks>
/// Input: one series (hl2 by default), oldest first. α = max(<c>fast</c> / max(1, fall of the phase in degrees), <c>slow</c>); FAMA uses α / 2. Both are NaN for the first five
/// known values and start with the mean of the first six. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: J. Ehlers, MESA Adaptive Moving Averages, 2001. Equals <c>skender.mama</c>, <c>skender.fama</c>.
/// </remarks>
public struct Mama : ISeriesIndicator<MamaValue>
{
    private const int Seed = 5; // the bar of the first value

    private readonly double _fast, _slow;
    private HilbertCycle _cycle = new(Seed + 1);
    private double _phase, _sum, _mama = double.NaN, _fama = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A limit lies outside 0 … 1.</exception>
    public Mama(double fast, double slow)
    {
        if (!(fast is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(fast), fast, "A limit lies between 0 and 1.");
        if (!(slow is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(slow), slow, "A limit lies between 0 and 1.");
        (_fast, _slow) = (fast, slow);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "mama", new("MESA Adaptive Moving Average", "Адаптивная скользящая средняя MESA"),
        new("An average that leaps with a new cycle and then holds still, with a slower one that it crosses at turns.", "Среднее, которое скачком следует за новым циклом и затем держится, и более медленное, которое оно пересекает на разворотах."),
        "trend",
        [new("fast", new("Fast limit", "Быстрый предел"), 0.5, 0.01, 1, IsInteger: false), new("slow", new("Slow limit", "Медленный предел"), 0.05, 0.001, 1, IsInteger: false)],
        [new("mama", new("MAMA", "MAMA")), new("fama", new("FAMA", "FAMA"))], TakesSource: true, ChartPane.Price, "skender.mama",
        "J. Ehlers, 2001: both lines start with the mean of the first six values, as Skender. TA-Lib starts them from 0 and hides 32 bars; its FAMA needs 140 bars to arrive.",
        p => HilbertCycle.Fade + Common.Fade(p[1] / 2, 2), p => new SeriesState<Mama, MamaValue>(new Mama(p[0], p[1])))
    { DefaultSource = "hl2" };

    /// <inheritdoc/>
    public MamaValue Next(double value)
    {
        if (double.IsNaN(value)) return new MamaValue(value, value);
        _cycle.Add(value);
        if (_cycle.IsRunning) Follow(value);
        else if (_cycle.Bar < Seed) _sum += value;
        else _mama = _fama = (_sum + value) / (Seed + 1);
        return new MamaValue(_mama, _fama);
    }

    private void Follow(double value)
    {
        var phase = _cycle.InPhase == 0 ? 0 : Math.Atan(_cycle.Quadrature / _cycle.InPhase) * (180 / Math.PI);
        var alpha = Math.Max(_fast / Math.Max(1, _phase - phase), _slow);
        _phase = phase;
        _mama += alpha * (value - _mama);
        _fama += 0.5 * alpha * (_mama - _fama);
    }
}
