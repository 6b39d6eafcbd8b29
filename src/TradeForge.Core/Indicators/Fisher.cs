using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Fisher"/>.</summary>
/// <param name="Line">The transformed place of the price in its range.</param>
/// <param name="Trigger">The line one value ago.</param>
public readonly record struct FisherValue(double Line, double Trigger);

/// <summary>Fisher Transform: the place of the price in its range, stretched so that extremes stand out.</summary>
/// <remarks>
/// Input: one series ((high + low) / 2 by default), oldest first. The place of a value in the range of the last <c>period</c>, −1 … 1 and 0 where the range is 0, is smoothed:
/// v = 0.33 · place + 0.67 · last v, a v beyond ±0.99 becomes ±0.999; line = ½ ln((1 + v) / (1 − v)) + ½ · last line. NaN for the first <c>period</c> − 1 values; v and line start
/// from 0 there, so the first trigger is 0. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: J. Ehlers, Using the Fisher Transform, Stocks and Commodities 2002. Equals <c>tulip.fisher</c>, <c>trigger</c> (Stock.Indicators starts with a shorter window; the same from about bar 43 on).
/// </remarks>
public struct Fisher : ISeriesIndicator<FisherValue>
{
    private WindowRange _range;
    private double _smooth, _line;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Fisher(int period) => _range = new WindowRange(period);

    public static IndicatorDefinition Definition { get; } = new(
        "fisher", new("Fisher Transform", "Преобразование Фишера"),
        new("Turns the place of the price in its range into sharp peaks, so that turning points are easier to see.", "Превращает место цены в её диапазоне в острые пики: точки разворота видны лучше."),
        "momentum", [Common.Period(10)], [new("fisher", new("Fisher", "Фишер")), new("trigger", new("Trigger", "Триггер"))], TakesSource: true, ChartPane.Own, "tulip.fisher",
        "J. Ehlers, 2002: both recursions start from 0 when the window is full, as Tulip. Skender starts on the first bar with a shorter window and pandas-ta one bar later; all three are the same after about 44 bars.",
        p => (int)p[0] + Common.Fade(1 - 0.67) + Common.Fade(0.5), p => new SeriesState<Fisher, FisherValue>(new Fisher((int)p[0])))
    { DefaultSource = "hl2" };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FisherValue Next(double value)
    {
        if (double.IsNaN(value)) return new FisherValue(value, value);
        _range.Add(value, value);
        var width = _range.Highest - _range.Lowest;
        if (double.IsNaN(width)) return new FisherValue(double.NaN, double.NaN);

        var place = width == 0 ? 0 : (2 * (value - _range.Lowest) / width) - 1;
        var smooth = (0.33 * place) + (0.67 * _smooth);
        _smooth = Math.Abs(smooth) > 0.99 ? Math.CopySign(0.999, smooth) : smooth;
        var trigger = _line;
        _line = (0.5 * Math.Log((1 + _smooth) / (1 - _smooth))) + (0.5 * trigger);
        return new FisherValue(_line, trigger);
    }
}
