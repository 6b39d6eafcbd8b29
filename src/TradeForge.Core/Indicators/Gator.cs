using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Gator"/>.</summary>
/// <param name="Upper">Distance of jaw and teeth, in the unit of the input, never negative.</param>
/// <param name="Lower">Distance of teeth and lips, with a minus.</param>
/// <param name="UpperExpanding">1 where the upper distance has grown, else 0.</param>
/// <param name="LowerExpanding">1 where the lower distance has grown, else 0.</param>
public readonly record struct GatorValue(double Upper, double Lower, double UpperExpanding, double LowerExpanding);

/// <summary>Gator Oscillator: how far the lines of the <see cref="Alligator"/> are apart.</summary>
/// <remarks>
/// Input, unknown values and source as the Alligator's. The two marks compare with the bar before and are NaN where that is not known.
/// Source: B. Williams, Trading Chaos, 1995. Equals <c>skender.upper</c>, <c>lower</c>, <c>upper_expanding</c>, <c>lower_expanding</c>.
/// </remarks>
public struct Gator : ISeriesIndicator<GatorValue>
{
    private Alligator _alligator;
    private double _upper = double.NaN, _lower = double.NaN;

    public Gator(Alligator alligator) => _alligator = alligator;

    public static IndicatorDefinition Definition { get; } = new(
        "gator", new("Gator Oscillator", "Осциллятор Гатор"),
        new("How far the lines of the Alligator are apart: it wakes, feeds and falls asleep as the bars grow and shrink.", "Насколько расходятся линии Аллигатора: столбики растут, когда он просыпается и ест, и сжимаются, когда засыпает."),
        "momentum", Alligator.Lines,
        [
            new("upper", new("Upper", "Верх")) { Mark = ChartMark.Histogram }, new("lower", new("Lower", "Низ")) { Mark = ChartMark.Histogram },
            new("upperExpanding", new("Upper grows", "Верх растёт")) { Oracle = "upper_expanding" }, new("lowerExpanding", new("Lower grows", "Низ растёт")) { Oracle = "lower_expanding" },
        ],
        TakesSource: true, ChartPane.Own, "skender.upper",
        "B. Williams, 1995: distances of the lines of our Alligator, whose seeds it shares, as Skender; the other libraries have none.",
        p => Alligator.Fade(p) + 1, p => new SeriesState<Gator, GatorValue>(new Gator(new Alligator((int)p[0], (int)p[1], (int)p[2], (int)p[3], (int)p[4], (int)p[5]))))
    { DefaultSource = "hl2" };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GatorValue Next(double value)
    {
        var lines = _alligator.Next(value);
        var (upper, lower) = (Math.Abs(lines.Jaw - lines.Teeth), -Math.Abs(lines.Teeth - lines.Lips));
        var result = new GatorValue(upper, lower, Grows(_upper, upper), Grows(-_lower, -lower));
        (_upper, _lower) = (upper, lower);
        return result;
    }

    private static double Grows(double before, double now) => double.IsNaN(before + now) ? double.NaN : now > before ? 1 : 0;
}
