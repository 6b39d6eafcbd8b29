using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Schaff Trend Cycle: where the MACD line lies in its own range of the last bars.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: 0 … 100: the simple average over 3 bars of 100 · (line − lowest) / (highest − lowest) over <c>cycle</c> bars, 50 where that range is 0; the line is the distance of two
/// exponential averages as in <see cref="Apo"/>. NaN for the first max(fast, slow) + cycle values. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: D. Schaff, The Schaff Trend Cycle, 1999, in the form with one stochastic. Equals <c>skender.stc</c> (others take the stochastic twice with a factor of ½: another definition).
/// </remarks>
public struct Stc : ISeriesIndicator<double>
{
    private Apo _line;
    private WindowRange _range;
    private Sma _smooth = new(3);

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Stc(int cycle, int fast, int slow) => (_range, _line) = (new WindowRange(cycle), new Apo(fast, slow));

    public static IndicatorDefinition Definition { get; } = new(
        "stc", new("Schaff Trend Cycle", "Цикл тренда Шаффа (STC)"),
        new("A stochastic of the MACD line, 0 to 100: reaches its ends sooner than the MACD turns.", "Стохастик линии MACD, от 0 до 100: доходит до края раньше, чем поворачивает MACD."),
        "momentum", [Common.Whole("cycle", new("Cycle, bars", "Цикл, баров"), 10), Common.Fast(23), Common.Slow(50)], [Common.Value(new("STC", "STC"))], TakesSource: true, ChartPane.Own, "skender.stc",
        "D. Schaff, 1999, with one stochastic and a simple average over 3, as Skender. Others take the stochastic twice with a factor of one half, which is another definition.",
        p => Math.Max((int)Math.Max(p[1], p[2]), Common.Fade(Common.Exponential(Math.Max(p[1], p[2])))) + (int)p[0],
        p => new SeriesState<Stc, double>(new Stc((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var line = _line.Next(value);
        if (double.IsNaN(line)) return double.NaN;
        _range.Add(line, line);
        var width = _range.Highest - _range.Lowest;
        if (double.IsNaN(width)) return double.NaN;
        return _smooth.Next(width == 0 ? 50 : 100 * (line - _range.Lowest) / width);
    }
}
