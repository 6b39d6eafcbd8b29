using Microsoft.Extensions.DependencyInjection;

namespace TradeForge.Infrastructure.Bus;

public static class BusServices
{
    /// <summary>The bus of one process, the relay from the outbox to it, and the events that pages watch. Needs AddTradeForgePostgres.</summary>
    public static IServiceCollection AddTradeForgeBus(this IServiceCollection services)
    {
        services.AddSingleton(TopicCatalog.Load());
        services.AddSingleton<IMessageBus, InProcessBus>();
        services.AddSingleton<RunEvents>();
        services.AddHostedService(s => s.GetRequiredService<RunEvents>()); // before the relay: it listens when the first message comes
        services.AddHostedService<OutboxRelay>();
        return services;
    }
}
