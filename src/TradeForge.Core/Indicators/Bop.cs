using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Balance of Power: the body of the bars in relation to their range, averaged.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: −1 … 1: the simple average over <c>smooth</c> candles of (close − open) / (high − low), 0 where high and low are equal; NaN for the first
/// <c>smooth</c> − 1 candles. A candle with a NaN price gives NaN and is otherwise skipped. Source: I. Livshin, Balance of Power, Stocks and Commodities 2001.
/// Equals <c>skender.bop_smoothed</c>; with <c>smooth</c> = 1 <c>talib.bop_raw</c>.
/// </remarks>
public struct Bop : ICandleIndicator<double>
{
    private Sma _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="smooth"/> is below 1.</exception>
    public Bop(int smooth) => _mean = new Sma(smooth);

    public static IndicatorDefinition Definition { get; } = new(
        "bop", new("Balance of Power", "Баланс сил (BOP)"),
        new("Whether bars close far above or far below where they opened, −1 to 1: who holds the market, buyers or sellers.", "Закрываются ли бары намного выше или ниже открытия, от −1 до 1: за кем рынок — за покупателями или за продавцами."),
        "momentum", [Common.Whole("smooth", new("Smoothing, bars", "Сглаживание, баров"), 14)], [Common.Value(new("BOP", "BOP"))], TakesSource: false, ChartPane.Own, "skender.bop_smoothed",
        "I. Livshin, 2001, averaged as in Skender; with a smoothing of 1 it is the raw value of TA-Lib and Tulip.",
        p => (int)p[0] - 1, p => new CandleState<Bop, double>(new Bop((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Open)) return double.NaN;
        var range = candle.High - candle.Low;
        return _mean.Next(range == 0 ? 0 : (candle.Close - candle.Open) / range);
    }
}
