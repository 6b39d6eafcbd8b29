using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Chaikin Money Flow: the share of the volume that came in near the high of its bar, less that near the low.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: −1 … 1: Σ volume · ((close − low) − (high − close)) / (high − low), divided by Σ volume, over <c>period</c> candles; a candle of equal high and low counts 0, the
/// whole is 0 where nothing was traded. NaN for the first <c>period</c> − 1 candles. A candle with a NaN price or volume gives NaN and is otherwise skipped. Source: M. Chaikin. Equals <c>skender.cmf</c>.
/// </remarks>
public struct Cmf : ICandleIndicator<double>
{
    private WindowSum _flow, _volume;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Cmf(int period) => (_flow, _volume) = (new WindowSum(period), new WindowSum(period));

    public static IndicatorDefinition Definition { get; } = new(
        "cmf", new("Chaikin Money Flow", "Денежный поток Чайкина (CMF)"),
        new("Whether the volume of the last bars came with closes near the high (above 0) or near the low (below 0).", "Пришёл ли объём последних баров с закрытиями у максимума (выше 0) или у минимума (ниже 0)."),
        "volume", [Common.Period(20)], [Common.Value(new("CMF", "CMF"))], TakesSource: false, ChartPane.Own, "skender.cmf",
        "M. Chaikin: a bar without range counts 0; Skender, pandas-ta and trading-signals agree.",
        p => (int)p[0] - 1, p => new CandleState<Cmf, double>(new Cmf((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasTrade(candle)) return double.NaN;
        var flow = _flow.Add(Common.ClosePlace(candle) * candle.Volume);
        var volume = _volume.Add(candle.Volume);
        return volume == 0 ? 0 : flow / volume;
    }
}
