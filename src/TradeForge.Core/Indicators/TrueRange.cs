using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>True Range: the range of the bar with the gap from the previous close.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: max(high, previous close) − min(low, previous close), in quote currency; NaN on the first candle, which has no previous close.
/// A candle with a NaN price gives NaN and is otherwise skipped. Source: J. W. Wilder, New Concepts in Technical Trading Systems, 1978. Equals <c>talib.tr</c> (Tulip takes high − low on the first candle).
/// </remarks>
public struct TrueRange : ICandleIndicator<double>
{
    private double _close = double.NaN;

    public TrueRange()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "true-range", new("True Range", "Истинный диапазон"),
        new("How far the price travelled in the bar, the gap before it included.", "Сколько цена прошла за бар вместе с разрывом перед ним."),
        "volatility", [], [Common.Value(new("TR", "TR"))], TakesSource: false, ChartPane.Own, "talib.tr",
        "J. W. Wilder, 1978: the first candle has no previous close and no true range, as TA-Lib and Skender. Tulip gives high − low there.",
        _ => 1, _ => new CandleState<TrueRange, double>(new TrueRange()));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var previous = _close;
        _close = candle.Close;
        return double.IsNaN(previous) ? double.NaN : Common.TrueRange(candle, previous);
    }
}
