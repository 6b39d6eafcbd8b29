using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Force Index: the change of the close times the volume, smoothed.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: the exponential average over <c>period</c> of (close − previous close) · volume, in quote currency, seeded with the plain mean of the first <c>period</c>; NaN for the
/// first <c>period</c> candles. A candle with a NaN price or volume gives NaN and is otherwise skipped. Source: A. Elder, Trading for a Living, 1993. Equals <c>skender.force</c> (pandas-ta starts one bar early).
/// </remarks>
public struct ForceIndex : ICandleIndicator<double>
{
    private SmoothedMean _mean;
    private double _close = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public ForceIndex(int period) => _mean = new SmoothedMean(period, Common.Exponential(period));

    public static IndicatorDefinition Definition { get; } = new(
        "force-index", new("Force Index", "Индекс силы Элдера"),
        new("Strength of the moves: how far the price went and on how much volume, smoothed.", "Сила движений: как далеко ушла цена и на каком объёме, сглаженно."),
        "volume", [Common.Period(13)], [Common.Value(new("Force", "Сила"))], TakesSource: false, ChartPane.Own, "skender.force",
        "A. Elder, 1993: the average is seeded with the plain mean of its first period values, as Skender. pandas-ta starts one bar early and converges.",
        p => Math.Max((int)p[0], 1 + Common.Fade(Common.Exponential(p[0]))), p => new CandleState<ForceIndex, double>(new ForceIndex((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasTrade(candle)) return double.NaN;
        var previous = _close;
        _close = candle.Close;
        return double.IsNaN(previous) ? double.NaN : _mean.Add((candle.Close - previous) * candle.Volume);
    }
}
