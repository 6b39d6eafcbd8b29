using Microsoft.EntityFrameworkCore;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>What the strategies of one user were before. What is somebody else's or in the trash is not found.</summary>
public sealed class VersionStore
{
    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid _owner;

    internal VersionStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    /// <summary>Newest first.</summary>
    public async Task<Page<VersionSummary>> ListAsync(Guid strategy, int number, int size, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Paging.ReadAsync(Summaries(db, Mine(db).Where(x => x.StrategyId == strategy).OrderByDescending(x => x.Number)), number, size, cancel);
    }

    public async Task<VersionDetails?> FindAsync(Guid strategy, int number, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var mine = Mine(db).Where(x => x.StrategyId == strategy && x.Number == number);
        var graph = await mine.Select(x => x.Graph).SingleOrDefaultAsync(cancel);
        return graph is null ? null : new VersionDetails(await Summaries(db, mine).SingleAsync(cancel), graph);
    }

    /// <summary>Gives a version a name and a note; an autosave becomes a version that is kept.</summary>
    /// <returns>False when there is no such version.</returns>
    public async Task<bool> NameAsync(Guid strategy, int number, string name, string note, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.StrategyId == strategy && x.Number == number).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Name, name).SetProperty(x => x.Note, note)
            .SetProperty(x => x.Reason, x => x.Reason == VersionReason.Autosave ? VersionReason.Named : x.Reason), cancel) == 1;
    }

    /// <summary>Makes an earlier version the present one, as a new version; what was there stays as the one before. The strategy keeps its name.</summary>
    /// <param name="strategy">Whose version.</param>
    /// <param name="number">The version to go back to.</param>
    /// <param name="revision">Of the strategy as the page knows it; a later one is a conflict.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<SaveResult> RestoreAsync(Guid strategy, int number, int revision, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var version = await Mine(db).SingleOrDefaultAsync(x => x.StrategyId == strategy && x.Number == number, cancel);
        if (version is null) return new SaveResult.NotFound();
        var name = await StrategyWrites.Mine(db, _owner).Where(x => x.Id == strategy).Select(x => x.Name).SingleAsync(cancel);
        var graph = StrategyJson.WithName(version.Graph, name);
        return await StrategyWrites.SaveAsync(db, _owner, strategy, new(null, graph, version.DefinitionHash, revision, VersionReason.Restored, number), Clock.Now(_clock), cancel);
    }

    /// <summary>Saves what was read from a file over the strategy, as a version of its own.</summary>
    public async Task<SaveResult> ImportAsync(Guid strategy, string name, string graphJson, string definitionHash, int revision, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await StrategyWrites.SaveAsync(db, _owner, strategy, new(name, graphJson, definitionHash, revision, VersionReason.Imported), Clock.Now(_clock), cancel);
    }

    /// <summary>When the strategy came to mean what it means now; null while it never meant anything.</summary>
    public async Task<StrategyStamp?> StampAsync(Guid strategy, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await StrategyWrites.Mine(db, _owner).Where(x => x.Id == strategy).Join(db.Stamps, x => x.Id, s => s.StrategyId, (_, s) => s)
            .OrderByDescending(s => s.At).Select(s => new StrategyStamp(s.At, s.DefinitionHash)).FirstOrDefaultAsync(cancel);
    }

    private IQueryable<StrategyVersionRow> Mine(TradeForgeDb db) =>
        db.Versions.AsNoTracking().Where(v => StrategyWrites.Mine(db, _owner).Any(s => s.Id == v.StrategyId));

    private static IQueryable<VersionSummary> Summaries(TradeForgeDb db, IQueryable<StrategyVersionRow> versions) => versions.Select(x => new VersionSummary(
        x.Number, x.Reason, x.Name, x.Note, x.DefinitionHash, x.Parent, db.Runs.Count(r => r.StrategyId == x.StrategyId && r.StrategyVersion == x.Number && r.DeletedAt == null), x.CreatedAt, x.UpdatedAt));
}
