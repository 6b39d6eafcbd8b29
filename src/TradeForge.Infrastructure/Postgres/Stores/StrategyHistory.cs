using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Writes versions and stamps. Every caller holds the lock of the strategy's row, so numbers follow one another.</summary>
internal static class StrategyHistory
{
    /// <summary>Autosaves this close to the first of them share a version.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMinutes(5);
    /// <summary>Autosaves that are kept; other versions are kept for ever.</summary>
    public const int MostAutosaves = 50;

    /// <summary>Notes what the strategy is now; the same text again makes no second version.</summary>
    /// <returns>The number of the version that holds it.</returns>
    public static async Task<int> SaveAsync(TradeForgeDb db, Guid strategy, string graph, string hash, VersionReason reason, int? parent, DateTimeOffset now, CancellationToken cancel)
    {
        var last = await db.Versions.Where(x => x.StrategyId == strategy).OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancel);
        if (last is null || !Fits(last, graph, reason, now))
            db.Versions.Add(last = new StrategyVersionRow { StrategyId = strategy, Number = (last?.Number ?? 0) + 1, Reason = reason, Parent = parent, Graph = graph, DefinitionHash = hash, CreatedAt = now, UpdatedAt = now });
        else if (last.Graph != graph) (last.Graph, last.DefinitionHash, last.UpdatedAt) = (graph, hash, now);
        else if (last.Reason == VersionReason.Autosave) last.Reason = reason;
        await StampAsync(db, strategy, hash, now, cancel);
        await db.SaveChangesAsync(cancel);
        if (reason == VersionReason.Autosave) await PruneAsync(db, strategy, cancel);
        return last.Number;
    }

    private static bool Fits(StrategyVersionRow last, string graph, VersionReason reason, DateTimeOffset now) =>
        last.Graph == graph ? reason != VersionReason.Restored
        : reason == VersionReason.Autosave && last.Reason == VersionReason.Autosave && now - last.CreatedAt < Together;

    /// <summary>A draft means nothing, and going through one back to the same meaning changes nothing.</summary>
    private static async Task StampAsync(TradeForgeDb db, Guid strategy, string hash, DateTimeOffset now, CancellationToken cancel)
    {
        var last = await db.Stamps.AsNoTracking().Where(x => x.StrategyId == strategy).OrderByDescending(x => x.At).FirstOrDefaultAsync(cancel);
        if (hash == StrategyStore.Draft || hash == last?.DefinitionHash) return;
        var at = last is not null && last.At >= now ? last.At.AddMicroseconds(1) : now;
        db.Stamps.Add(new StrategyStampRow { StrategyId = strategy, At = at, DefinitionHash = hash });
    }

    private static Task PruneAsync(TradeForgeDb db, Guid strategy, CancellationToken cancel)
    {
        var autosaves = db.Versions.Where(x => x.StrategyId == strategy && x.Reason == VersionReason.Autosave);
        var surplus = autosaves.OrderByDescending(x => x.Number).Skip(MostAutosaves).Select(x => x.Number);
        return autosaves.Where(x => surplus.Contains(x.Number)).ExecuteDeleteAsync(cancel);
    }
}
