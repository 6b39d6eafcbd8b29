using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Workers.Backtests;

/// <summary>Takes queued runs, a few at a time. A message only wakes it; which run is next, PostgreSQL says.</summary>
internal sealed class BacktestWorker(RunQueue queue, BacktestJob job, IMessageBus bus, IOptions<BacktestWorkerOptions> options, TimeProvider clock, ILogger<BacktestWorker> log) : BackgroundService
{
    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly string _id = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var slots = Enumerable.Range(1, options.Value.Concurrency).Select(n => WorkAsync($"{_id}/{n}", stoppingToken));
        await Task.WhenAll([ListenAsync(stoppingToken), .. slots]);
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await foreach (var message in bus.ReadAsync(Topics.BacktestRequests, "backtests", stopping))
        {
            try
            {
                message.Read<BacktestRequested>();
                if (_wake.CurrentCount < options.Value.Concurrency) _wake.Release();
            }
            catch (JsonException e)
            {
                log.LogError(e, "A message cannot be read and goes to {Topic} (correlation {CorrelationId}).", Topics.BacktestRequestsDead, message.CorrelationId);
                await bus.PublishAsync(message with { Topic = Topics.BacktestRequestsDead }, stopping);
            }
        }
    }

    private async Task WorkAsync(string workerId, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (!stopping.IsCancellationRequested && await queue.ClaimAsync(workerId, options.Value.Lease, stopping) is { } claim) await job.RunAsync(claim, stopping);
                await _wake.WaitAsync(options.Value.Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The queue of runs cannot be read; the next try is in {Pause}.", Trouble);
                await Task.Delay(Trouble, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }
}
