namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>Versions of rows: microseconds since 1970, never the same twice and never backwards in this process.</summary>
internal sealed class VersionStamp(TimeProvider clock)
{
    private long _last;

    public ulong Next()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(last + 1, (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return (ulong)next;
        }
    }
}
