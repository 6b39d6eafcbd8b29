using TradeForge.Core.Market;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>Bars for a chart: those stored, or coarser ones when there are too many to draw.</summary>
/// <param name="Bars">Oldest first; each bar of <paramref name="Step"/> starts on a multiple of it, and holds every stored bar of its bucket.</param>
/// <param name="Step">Length of a bar: the stored timeframe or a multiple of it.</param>
public sealed record CandleWindow(CandleSeries Bars, Timeframe Step);

/// <summary>Bucket lengths that people know, and where buckets start: at multiples of the length since 1970, whole weeks on Monday.</summary>
internal static class WindowSteps
{
    private const long Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour, Week = 7 * Day;
    private const long FirstMonday = 4 * Day; // 1970-01-05
    private static readonly long[] _lengths =
    [
        1000, 5000, 15_000, 30_000, Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute, Hour, 2 * Hour, 4 * Hour, 6 * Hour, 12 * Hour,
        Day, 2 * Day, Week, 2 * Week, 4 * Week, 8 * Week, 13 * Week, 26 * Week, 52 * Week,
    ];

    /// <summary>The shortest step with which <paramref name="first"/>…<paramref name="last"/> (milliseconds, both inside) fits into <paramref name="maxBars"/> buckets.</summary>
    public static long Choose(long timeframe, long first, long last, int maxBars)
    {
        var steps = _lengths.Where(l => l > timeframe && l % timeframe == 0).Prepend(timeframe);
        return steps.Cast<long?>().FirstOrDefault(step => (Start(last, step!.Value) - Start(first, step.Value)) / step.Value < maxBars) ?? Math.Max(timeframe, 52 * Week / timeframe * timeframe);
    }

    /// <summary>Start of the bucket that holds <paramref name="time"/>.</summary>
    public static long Start(long time, long step)
    {
        var rest = (time - Origin(step)) % step;
        return time - (rest < 0 ? rest + step : rest);
    }

    public static long Origin(long step) => step % Week == 0 ? FirstMonday : 0;
}
