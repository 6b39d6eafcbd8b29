using Microsoft.EntityFrameworkCore;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Small things that one user chose and that are remembered: the tour that was taken, the instrument of the preview.</summary>
public sealed class ChoiceStore
{
    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid _owner;

    internal ChoiceStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    /// <summary>The JSON that was kept under <paramref name="key"/>; null while nothing was chosen.</summary>
    public async Task<string?> FindAsync(string key, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        return await db.Choices.Where(x => x.OwnerId == _owner && x.Key == key).Select(x => x.Value).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Keeps a choice; of two at the same time the later one stays.</summary>
    /// <param name="key">kebab-case, at most 50 characters.</param>
    /// <param name="json">Valid JSON; spaces and the order of its fields may change.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task SetAsync(string key, string json, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var now = Clock.Now(_clock);
        await db.Database.ExecuteSqlAsync(
            $"insert into user_choices (owner_id, key, value, updated_at) values ({_owner}, {key}, {json}::jsonb, {now}) on conflict (owner_id, key) do update set value = excluded.value, updated_at = excluded.updated_at",
            cancel);
    }
}
