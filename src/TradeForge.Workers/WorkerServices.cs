using Microsoft.Extensions.DependencyInjection;
using TradeForge.Workers.Backtests;

namespace TradeForge.Workers;

public static class WorkerServices
{
    /// <summary>The background jobs of these roles; an empty list means all. Needs AddTradeForgePostgres, AddTradeForgeClickHouse and AddTradeForgeBus.</summary>
    public static IServiceCollection AddTradeForgeWorkers(this IServiceCollection services, IReadOnlyCollection<string> roles)
    {
        if (roles.Count > 0 && !roles.Contains(WorkerRoles.Backtests)) return services;
        services.AddOptions<BacktestWorkerOptions>().BindConfiguration(BacktestWorkerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(BacktestEngines.Create);
        services.AddSingleton<BacktestJob>();
        services.AddHostedService<BacktestWorker>();
        services.AddHostedService<LeaseSweeper>();
        services.AddHostedService<EquityCleaner>();
        return services;
    }
}
