namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="HilbertSine"/>.</summary>
/// <param name="Phase">Where the cycle stands, in degrees, −45 … 315.</param>
/// <param name="Sine">Sine of the phase.</param>
/// <param name="LeadSine">Sine of the phase an eighth of a cycle ahead.</param>
/// <param name="TrendMode">1 while the market trends, 0 while it cycles.</param>
public readonly record struct HilbertSineValue(double Phase, double Sine, double LeadSine, double TrendMode);

/// <summary>Hilbert Transform phase and sine wave: where the dominant cycle stands, and whether there is a cycle at all.</summary>
/// <remarks>
/// Input: one series, oldest first; NaN for the first 63 known values. The phase is the angle of the smoothed price's Fourier part at the period of the cycle.
/// A trend is assumed unless the two sines have crossed within half a cycle or the phase moves as fast as the cycle should (0.67 … 1.5 times), and in any case where the smoothed
/// price lies 1.5 % or more away from the trendline. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: J. Ehlers, Rocket Science for Traders, 2001. Equals <c>talib.dcphase</c>, <c>sine</c>, <c>leadsine</c>, <c>trendmode</c>.
/// </remarks>
public struct HilbertSine : ISeriesIndicator<HilbertSineValue>
{
    private const int Start = 37, First = 63, LongestCycle = 51;
    private const double Degrees = Math.PI / 180;

    private HilbertCycle _cycle = new(Start);
    private WindowValues _prices = new(LongestCycle), _smooth = new(LongestCycle);
    private double _phase, _sine, _leadSine, _trend1, _trend2, _trend3;
    private int _sinceCrossing;

    public HilbertSine()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "hilbert-sine", new("Hilbert Transform Sine Wave", "Синусоида по преобразованию Гильберта"),
        new("Where the dominant cycle stands, as a phase and as two sine waves that cross before its turns, and whether the market trends instead.", "Где находится главный цикл: фаза и две синусоиды, которые пересекаются перед его разворотами, и признак тренда вместо цикла."),
        "momentum", [],
        [
            new("phase", new("Phase, degrees", "Фаза, градусов")), new("sine", new("Sine", "Синус")), new("leadSine", new("Lead sine", "Опережающий синус")) { Oracle = "leadsine" },
            new("trendMode", new("Trend", "Тренд")) { Oracle = "trendmode" },
        ],
        TakesSource: true, ChartPane.Own, "talib.dcphase",
        "J. Ehlers, 2001: the filters run from bar 37 and are shown from bar 63, as TA-Lib HT_DCPHASE, HT_SINE and HT_TRENDMODE.",
        _ => Start + HilbertCycle.Fade + LongestCycle + 4, _ => new SeriesState<HilbertSine, HilbertSineValue>(new HilbertSine()));

    /// <inheritdoc/>
    public HilbertSineValue Next(double value)
    {
        if (!double.IsNaN(value))
        {
            _cycle.Add(value);
            _prices.Add(value);
            _smooth.Add(_cycle.IsRunning ? _cycle.Smoothed : 0);
        }

        if (double.IsNaN(value) || !_cycle.IsRunning) return Unknown;
        var (phase, sine, leadSine, cycle) = (_phase, _sine, _leadSine, (int)(_cycle.Period + 0.5));
        _phase = Phase(cycle);
        (_sine, _leadSine) = (Math.Sin(_phase * Degrees), Math.Sin((_phase + 45) * Degrees));
        var crossed = (_sine > _leadSine && sine <= leadSine) || (_sine < _leadSine && sine >= leadSine);
        _sinceCrossing = crossed ? 1 : Math.Min(_sinceCrossing + 1, 1_000);
        var isTrend = IsTrend(crossed, _phase - phase, Trendline(cycle));
        return _cycle.Bar < First ? Unknown : new HilbertSineValue(_phase, _sine, _leadSine, isTrend ? 1 : 0);
    }

    private static HilbertSineValue Unknown => new(double.NaN, double.NaN, double.NaN, double.NaN);

    private readonly double Phase(int cycle)
    {
        var (real, imaginary, phase) = (0.0, 0.0, _phase);
        var smooth = _smooth.Last(cycle);
        for (var k = 0; k < smooth.Length; k++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * k / cycle);
            real += sine * smooth[^(k + 1)];
            imaginary += cosine * smooth[^(k + 1)];
        }

        if (imaginary != 0) phase = Math.Atan(real / imaginary) / Degrees;
        else phase += real < 0 ? -90 : real > 0 ? 90 : 0;
        phase += 90 + (360 / _cycle.Period) + (imaginary < 0 ? 180 : 0); // the smoothing lags by one bar
        return phase > 315 ? phase - 360 : phase;
    }

    private double Trendline(int cycle)
    {
        var sum = 0.0;
        foreach (var price in _prices.Last(cycle)) sum += price;
        var trend = cycle > 0 ? sum / cycle : 0;
        var line = ((4 * trend) + (3 * _trend1) + (2 * _trend2) + _trend3) / 10;
        (_trend3, _trend2, _trend1) = (_trend2, _trend1, trend);
        return line;
    }

    private readonly bool IsTrend(bool crossed, double turn, double trendline)
    {
        if (trendline != 0 && Math.Abs((_cycle.Smoothed - trendline) / trendline) >= 0.015) return true;
        var perBar = 360 / _cycle.Period;
        return !crossed && _sinceCrossing >= 0.5 * _cycle.Period && !(turn > 0.67 * perBar && turn < 1.5 * perBar);
    }
}
