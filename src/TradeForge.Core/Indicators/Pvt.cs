using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Price Volume Trend: running total of the volume, counted by the relative change of the close.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: Σ volume · (close − previous close) / previous close, in units of the base currency, 0 on the first candle; only its changes mean something. Rounding errors are carried along, so they do
/// not add up. A candle with a NaN price or volume or a close that is not above 0 gives NaN and is otherwise skipped. Source: the definition; cases worked out by hand.
/// </remarks>
public struct Pvt : ICandleIndicator<double>
{
    private RunningTotal _total;
    private double _close = double.NaN;

    public Pvt()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "pvt", new("Price Volume Trend", "Тренд цены и объёма (PVT)"),
        new("Running total of volume, each bar counted by how far the price moved in percent: shows whether volume backs the move.", "Накопленный объём, где каждый бар учтён по величине движения цены в процентах: показывает, подтверждает ли объём движение."),
        "volume", [], [Common.Value(new("PVT", "PVT"))], TakesSource: false, ChartPane.Own, "hand",
        "The definition, from 0 on the first bar.",
        _ => 0, _ => new CandleState<Pvt, double>(new Pvt()))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasTrade(candle) || candle.Close <= 0) return double.NaN;
        var previous = _close;
        _close = candle.Close;
        return _total.Add(double.IsNaN(previous) ? 0 : candle.Volume * (candle.Close - previous) / previous);
    }
}
