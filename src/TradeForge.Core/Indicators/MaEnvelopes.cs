using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="MaEnvelopes"/>, in the unit of the input.</summary>
/// <param name="Upper">Mean plus <c>percent</c> of it.</param>
/// <param name="Middle">Mean.</param>
/// <param name="Lower">Mean minus <c>percent</c> of it.</param>
public readonly record struct MaEnvelopesValue(double Upper, double Middle, double Lower);

/// <summary>Moving Average Envelopes: a simple average and lines a fixed percentage away from it.</summary>
/// <remarks>
/// Input: one series, oldest first. NaN for the first <c>period</c> − 1 values, and while a NaN is among the last <c>period</c>. Source: the definition.
/// Equals <c>skender.upper</c>, <c>center</c>, <c>lower</c>.
/// </remarks>
public struct MaEnvelopes : ISeriesIndicator<MaEnvelopesValue>
{
    private readonly double _share;
    private Sma _mean;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1, or <paramref name="percent"/> is not above 0.</exception>
    public MaEnvelopes(int period, double percent)
    {
        if (!(percent > 0)) throw new ArgumentOutOfRangeException(nameof(percent), percent, "The envelope needs a width.");
        (_mean, _share) = (new Sma(period), percent / 100);
    }

    public static IndicatorDefinition Definition { get; } = new(
        "ma-envelopes", new("Moving Average Envelopes", "Конверты скользящей средней"),
        new("An average with lines a fixed percentage above and below it.", "Среднее и линии на заданный процент выше и ниже него."),
        "volatility", [Common.Period(20), new("percent", new("Percent", "Процент"), 2.5, 0.01, 100, IsInteger: false)],
        [new("upper", new("Upper", "Верх")), new("middle", new("Middle", "Середина")) { Oracle = "center" }, new("lower", new("Lower", "Низ"))],
        TakesSource: true, ChartPane.Price, "skender.upper",
        "The definition around a simple average, without a seed, as Skender; the other libraries have none.",
        p => (int)p[0] - 1, p => new SeriesState<MaEnvelopes, MaEnvelopesValue>(new MaEnvelopes((int)p[0], p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MaEnvelopesValue Next(double value)
    {
        var mean = _mean.Next(value);
        return new MaEnvelopesValue(mean + (_share * mean), mean, mean - (_share * mean));
    }
}
