using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Web.Shared.Replay;

/// <summary>What a replay needs of the market store. A record of functions, so that tests can count and delay them.</summary>
/// <param name="Stamp">Equal stamps mean equal bars.</param>
/// <param name="Read">The stored bars of [from, to); null = no bound.</param>
public sealed record MarketSource(
    Func<string, Timeframe, CancellationToken, Task<CandleStamp>> Stamp,
    Func<string, Timeframe, DateTimeOffset?, DateTimeOffset?, CancellationToken, Task<CandleSeries>> Read)
{
    public static MarketSource Of(CandleStore candles) => new(candles.StampAsync, candles.ReadAsync);
}
