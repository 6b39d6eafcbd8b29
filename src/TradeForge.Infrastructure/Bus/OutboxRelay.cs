using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Rows;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Infrastructure.Bus;

/// <summary>Publishes what was written to the outbox, in its order, and marks it. A crash in between publishes twice, never not at all.</summary>
internal sealed class OutboxRelay(IDbContextFactory<TradeForgeDb> databases, IMessageBus bus, TimeProvider clock, ILogger<OutboxRelay> log) : BackgroundService
{
    /// <summary>Only one relay works at a time: messages of one key keep their order.</summary>
    private const long Turn = 0x7F_0B_0C_5E;
    private const int Batch = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Kept = TimeSpan.FromDays(1), CleanEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException || e.InnerException is NpgsqlException)
            {
                log.LogWarning(e, "The outbox cannot be read; the next try is in {Pause}.", Pause);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
    }

    /// <summary>Publishes when PostgreSQL says that there is something, and looks by itself now and then.</summary>
    private async Task RelayAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var listener = (NpgsqlConnection)db.Database.GetDbConnection();
        await db.Database.ExecuteSqlAsync($"listen outbox", cancel);
        for (var cleanAt = clock.GetUtcNow(); ;)
        {
            if (clock.GetUtcNow() >= cleanAt)
            {
                await RemoveOldAsync(cancel);
                cleanAt = clock.GetUtcNow() + CleanEvery;
            }
            while (await PublishWaitingAsync(cancel) == Batch) { }
            await listener.WaitAsync(Pause, cancel);
        }
    }

    /// <summary>Publishes up to a batch of waiting messages.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PublishWaitingAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        var mine = await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({Turn}) as \"Value\"").SingleAsync(cancel);
        if (!mine) return 0;
        var waiting = await db.Outbox.Where(x => x.PublishedAt == null).OrderBy(x => x.Id).Take(Batch).ToListAsync(cancel);
        foreach (var row in waiting) await PublishAsync(row, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return waiting.Count;
    }

    private async Task PublishAsync(OutboxMessage row, CancellationToken cancel)
    {
        try
        {
            await bus.PublishAsync(new BusMessage(row.Topic, row.Key, row.Type, row.Payload, row.CorrelationId), cancel);
        }
        catch (ArgumentException e) // it will never be taken; it must not hold up the others
        {
            log.LogError(e, "Outbox message {Id} is not published (correlation {CorrelationId}).", row.Id, row.CorrelationId);
        }
        row.PublishedAt = Clock.Now(clock);
    }

    private async Task RemoveOldAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var before = Clock.Now(clock) - Kept;
        await db.Outbox.Where(x => x.PublishedAt < before).ExecuteDeleteAsync(cancel);
    }
}
