namespace TradeForge.Core.Indicators;

/// <summary>Ulcer Index: how deep and how long the price of the last bars lay below its high.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: percent, never negative: the root of the mean square over <c>period</c> values of 100 · (value − highest so far) / highest so far, where the highest is sought from the start of the
/// window; NaN for the first <c>period</c> − 1 known values and where that high is 0. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: P. Martin and B. McCann, The Investor's Guide to Fidelity Funds, 1989. Equals <c>skender.ulcer</c>. The cost per bar grows with <c>period</c>.
/// </remarks>
public struct UlcerIndex : ISeriesIndicator<double>
{
    private WindowValues _window;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public UlcerIndex(int period) => _window = new WindowValues(period);

    public static IndicatorDefinition Definition { get; } = new(
        "ulcer-index", new("Ulcer Index", "Индекс язвы (Ulcer)"),
        new("Depth and length of the falls from the high of the last bars: only downward movement counts as risk.", "Глубина и длительность падений от максимума последних баров: риском считается только движение вниз."),
        "volatility", [Common.Period(14)], [Common.Value(new("Ulcer", "Ulcer"))], TakesSource: true, ChartPane.Own, "skender.ulcer",
        "P. Martin and B. McCann, 1989: falls from the highest value since the start of the window, as Skender. Others seek the high over period bars before each value, and so look back twice as far.",
        p => (int)p[0] - 1, p => new SeriesState<UlcerIndex, double>(new UlcerIndex((int)p[0])));

    /// <inheritdoc/>
    public double Next(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        _window.Add(value);
        if (!_window.IsFull) return double.NaN;
        var (highest, squares) = (double.NegativeInfinity, 0.0);
        foreach (var price in _window.Values)
        {
            highest = double.MaxNative(highest, price);
            var fall = (price - highest) / highest;
            squares += fall * fall;
        }

        var index = 100 * Math.Sqrt(squares / _window.Values.Length);
        return double.IsFinite(index) ? index : double.NaN;
    }
}
