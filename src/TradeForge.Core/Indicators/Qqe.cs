using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Qqe"/>, 0 … 100.</summary>
/// <param name="Line">The smoothed RSI.</param>
/// <param name="Signal">The level that trails it.</param>
public readonly record struct QqeValue(double Line, double Signal);

/// <summary>Quantitative Qualitative Estimation: a smoothed RSI and a level that trails it at a multiple of its usual movement.</summary>
/// <remarks>
/// Input: one series, oldest first. Line = exponential average over <c>smooth</c> of the RSI; reach = <c>factor</c> · Wilder's mean over <c>period</c>, taken twice, of the size of the changes of the line, each seeded with its own plain mean.
/// The signal follows at line − reach below the line and at line + reach above it; it never moves away from the line while that stays on one side, and starts afresh on the other when the line crosses it. It starts below.
/// The line is NaN for the first period + smooth − 1 known values, the signal for 2 · period − 1 more. A NaN gives NaN on its bar and is otherwise skipped. Source: R. Ignatov, QQE; cases worked out by hand.
/// </remarks>
public struct Qqe : ISeriesIndicator<QqeValue>
{
    private readonly double _factor;
    private Rsi _rsi;
    private SmoothedMean _smooth, _move, _moveAgain;
    private double _line = double.NaN, _signal = double.NegativeInfinity;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1, or <paramref name="factor"/> is not above 0.</exception>
    public Qqe(int period, int smooth, double factor)
    {
        if (!(factor > 0)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "The level needs a distance.");
        (_rsi, _smooth, _factor) = (new Rsi(period), new SmoothedMean(smooth, Common.Exponential(smooth)), factor);
        _move = _moveAgain = new SmoothedMean(period, Common.Wilder(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "qqe", new("Quantitative Qualitative Estimation", "Количественно-качественная оценка (QQE)"),
        new("A smoothed RSI with a trailing level: the trend turns where they cross.", "Сглаженный RSI и следующий за ним уровень: тренд поворачивает на их пересечении."),
        "momentum",
        [Common.Period(14), Common.Whole("smooth", new("Smoothing, bars", "Сглаживание, баров"), 5), new("factor", new("Multiple of the movement", "Множитель движения"), 4.236, 0.01, 100, IsInteger: false)],
        [new("qqe", new("QQE", "QQE")), Common.SignalLine], TakesSource: true, ChartPane.Own, "hand",
        "R. Ignatov: smoothed RSI with a level that trails it by a multiple of its twice smoothed movement, one level as in the first publication and not one per side.",
        p => (3 * Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0])))) + Math.Max((int)p[1], Common.Fade(Common.Exponential(p[1]))),
        p => new SeriesState<Qqe, QqeValue>(new Qqe((int)p[0], (int)p[1], p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QqeValue Next(double value)
    {
        var rsi = _rsi.Next(value);
        if (double.IsNaN(rsi)) return new QqeValue(double.NaN, double.NaN);
        var (last, line) = (_line, _smooth.Add(rsi));
        _line = line;
        if (double.IsNaN(last)) return new QqeValue(line, double.NaN);
        var move = _move.Add(Math.Abs(line - last));
        var reach = double.IsNaN(move) ? double.NaN : _factor * _moveAgain.Add(move);
        if (double.IsNaN(reach)) return new QqeValue(line, double.NaN);
        Trail(last, line, reach);
        return new QqeValue(line, _signal);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Trail(double last, double line, double reach)
    {
        if (line > _signal) _signal = last > _signal ? double.MaxNative(_signal, line - reach) : line - reach;
        else if (line < _signal) _signal = last < _signal ? double.MinNative(_signal, line + reach) : line + reach;
    }
}
