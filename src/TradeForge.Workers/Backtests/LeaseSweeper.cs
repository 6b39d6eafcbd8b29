using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Workers.Backtests;

/// <summary>Finds runs whose worker died and runs whose message was lost.</summary>
internal sealed class LeaseSweeper(RunQueue queue, IOptions<BacktestWorkerOptions> options, TimeProvider clock, ILogger<LeaseSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Sweep, clock);
        do
        {
            try
            {
                var expired = await queue.SweepExpiredAsync(stoppingToken);
                if (expired > 0) log.LogWarning("{Count} runs had lost their worker.", expired);
                await queue.WakeAgainAsync(Patience, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The sweep failed; the next one is in {Pause}.", options.Value.Sweep);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
