using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Bollinger"/>.</summary>
/// <param name="Upper">Mean plus <c>deviations</c> standard deviations.</param>
/// <param name="Middle">Mean.</param>
/// <param name="Lower">Mean minus <c>deviations</c> standard deviations.</param>
/// <param name="PercentB">Where the value lies: 0 on the lower band, 1 on the upper, beyond them outside; 0.5 where the bands meet.</param>
public readonly record struct BollingerValue(double Upper, double Middle, double Lower, double PercentB);

/// <summary>Bollinger Bands: a simple average and a band of standard deviations around it.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input, %B a fraction; NaN for the first <c>period</c> − 1 values, and while a NaN
/// is among the last <c>period</c>. The deviation is that of the population (divided by n).
/// Source: J. Bollinger, Bollinger on Bollinger Bands, 2001. Equals <c>skender.upper</c>, <c>middle</c>, <c>lower</c>, <c>percent_b</c>.
/// </remarks>
public struct Bollinger : ISeriesIndicator<BollingerValue>
{
    private readonly double _deviations;
    private WindowMoments _window;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2, or <paramref name="deviations"/> is not above 0.</exception>
    public Bollinger(int period, double deviations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        if (!(deviations > 0)) throw new ArgumentOutOfRangeException(nameof(deviations), deviations, "The band needs a width.");
        _deviations = deviations;
        _window = new WindowMoments(period, withSquares: true);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "bollinger", new("Bollinger Bands", "Полосы Боллинджера"),
        new("An average with a band that widens in lively markets: shows what is far from usual.", "Среднее и полоса, которая расширяется на подвижном рынке: показывает, что далеко от обычного."),
        "volatility",
        [Common.Period(20, min: 2), new("deviations", new("Standard deviations", "Стандартных отклонений"), 2, 0.01, 100, IsInteger: false)],
        [new("upper", new("Upper band", "Верхняя полоса")), new("middle", new("Middle", "Середина")), new("lower", new("Lower band", "Нижняя полоса")), new("percentB", new("%B", "%B")) { Pane = ChartPane.Own, Oracle = "percent_b" }],
        TakesSource: true, ChartPane.Price, "skender.upper",
        "J. Bollinger, 2001: population standard deviation, known when the window is full. All libraries agree; Skender also gives %B, as a fraction.",
        p => (int)p[0] - 1, p => new SeriesState<Bollinger, BollingerValue>(new Bollinger((int)p[0], p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BollingerValue Next(double value)
    {
        _window.Add(value);
        var mean = _window.Mean;
        var reach = _deviations * Math.Sqrt(_window.Variance);
        var percent = reach == 0 ? 0.5 : 0.5 + (0.5 * (value - mean) / reach);
        return new BollingerValue(mean + reach, mean, mean - reach, percent);
    }
}
