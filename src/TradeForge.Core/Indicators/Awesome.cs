using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Awesome Oscillator: a fast minus a slow simple average of the middle of each bar.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in quote currency; NaN for the first <c>max(fast, slow)</c> − 1 candles. Both are simple averages of (high + low) / 2.
/// A candle with a NaN price gives NaN and is otherwise skipped. Source: B. Williams, New Trading Dimensions, 1998. Equals <c>skender.ao</c>.
/// </remarks>
public struct Awesome : ICandleIndicator<double>
{
    private Sma _fast, _slow;

    /// <exception cref="ArgumentOutOfRangeException">A period is below 1.</exception>
    public Awesome(int fast, int slow) => (_fast, _slow) = (new Sma(fast), new Sma(slow));

    public static IndicatorDefinition Definition { get; } = new(
        "awesome", new("Awesome Oscillator", "Чудесный осциллятор (AO)"),
        new("Distance between a fast and a slow average of the middle of each bar: shows where the momentum turns.", "Расстояние между быстрой и медленной средними середины бара: показывает, где поворачивает импульс."),
        "momentum", [Common.Fast(5), Common.Slow(34)], [Common.Value(new("AO", "AO")) with { Mark = ChartMark.Histogram }], TakesSource: false, ChartPane.Own, "skender.ao",
        "B. Williams, 1998: simple averages of (high + low) / 2; all libraries agree.",
        p => (int)Math.Max(p[0], p[1]) - 1, p => new CandleState<Awesome, double>(new Awesome((int)p[0], (int)p[1])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (!Common.HasPrices(candle)) return double.NaN;
        var middle = (candle.High + candle.Low) * 0.5;
        return _fast.Next(middle) - _slow.Next(middle);
    }
}
