using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Infrastructure.Postgres.Identity;

/// <summary>Secrets that work once and for a while. The database keeps their hashes only.</summary>
public sealed class OneTimeTokens(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock)
{
    /// <summary>Makes a secret of 256 random bits; earlier unused ones of the same purpose and user are void.</summary>
    public async Task<string> IssueAsync(string purpose, Guid? userId, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var (secret, now) = (Secret.New(), Clock.Now(clock));
        await db.Tokens.Where(x => x.Purpose == purpose && x.UserId == userId && x.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        db.Tokens.Add(new OneTimeToken { Id = Guid.CreateVersion7(now), Purpose = purpose, UserId = userId, Hash = Secret.Hash(secret), CreatedAt = now, ExpiresAt = now + lifetime });
        await db.SaveChangesAsync(cancellationToken);
        return secret;
    }

    /// <summary>True while the secret would work; using it is <see cref="UseAsync"/>.</summary>
    public async Task<bool> IsValidAsync(string purpose, string secret, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await Valid(db, purpose, secret).AnyAsync(cancellationToken);
    }

    /// <summary>Uses the secret up. Of two that try at the same time one gets it.</summary>
    /// <returns>False when it is unknown, expired or used.</returns>
    public async Task<bool> UseAsync(string purpose, string secret, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = Clock.Now(clock);
        return await Valid(db, purpose, secret).ExecuteUpdateAsync(set => set.SetProperty(x => x.UsedAt, now), cancellationToken) == 1;
    }

    private IQueryable<OneTimeToken> Valid(TradeForgeDb db, string purpose, string secret)
    {
        var (hash, now) = (Secret.Hash(secret), Clock.Now(clock));
        return db.Tokens.Where(x => x.Purpose == purpose && x.Hash == hash && x.UsedAt == null && x.ExpiresAt > now);
    }
}
