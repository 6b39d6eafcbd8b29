namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Hilbert"/>.</summary>
/// <param name="Period">Length of the dominant cycle in bars.</param>
/// <param name="InPhase">The part of the wave in phase, in the unit of the input.</param>
/// <param name="Quadrature">The part a quarter of a cycle ahead.</param>
public readonly record struct HilbertValue(double Period, double InPhase, double Quadrature);

/// <summary>Hilbert Transform dominant cycle: its length, and the wave as in-phase and quadrature parts.</summary>
/// <remarks>
/// Input: one series, oldest first; NaN for the first 32 known values. Method: <see cref="HilbertCycle"/>. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: J. Ehlers, Rocket Science for Traders, 2001. Equals <c>talib.dcperiod</c>, <c>inphase</c>, <c>quadrature</c>.
/// </remarks>
public struct Hilbert : ISeriesIndicator<HilbertValue>
{
    private const int First = 32;

    private HilbertCycle _cycle = new(12);

    public Hilbert()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "hilbert", new("Hilbert Transform Cycle", "Цикл по преобразованию Гильберта"),
        new("How many bars the dominant cycle lasts, and the cycle itself in two parts a quarter of a cycle apart.", "Сколько баров длится главный цикл и сам цикл в двух частях со сдвигом на четверть цикла."),
        "momentum", [],
        [new("period", new("Cycle, bars", "Цикл, баров")), new("inPhase", new("In phase", "В фазе")) { Oracle = "inphase" }, new("quadrature", new("Quadrature", "Квадратура"))],
        TakesSource: true, ChartPane.Own, "talib.dcperiod",
        "J. Ehlers, 2001: the filters run from bar 12 and are shown from bar 32, as TA-Lib HT_DCPERIOD and HT_PHASOR.",
        _ => Math.Max(First, 12 + HilbertCycle.Fade), _ => new SeriesState<Hilbert, HilbertValue>(new Hilbert()));

    /// <inheritdoc/>
    public HilbertValue Next(double value)
    {
        if (!double.IsNaN(value)) _cycle.Add(value);
        return double.IsNaN(value) || _cycle.Bar < First ? new HilbertValue(double.NaN, double.NaN, double.NaN) : new HilbertValue(_cycle.Period, _cycle.InPhase, _cycle.Quadrature);
    }
}
