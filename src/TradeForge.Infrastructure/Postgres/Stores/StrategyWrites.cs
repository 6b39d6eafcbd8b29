using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>What a strategy is to become.</summary>
/// <param name="Name">Null: as it is.</param>
/// <param name="Graph">Kept letter for letter.</param>
/// <param name="Hash">Hash of what it means.</param>
/// <param name="Revision">Over which it is saved.</param>
/// <param name="Reason">Why.</param>
/// <param name="Parent">The version that is restored.</param>
internal sealed record StrategyChange(string? Name, string Graph, string Hash, int Revision, VersionReason Reason, int? Parent = null);

/// <summary>The one way in which a strategy changes: over the revision that was read, with its version and its stamp.</summary>
internal static class StrategyWrites
{
    public static readonly Expression<Func<StrategyRecord, StrategyDetails>> Details = x => new StrategyDetails(
        x.Id, x.Name, x.Graph, x.DefinitionHash, x.Revision, x.CreatedAt, x.UpdatedAt,
        x.ForkedFromId == null ? null : new StrategyParent(x.ForkedFromId.Value, x.ForkedFromVersion, x.ForkedFromName!));

    public static IQueryable<StrategyRecord> Mine(TradeForgeDb db, Guid owner) => db.Strategies.AsNoTracking().Where(x => x.OwnerId == owner && x.DeletedAt == null);

    public static async Task<SaveResult> SaveAsync(TradeForgeDb db, Guid owner, Guid id, StrategyChange change, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var changed = await Mine(db, owner).Where(x => x.Id == id && x.Revision == change.Revision).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Name, x => change.Name ?? x.Name).SetProperty(x => x.Graph, change.Graph).SetProperty(x => x.DefinitionHash, change.Hash)
            .SetProperty(x => x.UpdatedAt, now).SetProperty(x => x.Revision, change.Revision + 1), cancel);
        if (changed == 1) await StrategyHistory.SaveAsync(db, id, change.Graph, change.Hash, change.Reason, change.Parent, now, cancel);
        var current = await Mine(db, owner).Where(x => x.Id == id).Select(Details).SingleOrDefaultAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (current is null) return new SaveResult.NotFound();
        return changed == 1 ? new SaveResult.Saved(current) : new SaveResult.Conflict(current);
    }

    /// <summary>Keeps what is run as a version.</summary>
    /// <returns>Its number; null when the graph of the run was never that of the strategy.</returns>
    /// <exception cref="ArgumentException">The strategy is not the user's.</exception>
    public static async Task<int?> VersionOfRunAsync(TradeForgeDb db, Guid owner, Guid id, StartRun run, DateTimeOffset now, CancellationToken cancel)
    {
        var row = await db.Strategies.FromSql($"select * from strategies where id = {id} for update").AsNoTracking().SingleOrDefaultAsync(cancel);
        if (row is null || row.OwnerId != owner) throw new ArgumentException($"Strategy {id} is not one of user {owner}.", nameof(id));
        if (row.Graph == run.GraphJson) return await StrategyHistory.SaveAsync(db, id, row.Graph, row.DefinitionHash, VersionReason.Run, null, now, cancel);
        return await db.Versions.Where(x => x.StrategyId == id && x.DefinitionHash == run.DefinitionHash).MaxAsync(x => (int?)x.Number, cancel);
    }
}
