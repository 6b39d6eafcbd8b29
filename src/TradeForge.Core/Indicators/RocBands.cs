using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="RocBands"/>, in percent.</summary>
/// <param name="Roc">Rate of change.</param>
/// <param name="Average">Its exponential average.</param>
/// <param name="Upper">Its root mean square.</param>
/// <param name="Lower">The same below 0.</param>
public readonly record struct RocBandsValue(double Roc, double Average, double Upper, double Lower);

/// <summary>Rate of Change with Bands: the rate of change, its average, and bands as wide as it usually is.</summary>
/// <remarks>
/// Input: one series, oldest first. <see cref="Roc"/> over <c>period</c>; its exponential average over <c>smooth</c>, seeded with the plain mean; bands at ± the root of the mean of its squares over <c>deviationPeriod</c>, measured from
/// 0 and not from the mean. NaN for the first <c>period</c> known values, and for <c>smooth</c> − 1 and <c>deviationPeriod</c> − 1 more. A NaN gives NaN on its bar and <c>period</c> bars later and is otherwise skipped.
/// Source: the definition in Stock.Indicators. Equals <c>skender.roc</c>, <c>roc_ema</c>, <c>upper</c>, <c>lower</c>.
/// </remarks>
public struct RocBands : ISeriesIndicator<RocBandsValue>
{
    private Roc _roc;
    private Ema _mean;
    private Sma _squares;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public RocBands(int period, int smooth, int deviationPeriod) => (_roc, _mean, _squares) = (new Roc(period), new Ema(smooth), new Sma(deviationPeriod));

    public static IndicatorDefinition Definition { get; } = new(
        "roc-bands", new("Rate of Change with Bands", "Скорость изменения с полосами"),
        new("The change in percent with bands of its usual size: shows when a move is larger than usual.", "Изменение в процентах с полосами его обычного размера: показывает, когда движение больше обычного."),
        "momentum",
        [Common.Period(20), Common.Whole("smooth", new("Smoothing, bars", "Сглаживание, баров"), 3), Common.Whole("deviationPeriod", new("Band period, bars", "Период полос, баров"), 20)],
        [new("roc", new("ROC", "ROC")), new("average", new("Average", "Среднее")) { Oracle = "roc_ema" }, new("upper", new("Upper band", "Верхняя полоса")), new("lower", new("Lower band", "Нижняя полоса"))],
        TakesSource: true, ChartPane.Own, "skender.roc",
        "Rate of change with the root mean square as band, as Skender, the one library that has it.",
        p => (int)p[0] + Math.Max((int)p[2] - 1, Math.Max((int)p[1] - 1, Common.Fade(Common.Exponential(p[1])))),
        p => new SeriesState<RocBands, RocBandsValue>(new RocBands((int)p[0], (int)p[1], (int)p[2])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RocBandsValue Next(double value)
    {
        var roc = _roc.Next(value);
        if (double.IsNaN(roc)) return new RocBandsValue(double.NaN, double.NaN, double.NaN, double.NaN);
        var reach = Math.Sqrt(_squares.Next(roc * roc));
        return new RocBandsValue(roc, _mean.Next(roc), reach, -reach);
    }
}
