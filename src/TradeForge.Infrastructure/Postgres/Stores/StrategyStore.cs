using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>The strategies of one user. What is somebody else's or deleted is not found.</summary>
public sealed class StrategyStore
{
    private static readonly Expression<Func<StrategyRecord, StrategyDetails>> Details =
        x => new StrategyDetails(x.Id, x.Name, x.Graph, x.DefinitionHash, x.Revision, x.CreatedAt, x.UpdatedAt);

    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid _owner;

    internal StrategyStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    /// <summary>Last edited first.</summary>
    /// <param name="search">Part of a name, in any case; null or empty for all.</param>
    /// <param name="number">Page, from 1.</param>
    /// <param name="size">Strategies on a page.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<StrategySummary>> ListAsync(string? search, int number, int size, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var mine = Mine(db);
        if (!string.IsNullOrWhiteSpace(search)) mine = mine.Where(x => EF.Functions.ILike(x.Name, Like.Contains(search), Like.Escape));
        var items = mine.OrderByDescending(x => x.UpdatedAt).ThenBy(x => x.Id)
            .Select(x => new StrategySummary(x.Id, x.Name, x.DefinitionHash, db.Runs.Count(r => r.StrategyId == x.Id), x.CreatedAt, x.UpdatedAt));
        return await Paging.ReadAsync(items, number, size, cancel);
    }

    public async Task<StrategyDetails?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id).Select(Details).SingleOrDefaultAsync(cancel);
    }

    /// <param name="name">1 to 200 characters.</param>
    /// <param name="graphJson">Valid JSON; kept letter for letter.</param>
    /// <param name="definitionHash">Hash of what the strategy means.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<StrategyDetails> CreateAsync(string name, string graphJson, string definitionHash, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        var row = new StrategyRecord { Id = Guid.CreateVersion7(now), OwnerId = _owner, Name = name, Graph = graphJson, DefinitionHash = definitionHash, CreatedAt = now, UpdatedAt = now, Revision = 1 };
        db.Strategies.Add(row);
        await db.SaveChangesAsync(cancel);
        return Details.Compile()(row);
    }

    /// <summary>Saves over <paramref name="revision"/>; a later one is not overwritten but returned as a conflict.</summary>
    public async Task<SaveResult> UpdateAsync(Guid id, string name, string graphJson, string definitionHash, int revision, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        var changed = await Mine(db).Where(x => x.Id == id && x.Revision == revision).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.Name, name).SetProperty(x => x.Graph, graphJson).SetProperty(x => x.DefinitionHash, definitionHash).SetProperty(x => x.UpdatedAt, now)
                .SetProperty(x => x.Revision, revision + 1), cancel);
        var current = await Mine(db).Where(x => x.Id == id).Select(Details).SingleOrDefaultAsync(cancel);
        if (current is null) return new SaveResult.NotFound();
        return changed == 1 ? new SaveResult.Saved(current) : new SaveResult.Conflict(current);
    }

    /// <summary>What <see cref="DeleteAsync"/> would take away; null when there is no such strategy.</summary>
    public async Task<StrategyLoss?> LossOnDeleteAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id).Select(x => new StrategyLoss(
            x.Name,
            db.Runs.Count(r => r.StrategyId == id),
            db.Runs.Count(r => r.StrategyId == id && (r.Status == RunStatus.Queued || r.Status == RunStatus.Running)))).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Hides the strategy from every list; its runs keep their own copy of the graph.</summary>
    public async Task<DeleteOutcome> DeleteAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        var changed = await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.DeletedAt, now), cancel);
        return changed == 1 ? DeleteOutcome.Deleted : DeleteOutcome.NotFound;
    }

    /// <summary>Takes <see cref="DeleteAsync"/> back; false when there is nothing to take back.</summary>
    public async Task<bool> RestoreAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var deleted = db.Strategies.Where(x => x.Id == id && x.OwnerId == _owner && x.DeletedAt != null);
        return await deleted.ExecuteUpdateAsync(set => set.SetProperty(x => x.DeletedAt, (DateTimeOffset?)null), cancel) == 1;
    }

    private IQueryable<StrategyRecord> Mine(TradeForgeDb db) => db.Strategies.AsNoTracking().Where(x => x.OwnerId == _owner && x.DeletedAt == null);
}
