using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TradeForge.Infrastructure.MarketData.Import;
using TradeForge.Infrastructure.MarketData.Samples;

namespace TradeForge.Infrastructure.MarketData;

/// <summary>Registers the import of market data. Needs the PostgreSQL and ClickHouse services.</summary>
public static class MarketDataRegistration
{
    public static IServiceCollection AddTradeForgeMarketData(this IServiceCollection services)
    {
        services.TryAddSingleton<QuarantineStore>();
        services.TryAddSingleton<CandleImporter>();
        services.TryAddSingleton<SampleLoader>();
        return services;
    }
}
