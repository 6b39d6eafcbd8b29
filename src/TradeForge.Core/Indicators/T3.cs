using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Tillson's T3: six layers of exponential means, weighed so that most of the lag cancels.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input, known from the first value, with which all layers start. With v = volumeFactor:
/// T3 = −v³ · e6 + 3 (v² + v³) · e5 − 3 (2 v² + v + v³) · e4 + (1 + 3 v + v³ + 3 v²) · e3. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: T. Tillson, Smoothing Techniques for More Accurate Signals, 1998. Equals <c>skender.t3</c>.
/// </remarks>
public struct T3 : ISeriesIndicator<double>
{
    private readonly double _c3, _c4, _c5, _c6;
    private SmoothedMean _e1, _e2, _e3, _e4, _e5, _e6;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public T3(int period, double volumeFactor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _e1 = _e2 = _e3 = _e4 = _e5 = _e6 = new SmoothedMean(1, Common.Exponential(period));
        var (square, cube) = (volumeFactor * volumeFactor, volumeFactor * volumeFactor * volumeFactor);
        (_c6, _c5) = (-cube, 3 * (square + cube));
        (_c4, _c3) = (-3 * ((2 * square) + volumeFactor + cube), 1 + (3 * volumeFactor) + cube + (3 * square));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "t3", new("Tillson T3", "T3 Тиллсона"),
        new("Six exponential averages in a row, weighed against each other: very smooth with little lag.", "Шесть экспоненциальных средних подряд, взвешенных друг против друга: очень гладко и почти без запаздывания."),
        "trend", [Common.Period(5), new("volumeFactor", new("Volume factor", "Множитель объёма"), 0.7, 0, 1, IsInteger: false)], [Common.Value(new("T3", "T3"))],
        TakesSource: true, ChartPane.Price, "skender.t3",
        "T. Tillson, 1998: all layers start with the first value, as Skender. TA-Lib, trading-signals and pandas-ta seed the layers with means; the differences have faded after about six periods.",
        p => Common.Fade(Common.Exponential(p[0]), 6), p => new SeriesState<T3, double>(new T3((int)p[0], p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return value;
        var e3 = _e3.Add(_e2.Add(_e1.Add(value)));
        var e4 = _e4.Add(e3);
        var e5 = _e5.Add(e4);
        return (_c6 * _e6.Add(e5)) + (_c5 * e5) + (_c4 * e4) + (_c3 * e3);
    }
}
