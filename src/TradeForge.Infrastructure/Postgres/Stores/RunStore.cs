using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Core.Tiers;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>The backtest runs of one user. What is somebody else's or deleted is not found.</summary>
public sealed class RunStore
{
    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Tier _tier;
    private readonly Guid _owner;

    internal RunStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Tier tier, Guid owner) => (_databases, _clock, _tier, _owner) = (databases, clock, tier, owner);

    /// <summary>Queues a run if the tier allows it: the count of active runs, the row, its message and the version of its strategy are one transaction, and two of one user follow each other.</summary>
    /// <returns>The run, or what the tier refuses.</returns>
    /// <exception cref="ArgumentException">The strategy is not the user's.</exception>
    public async Task<StartOutcome> StartRunAsync(StartRun request, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"runs of " + _owner}, 0))", cancel);
        var active = await Mine(db).CountAsync(x => x.Status == RunStatus.Queued || x.Status == RunStatus.Running, cancel);
        var refused = _tier.Check(new TierUsage(active), new TierRequest(Runs: 1, request.Bars, Math.Max(1, request.Instruments.Count)));
        if (refused.Count > 0) return new StartOutcome(null, refused);
        var run = RunRows.New(request, _owner, Clock.Now(_clock));
        if (request.StrategyId is { } strategy) run.StrategyVersion = await StrategyWrites.VersionOfRunAsync(db, _owner, strategy, request, run.CreatedAt, cancel);
        db.Runs.Add(run);
        db.RunColumns.AddRange(request.Files.Select(c => RunFileRows.Row(run.Id, c.Name, c.Csv)));
        db.Outbox.Add(RunRows.Wake(run));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new StartOutcome(run.Id, []);
    }

    /// <summary>What the tier would refuse of a run now; <see cref="StartRunAsync"/> asks again.</summary>
    public async Task<IReadOnlyList<Problem>> LimitsAsync(long bars, int instruments, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var active = await Mine(db).CountAsync(x => x.Status == RunStatus.Queued || x.Status == RunStatus.Running, cancel);
        return _tier.Check(new TierUsage(active), new TierRequest(Runs: 1, bars, instruments));
    }

    /// <summary>Keeps what the owner writes about a run, at most 2000 characters.</summary>
    /// <returns>False when there is no such run.</returns>
    public async Task<bool> SetNoteAsync(Guid id, string note, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var text = note.Trim();
        if (text.Length > 2000) text = text[..2000];
        return await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.Note, text), cancel) == 1;
    }

    /// <summary>Other finished runs with the same key as this one, newest first: the same question was asked before.</summary>
    public async Task<IReadOnlyList<RunTwin>> TwinsAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var key = await Mine(db).Where(x => x.Id == id).Select(x => x.RunKey).SingleOrDefaultAsync(cancel);
        if (key is null) return [];
        return await Mine(db).Where(x => x.RunKey == key && x.Id != id).OrderByDescending(x => x.CreatedAt).Take(20)
            .Select(x => new RunTwin(x.Id, x.CreatedAt, x.ResultHash)).ToListAsync(cancel);
    }

    /// <summary>The files that came with a run: name and text; none when there is no such run.</summary>
    public async Task<IReadOnlyList<(string Name, byte[] Csv)>> FilesAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).AnyAsync(x => x.Id == id, cancel) ? await RunFileRows.ReadAsync(db, id, cancel) : [];
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<RunSummary>> ListAsync(RunFilter filter, int number, int size, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var runs = filter.Trash ? Trash(db) : Mine(db);
        if (filter.StrategyId is { } strategy) runs = runs.Where(x => x.StrategyId == strategy);
        if (filter.Status is { } status) runs = runs.Where(x => x.Status == status);
        if (filter.Instrument is { } instrument) runs = runs.Where(x => x.Instruments.Contains(instrument));
        if (!string.IsNullOrWhiteSpace(filter.Search))
            runs = runs.Where(x => EF.Functions.ILike(x.StrategyName, Like.Contains(filter.Search), Like.Escape) || EF.Functions.ILike(x.Note, Like.Contains(filter.Search), Like.Escape)
                || EF.Functions.ILike(x.Instrument, Like.Contains(filter.Search), Like.Escape));
        return await Paging.ReadAsync(runs.OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).Select(RunRows.Summary), number, size, cancel);
    }

    public async Task<RunDetails?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var row = await Mine(db).SingleOrDefaultAsync(x => x.Id == id, cancel);
        return row is null ? null : RunRows.Details(row);
    }

    /// <summary>The graph that the newest run of a strategy played or will play; null when there is none. Runs that failed or were cancelled showed nothing, and a repeat asks an old question again.</summary>
    public async Task<string?> LastGraphAsync(Guid strategy, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.StrategyId == strategy && x.RerunOf == null && x.Status != RunStatus.Failed && x.Status != RunStatus.Cancelled)
            .OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).Select(x => x.Graph).FirstOrDefaultAsync(cancel);
    }

    /// <summary>When the strategy of the run came to mean what was run: bars later than that are its locked forward record.</summary>
    /// <returns>Null when there is no such run, or when its graph was never that of a strategy that is still there.</returns>
    public async Task<StrategyStamp?> StampAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id)
            .SelectMany(x => db.Stamps.Where(s => s.StrategyId == x.StrategyId && s.DefinitionHash == x.DefinitionHash && s.At <= x.CreatedAt))
            .OrderByDescending(s => s.At).Select(s => new StrategyStamp(s.At, s.DefinitionHash)).FirstOrDefaultAsync(cancel);
    }

    public async Task<RunCounts> CountsAsync(CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var counts = await Mine(db).GroupBy(x => x.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancel);
        int Of(RunStatus status) => counts.GetValueOrDefault(status);
        return new RunCounts(Of(RunStatus.Queued), Of(RunStatus.Running), Of(RunStatus.Succeeded), Of(RunStatus.Failed), Of(RunStatus.Cancelled), await Trash(db).CountAsync(cancel));
    }

    /// <summary>The result JSON byte for byte as the engine wrote it; null when there is none.</summary>
    public async Task<Stream?> OpenResultAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var json = await Mine(db).Where(x => x.Id == id).Join(db.Results, x => x.Id, r => r.RunId, (_, r) => r.Json).SingleOrDefaultAsync(cancel);
        return json is null ? null : new GZipStream(new MemoryStream(json, writable: false), CompressionMode.Decompress);
    }

    /// <summary>Closed trades in their order; null when there is no such run.</summary>
    public async Task<Page<Trade>?> TradesAsync(Guid id, int number, int size, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (!await Mine(db).AnyAsync(x => x.Id == id, cancel)) return null;
        var page = await Paging.ReadAsync(db.Trades.AsNoTracking().Where(x => x.RunId == id).OrderBy(x => x.Ordinal), number, size, cancel);
        return new Page<Trade>([.. page.Items.Select(TradeRows.Read)], page.Total, page.Number, page.Size);
    }

    /// <summary>A queued run is cancelled at once; a running one is asked to stop and does so within about a second.</summary>
    public async Task<CancelOutcome> RequestCancelAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var queued = await Mine(db).Where(x => x.Id == id && x.Status == RunStatus.Queued).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.Status, RunStatus.Cancelled).SetProperty(x => x.CancelRequested, true).SetProperty(x => x.FinishedAt, now), cancel);
        if (queued == 1)
        {
            db.Outbox.Add(RunRows.Moved(await Mine(db).SingleAsync(x => x.Id == id, cancel), now));
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return CancelOutcome.Cancelled;
        }
        var running = await Mine(db).Where(x => x.Id == id && x.Status == RunStatus.Running).ExecuteUpdateAsync(set => set.SetProperty(x => x.CancelRequested, true), cancel);
        await transaction.CommitAsync(cancel);
        if (running == 1) return CancelOutcome.Requested;
        return await Mine(db).AnyAsync(x => x.Id == id, cancel) ? CancelOutcome.AlreadyFinished : CancelOutcome.NotFound;
    }

    /// <summary>What <see cref="DeleteRunAsync"/>, and of a run in the trash <see cref="PurgeRunAsync"/>, would take away; null when there is no such run.</summary>
    public async Task<RunLoss?> LossOnDeleteAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Runs.Where(x => x.Id == id && x.OwnerId == _owner)
            .Select(x => new RunLoss(x.StrategyName, x.Instrument, x.Trades ?? 0, db.Results.Any(r => r.RunId == id),
                db.TradeNotes.Count(n => n.RunId == id) + (x.Note.Length > 0 ? 1 : 0), db.ShareLinks.Count(l => l.RunId == id && l.RevokedAt == null))).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Puts the run into the trash: it is in no list, and its share links do not work. A run that is queued or running must be cancelled first.</summary>
    public async Task<DeleteOutcome> DeleteRunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        var ended = Mine(db).Where(x => x.Id == id && x.Status != RunStatus.Queued && x.Status != RunStatus.Running);
        if (await ended.ExecuteUpdateAsync(set => set.SetProperty(x => x.DeletedAt, now), cancel) == 1) return DeleteOutcome.Deleted;
        return await Mine(db).AnyAsync(x => x.Id == id, cancel) ? DeleteOutcome.StillRunning : DeleteOutcome.NotFound;
    }

    /// <summary>Takes <see cref="DeleteRunAsync"/> back. False when it is not in the trash.</summary>
    public async Task<bool> RestoreRunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Trash(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set.SetProperty(x => x.DeletedAt, (DateTimeOffset?)null), cancel) == 1;
    }

    /// <summary>Removes a run of the trash with its result and trades for good. False when it is not in the trash.</summary>
    public async Task<bool> PurgeRunAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var correlationId = await Trash(db).Where(x => x.Id == id).Select(x => x.CorrelationId).SingleOrDefaultAsync(cancel);
        if (correlationId is null || await Trash(db).Where(x => x.Id == id).ExecuteDeleteAsync(cancel) == 0) return false;
        db.Outbox.Add(RunRows.Deleted(id, correlationId, Clock.Now(_clock)));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private IQueryable<BacktestRun> Mine(TradeForgeDb db) => RunRows.Mine(db, _owner);

    private IQueryable<BacktestRun> Trash(TradeForgeDb db) => db.Runs.AsNoTracking().Where(x => x.OwnerId == _owner && x.DeletedAt != null);
}
