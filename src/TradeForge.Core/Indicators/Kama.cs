using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Kama"/>.</summary>
/// <param name="Value">The average, in the unit of the input.</param>
/// <param name="Efficiency">The way made in proportion to the way travelled, 0 … 1; 0 where nothing moved.</param>
public readonly record struct KamaValue(double Value, double Efficiency);

/// <summary>Kaufman's Adaptive Moving Average: fast while the price goes straight, slow while it wanders.</summary>
/// <remarks>
/// Input: one series, oldest first. Efficiency = |x − x[n]| / Σ |change| over n changes, NaN for the first n values; smoothing = (efficiency · (2 / (fast + 1) − 2 / (slow + 1)) + 2 / (slow + 1))².
/// The average starts as the value itself on bar n − 1 and is smoothed from bar n on. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: P. Kaufman, Smarter Trading, 1995. Equals <c>skender.kama</c>, <c>skender.er</c>.
/// </remarks>
public struct Kama : ISeriesIndicator<KamaValue>
{
    private readonly double _slow, _gain;
    private readonly int _period;
    private WindowSum _travelled;
    private Delay _past;
    private double _previous = double.NaN, _mean;
    private int _known;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Kama(int period, int fast, int slow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fast, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(slow, 1);
        (_period, _travelled, _past) = (period, new WindowSum(period), new Delay(period));
        _slow = Common.Exponential(slow);
        _gain = Common.Exponential(fast) - _slow;
    }

    public static IndicatorDefinition Definition { get; } = new(
        "kama", new("Kaufman's Adaptive Moving Average", "Адаптивная скользящая средняя Кауфмана"),
        new("An average that hurries in a straight move and waits in a sideways one, with the efficiency that steers it.", "Среднее, которое спешит в ровном движении и ждёт в боковике, вместе с управляющей им эффективностью."),
        "trend",
        [Common.Period(10), Common.Whole("fast", new("Fast period, bars", "Быстрый период, баров"), 2), Common.Whole("slow", new("Slow period, bars", "Медленный период, баров"), 30)],
        [Common.Value(new("KAMA", "KAMA")), new("efficiency", new("Efficiency", "Эффективность")) { Pane = ChartPane.Own, Oracle = "er" }], TakesSource: true, ChartPane.Price, "skender.kama",
        "P. Kaufman, 1995: starts as the value on bar period − 1, as Skender and Tulip (TA-Lib hides that bar). pandas-ta starts from 0 and arrives late.",
        p => (int)p[0] + Common.Fade(Math.Pow(Common.Exponential(Math.Max(p[1], p[2])), 2)), p => new SeriesState<Kama, KamaValue>(new Kama((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KamaValue Next(double value)
    {
        if (double.IsNaN(value)) return new KamaValue(value, value);
        var change = Math.Abs(value - _previous);
        _previous = value;
        var past = _past.Swap(value);
        if (++_known <= _period)
        {
            if (_known > 1) _travelled.Add(change);
            _mean = value;
            return new KamaValue(_known == _period ? value : double.NaN, double.NaN);
        }

        _known = _period + 1;
        var travelled = _travelled.Add(change);
        var efficiency = travelled == 0 ? 0 : Math.Min(1, Math.Abs(value - past) / travelled);
        var smoothing = (efficiency * _gain) + _slow;
        _mean += smoothing * smoothing * (value - _mean);
        return new KamaValue(_mean, efficiency);
    }
}
