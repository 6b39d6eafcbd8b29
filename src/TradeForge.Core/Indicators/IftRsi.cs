using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Inverse Fisher Transform of the RSI: an RSI pressed towards −1 and 1.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: tanh(x) with x = the weighted average (<see cref="Wma"/>) over <c>smooth</c> of 0.1 · (RSI − 50), −1 … 1; RSI seeded as in <see cref="Rsi"/>. NaN for the first period + smooth − 1 known
/// values. A NaN gives NaN on its bar and is otherwise skipped. Source: J. Ehlers, The Inverse Fisher Transform, Stocks and Commodities 2004, where tanh x = (e^2x − 1) / (e^2x + 1); cases worked out by hand.
/// </remarks>
public struct IftRsi : ISeriesIndicator<double>
{
    private Rsi _rsi;
    private Wma _mean;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public IftRsi(int period, int smooth) => (_rsi, _mean) = (new Rsi(period), new Wma(smooth));

    public static IndicatorDefinition Definition { get; } = new(
        "ift-rsi", new("Inverse Fisher Transform of RSI", "Обратное преобразование Фишера от RSI"),
        new("An RSI that is nearly always close to −1 or 1: gives clear signals where it crosses ±0.5.", "RSI, который почти всегда близок к −1 или 1: даёт ясные сигналы на пересечении ±0,5."),
        "momentum", [Common.Period(5), Common.Whole("smooth", new("Smoothing, bars", "Сглаживание, баров"), 9)], [Common.Value(new("IFT RSI", "IFT RSI"))], TakesSource: true, ChartPane.Own, "hand",
        "J. Ehlers, 2004: weighted average of 0.1 · (RSI − 50), then tanh.",
        p => Math.Max((int)p[0], Common.Fade(Common.Wilder(p[0]))) + (int)p[1] - 1, p => new SeriesState<IftRsi, double>(new IftRsi((int)p[0], (int)p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var rsi = _rsi.Next(value);
        return double.IsNaN(rsi) ? double.NaN : 1 - (2 / (Math.Exp(0.2 * _mean.Next(rsi - 50)) + 1)); // tanh x = 1 − 2 / (e^2x + 1)
    }
}
