using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>A block that its owner made of others. <paramref name="Json"/> is a strategy file that holds just this block: mostly one node of type <c>group</c>.</summary>
public sealed record PersonalBlock(Guid Id, string Name, string Description, string Json, DateTimeOffset UpdatedAt);

/// <summary>The personal block library of one user: what "make a block" keeps for other strategies. What is somebody else's is not found.</summary>
public sealed class BlockStore
{
    /// <summary>Longest block, in characters.</summary>
    public const int MostCharacters = 200_000;

    private static readonly Expression<Func<PersonalBlockRow, PersonalBlock>> View = x => new PersonalBlock(x.Id, x.Name, x.Description, x.Block, x.UpdatedAt);

    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid _owner;

    internal BlockStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    /// <summary>All of them by name; at most 500.</summary>
    public async Task<IReadOnlyList<PersonalBlock>> ListAsync(CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).OrderBy(x => x.Name.ToLower()).ThenBy(x => x.Id).Take(500).Select(View).ToListAsync(cancel);
    }

    public async Task<PersonalBlock?> FindAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id).Select(View).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Keeps a new block.</summary>
    /// <param name="name">1 to 200 characters.</param>
    /// <param name="description">At most 2000 characters.</param>
    /// <param name="json">Valid JSON; kept letter for letter.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<PersonalBlock> CreateAsync(string name, string description, string json, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, MostCharacters);
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        var row = new PersonalBlockRow { Id = Guid.CreateVersion7(now), OwnerId = _owner, Name = name, Description = description, Block = json, CreatedAt = now, UpdatedAt = now };
        db.Blocks.Add(row);
        await db.SaveChangesAsync(cancel);
        return View.Compile()(row);
    }

    /// <summary>False when there is no such block.</summary>
    public async Task<bool> RenameAsync(Guid id, string name, string description, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        return await Mine(db).Where(x => x.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(x => x.Name, name).SetProperty(x => x.Description, description).SetProperty(x => x.UpdatedAt, now), cancel) == 1;
    }

    /// <summary>Takes a block out of the library; strategies that hold it keep their copy. False when there is no such block.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await Mine(db).Where(x => x.Id == id).ExecuteDeleteAsync(cancel) == 1;
    }

    private IQueryable<PersonalBlockRow> Mine(TradeForgeDb db) => db.Blocks.AsNoTracking().Where(x => x.OwnerId == _owner);
}
