using System.Runtime.CompilerServices;

namespace TradeForge.Core.Indicators;

/// <summary>Percentage Price Oscillator: the distance of a fast from a slow exponential average, in percent of the slow one.</summary>
/// <remarks>
/// Input: one series, oldest first. Output: percent; NaN until the slower average is known (value <c>max(fast, slow)</c>) and where it is 0. Both averages are seeded
/// with their own plain mean, as in <see cref="Ema"/>; a NaN gives NaN on its bar and is otherwise skipped. Source: G. Appel, Technical Analysis: Power Tools for Active Investors, 2005.
/// Equals <c>talib.ppo</c> with exponential averages (Tulip seeds with the first value; the same from about bar 155 on).
/// </remarks>
public struct Ppo : ISeriesIndicator<double>
{
    private Ema _fast, _slow;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Ppo(int fast, int slow) => (_fast, _slow) = (new Ema(fast), new Ema(slow));

    public static IndicatorDefinition Definition { get; } = new(
        "ppo", new("Percentage Price Oscillator", "Процентный ценовой осциллятор (PPO)"),
        new("The MACD line in percent, so that instruments of different price can be compared.", "Линия MACD в процентах: можно сравнивать инструменты с разной ценой."),
        "momentum", [Common.Fast(12), Common.Slow(26)], [Common.Value(new("PPO", "PPO"))], TakesSource: true, ChartPane.Own, "talib.ppo",
        "G. Appel, 2005: both averages are seeded with their own plain mean, as TA-Lib and pandas-ta. Tulip and trading-signals start from the first value and converge.",
        p => Common.Fade(Common.Exponential(Math.Max(p[0], p[1]))), p => new SeriesState<Ppo, double>(new Ppo((int)p[0], (int)p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var (fast, slow) = (_fast.Next(value), _slow.Next(value));
        return Common.Percent(fast - slow, slow);
    }
}
