using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Identity;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>A link that works. Its secret is not here: it was told once, when the link was made.</summary>
public sealed record ShareLink(Guid Id, string Name, bool ShowsRules, DateTimeOffset CreatedAt);

/// <summary>The links by which one user lets others look at strategies and runs. What is somebody else's is not found.</summary>
public sealed class ShareStore
{
    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid _owner;

    internal ShareStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    /// <summary>Lets everybody who has the secret look at the strategy as it is at the time.</summary>
    /// <param name="strategy">Which.</param>
    /// <param name="name">What the visitor reads above it; 1 to 200 characters.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The secret; null when there is no such strategy.</returns>
    public async Task<string?> ShareStrategyAsync(Guid strategy, string name, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (!await StrategyWrites.Mine(db, _owner).AnyAsync(x => x.Id == strategy, cancel)) return null;
        return await AddAsync(db, new ShareLinkRow { StrategyId = strategy, Name = name, TokenHash = [], ShowsRules = true }, cancel);
    }

    /// <summary>Lets everybody who has the secret look at the result of a run.</summary>
    /// <param name="run">Which.</param>
    /// <param name="name">What the visitor reads above it; 1 to 200 characters.</param>
    /// <param name="showsRules">The strategy may be seen as well.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The secret; null when there is no such run.</returns>
    public async Task<string?> ShareRunAsync(Guid run, string name, bool showsRules, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (!await RunRows.Mine(db, _owner).AnyAsync(x => x.Id == run, cancel)) return null;
        return await AddAsync(db, new ShareLinkRow { RunId = run, Name = name, TokenHash = [], ShowsRules = showsRules }, cancel);
    }

    /// <summary>The working links to a strategy or a run, newest first.</summary>
    public async Task<IReadOnlyList<ShareLink>> ListAsync(Guid strategyOrRun, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.StrategyId == strategyOrRun || x.RunId == strategyOrRun)
            .OrderByDescending(x => x.CreatedAt).ThenBy(x => x.Id).Select(x => new ShareLink(x.Id, x.Name, x.ShowsRules, x.CreatedAt)).ToListAsync(cancel);
    }

    /// <summary>From now on the link answers as if it had never been. False when there is no such link.</summary>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        return await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.RevokedAt, now), cancel) == 1;
    }

    private async Task<string> AddAsync(TradeForgeDb db, ShareLinkRow row, CancellationToken cancel)
    {
        var (secret, now) = (Secret.New(), Clock.Now(_clock));
        (row.Id, row.OwnerId, row.TokenHash, row.CreatedAt) = (Guid.CreateVersion7(now), _owner, Secret.Hash(secret), now);
        db.ShareLinks.Add(row);
        await db.SaveChangesAsync(cancel);
        return secret;
    }

    private IQueryable<ShareLinkRow> Mine(TradeForgeDb db) => db.ShareLinks.AsNoTracking().Where(x => x.OwnerId == _owner && x.RevokedAt == null);
}
