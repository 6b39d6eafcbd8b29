using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Absolute Price Oscillator: a fast minus a slow exponential average.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: in the unit of the input; NaN until the slower average is known (value <c>max(fast, slow)</c>). Both averages are seeded with
/// their own plain mean, as in <see cref="Ema"/>, so this is the line of <see cref="Macd"/> without its signal; a NaN gives NaN on its bar and is otherwise skipped.
/// Source: the definition. Equals <c>talib.apo</c> with exponential averages (Tulip seeds with the first value; the same from about bar 154 on).
/// </remarks>
public struct Apo : ISeriesIndicator<double>
{
    private Ema _fast, _slow;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Apo(int fast, int slow) => (_fast, _slow) = (new Ema(fast), new Ema(slow));

    public static IndicatorDefinition Definition { get; } = new(
        "apo", new("Absolute Price Oscillator", "Абсолютный ценовой осциллятор (APO)"),
        new("Distance between a fast and a slow exponential average: above 0 the price is gaining.", "Расстояние между быстрой и медленной экспоненциальными средними: выше 0 цена набирает ход."),
        "momentum", [Common.Fast(12), Common.Slow(26)], [Common.Value(new("APO", "APO"))], TakesSource: true, ChartPane.Own, "talib.apo",
        "The definition: both averages are seeded with their own plain mean, as TA-Lib, so that it is the line of our MACD. Tulip starts from the first value and converges.",
        p => Common.Fade(Common.Exponential(Math.Max(p[0], p[1]))), p => new SeriesState<Apo, double>(new Apo((int)p[0], (int)p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value) => _fast.Next(value) - _slow.Next(value);
}
