using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>McGinley Dynamic: an average whose speed follows the speed of the market.</summary>
/// <remarks>
/// Input: one series of positive values, oldest first. Output: in the unit of the input: MD += (x − MD) / (0.6 · <c>period</c> · (x / MD)⁴), starting from the first value; NaN on that bar.
/// Where the step is not finite (a value or an average of 0) it starts anew from the value. A NaN gives NaN on its bar and is otherwise skipped.
/// Source: J. McGinley, 1990, with the factor 0.6. Equals <c>skender.dynamic</c>.
/// </remarks>
public struct Mcginley : ISeriesIndicator<double>
{
    private const double Factor = 0.6;

    private readonly double _scale;
    private double _mean = double.NaN;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Mcginley(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        _scale = Factor * period;
    }

    public static IndicatorDefinition Definition { get; } = new(
        "mcginley", new("McGinley Dynamic", "Динамическая средняя Макгинли"),
        new("An average that speeds up when the price falls away from it and slows down when it runs ahead: hugs the price with few whipsaws.", "Среднее, которое ускоряется, когда цена падает под него, и замедляется, когда она убегает вверх: держится у цены без лишних пересечений."),
        "trend", [Common.Period(14, min: 2)], [Common.Value(new("McGinley", "Макгинли"))], TakesSource: true, ChartPane.Price, "skender.dynamic",
        "J. McGinley, 1990, with the customary factor 0.6: starts from the first value, as Skender; the other libraries have none.",
        p => Math.Max(1, Common.Fade(1 / Math.Max(1.01, Factor * p[0]))), p => new SeriesState<Mcginley, double>(new Mcginley((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        if (double.IsNaN(value)) return value;
        var mean = _mean;
        var ratio = value / mean;
        var next = mean + ((value - mean) / (_scale * ratio * ratio * ratio * ratio));
        _mean = double.IsFinite(next) && mean != 0 ? next : value;
        return double.IsNaN(mean) ? mean : _mean;
    }
}
