using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Volume Rate of Change: the change of the volume over <c>period</c> bars in percent.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: <see cref="Roc"/> of the volume, under the name that is customary for it; NaN for the first <c>period</c> candles,
/// where either volume is a NaN, and where the old one is 0. Source: the definition. Equals <see cref="Roc"/> (<c>talib.roc</c>) with the source volume.
/// </remarks>
public struct Vroc : ICandleIndicator<double>
{
    private Roc _change;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Vroc(int period) => _change = new Roc(period);

    public static IndicatorDefinition Definition { get; } = new(
        "vroc", new("Volume Rate of Change", "Скорость изменения объёма (VROC)"),
        new("By how many percent the volume has changed over the last bars.", "На сколько процентов изменился объём за последние бары."),
        "volume", [Common.Period(14)], [Common.Value(new("VROC", "VROC"))], TakesSource: false, ChartPane.Own, "hand",
        "The definition: our rate of change of the volume.",
        p => (int)p[0], p => new CandleState<Vroc, double>(new Vroc((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle) => _change.Next(double.IsFinite(candle.Volume) ? candle.Volume : double.NaN);
}
