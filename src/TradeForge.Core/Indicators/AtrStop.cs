using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="AtrStop"/>.</summary>
/// <param name="Value">The stop, in quote currency.</param>
/// <param name="Direction">1 while the stop is below the price, −1 while it is above.</param>
public readonly record struct AtrStopValue(double Value, double Direction);

/// <summary>ATR trailing stop: a band of true ranges around the close that only tightens, until a close breaks it.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. NaN for the first <c>period</c> candles. Bands are close ± <c>multiplier</c> · <see cref="Atr"/>; the upper one only falls, the lower one only rises,
/// until the previous close was beyond it. A close at or beyond the stop turns the direction; the first is up if the close did not fall. A candle with a NaN price gives NaN and is
/// otherwise skipped. Source: J. W. Wilder's volatility system in the form of Stock.Indicators. Equals <c>skender.atr_stop</c>.
/// </remarks>
public struct AtrStop : ICandleIndicator<AtrStopValue>
{
    private readonly double _multiplier;
    private Atr _range;
    private double _upper = double.PositiveInfinity, _lower = double.NegativeInfinity, _close = double.NaN;
    private int _direction;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1, or <paramref name="multiplier"/> is not above 0.</exception>
    public AtrStop(int period, double multiplier)
    {
        if (!(multiplier > 0)) throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "The stop needs a distance.");
        (_range, _multiplier) = (new Atr(period), multiplier);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "atr-stop", new("ATR Trailing Stop", "Трейлинг-стоп по ATR"),
        new("A stop some true ranges from the close that only tightens; it changes sides when a close breaks it.", "Стоп в нескольких истинных диапазонах от закрытия, который только подтягивается и меняет сторону, когда закрытие его пробивает."),
        "trend",
        [Common.Period(21), new("multiplier", new("Multiple of the ATR", "Множитель ATR"), 3, 0.01, 100, IsInteger: false)],
        [Common.Value(new("Stop", "Стоп")), new("direction", new("Direction", "Направление")) { Pane = ChartPane.Own, Oracle = "hand" }], TakesSource: false, ChartPane.Price, "skender.atr_stop",
        "Stock.Indicators, after J. W. Wilder: bands around the close, ATR seeded as ours, first direction by the change of the close. No other library has it.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))), p => new CandleState<AtrStop, AtrStopValue>(new AtrStop((int)p[0], p[1])))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AtrStopValue Next(in Candle candle)
    {
        var range = _range.Next(candle);
        if (!Common.HasPrices(candle)) return new AtrStopValue(double.NaN, double.NaN);
        var previous = _close;
        _close = candle.Close;
        if (double.IsNaN(range)) return new AtrStopValue(double.NaN, double.NaN);

        if (_direction == 0) _direction = candle.Close >= previous ? 1 : -1;
        var (upper, lower) = (candle.Close + (_multiplier * range), candle.Close - (_multiplier * range));
        if (upper < _upper || previous > _upper) _upper = upper;
        if (lower > _lower || previous < _lower) _lower = lower;
        _direction = candle.Close <= (_direction > 0 ? _lower : _upper) ? -1 : 1;
        return new AtrStopValue(_direction > 0 ? _lower : _upper, _direction);
    }
}
