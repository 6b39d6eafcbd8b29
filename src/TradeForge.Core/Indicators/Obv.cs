using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>On-Balance Volume: volume added on a higher close, taken away on a lower one.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in units of the base currency, known from the first candle, where it is that candle's volume;
/// the level depends on where the series starts, only its changes mean something. Rounding errors are carried along, so they do not add up.
/// A candle with a NaN close or volume gives NaN and is otherwise skipped. Source: J. Granville, New Key to Stock Market Profits, 1963.
/// Equals <c>talib.obv_from_first_volume</c>.
/// </remarks>
public struct Obv : ICandleIndicator<double>
{
    private double _close = double.NegativeInfinity;
    private RunningTotal _total;

    public Obv()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "obv", new("On-Balance Volume", "Балансовый объём"),
        new("Running total of volume, added on rising and taken away on falling closes: shows whether volume backs the move.", "Накопленный объём: прибавляется при росте и вычитается при падении закрытия; показывает, подтверждает ли объём движение."),
        "volume", [], [Common.Value(new("OBV", "OBV"))], TakesSource: false, ChartPane.Own, "talib.obv_from_first_volume",
        "J. Granville, 1963: starts with the volume of the first candle, as TA-Lib and pandas-ta. Skender and Tulip start with 0; the lines differ by that constant.",
        _ => 0, _ => new CandleState<Obv, double>(new Obv()))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        var (close, volume) = (candle.Close, candle.Volume);
        if (!double.IsFinite(close + volume)) return double.NaN;
        var change = ((close > _close ? 1 : 0) - (close < _close ? 1 : 0)) * volume; // the first close is above −∞
        _close = close;
        return _total.Add(change);
    }
}
