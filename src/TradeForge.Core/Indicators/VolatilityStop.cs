using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Wilder's volatility stop: some true ranges away from the best close of the trend.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: the stop of this candle, in quote currency: best close since the last turn ∓ <c>multiplier</c> · the previous candle's <see cref="Atr"/>;
/// a close beyond it turns the direction. The first direction, guessed from the first <c>period</c> closes, is not shown: NaN until the first turn is past, however long that takes.
/// A candle with a NaN price gives NaN and is otherwise skipped. Source: J. W. Wilder, New Concepts in Technical Trading Systems, 1978. Equals <c>skender.sar</c>.
/// </remarks>
public struct VolatilityStop : ICandleIndicator<double>
{
    private readonly double _multiplier;
    private readonly int _period;
    private Atr _range;
    private double _first, _high = double.NegativeInfinity, _low = double.PositiveInfinity, _best, _reach = double.NaN;
    private int _candles;
    private bool _isLong, _hasTurned;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1, or <paramref name="multiplier"/> is not above 0.</exception>
    public VolatilityStop(int period, double multiplier)
    {
        if (!(multiplier > 0)) throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "The stop needs a distance.");
        (_period, _range, _multiplier) = (period, new Atr(period), multiplier);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "volatility-stop", new("Volatility Stop", "Стоп по волатильности"),
        new("Wilder's stop: some true ranges away from the best close since the trend began.", "Стоп Уайлдера: в нескольких истинных диапазонах от лучшего закрытия с начала тренда."),
        "trend",
        [Common.Period(7), new("multiplier", new("Multiple of the ATR", "Множитель ATR"), 3, 0.01, 100, IsInteger: false)],
        [Common.Value(new("Stop", "Стоп")) with { Mark = ChartMark.Dots, Sparse = true }], TakesSource: false, ChartPane.Price, "skender.sar",
        "J. W. Wilder, 1978: the first direction is a guess from the first period closes, and nothing is shown until it has turned once, as Skender; the other libraries have none.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))), p => new CandleState<VolatilityStop, double>(new VolatilityStop((int)p[0], p[1])))
    { DependsOnStart = true };

    /// <inheritdoc/>
    public double Next(in Candle candle)
    {
        var reach = _reach;
        if (!Common.HasPrices(candle)) return double.NaN;
        _reach = _multiplier * _range.Next(candle);
        if (_candles < _period)
        {
            Guess(candle.Close);
            return double.NaN;
        }

        var stop = _isLong ? _best - reach : _best + reach;
        var shown = _hasTurned ? stop : double.NaN;
        if (_isLong ? candle.Close < stop : candle.Close > stop) (_isLong, _best, _hasTurned) = (!_isLong, candle.Close, true);
        else _best = _isLong ? Math.Max(_best, candle.Close) : Math.Min(_best, candle.Close);
        return shown;
    }

    private void Guess(double close)
    {
        if (_candles++ == 0) _first = close;
        (_high, _low) = (Math.Max(_high, close), Math.Min(_low, close));
        _isLong = close > _first;
        _best = _isLong ? _high : _low;
    }
}
