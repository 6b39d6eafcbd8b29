using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Runs that were kept side by side. <paramref name="Runs"/> are those that still exist and are not in the trash, in the order of the page.</summary>
public sealed record SavedComparison(Guid Id, string Name, IReadOnlyList<Guid> Runs, DateTimeOffset CreatedAt);

/// <summary>The saved comparisons of one user. What is somebody else's is not found.</summary>
public sealed class ComparisonStore
{
    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid _owner;

    internal ComparisonStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    /// <param name="name">1 to 200 characters.</param>
    /// <param name="runs">In the order of the page; those that are not the user's are left out.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Its id; null when fewer than two runs are left.</returns>
    public async Task<Guid?> SaveAsync(string name, IReadOnlyList<Guid> runs, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var mine = await RunRows.Mine(db, _owner).Where(x => runs.Contains(x.Id)).Select(x => x.Id).ToListAsync(cancel);
        if (mine.Count < 2) return null;
        var now = Clock.Now(_clock);
        var row = new SavedComparisonRow { Id = Guid.CreateVersion7(now), OwnerId = _owner, Name = name, RunIds = [.. runs.Where(mine.Contains)], Settings = "{}", CreatedAt = now, UpdatedAt = now };
        db.Comparisons.Add(row);
        await db.SaveChangesAsync(cancel);
        return row.Id;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<SavedComparison>> ListAsync(CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = await Mine(db).OrderByDescending(x => x.CreatedAt).ThenBy(x => x.Id).Take(200).ToListAsync(cancel);
        var named = rows.SelectMany(x => x.RunIds).Distinct().ToList();
        var there = (await RunRows.Mine(db, _owner).Where(x => named.Contains(x.Id)).Select(x => x.Id).ToListAsync(cancel)).ToHashSet();
        return [.. rows.Select(x => new SavedComparison(x.Id, x.Name, [.. x.RunIds.Where(there.Contains)], x.CreatedAt))];
    }

    /// <summary>False when there is no such comparison. The runs stay.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id).ExecuteDeleteAsync(cancel) == 1;
    }

    private IQueryable<SavedComparisonRow> Mine(TradeForgeDb db) => db.Comparisons.AsNoTracking().Where(x => x.OwnerId == _owner);
}
