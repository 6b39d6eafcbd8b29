using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Infrastructure.Postgres;

public static class PostgresServices
{
    /// <summary>The database, the stores and the audit log. <paramref name="connectionString"/> is the embedded server's or a real one's.</summary>
    public static IServiceCollection AddTradeForgePostgres(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContextFactory<TradeForgeDb>(options => Configure(options, connectionString));
        services.AddSingleton<UserDataFactory>();
        services.AddSingleton<InstrumentStore>();
        services.AddSingleton<SharedLinks>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<RunPace>();
        services.AddSingleton<RunQueue>();
        services.AddSingleton<RunResults>();
        return services;
    }

    internal static void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, o => o.CommandTimeout(30).MigrationsHistoryTable("migrations"));
}
