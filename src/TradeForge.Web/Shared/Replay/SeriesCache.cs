using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Shared.Replay;

/// <summary>Bars in memory for replays. The market is common: one copy serves every circuit, until the stored series changes or the room is needed.</summary>
/// <param name="source">The store.</param>
/// <param name="options">How many bars, and how much memory.</param>
public sealed class SeriesCache(MarketSource source, IOptions<ReplayOptions> options) : IDisposable
{
    private const long BytesPerBar = 48, MostSourceBars = 4_000_000;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(10);
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = options.Value.SeriesMegabytes * 1024L * 1024 });
    private readonly SemaphoreSlim _one = new(1); // several circuits open the same series: the first one reads it for all

    private sealed record Entry(CandleStamp Stamp, LoadedSeries Loaded);

    /// <summary>The newest bars before <paramref name="to"/>, twice as many as a replay may have; null when none can be made of what is stored.</summary>
    public async Task<LoadedSeries?> FindAsync(RunInstrument instrument, Timeframe timeframe, CalendarKind calendar, DateTimeOffset? to, CancellationToken cancel)
    {
        if (instrument.SourceOf(timeframe) is not { } stored) return null;
        var key = (instrument.Key, timeframe, calendar, to);
        var stamp = await source.Stamp(instrument.Key, stored.Timeframe, cancel);
        // whoever gives up does not end the reading: the others, or the next try, have use for it
        return Known(key, stamp) ?? await FillAsync(key, stamp, stored, timeframe, calendar, to).WaitAsync(cancel);
    }

    public void Dispose()
    {
        _cache.Dispose();
        _one.Dispose();
    }

    private LoadedSeries? Known(object key, CandleStamp stamp) => _cache.TryGetValue<Entry>(key, out var entry) && entry!.Stamp == stamp ? entry.Loaded : null;

    private async Task<LoadedSeries> FillAsync(object key, CandleStamp stamp, StoredSeries stored, Timeframe timeframe, CalendarKind calendar, DateTimeOffset? to)
    {
        await _one.WaitAsync();
        try
        {
            if (Known(key, stamp) is { } known) return known;
            var loaded = await LoadAsync(stored, timeframe, calendar, to);
            _cache.Set(key, new Entry(stamp, loaded), new MemoryCacheEntryOptions { SlidingExpiration = Idle, Size = (loaded.Series.Count * BytesPerBar) + 1 });
            return loaded;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<LoadedSeries> LoadAsync(StoredSeries stored, Timeframe timeframe, CalendarKind calendar, DateTimeOffset? to)
    {
        var from = Start(stored, timeframe, to);
        var series = await source.Read(stored.Instrument, stored.Timeframe, from, to, CancellationToken.None);
        if (series.Timeframe != timeframe) series = await Task.Run(() => Resampler.Resample(series, timeframe, TradingCalendar.For(calendar)));
        if (from is not null && series.Count > 1) series = series.Slice(1, series.Count - 1); // the first bar may lack its beginning
        return new LoadedSeries(series, from is null);
    }

    /// <summary>Far enough back for the bars wanted, at the mean density of the series; null = from its beginning.</summary>
    private DateTimeOffset? Start(StoredSeries stored, Timeframe timeframe, DateTimeOffset? to)
    {
        var bars = Math.Min(MostSourceBars, 2L * options.Value.MostBars * (timeframe.Milliseconds / stored.Timeframe.Milliseconds));
        var end = to is { } t && t < stored.Last ? t : stored.Last;
        var mean = (stored.Last - stored.First) / Math.Max(1, stored.Count - 1);
        return bars >= stored.Count || end - (bars * mean) is var start && start <= stored.First ? null : new DateTimeOffset(start.UtcDateTime.Date, TimeSpan.Zero);
    }
}

/// <summary>Bars for a replay.</summary>
/// <param name="Series">In the timeframe asked for.</param>
/// <param name="IsWhole">The stored series begins with them; else earlier bars were left out.</param>
public sealed record LoadedSeries(CandleSeries Series, bool IsWhole);
