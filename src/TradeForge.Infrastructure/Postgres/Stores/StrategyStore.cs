using Microsoft.EntityFrameworkCore;
using TradeForge.Core;
using TradeForge.Core.Tiers;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>The strategies of one user. What is somebody else's or deleted is not found.</summary>
public sealed class StrategyStore
{
    /// <summary>In place of a hash while a graph has errors: it means nothing yet.</summary>
    public const string Draft = "draft";

    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Tier _tier;
    private readonly Guid _owner;

    internal StrategyStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Tier tier, Guid owner) => (_databases, _clock, _tier, _owner) = (databases, clock, tier, owner);

    /// <param name="filter">Which, in what order.</param>
    /// <param name="number">Page, from 1.</param>
    /// <param name="size">Strategies on a page.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<StrategySummary>> ListAsync(StrategyFilter filter, int number, int size, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = filter.Trash ? Trash(db) : Mine(db);
        if (!string.IsNullOrWhiteSpace(filter.Search)) rows = rows.Where(x => EF.Functions.ILike(x.Name, Like.Contains(filter.Search), Like.Escape));
        if (filter.Folder is { } folder) rows = rows.Where(x => x.Folder == folder);
        if (filter.Tag is { } tag) rows = rows.Where(x => x.Tags.Contains(tag));
        var items = Sorted(rows, db, filter.Sort).ThenBy(x => x.Id).Select(x => new StrategySummary(
            x.Id, x.Name, x.DefinitionHash, db.Runs.Count(r => r.StrategyId == x.Id && r.DeletedAt == null), x.Folder, x.Tags, x.CreatedAt, x.UpdatedAt, x.DeletedAt,
            db.Versions.Any(v => v.StrategyId == x.Id && v.Number == 1 && v.Reason == VersionReason.Imported)));
        return await Paging.ReadAsync(items, number, size, cancel);
    }

    public async Task<StrategyLabels> LabelsAsync(CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = await Mine(db).Select(x => new { x.Folder, x.Tags }).ToListAsync(cancel);
        static LabelCount[] Count(IEnumerable<string> names) => [.. names.GroupBy(n => n).Select(g => new LabelCount(g.Key, g.Count())).OrderBy(x => x.Name, StringComparer.OrdinalIgnoreCase)];
        return new StrategyLabels(Count(rows.Select(x => x.Folder).Where(f => f.Length > 0)), Count(rows.SelectMany(x => x.Tags)), rows.Count, await Trash(db).CountAsync(cancel));
    }

    public async Task<StrategyDetails?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id).Select(StrategyWrites.Details).SingleOrDefaultAsync(cancel);
    }

    /// <param name="name">1 to 200 characters.</param>
    /// <param name="graphJson">Valid JSON; kept letter for letter.</param>
    /// <param name="definitionHash">Hash of what the strategy means.</param>
    /// <param name="imported">It comes from elsewhere, and its first version says so.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The strategy, or what the tier refuses.</returns>
    public Task<StrategyOutcome> CreateAsync(string name, string graphJson, string definitionHash, bool imported, CancellationToken cancel) =>
        AddAsync(new StrategyRecord { Name = name, Graph = graphJson, DefinitionHash = definitionHash }, imported ? VersionReason.Imported : VersionReason.Created, cancel);

    /// <summary>A strategy of its own that begins as a copy and remembers its parent; it lands in the parent's folder with its tags.</summary>
    /// <param name="parent">The strategy that is copied.</param>
    /// <param name="version">The version that is copied, when it is an earlier one.</param>
    /// <param name="name">1 to 200 characters.</param>
    /// <param name="graphJson">Valid JSON; kept letter for letter.</param>
    /// <param name="definitionHash">Hash of what it means.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The fork, or what the tier refuses; neither when there is no such parent.</returns>
    public async Task<StrategyOutcome> ForkAsync(Guid parent, int? version, string name, string graphJson, string definitionHash, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (await Mine(db).SingleOrDefaultAsync(x => x.Id == parent, cancel) is not { } source) return StrategyOutcome.NotFound;
        version ??= await db.Versions.Where(x => x.StrategyId == parent).MaxAsync(x => (int?)x.Number, cancel);
        return await AddAsync(new StrategyRecord
        {
            Name = name,
            Graph = graphJson,
            DefinitionHash = definitionHash,
            Folder = source.Folder,
            Tags = source.Tags,
            ForkedFromId = parent,
            ForkedFromVersion = version,
            ForkedFromName = source.Name,
        }, VersionReason.Created, cancel);
    }

    /// <summary>Saves over <paramref name="revision"/>; a later one is not overwritten but returned as a conflict. It goes into the versions as an autosave.</summary>
    public async Task<SaveResult> UpdateAsync(Guid id, string name, string graphJson, string definitionHash, int revision, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await StrategyWrites.SaveAsync(db, _owner, id, new(name, graphJson, definitionHash, revision, VersionReason.Autosave), Clock.Now(_clock), cancel);
    }

    /// <summary>Puts the strategy into a folder (empty: into none) and gives it tags; it does not count as a change of the strategy.</summary>
    /// <returns>False when there is no such strategy.</returns>
    public async Task<bool> LabelAsync(Guid id, string folder, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        string[] kept = [.. tags];
        return await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Folder, folder).SetProperty(x => x.Tags, kept), cancel) == 1;
    }

    /// <summary>What <see cref="DeleteAsync"/>, and of a strategy in the trash <see cref="PurgeAsync"/>, would take away; null when there is no such strategy.</summary>
    public async Task<StrategyLoss?> LossOnDeleteAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Strategies.Where(x => x.Id == id && x.OwnerId == _owner).Select(x => new StrategyLoss(
            x.Name,
            db.Runs.Count(r => r.StrategyId == id && r.DeletedAt == null),
            db.Runs.Count(r => r.StrategyId == id && (r.Status == RunStatus.Queued || r.Status == RunStatus.Running)),
            db.Versions.Count(v => v.StrategyId == id),
            db.ShareLinks.Count(l => l.StrategyId == id && l.RevokedAt == null))).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Hides the strategy from every list; its runs keep their own copy of the graph.</summary>
    public async Task<DeleteOutcome> DeleteAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        var changed = await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.DeletedAt, now), cancel);
        return changed == 1 ? DeleteOutcome.Deleted : DeleteOutcome.NotFound;
    }

    /// <summary>Takes <see cref="DeleteAsync"/> back, if the tier allows one more.</summary>
    /// <returns>The strategy, or what the tier refuses; neither when there is nothing to take back.</returns>
    public async Task<StrategyOutcome> RestoreAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await RefusedAsync(db, cancel) is { Count: > 0 } refused) return new StrategyOutcome(null, refused);
        if (await Trash(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.DeletedAt, (DateTimeOffset?)null), cancel) != 1) return StrategyOutcome.NotFound;
        var back = await Mine(db).Where(x => x.Id == id).Select(StrategyWrites.Details).SingleAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new StrategyOutcome(back, []);
    }

    /// <summary>Removes a strategy of the trash for good, with its versions and links; its runs stay. False when it is not in the trash.</summary>
    public async Task<bool> PurgeAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Trash(db).Where(x => x.Id == id).ExecuteDeleteAsync(cancel) == 1;
    }

    /// <summary>What the tier refuses of one more strategy. Until the transaction ends, nobody else gets one for this user: two never share the last place.</summary>
    private async Task<IReadOnlyList<Problem>> RefusedAsync(TradeForgeDb db, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"strategies of " + _owner}, 0))", cancel);
        return _tier.Check(new TierUsage(Strategies: await Mine(db).CountAsync(cancel)), new TierRequest(Strategies: 1));
    }

    private async Task<StrategyOutcome> AddAsync(StrategyRecord row, VersionReason reason, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        (row.Id, row.OwnerId, row.CreatedAt, row.UpdatedAt, row.Revision) = (Guid.CreateVersion7(now), _owner, now, now, 1);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await RefusedAsync(db, cancel) is { Count: > 0 } refused) return new StrategyOutcome(null, refused);
        db.Strategies.Add(row);
        await db.SaveChangesAsync(cancel);
        await StrategyHistory.SaveAsync(db, row.Id, row.Graph, row.DefinitionHash, reason, null, now, cancel);
        await transaction.CommitAsync(cancel);
        return new StrategyOutcome(StrategyWrites.Details.Compile()(row), []);
    }

    private static IOrderedQueryable<StrategyRecord> Sorted(IQueryable<StrategyRecord> rows, TradeForgeDb db, StrategySort sort) => sort switch
    {
        StrategySort.Name => rows.OrderBy(x => x.Name.ToLower()),
        StrategySort.Created => rows.OrderByDescending(x => x.CreatedAt),
        StrategySort.Runs => rows.OrderByDescending(x => db.Runs.Count(r => r.StrategyId == x.Id && r.DeletedAt == null)),
        _ => rows.OrderByDescending(x => x.UpdatedAt),
    };

    private IQueryable<StrategyRecord> Mine(TradeForgeDb db) => StrategyWrites.Mine(db, _owner);

    private IQueryable<StrategyRecord> Trash(TradeForgeDb db) => db.Strategies.AsNoTracking().Where(x => x.OwnerId == _owner && x.DeletedAt != null);
}
