using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Supertrend"/>.</summary>
/// <param name="Line">In quote currency: the lower band while the trend is up, else the upper.</param>
/// <param name="Direction">1 while the line is the lower band, else −1.</param>
public readonly record struct SupertrendValue(double Line, double Direction);

/// <summary>SuperTrend: a trailing band of true ranges that flips when a close breaks it.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. NaN for the first <c>period</c> − 1 candles. Bands are (high + low) / 2 ± <c>multiplier</c> · ATR; the upper one
/// only falls, the lower one only rises, until the previous close was beyond it. A close above the upper band turns the trend up, one below the lower band down.
/// Unlike <see cref="Atr"/> the first true range is high − low of the first candle, and the first direction is down, as in the Pine reference.
/// A candle with a NaN price gives NaN and is otherwise skipped. Source: O. Seban; the code printed in the TradingView Pine reference.
/// Equals <c>pine.supertrend</c>; <c>direction</c> is <c>pine.direction_pine</c> with the sign turned.
/// </remarks>
public struct Supertrend : ICandleIndicator<SupertrendValue>
{
    private readonly double _multiplier;
    private SmoothedMean _range;
    private double _upper = double.PositiveInfinity, _lower = double.NegativeInfinity, _close = double.NaN, _direction;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1, or <paramref name="multiplier"/> is not above 0.</exception>
    public Supertrend(int period, double multiplier)
    {
        if (!(multiplier > 0)) throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "The bands need a width.");
        _range = new SmoothedMean(period, Common.Wilder(period));
        _multiplier = multiplier;
    }

    public static IndicatorDefinition Definition { get; } = new(
        "supertrend", new("SuperTrend", "Супертренд"),
        new("A trailing line under a rising and above a falling price; it changes sides when a close breaks it.", "Линия, которая следует под растущей и над падающей ценой и меняет сторону, когда закрытие её пробивает."),
        "trend",
        [Common.Period(10), new("multiplier", new("Multiple of the ATR", "Множитель ATR"), 3, 0.01, 100, IsInteger: false)],
        [Common.Value(new("SuperTrend", "Супертренд")), new("direction", new("Direction", "Направление")) { Pane = ChartPane.Own, Oracle = "-pine.direction_pine" }], TakesSource: false, ChartPane.Price, "pine.supertrend",
        "O. Seban; the code printed in the Pine reference: the first range is high − low, the first direction down, bands ratchet and flip on the close. trading-signals equals it; Skender starts with a trend by the middle of the bar, pandas-ta flips by another rule.",
        p => Math.Max((int)p[0] - 1, Common.Fade(Common.Wilder(p[0]))), p => new CandleState<Supertrend, SupertrendValue>(new Supertrend((int)p[0], p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SupertrendValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new SupertrendValue(double.NaN, double.NaN);
        var previous = _close;
        _close = candle.Close;
        var mean = _range.Add(double.IsNaN(previous) ? candle.High - candle.Low : Common.TrueRange(candle, previous));
        if (double.IsNaN(mean)) return new SupertrendValue(double.NaN, double.NaN);

        var middle = (candle.High + candle.Low) * 0.5;
        var reach = _multiplier * mean;
        Move(middle + reach, middle - reach, previous, candle.Close);
        return new SupertrendValue(_direction > 0 ? _lower : _upper, _direction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Move(double upper, double lower, double previous, double close)
    {
        _upper = previous > _upper ? upper : double.MinNative(upper, _upper);
        _lower = previous < _lower ? lower : double.MaxNative(lower, _lower);
        if (_direction > 0) _direction = close < _lower ? -1 : 1;
        else _direction = _direction < 0 && close > _upper ? 1 : -1; // 0: the first direction is down
    }
}
