using Microsoft.Extensions.Caching.Memory;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Result;

/// <summary>Finished results, read once and shared by the page and its charts. Asks for the owner each time; only then looks into the cache.</summary>
public sealed class ResultCache(UserDataFactory users) : IDisposable
{
    private const long MostBytes = 512L * 1024 * 1024;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>The result of a run of this user; null when the run is not theirs or has no result.</summary>
    public async Task<BacktestResult?> FindAsync(Guid user, Guid run, CancellationToken cancellationToken)
    {
        var runs = users.For(user).Runs;
        if (await runs.FindAsync(run, cancellationToken) is null) return null;
        if (_cache.TryGetValue<BacktestResult>(run, out var known)) return known;
        await using var stream = await runs.OpenResultAsync(run, cancellationToken);
        if (stream is null) return null;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        var result = ResultJson.Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        return _cache.Set(run, result, new MemoryCacheEntryOptions { SlidingExpiration = Idle, Size = bytes.Length });
    }

    public void Dispose() => _cache.Dispose();
}
