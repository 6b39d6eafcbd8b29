using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>The outputs of <see cref="Donchian"/>, in quote currency.</summary>
/// <param name="Upper">Highest high.</param>
/// <param name="Middle">Half-way between the two.</param>
/// <param name="Lower">Lowest low.</param>
public readonly record struct DonchianValue(double Upper, double Middle, double Lower);

/// <summary>Donchian Channel: the highest high and the lowest low of the last <c>period</c> candles, this one included.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. NaN for the first <c>period</c> − 1 candles, and while a NaN is among the last <c>period</c>.
/// A close never leaves a channel that includes its own candle: compare with the previous value to find a break.
/// Source: R. Donchian. Equals <c>pandasta.upper_incl</c>, <c>center_incl</c>, <c>lower_incl</c>.
/// </remarks>
public struct Donchian : ICandleIndicator<DonchianValue>
{
    private WindowRange _range;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 1.</exception>
    public Donchian(int period) => _range = new WindowRange(period);

    public static IndicatorDefinition Definition { get; } = new(
        "donchian", new("Donchian Channel", "Канал Дончиана"),
        new("The highest and the lowest price of the last bars, this one included: its edges are the breakout levels.", "Максимум и минимум последних баров, включая текущий: края канала — уровни пробоя."),
        "volatility", [Common.Period(20)],
        [new("upper", new("Upper", "Верх")), new("middle", new("Middle", "Середина")) { Oracle = "center_incl" }, new("lower", new("Lower", "Низ")) { Oracle = "lower_incl" }], TakesSource: false, ChartPane.Price, "pandasta.upper_incl",
        "R. Donchian: this bar is in the channel, as pandas-ta, TA-Lib and trading-signals have it. Skender leaves this bar out; take previous(1) for that.",
        p => (int)p[0] - 1, p => new CandleState<Donchian, DonchianValue>(new Donchian((int)p[0])));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DonchianValue Next(in Candle candle)
    {
        _range.Add(candle.High, candle.Low);
        var (upper, lower) = (_range.Highest, _range.Lowest);
        return new DonchianValue(upper, (upper + lower) * 0.5, lower);
    }
}
