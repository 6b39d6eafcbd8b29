using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Volume-Weighted Moving Average: the mean close of the last <c>period</c> candles, each counted by its volume.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in quote currency; NaN for the first <c>period</c> − 1 candles, while a NaN is among the last <c>period</c>,
/// and where none of them traded. Source: the definition. Equals <c>skender.vwma</c>.
/// </remarks>
public struct Vwma : ICandleIndicator<double>
{
    private WindowSum _value, _volume;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Vwma(int period) => (_value, _volume) = (new WindowSum(period), new WindowSum(period));

    public static IndicatorDefinition Definition { get; } = new(
        "vwma", new("Volume-Weighted Moving Average", "Скользящая средняя, взвешенная по объёму"),
        new("An average in which bars with much volume weigh more.", "Среднее, в котором бары с большим объёмом весят больше."),
        "trend", [Common.Period(20)], [Common.Value(new("VWMA", "VWMA"))], TakesSource: false, ChartPane.Price, "skender.vwma",
        "Σ close · volume / Σ volume over a plain window, without a seed. Skender, Tulip and pandas-ta agree.",
        p => (int)p[0] - 1, p => new CandleState<Vwma, double>(new Vwma((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        var traded = candle.Close * candle.Volume;
        var value = _value.Add(double.IsFinite(traded) ? traded : double.NaN);
        var sum = _volume.Add(candle.Volume);
        return sum == 0 ? double.NaN : value / sum;
    }
}
