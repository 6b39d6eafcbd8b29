using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Tsi"/>, each −100 … 100.</summary>
/// <param name="Line">Smoothed change in percent of the smoothed size of changes.</param>
/// <param name="Signal">Average of the line.</param>
public readonly record struct TsiValue(double Line, double Signal);

/// <summary>True Strength Index: the twice smoothed change in percent of its twice smoothed size.</summary>
/// <remarks>
/// Input: one series, oldest first. Changes and their sizes are smoothed by an exponential average over <c>long</c>, that by one over <c>short</c>, each seeded with its own plain mean;
/// TSI = 100 · smoothed change / smoothed size, 0 where nothing moved; the signal is an exponential average of it. The line is NaN for the first long + short − 1 known values, the signal for
/// <c>signal</c> − 1 more. A NaN gives NaN on its bar and is otherwise skipped: the next change is measured from the last known value.
/// Source: W. Blau, True Strength Index, Stocks and Commodities 1991. Equals <c>skender.tsi</c>, <c>signal</c> (pandas-ta has other seeds; the same from about bar 160 on).
/// </remarks>
public struct Tsi : ISeriesIndicator<TsiValue>
{
    private Ema _change, _changeAgain, _size, _sizeAgain, _signal;
    private double _previous = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Tsi(int @long, int @short, int signal)
    {
        _change = _size = new Ema(@long);
        _changeAgain = _sizeAgain = new Ema(@short);
        _signal = new Ema(signal);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "tsi", new("True Strength Index", "Индекс истинной силы (TSI)"),
        new("Direction and steadiness of the movement, −100 to 100, twice smoothed, with a signal line.", "Направление и устойчивость движения, от −100 до 100, дважды сглаженные, с сигнальной линией."),
        "momentum",
        [Common.Whole("long", new("First smoothing, bars", "Первое сглаживание, баров"), 25), Common.Whole("short", new("Second smoothing, bars", "Второе сглаживание, баров"), 13), Common.Signal(7)],
        [new("tsi", new("TSI", "TSI")), Common.SignalLine], TakesSource: true, ChartPane.Own, "skender.tsi",
        "W. Blau, 1991: each exponential average is seeded with its own plain mean, as Skender. pandas-ta starts from the first value and converges.",
        p => 1 + p.Sum(period => Math.Max((int)period, Common.Fade(Common.Exponential(period)))), p => new SeriesState<Tsi, TsiValue>(new Tsi((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TsiValue Next(double value)
    {
        var change = value - _previous;
        if (!double.IsNaN(value)) _previous = value;
        var smooth = _changeAgain.Next(_change.Next(change));
        var size = _sizeAgain.Next(_size.Next(Math.Abs(change)));
        var line = size == 0 ? 0 : 100 * smooth / size;
        return new TsiValue(line, _signal.Next(line));
    }
}
