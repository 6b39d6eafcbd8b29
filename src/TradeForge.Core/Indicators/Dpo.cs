using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Detrended Price Oscillator: the price of half a period ago minus the average of the period.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: value of period / 2 + 1 bars ago − simple average over <c>period</c>, in the unit of the input; NaN until both are known and while a NaN is among them. Nothing looks ahead: the centred form,
/// which places the same numbers period / 2 + 1 bars earlier, would. Source: StockCharts ChartSchool. Equals <c>tulip.dpo_lagged_price</c>.
/// </remarks>
public struct Dpo : ISeriesIndicator<double>
{
    private Delay _past;
    private Sma _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Dpo(int period) => (_mean, _past) = (new Sma(period), new Delay((period / 2) + 1));

    public static IndicatorDefinition Definition { get; } = new(
        "dpo", new("Detrended Price Oscillator", "Осциллятор без тренда (DPO)"),
        new("The price without its trend: shows the length of cycles, half a period late.", "Цена без тренда: показывает длину циклов с опозданием на полпериода."),
        "momentum", [Common.Period(20)], [Common.Value(new("DPO", "DPO"))], TakesSource: true, ChartPane.Own, "tulip.dpo_lagged_price",
        "StockCharts: the price of period / 2 + 1 bars ago against the average of today, as Tulip. Skender draws the same numbers in the past, which looks ahead; pandas-ta takes the average of the past and the price of today.",
        p => Math.Max((int)p[0] - 1, ((int)p[0] / 2) + 1), p => new SeriesState<Dpo, double>(new Dpo((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => _past.Swap(value) - _mean.Next(value);
}
