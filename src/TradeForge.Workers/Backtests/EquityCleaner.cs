using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeForge.Infrastructure.Bus;

namespace TradeForge.Workers.Backtests;

/// <summary>Removes the equity curves of deleted runs. One that a crash leaves behind belongs to nobody and is never read.</summary>
internal sealed class EquityCleaner(IMessageBus bus, BacktestEngine engine, ILogger<EquityCleaner> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var message in bus.ReadAsync(Topics.BacktestEvents, "equity-cleaner", stoppingToken))
        {
            if (message.Type != nameof(BacktestDeleted)) continue;
            try
            {
                await engine.DeleteEquity(message.Read<BacktestDeleted>().RunId, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "The equity curve of a deleted run stays behind (correlation {CorrelationId}).", message.CorrelationId);
            }
        }
    }
}
