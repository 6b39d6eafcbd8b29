using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Parabolic SAR: a stop that follows the trend ever faster and turns when it is touched.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: the stop that stood over this candle, in quote currency; NaN on the first candle. The factor grows by <c>step</c> with each
/// new extreme up to <c>max</c>; the stop never enters the ranges of this and the last candle. The first direction is down if the second candle moved further down than up, else up; the first stop
/// is the first candle's far end. A candle with a NaN price gives NaN and is otherwise skipped. Two starts with different directions agree only after a common turn.
/// Source: J. W. Wilder, New Concepts in Technical Trading Systems, 1978. Equals <c>talib.sar</c>.
/// </remarks>
public struct Psar : ICandleIndicator<double>
{
    private readonly double _step, _max;
    private double _high = double.NaN, _low, _stop, _extreme, _factor;
    private int _direction;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> or <paramref name="max"/> is not above 0.</exception>
    public Psar(double step, double max)
    {
        if (!(step > 0)) throw new ArgumentOutOfRangeException(nameof(step), step, "The stop has to move.");
        if (!(max > 0)) throw new ArgumentOutOfRangeException(nameof(max), max, "The stop has to move.");
        (_step, _max) = (Math.Min(step, max), max);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "psar", new("Parabolic SAR", "Параболик SAR"),
        new("A trailing stop that speeds up with the trend and changes sides when the price touches it.", "Стоп, который ускоряется вместе с трендом и меняет сторону, когда цена его касается."),
        "trend",
        [new("step", new("Step", "Шаг"), 0.02, 0.001, 1, IsInteger: false), new("max", new("Largest factor", "Наибольший множитель"), 0.2, 0.001, 1, IsInteger: false)],
        [Common.Value(new("SAR", "SAR")) with { Mark = ChartMark.Dots }], TakesSource: false, ChartPane.Price, "talib.sar",
        "J. W. Wilder, 1978: the first direction is that of the larger move on the second candle and the first stop the first candle's far end, as TA-Lib. Tulip, Pine and trading-signals start otherwise, Skender hides all before the first turn; they agree after a common turn.",
        p => 50 + (int)(1 / Math.Min(p[0], p[1])), p => new CandleState<Psar, double>(new Psar(p[0], p[1])))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var (high, low) = (_high, _low);
        (_high, _low) = (candle.High, candle.Low);
        if (double.IsNaN(high)) return double.NaN;
        if (_direction == 0)
        {
            _direction = low - candle.Low > Math.Max(0, candle.High - high) ? -1 : 1;
            Begin(_direction > 0 ? low : high);
            (high, low) = (candle.High, candle.Low); // the first stop may lie inside the first candle
        }

        return _direction > 0 ? Rise(high, low) : Fall(high, low);
    }

    private void Begin(double stop)
    {
        (_stop, _factor) = (stop, _step);
        _extreme = _direction > 0 ? _high : _low;
    }

    private double Rise(double high, double low)
    {
        var stop = _stop;
        if (_low <= stop)
        {
            (_direction, stop) = (-1, Math.Max(_extreme, Math.Max(high, _high)));
            Begin(stop);
        }
        else if (_high > _extreme)
        {
            (_extreme, _factor) = (_high, Math.Min(_factor + _step, _max));
        }

        Move(high, low);
        return stop;
    }

    private double Fall(double high, double low)
    {
        var stop = _stop;
        if (_high >= stop)
        {
            (_direction, stop) = (1, Math.Min(_extreme, Math.Min(low, _low)));
            Begin(stop);
        }
        else if (_low < _extreme)
        {
            (_extreme, _factor) = (_low, Math.Min(_factor + _step, _max));
        }

        Move(high, low);
        return stop;
    }

    /// <summary>The stop of the next candle, kept out of the ranges of this and the last one.</summary>
    private void Move(double high, double low)
    {
        _stop += _factor * (_extreme - _stop);
        _stop = _direction > 0 ? Math.Min(_stop, Math.Min(low, _low)) : Math.Max(_stop, Math.Max(high, _high));
    }
}
