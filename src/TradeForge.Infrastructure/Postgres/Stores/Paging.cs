using Microsoft.EntityFrameworkCore;

namespace TradeForge.Infrastructure.Postgres.Stores;

internal static class Paging
{
    /// <summary>The page <paramref name="number"/> of an ordered query; beyond the end it is empty.</summary>
    public static async Task<Page<T>> ReadAsync<T>(IQueryable<T> ordered, int number, int size, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(size is > 0 and <= 1000, true, nameof(size));
        var total = await ordered.CountAsync(cancel);
        return new Page<T>(await ordered.Skip((number - 1) * size).Take(size).ToListAsync(cancel), total, number, size);
    }
}

internal static class Like
{
    public const string Escape = "\\";

    /// <summary>A LIKE pattern for texts that contain <paramref name="part"/>; its own wildcards mean themselves.</summary>
    public static string Contains(string part) =>
        "%" + part.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}

internal static class Clock
{
    /// <summary>Now, in whole microseconds as PostgreSQL keeps it, so that what was written equals what is read.</summary>
    public static DateTimeOffset Now(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
