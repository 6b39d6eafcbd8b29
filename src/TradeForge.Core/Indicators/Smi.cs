using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Smi"/>, each −100 … 100.</summary>
/// <param name="Line">Smoothed distance from the middle of the range.</param>
/// <param name="Signal">Average of the line.</param>
public readonly record struct SmiValue(double Line, double Signal);

/// <summary>Stochastic Momentum Index: the twice smoothed distance of the close from the middle of the range, in percent of half that range.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Distance = close − (highest high + lowest low) / 2 over <c>period</c> candles; distance and range are each smoothed by an exponential average
/// over <c>firstSmooth</c> and then <c>secondSmooth</c>, all seeded with their first value; SMI = 100 · distance / (range / 2), 0 where the range is 0; the signal is an exponential average of it, seeded
/// likewise. NaN for the first <c>period</c> − 1 candles. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: W. Blau, Stochastic Momentum, Stocks and Commodities 1993. Equals <c>skender.smi</c>, <c>signal</c>.
/// </remarks>
public struct Smi : ICandleIndicator<SmiValue>
{
    private WindowRange _range;
    private SmoothedMean _distance, _distanceAgain, _width, _widthAgain, _signal;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Smi(int period, int firstSmooth, int secondSmooth, int signal)
    {
        _range = new WindowRange(period);
        _distance = _width = new SmoothedMean(1, Common.Exponential(firstSmooth));
        _distanceAgain = _widthAgain = new SmoothedMean(1, Common.Exponential(secondSmooth));
        _signal = new SmoothedMean(1, Common.Exponential(signal));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "smi", new("Stochastic Momentum Index", "Стохастический индекс моментума (SMI)"),
        new("How far the close lies from the middle of the range of the last bars, smoothed, −100 to 100.", "Насколько закрытие отстоит от середины диапазона последних баров, сглаженно, от −100 до 100."),
        "momentum",
        [Common.Period(13), Common.Whole("firstSmooth", new("First smoothing, bars", "Первое сглаживание, баров"), 25),
            Common.Whole("secondSmooth", new("Second smoothing, bars", "Второе сглаживание, баров"), 2), Common.Signal(3)],
        [new("smi", new("SMI", "SMI")), Common.SignalLine], TakesSource: false, ChartPane.Own, "skender.smi",
        "W. Blau, 1993: all averages start from their first value, as Skender, the one library that has it.",
        p => (int)p[0] - 1 + p.Skip(1).Sum(period => Common.Fade(Common.Exponential(period))),
        p => new CandleState<Smi, SmiValue>(new Smi((int)p[0], (int)p[1], (int)p[2], (int)p[3])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SmiValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new SmiValue(double.NaN, double.NaN);
        _range.Add(candle.High, candle.Low);
        var width = _range.Highest - _range.Lowest;
        if (double.IsNaN(width)) return new SmiValue(double.NaN, double.NaN);

        var distance = _distanceAgain.Add(_distance.Add(candle.Close - (0.5 * (_range.Highest + _range.Lowest))));
        var reach = 0.5 * _widthAgain.Add(_width.Add(width));
        var line = reach == 0 ? 0 : 100 * distance / reach;
        return new SmiValue(line, _signal.Add(line));
    }
}
