using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Kdj"/>.</summary>
/// <param name="K">The smoothed place of the close in the range, 0 … 100.</param>
/// <param name="D">%K smoothed again, 0 … 100.</param>
/// <param name="J">3 · %K − 2 · %D: may leave 0 … 100.</param>
public readonly record struct KdjValue(double K, double D, double J);

/// <summary>KDJ: a stochastic with Wilder's smoothing and a third line that runs ahead.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Raw = 100 · (close − lowest low) / (highest high − lowest low) over <c>period</c> candles, 50 where the range is 0; %K += (raw − %K) / <c>k</c>, %D += (%K − %D) / <c>d</c>, both from 50 on the first
/// raw value; J = 3 · %K − 2 · %D. NaN for the first <c>period</c> − 1 candles. A candle with a NaN price gives NaN and is otherwise skipped. Source: the customary form in East Asia (<see cref="Stochastic"/> takes simple averages); cases worked out by hand.
/// </remarks>
public struct Kdj : ICandleIndicator<KdjValue>
{
    private readonly double _weightK, _weightD;
    private WindowRange _range;
    private double _k = 50, _d = 50;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Kdj(int period, int k, int d)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(d, 1);
        (_range, _weightK, _weightD) = (new WindowRange(period), Common.Wilder(k), Common.Wilder(d));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "kdj", new("KDJ", "KDJ"),
        new("A smoothed stochastic with a third line that exaggerates its turns.", "Сглаженный стохастик с третьей линией, которая усиливает его развороты."),
        "momentum",
        [Common.Period(9), Common.Whole("k", new("%K smoothing, bars", "Сглаживание %K, баров"), 3), Common.Whole("d", new("%D smoothing, bars", "Сглаживание %D, баров"), 3)],
        [new("k", new("%K", "%K")), new("d", new("%D", "%D")), new("j", new("J", "J"))], TakesSource: false, ChartPane.Own, "hand",
        "Customary in East Asia: a stochastic smoothed with 1 / n, both lines starting at 50.",
        p => (int)p[0] - 1 + Common.Fade(Common.Wilder(p[1])) + Common.Fade(Common.Wilder(p[2])), p => new CandleState<Kdj, KdjValue>(new Kdj((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public KdjValue Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return new KdjValue(double.NaN, double.NaN, double.NaN);
        _range.Add(candle.High, candle.Low);
        var width = _range.Highest - _range.Lowest;
        if (double.IsNaN(width)) return new KdjValue(double.NaN, double.NaN, double.NaN);
        _k += _weightK * ((width == 0 ? 50 : 100 * (candle.Close - _range.Lowest) / width) - _k);
        _d += _weightD * (_k - _d);
        return new KdjValue(_k, _d, (3 * _k) - (2 * _d));
    }
}
