using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>The imports of one user, or of the command line.</summary>
public sealed class ImportJobStore
{
    /// <summary>The error of an import that the end of its process broke off, and whose file is gone. A page says it in the reader's language.</summary>
    public const string Interrupted = "interrupted";

    private static readonly Expression<Func<ImportJob, ImportSummary>> Summary = x => new ImportSummary(
        x.Id, x.FileName, x.FileHash, x.Instrument, x.Timeframe, x.Status, x.Bytes, x.BytesRead, x.RowsRead, x.RowsStored, x.RowsReplaced,
        x.RowsQuarantined, x.LastCommittedLine, x.Error, x.CreatedAt, x.UpdatedAt, x.FinishedAt);

    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid? _owner;

    internal ImportJobStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid? owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    public async Task<Guid> StartAsync(StartImport request, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        var row = new ImportJob
        {
            Id = Guid.CreateVersion7(now),
            OwnerId = _owner,
            FileName = request.FileName,
            FileHash = request.FileHash,
            Instrument = request.Instrument,
            Timeframe = request.Timeframe,
            Bytes = request.Bytes,
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Imports.Add(row);
        await db.SaveChangesAsync(cancel);
        return row.Id;
    }

    /// <summary>An import of the same file into the same series that did not finish: go on with it behind its last committed line.</summary>
    public async Task<ImportSummary?> FindUnfinishedAsync(string fileHash, string instrument, string timeframe, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.FileHash == fileHash && x.Instrument == instrument && x.Timeframe == timeframe && x.Status != ImportStatus.Succeeded)
            .OrderByDescending(x => x.CreatedAt).Select(Summary).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Notes how far the import is. Call it after the rows up to the last committed line are stored.</summary>
    public async Task<bool> ReportAsync(Guid id, ImportProgress p, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        return await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Status, ImportStatus.Running).SetProperty(x => x.Error, (string?)null).SetProperty(x => x.FinishedAt, (DateTimeOffset?)null)
            .SetProperty(x => x.BytesRead, p.BytesRead).SetProperty(x => x.RowsRead, p.RowsRead).SetProperty(x => x.RowsStored, p.RowsStored)
            .SetProperty(x => x.RowsReplaced, p.RowsReplaced).SetProperty(x => x.RowsQuarantined, p.RowsQuarantined)
            .SetProperty(x => x.LastCommittedLine, p.LastCommittedLine).SetProperty(x => x.UpdatedAt, now), cancel) == 1;
    }

    /// <param name="id">The import.</param>
    /// <param name="status">Succeeded, Failed or Cancelled.</param>
    /// <param name="error">Why it failed, for people.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<bool> FinishAsync(Guid id, ImportStatus status, string? error, CancellationToken cancel)
    {
        if (status == ImportStatus.Running) throw new ArgumentException("A running import is not finished.", nameof(status));
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        return await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(x => x.Status, status).SetProperty(x => x.Error, error).SetProperty(x => x.UpdatedAt, now)
            .SetProperty(x => x.FinishedAt, (DateTimeOffset?)now), cancel) == 1;
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<ImportSummary>> ListAsync(int number, int size, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Paging.ReadAsync(Mine(db).OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).Select(Summary), number, size, cancel);
    }

    public async Task<ImportSummary?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id).Select(Summary).SingleOrDefaultAsync(cancel);
    }

    private IQueryable<ImportJob> Mine(TradeForgeDb db) => db.Imports.AsNoTracking().Where(x => x.OwnerId == _owner);
}
