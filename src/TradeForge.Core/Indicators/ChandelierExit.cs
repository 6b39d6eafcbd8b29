using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="ChandelierExit"/>, in quote currency.</summary>
/// <param name="Long">Highest high minus the distance: a stop for long positions.</param>
/// <param name="Short">Lowest low plus the distance: a stop for short positions.</param>
public readonly record struct ChandelierExitValue(double Long, double Short);

/// <summary>Chandelier Exit: stops that hang some true ranges from the extreme of the last <c>period</c> candles.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. NaN for the first <c>period</c> candles, and while a NaN is among the last <c>period</c>. This candle is in the range; the distance is
/// <c>multiplier</c> · <see cref="Atr"/>. Source: C. Le Beau, in A. Elder, Come into My Trading Room, 2002. Equals <c>skender.long</c>, <c>skender.short</c>.
/// </remarks>
public struct ChandelierExit : ICandleIndicator<ChandelierExitValue>
{
    private readonly double _multiplier;
    private Atr _range;
    private WindowRange _extremes;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1, or <paramref name="multiplier"/> is not above 0.</exception>
    public ChandelierExit(int period, double multiplier)
    {
        if (!(multiplier > 0)) throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "The stop needs a distance.");
        (_range, _extremes, _multiplier) = (new Atr(period), new WindowRange(period), multiplier);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "chandelier-exit", new("Chandelier Exit", "Выход «Люстра»"),
        new("Stops that hang some true ranges below the highest high and above the lowest low.", "Стопы, которые висят в нескольких истинных диапазонах под максимумом и над минимумом."),
        "trend",
        [Common.Period(22), new("multiplier", new("Multiple of the ATR", "Множитель ATR"), 3, 0.01, 100, IsInteger: false)],
        [new("long", new("Stop of longs", "Стоп длинных")), new("short", new("Stop of shorts", "Стоп коротких"))], TakesSource: false, ChartPane.Price, "skender.long",
        "C. Le Beau: the extreme of the last period candles, this one included, and our ATR with its seed, as Skender; the other libraries have none.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))), p => new CandleState<ChandelierExit, ChandelierExitValue>(new ChandelierExit((int)p[0], p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ChandelierExitValue Next(in Candle candle)
    {
        var reach = _multiplier * _range.Next(candle);
        _extremes.Add(candle.High, candle.Low);
        return new ChandelierExitValue(_extremes.Highest - reach, _extremes.Lowest + reach);
    }
}
