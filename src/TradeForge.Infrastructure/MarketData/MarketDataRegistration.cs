using Microsoft.Extensions.DependencyInjection;
using TradeForge.Infrastructure.MarketData.Import;
using TradeForge.Infrastructure.MarketData.Samples;

namespace TradeForge.Infrastructure.MarketData;

/// <summary>Registers the import of market data. Needs the PostgreSQL and ClickHouse services.</summary>
public static class MarketDataRegistration
{
    public static IServiceCollection AddTradeForgeMarketData(this IServiceCollection services)
    {
        services.AddSingleton<QuarantineStore>();
        services.AddSingleton<CandleImporter>();
        services.AddSingleton<SampleLoader>();
        return services;
    }
}
