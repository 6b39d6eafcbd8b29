using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Fcb"/>, in quote currency.</summary>
/// <param name="Upper">The last high that was a fractal.</param>
/// <param name="Lower">The last low that was a fractal.</param>
public readonly record struct FcbValue(double Upper, double Lower);

/// <summary>Fractal Chaos Bands: the last confirmed high and low fractals.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. A high is a fractal if it is above the highs of <c>period</c> candles on either side; it is known, and moves the band, <c>period</c> candles later, so
/// nothing looks ahead. NaN until the first fractal, however long that takes. A candle with a NaN price gives NaN and is otherwise skipped. Source: E. Dreiss, fractals of B. Williams.
/// Equals <c>skender.upper</c>, <c>skender.lower</c>.
/// </remarks>
public struct Fcb : ICandleIndicator<FcbValue>
{
    private readonly int _period;
    private WindowValues _highs, _lows;
    private double _upper = double.NaN, _lower = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Fcb(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_period, _highs, _lows) = (period, new WindowValues((2 * period) + 1), new WindowValues((2 * period) + 1));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "fcb", new("Fractal Chaos Bands", "Полосы фрактального хаоса"),
        new("The last local high and low that have been confirmed: flat bands that a trend breaks.", "Последние подтверждённые локальные максимум и минимум: горизонтальные полосы, которые пробивает тренд."),
        "level", [Common.Period(2)], [new("upper", new("Upper", "Верх")) { Sparse = true }, new("lower", new("Lower", "Низ")) { Sparse = true }],
        TakesSource: false, ChartPane.Price, "skender.upper",
        "Fractals of B. Williams, each shown from the bar that confirms it, as Skender; the other libraries have none.",
        p => 20 * (int)p[0], p => new CandleState<Fcb, FcbValue>(new Fcb((int)p[0])))
    { DependsOnStart = true };

    /// <inheritdoc/>
    public FcbValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new FcbValue(double.NaN, double.NaN);
        _highs.Add(candle.High);
        _lows.Add(-candle.Low);
        if (_highs.IsFull && IsPeak(_highs.Values)) _upper = _highs.Values[_period];
        if (_lows.IsFull && IsPeak(_lows.Values)) _lower = -_lows.Values[_period];
        return new FcbValue(_upper, _lower);
    }

    /// <summary>The middle is above all others.</summary>
    private static bool IsPeak(ReadOnlySpan<double> window)
    {
        var middle = window.Length / 2;
        for (var i = 0; i < window.Length; i++)
            if (i != middle && !(window[i] < window[middle])) return false;
        return true;
    }
}
