using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Volume-Weighted Average Price since a moment: what everything traded since then has cost on average.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in quote currency: Σ typical price · volume / Σ volume over the candles that start at <c>start</c> or later, typical price =
/// (high + low + close) / 3; NaN before <c>start</c> and until something has traded. <c>start</c> counts seconds since 1970-01-01T00:00Z, 0 = the first candle there is. A candle with a NaN
/// price or volume gives NaN and is otherwise skipped. Source: S. Berkowitz, D. Logue, E. Noser, The Total Cost of Transactions on the NYSE, 1988. Equals <c>skender.vwap</c>.
/// </remarks>
public struct AnchoredVwap : ICandleIndicator<double>
{
    private const double EndOfTime = 4_102_444_800; // the year 2100

    private readonly double _start;
    private double _value, _volume;

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="start"/> is below 0.</exception>
    public AnchoredVwap(double start)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        _start = 1_000 * start;
    }

    public static IndicatorDefinition Definition { get; } = new(
        "anchored-vwap", new("Anchored VWAP", "VWAP от заданного момента"),
        new("The average price of everything traded since a moment, such as a high, a low or a report: who bought since then is in profit above it.", "Средняя цена всего, что проторговано с заданного момента (максимума, минимума, отчёта): выше неё купившие с тех пор в прибыли."),
        "volume", [new("start", new("Since, seconds from 1970 UTC (0 = first bar)", "С момента, секунд с 1970 года UTC (0 — первый бар)"), 0, 0, EndOfTime)],
        [Common.Value(new("Anchored VWAP", "VWAP от момента")) with { Sparse = true }], TakesSource: false, ChartPane.Price, "skender.vwap",
        "Berkowitz, Logue and Noser, 1988: cumulative over the typical price since a given start, as Skender and its worksheet. The plain vwap starts afresh each day instead.",
        _ => 0, p => new CandleState<AnchoredVwap, double>(new AnchoredVwap(p[0])))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (candle.Time < _start || !Common.HasTrade(candle)) return double.NaN;
        _value += (candle.High + candle.Low + candle.Close) * (1.0 / 3) * candle.Volume;
        _volume += candle.Volume;
        return _volume == 0 ? double.NaN : _value / _volume;
    }
}
