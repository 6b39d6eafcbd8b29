using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Klinger"/>.</summary>
/// <param name="Line">Fast minus slow average of the volume force.</param>
/// <param name="Signal">Average of the line.</param>
public readonly record struct KlingerValue(double Line, double Signal);

/// <summary>Klinger Volume Oscillator: the momentum of a volume force that follows the trend.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Trend is 1 if high + low + close rose, else −1; dm = high − low; cm adds up dm along a trend and starts with the last and this dm on a turn.
/// Force = volume · |2 · (dm / cm − 1)| · trend · 100; it is 0 where dm equals cm or nothing was traded. The line is the difference of two exponential averages of the force, the signal an exponential average of the
/// line, each seeded with its own plain mean. The line is NaN for the first max(fast, slow) + 1 candles, the signal for <c>signal</c> − 1 more. A candle with a NaN price or volume gives NaN and is otherwise skipped.
/// Source: S. Klinger, Identifying Trends with Volume Analysis, Stocks and Commodities 1997. Equals <c>skender.kvo</c>, <c>signal</c> (Tulip computes another force).
/// </remarks>
public struct Klinger : ICandleIndicator<KlingerValue>
{
    private Apo _line;
    private Ema _signal;
    private double _sum = double.NaN, _range, _run, _trend; // _trend 0: not known yet

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Klinger(int fast, int slow, int signal) => (_line, _signal) = (new Apo(fast, slow), new Ema(signal));

    public static IndicatorDefinition Definition { get; } = new(
        "klinger", new("Klinger Volume Oscillator", "Осциллятор объёма Клингера"),
        new("Compares volume that goes with the trend over a short and a long stretch, with a signal line.", "Сравнивает объём по тренду на коротком и длинном отрезках, с сигнальной линией."),
        "volume", [Common.Fast(34), Common.Slow(55), Common.Signal(13)], [Common.Value(new("KVO", "KVO")), Common.SignalLine], TakesSource: false, ChartPane.Own, "skender.kvo",
        "S. Klinger, 1997: the averages are seeded with their own plain mean, as Skender, whose numbers a worksheet confirms. Tulip computes another volume force.",
        p => 2 + p.Skip(1).Sum(period => Math.Max((int)period, Common.Fade(Common.Exponential(period)))),
        p => new CandleState<Klinger, KlingerValue>(new Klinger((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KlingerValue Next(in Candle candle)
    {
        var line = Common.HasTrade(candle) ? _line.Next(Force(candle)) : double.NaN;
        return new KlingerValue(line, _signal.Next(line));
    }

    /// <summary>The volume force; NaN for the first two candles, which have no run to compare with.</summary>
    private double Force(in Candle candle)
    {
        var sum = candle.High + candle.Low + candle.Close;
        var (lastSum, lastRange, lastTrend) = (_sum, _range, _trend);
        (_sum, _range) = (sum, candle.High - candle.Low);
        if (double.IsNaN(lastSum)) return double.NaN;
        _trend = sum > lastSum ? 1 : -1;
        if (lastTrend == 0)
        {
            _run = 0;
            return double.NaN;
        }

        _run = (_trend == lastTrend ? _run : lastRange) + _range;
        return _run == 0 || _run == _range ? 0 : candle.Volume * Math.Abs(2 * ((_range / _run) - 1)) * _trend * 100;
    }
}
