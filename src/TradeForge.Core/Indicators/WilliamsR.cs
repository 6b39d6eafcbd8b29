using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Williams %R: how far the close lies below the highest price of the last bars.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: −100 · (highest high − close) / (highest high − lowest low) over <c>period</c> candles, −100 … 0, −50 where the
/// range is 0; NaN for the first <c>period</c> − 1 candles. A candle with a NaN price gives NaN and is otherwise skipped.
/// Source: L. Williams, How I Made One Million Dollars, 1973. Equals <c>talib.willr</c>.
/// </remarks>
public struct WilliamsR : ICandleIndicator<double>
{
    private WindowRange _range;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public WilliamsR(int period) => _range = new WindowRange(period);

    public static IndicatorDefinition Definition { get; } = new(
        "williams-r", new("Williams %R", "%R Уильямса"),
        new("Where the close lies in the range of the last bars, −100 at the bottom to 0 at the top.", "Где цена закрытия находится в диапазоне последних баров: от −100 внизу до 0 вверху."),
        "momentum", [Common.Period(14)], [Common.Value(new("%R", "%R"))], TakesSource: false, ChartPane.Own, "talib.willr",
        "L. Williams, 1973; all libraries agree. A window without range gives the middle, −50.",
        p => (int)p[0] - 1, p => new CandleState<WilliamsR, double>(new WilliamsR((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        _range.Add(candle.High, candle.Low);
        var width = _range.Highest - _range.Lowest;
        return width == 0 ? -50 : 100 * (candle.Close - _range.Highest) / width;
    }
}
