using Microsoft.EntityFrameworkCore;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>How long finished runs took here: durations and numbers of bars alone, nobody's strategy or result.</summary>
public sealed class RunPace(IDbContextFactory<TradeForgeDb> databases)
{
    private const int Looked = 100, Near = 5;

    /// <summary>How long a run of so many bars will take: the middle one of the five latest runs nearest in size, longer in proportion where they
    /// had fewer bars. Null before the first run.</summary>
    public async Task<TimeSpan?> EstimateAsync(long bars, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var past = await db.Runs.AsNoTracking().Where(x => x.Status == RunStatus.Succeeded && x.Bars > 0 && x.StartedAt != null && x.FinishedAt != null)
            .OrderByDescending(x => x.FinishedAt).Take(Looked).Select(x => new { Bars = (long)x.Bars! * x.Instruments.Length, x.StartedAt, x.FinishedAt }).ToListAsync(cancel);
        return Estimate(bars, [.. past.Select(x => (x.Bars, (x.FinishedAt - x.StartedAt)!.Value))]);
    }

    internal static TimeSpan? Estimate(long bars, IReadOnlyList<(long Bars, TimeSpan Took)> past)
    {
        if (bars <= 0 || past.Count == 0) return null;
        var near = past.Where(p => p.Bars > 0).OrderBy(p => Math.Abs(Math.Log((double)p.Bars / bars))).Take(Near).Select(p => p.Took * Math.Max(1, (double)bars / p.Bars)).Order().ToList();
        return near.Count == 0 ? null : near[near.Count / 2];
    }
}
