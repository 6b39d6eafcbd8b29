using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Bollinger BandWidth: how far the Bollinger Bands lie apart, in relation to their middle.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: (upper − lower) / middle, a fraction; NaN for the first <c>period</c> − 1 values, while a NaN is among the last <c>period</c>, and where the middle is 0.
/// Bands as in <see cref="Bollinger"/>. Source: J. Bollinger, Bollinger on Bollinger Bands, 2001. Equals <c>skender.width</c>.
/// </remarks>
public struct BollingerWidth : ISeriesIndicator<double>
{
    private Bollinger _bands;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 2, or <paramref name="deviations"/> is not above 0.</exception>
    public BollingerWidth(int period, double deviations) => _bands = new Bollinger(period, deviations);

    public static IndicatorDefinition Definition { get; } = new(
        "bollinger-width", new("Bollinger BandWidth", "Ширина полос Боллинджера"),
        new("How wide the Bollinger Bands are against the price: low values are calm before a move.", "Насколько широки полосы Боллинджера относительно цены: низкие значения — затишье перед движением."),
        "volatility", Bollinger.Definition.Parameters, [Common.Value(new("BandWidth", "Ширина полос"))], TakesSource: true, ChartPane.Own, "skender.width",
        "J. Bollinger, 2001: width as a fraction of the middle, as Skender. pandas-ta gives percent.",
        p => (int)p[0] - 1, p => new SeriesState<BollingerWidth, double>(new BollingerWidth((int)p[0], p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var bands = _bands.Next(value);
        return bands.Middle == 0 ? double.NaN : (bands.Upper - bands.Lower) / bands.Middle;
    }
}
