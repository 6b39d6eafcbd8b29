using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Chaikin Oscillator: a fast minus a slow exponential average of the accumulation/distribution line.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in units of the base currency; NaN for the first <c>max(fast, slow)</c> − 1 candles. Both averages of <see cref="Adl"/> are seeded with their own plain mean.
/// A candle with a NaN price or volume gives NaN and is otherwise skipped. Source: M. Chaikin. Equals <c>skender.adosc</c> (TA-Lib and Tulip seed with the first value; the same from about bar 62 on).
/// </remarks>
public struct ChaikinOscillator : ICandleIndicator<double>
{
    private Adl _line;
    private Apo _difference;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public ChaikinOscillator(int fast, int slow) => _difference = new Apo(fast, slow);

    public static IndicatorDefinition Definition { get; } = new(
        "chaikin-oscillator", new("Chaikin Oscillator", "Осциллятор Чайкина"),
        new("The momentum of the accumulation/distribution line: above 0 money flows in faster than before.", "Импульс линии накопления/распределения: выше 0 деньги приходят быстрее, чем раньше."),
        "volume", [Common.Fast(3), Common.Slow(10)], [Common.Value(new("Chaikin", "Чайкин"))], TakesSource: false, ChartPane.Own, "skender.adosc",
        "M. Chaikin: both averages are seeded with their own plain mean, as Skender and pandas-ta. TA-Lib, Tulip and trading-signals start from the first value and converge.",
        p => Math.Max((int)Math.Max(p[0], p[1]) - 1, Common.Fade(Common.Exponential(Math.Max(p[0], p[1])))),
        p => new CandleState<ChaikinOscillator, double>(new ChaikinOscillator((int)p[0], (int)p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle) => _difference.Next(_line.Next(candle));
}
