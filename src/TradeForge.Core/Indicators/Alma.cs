using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Arnaud Legoux Moving Average: a window weighed by a bell curve.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; weight of the k-th oldest value exp(−(k − m)² / (2 s²)) with m = offset · (n − 1), s = n / sigma.
/// NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>. Source: A. Legoux and D. Kouzis-Loukas, 2009. Equals <c>skender.alma</c>.
/// </remarks>
public struct Alma : ISeriesIndicator<double>
{
    private readonly double[] _weights;
    private WindowValues _window;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1, or <paramref name="sigma"/> is not above 0.</exception>
    public Alma(int period, double offset, double sigma)
    {
        if (!(sigma > 0)) throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "The curve needs a width.");
        _window = new WindowValues(period);
        var (middle, spread) = (offset * (period - 1), period / sigma);
        _weights = [.. Enumerable.Range(0, period).Select(k => Math.Exp(-(k - middle) * (k - middle) / (2 * spread * spread)))];
        var sum = _weights.Sum();
        for (var k = 0; k < period; k++) _weights[k] /= sum;
    }

    public static IndicatorDefinition Definition { get; } = new(
        "alma", new("Arnaud Legoux Moving Average", "Скользящая средняя Арно Легу"),
        new("An average weighed by a bell curve near the newest bars: smooth, with a lag of your choice.", "Среднее, взвешенное колоколом ближе к последним барам: гладкое, с выбранным запаздыванием."),
        "trend",
        [Common.Period(9), new("offset", new("Offset of the peak", "Положение вершины"), 0.85, 0, 1, IsInteger: false), new("sigma", new("Sharpness", "Острота"), 6, 0.1, 100, IsInteger: false)],
        [Common.Value(new("ALMA", "ALMA"))], TakesSource: true, ChartPane.Price, "skender.alma",
        "A. Legoux and D. Kouzis-Loukas, 2009: a plain window without a seed. Skender and trading-signals agree.",
        p => (int)p[0] - 1, p => new SeriesState<Alma, double>(new Alma((int)p[0], p[1], p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        _window.Add(value);
        if (!_window.IsFull) return double.NaN;
        var window = _window.Values;
        var mean = 0.0;
        for (var k = 0; k < window.Length; k++) mean += _weights[k] * window[k];
        return mean;
    }
}
