using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>Registers the ClickHouse client, its stores and its migrator.</summary>
public static class ClickHouseRegistration
{
    /// <summary>Address of a real server from <c>TRADEFORGE_CLICKHOUSE</c> or <c>TradeForge:ClickHouse</c>; null = the embedded engine is used.</summary>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static ClickHouseEndpoint? ConfiguredServer(IConfiguration configuration) =>
        (configuration["TRADEFORGE_CLICKHOUSE"] ?? configuration["TradeForge:ClickHouse"]) is { Length: > 0 } url ? ClickHouseEndpoint.Parse(url) : null;

    /// <summary>For either server: <paramref name="endpoint"/> is <see cref="ConfiguredServer"/> or <see cref="ClickHouseServer.Endpoint"/>.</summary>
    public static IServiceCollection AddTradeForgeClickHouse(this IServiceCollection services, ClickHouseEndpoint endpoint, string database = "tradeforge")
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new ClickHouseClient(endpoint, database));
        services.AddSingleton<CandleStore>();
        services.AddSingleton<EquityStore>();
        services.AddSingleton<ClickHouseMigrator>();
        return services;
    }
}
