using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Identity;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>A strategy that its owner shares. <paramref name="Name"/> is what the owner chose for the link.</summary>
public sealed record SharedStrategy(string Name, string GraphJson, DateTimeOffset UpdatedAt);

/// <summary>A run that its owner shares: read it through the data of <paramref name="Owner"/>, and tell nothing else of the owner.</summary>
public sealed record SharedRun(Guid Owner, Guid Run, string Name, bool ShowsRules);

/// <summary>What the secret of a link opens, for whoever has it. Wrong, revoked and never made are one and the same: null.</summary>
public sealed class SharedLinks(IDbContextFactory<TradeForgeDb> databases)
{
    /// <summary>Null also while the strategy is in the trash.</summary>
    public async Task<SharedStrategy?> FindStrategyAsync(string secret, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Working(db, secret).Join(db.Strategies.Where(s => s.DeletedAt == null), l => l.StrategyId, s => (Guid?)s.Id, (l, s) => new SharedStrategy(l.Name, s.Graph, s.UpdatedAt))
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Null also while the run is in the trash.</summary>
    public async Task<SharedRun?> FindRunAsync(string secret, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Working(db, secret).Join(db.Runs.Where(r => r.DeletedAt == null), l => l.RunId, r => (Guid?)r.Id, (l, r) => new SharedRun(l.OwnerId, r.Id, l.Name, l.ShowsRules)).SingleOrDefaultAsync(cancel);
    }

    private static IQueryable<ShareLinkRow> Working(TradeForgeDb db, string secret)
    {
        var hash = Secret.Hash(secret);
        return db.ShareLinks.AsNoTracking().Where(x => x.TokenHash == hash && x.RevokedAt == null);
    }
}
