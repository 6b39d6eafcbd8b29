using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Fractal Adaptive Moving Average: fast where the price goes straight, slow where it fills its range.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first; averages their middles. Output: in quote currency; NaN for the first <c>period</c> − 1 candles, which an odd period rounds up to even.
/// With N1 and N2 the ranges per bar of the newer and the older half and N3 that of both together: dimension D = (ln(N1 + N2) − ln N3) / ln 2, 1 where there is no range;
/// α = exp(−4.6 · (D − 1)) within 0.01 … 1. Starts as the middle itself. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: J. Ehlers, FRAMA – Fractal Adaptive Moving Average, 2005. No library of the reference has it: worked out by hand.
/// </remarks>
public struct Frama : ICandleIndicator<double>
{
    private readonly int _half;
    private WindowRange _range;
    private Delay _highs, _lows;
    private double _mean = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public Frama(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        _half = (period + 1) / 2;
        (_range, _highs, _lows) = (new WindowRange(_half), new Delay(_half), new Delay(_half));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "frama", new("Fractal Adaptive Moving Average", "Фрактальная адаптивная средняя"),
        new("An average that follows a straight move closely and hardly moves while the price only fills its range.", "Среднее, которое близко следует за прямым движением и почти стоит, пока цена лишь заполняет свой диапазон."),
        "trend", [Common.Period(16, min: 2)], [Common.Value(new("FRAMA", "FRAMA"))], TakesSource: false, ChartPane.Price, IndicatorDefinition.Hand,
        "J. Ehlers, 2005, with his limits of α: starts as the middle of the first bar with a full window. No library of the reference has it.",
        p => (int)p[0] + Common.Fade(0.01), p => new CandleState<Frama, double>(new Frama((int)p[0])));

    /// <inheritdoc/>
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        _range.Add(candle.High, candle.Low);
        var (high, low) = (_range.Highest, _range.Lowest);
        var (olderHigh, olderLow) = (_highs.Swap(high), _lows.Swap(low));
        if (double.IsNaN(olderHigh)) return double.NaN;

        var middle = (candle.High + candle.Low) * 0.5;
        var halves = ((high - low) + (olderHigh - olderLow)) / _half;
        var both = (Math.Max(high, olderHigh) - Math.Min(low, olderLow)) / (2 * _half);
        var dimension = both > 0 ? Math.Log2(halves / both) : 1;
        var alpha = Math.Clamp(Math.Exp(-4.6 * (dimension - 1)), 0.01, 1);
        return _mean = double.IsNaN(_mean) ? middle : _mean + (alpha * (middle - _mean));
    }
}
