using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Choppiness Index: how much of the movement of the last bars went nowhere.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: 100 · log10(Σ true range / (highest − lowest)) / log10(period) over <c>period</c> candles, 0 … 100; the extremes include the gap from the close before each
/// candle, as the true range does; 100 where nothing moved. NaN for the first <c>period</c> candles. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: E. W. Dreiss, The Choppiness Index, 1993. Equals <c>skender.chop</c>.
/// </remarks>
public struct Choppiness : ICandleIndicator<double>
{
    private readonly double _scale;
    private WindowSum _ranges;
    private WindowRange _extremes;
    private double _close = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2.</exception>
    public Choppiness(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 2);
        (_scale, _ranges, _extremes) = (100 / Math.Log10(period), new WindowSum(period), new WindowRange(period));
    }

    public static IndicatorDefinition Definition { get; } = new(
        "choppiness", new("Choppiness Index", "Индекс «пилы» (Choppiness)"),
        new("Whether the market goes somewhere: above 61.8 it is often called choppy, below 38.2 trending.", "Идёт ли рынок куда-нибудь: выше 61,8 — боковик, ниже 38,2 — тренд."),
        "volatility", [Common.Period(14, min: 2)], [Common.Value(new("CHOP", "CHOP"))], TakesSource: false, ChartPane.Own, "skender.chop",
        "E. W. Dreiss, 1993: the extremes include the gap before each bar, as Skender and trading-signals.",
        p => (int)p[0], p => new CandleState<Choppiness, double>(new Choppiness((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var previous = _close;
        _close = candle.Close;
        if (double.IsNaN(previous)) return double.NaN;
        _extremes.Add(double.MaxNative(candle.High, previous), double.MinNative(candle.Low, previous));
        var sum = _ranges.Add(Common.TrueRange(candle, previous));
        return sum == 0 ? 100 : _scale * Math.Log10(sum / (_extremes.Highest - _extremes.Lowest));
    }
}
