using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Web.Features.About;

/// <summary>Asks the stores whether they answer, each for two seconds at most.</summary>
public sealed class Readiness(IDbContextFactory<TradeForgeDb> databases, ClickHouseClient clickHouse, ILogger<Readiness> log)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyDictionary<string, bool>> AskAsync(CancellationToken cancellationToken)
    {
        var postgres = AnswersAsync("PostgreSQL", PostgresAsync, cancellationToken);
        var candles = AnswersAsync("ClickHouse", cancel => clickHouse.PingAsync(cancel), cancellationToken);
        return new Dictionary<string, bool> { ["PostgreSQL"] = await postgres, ["ClickHouse"] = await candles };
    }

    private async Task<bool> AnswersAsync(string store, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Limit);
        try
        {
            await ask(limited.Token).WaitAsync(Limit, cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(e, "{Store} does not answer.", store);
            return false;
        }
    }

    private async Task PostgresAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("select 1", cancellationToken);
    }
}
