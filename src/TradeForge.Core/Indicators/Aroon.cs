using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Aroon"/>.</summary>
/// <param name="Up">100 if this is the highest bar of the window, 0 if it is <c>period</c> bars old.</param>
/// <param name="Down">The same for the lowest.</param>
/// <param name="Oscillator">Up minus down.</param>
public readonly record struct AroonValue(double Up, double Down, double Oscillator);

/// <summary>Aroon: how fresh the highest and the lowest price of the last bars are.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Up = 100 · (period − bars since the highest high) / period over <c>period</c> + 1 candles, the latest of equal highs; down likewise with the lows. NaN for the first
/// <c>period</c> candles. A candle with a NaN price gives NaN and is otherwise skipped. Source: T. Chande, A Time Price Oscillator, Stocks and Commodities 1995.
/// Equals <c>talib.up</c>, <c>down</c>, <c>osc</c> (Stock.Indicators takes the oldest of equal extremes).
/// </remarks>
public struct Aroon : ICandleIndicator<AroonValue>
{
    private readonly int _period;
    private readonly double _scale;
    private WindowExtreme _high, _low;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Aroon(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        (_period, _scale) = (period, 100.0 / period);
        (_high, _low) = (new WindowExtreme(period + 1), new WindowExtreme(period + 1));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "aroon", new("Aroon", "Арун"),
        new("How recently the highest and the lowest price of the last bars occurred, 100 = just now: shows new trends early.", "Как давно были максимум и минимум последних баров, 100 = только что: рано показывает новый тренд."),
        "trend", [Common.Period(25)],
        [new("up", new("Aroon up", "Арун вверх")), new("down", new("Aroon down", "Арун вниз")), new("oscillator", new("Aroon oscillator", "Осциллятор Арун")) { Oracle = "osc" }],
        TakesSource: false, ChartPane.Own, "talib.up",
        "T. Chande, 1995: of equal extremes the latest counts, as TA-Lib, Tulip and trading-signals. Skender takes the oldest.",
        p => (int)p[0], p => new CandleState<Aroon, AroonValue>(new Aroon((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AroonValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new AroonValue(double.NaN, double.NaN, double.NaN);
        var (high, low) = (_high.Add(candle.High), _low.Add(-candle.Low));
        if (!_high.IsFull) return new AroonValue(double.NaN, double.NaN, double.NaN);
        var (up, down) = (_scale * (_period - high), _scale * (_period - low));
        return new AroonValue(up, down, up - down);
    }
}
