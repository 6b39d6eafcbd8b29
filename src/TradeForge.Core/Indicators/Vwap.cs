using System.Runtime.CompilerServices;
using TradeForge.Core.Market;

namespace TradeForge.Core.Indicators;

/// <summary>Volume-Weighted Average Price of the day.</summary>
/// <remarks>
/// Input: closed candles of one series, oldest first. Output: in quote currency: Σ typical price · volume / Σ volume since the day's first candle, typical price =
/// (high + low + close) / 3. It starts afresh with the first candle of each day, 00:00 UTC; NaN until something has traded that day. A candle with a NaN price or
/// volume gives NaN and is otherwise skipped. Source: S. Berkowitz, D. Logue, E. Noser, The Total Cost of Transactions on the NYSE, 1988. Equals <c>pandasta.vwap_reset_daily</c>.
/// </remarks>
public struct Vwap : ICandleIndicator<double>
{
    private const long Day = 24 * 60 * 60 * 1000;

    private long _from, _to; // milliseconds of the running day: [from, to)
    private double _value, _volume;

    public Vwap()
    {
    }

    public static IndicatorDefinition Definition { get; } = new(
        "vwap", new("Volume-Weighted Average Price", "Средневзвешенная по объёму цена"),
        new("The average price of the day (UTC) with each bar counted by its volume: what the day's trades cost on average.", "Средняя цена дня (UTC), в которой каждый бар взвешен своим объёмом: сколько в среднем стоили сделки дня."),
        "volume", [], [Common.Value(new("VWAP", "VWAP"))], TakesSource: false, ChartPane.Price, "pandasta.vwap_reset_daily",
        "Berkowitz, Logue and Noser, 1988: cumulative over the typical price, from the first candle of each UTC day, as pandas-ta by day. Skender accumulates from a given start instead.",
        _ => 0, _ => new CandleState<Vwap, double>(new Vwap()))
    { DependsOnStart = true };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(in Candle candle)
    {
        if (candle.Time >= _to || candle.Time < _from) StartDay(candle.Time);
        if (!Common.HasPrices(candle) || !double.IsFinite(candle.Volume)) return double.NaN;
        _value += (candle.High + candle.Low + candle.Close) * (1.0 / 3) * candle.Volume;
        _volume += candle.Volume;
        return _volume == 0 ? double.NaN : _value / _volume;
    }

    private void StartDay(long time)
    {
        _from = time - (((time % Day) + Day) % Day);
        _to = _from + Day;
        (_value, _volume) = (0, 0);
    }
}
