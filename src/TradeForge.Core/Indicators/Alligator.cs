using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Alligator"/>, in the unit of the input.</summary>
/// <param name="Jaw">The slowest line.</param>
/// <param name="Teeth">The middle line.</param>
/// <param name="Lips">The fastest line.</param>
public readonly record struct AlligatorValue(double Jaw, double Teeth, double Lips);

/// <summary>Williams Alligator: three smoothed averages, each shown some bars later.</summary>
/// <remarks>
/// Input: one series (hl2 by default), oldest first. Each line is the <see cref="Smma"/> of its period as it was <c>offset</c> bars ago, which is causal; NaN for the first
/// period + offset − 1 bars. A NaN is skipped, and its gap shows <c>offset</c> bars later. Source: B. Williams, Trading Chaos, 1995.
/// Equals <c>skender.jaw</c>, <c>teeth</c>, <c>lips</c>.
/// </remarks>
public struct Alligator : ISeriesIndicator<AlligatorValue>
{
    private Smma _jaw, _teeth, _lips;
    private Delay _jawLater, _teethLater, _lipsLater;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1, or an offset below 0.</exception>
    public Alligator(int jawPeriod, int jawOffset, int teethPeriod, int teethOffset, int lipsPeriod, int lipsOffset)
    {
        (_jaw, _teeth, _lips) = (new Smma(jawPeriod), new Smma(teethPeriod), new Smma(lipsPeriod));
        (_jawLater, _teethLater, _lipsLater) = (new Delay(jawOffset), new Delay(teethOffset), new Delay(lipsOffset));
    }

    /// <summary>Periods and offsets of the three lines.</summary>
    internal static IReadOnlyList<IndicatorParameter> Lines { get; } =
    [
        Common.Whole("jawPeriod", new("Jaw period, bars", "Период челюсти, баров"), 13), Common.Whole("jawOffset", new("Jaw offset, bars", "Сдвиг челюсти, баров"), 8, min: 0),
        Common.Whole("teethPeriod", new("Teeth period, bars", "Период зубов, баров"), 8), Common.Whole("teethOffset", new("Teeth offset, bars", "Сдвиг зубов, баров"), 5, min: 0),
        Common.Whole("lipsPeriod", new("Lips period, bars", "Период губ, баров"), 5), Common.Whole("lipsOffset", new("Lips offset, bars", "Сдвиг губ, баров"), 3, min: 0),
    ];

    /// <summary>Bars until the slowest of the three has forgotten its seed.</summary>
    internal static int Fade(IReadOnlyList<double> p) =>
        (int)Math.Max(Line(p[0], p[1]), Math.Max(Line(p[2], p[3]), Line(p[4], p[5])));

    public static IndicatorDefinition Definition { get; } = new(
        "alligator", new("Williams Alligator", "Аллигатор Вильямса"),
        new("Three smoothed averages shown some bars later: tangled while the market sleeps, apart when it trends.", "Три сглаженные средние со сдвигом вперёд: переплетены, пока рынок спит, и расходятся в тренде."),
        "trend", Lines, [new("jaw", new("Jaw", "Челюсть")), new("teeth", new("Teeth", "Зубы")), new("lips", new("Lips", "Губы"))], TakesSource: true, ChartPane.Price, "skender.jaw",
        "B. Williams, 1995: Wilder averages seeded with their plain means, each line from its own first bar, as Skender. trading-signals gives the same but starts all lines with the jaw.",
        Fade, p => new SeriesState<Alligator, AlligatorValue>(new Alligator((int)p[0], (int)p[1], (int)p[2], (int)p[3], (int)p[4], (int)p[5])))
    { DefaultSource = "hl2" };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AlligatorValue Next(double value) =>
        new(_jawLater.Swap(_jaw.Next(value)), _teethLater.Swap(_teeth.Next(value)), _lipsLater.Swap(_lips.Next(value)));

    private static double Line(double period, double offset) => offset + Math.Max(period - 1, Common.Fade(Common.Wilder(period)));
}
