using Microsoft.Extensions.Caching.Memory;
using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Data;

/// <summary>A stored series with its instrument.</summary>
public sealed record SeriesRow(string Key, string Name, string Venue, Timeframe Timeframe, DateTimeOffset First, DateTimeOffset Last, long Count);

/// <summary>What is known of stored series. Holes are searched once for each state of a series: the stamp of the store tells when it changed.</summary>
public sealed class SeriesFacts(CandleStore candles, InstrumentStore instruments, IMemoryCache cache)
{
    private static readonly TimeSpan Keep = TimeSpan.FromHours(1);

    /// <summary>Every stored series, by key and timeframe.</summary>
    public async Task<IReadOnlyList<SeriesRow>> ListAsync(CancellationToken cancellationToken)
    {
        var known = (await instruments.ListAsync(cancellationToken)).ToDictionary(i => i.Key, StringComparer.Ordinal);
        var stored = await candles.CoverageAsync(cancellationToken);
        return
        [
            .. stored.OrderBy(c => c.Instrument, StringComparer.Ordinal).ThenBy(c => c.Timeframe.Milliseconds)
                .Select(c => new SeriesRow(c.Instrument, NameOf(known.GetValueOrDefault(c.Instrument), c.Instrument), VenueOf(c.Instrument), c.Timeframe, c.First, c.Last, c.Count)),
        ];
    }

    /// <summary>Bars and holes of a series.</summary>
    public async Task<SeriesCoverage> CoverageAsync(string key, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var stamp = await candles.StampAsync(key, timeframe, cancellationToken);
        var slot = (nameof(SeriesFacts), key, timeframe, stamp);
        if (cache.TryGetValue<SeriesCoverage>(slot, out var found)) return found!;
        var series = await candles.ReadAsync(key, timeframe, null, null, cancellationToken);
        return cache.Set(slot, SeriesCoverage.Of(series, CalendarOf(key)), Keep);
    }

    /// <summary>The instrument as stored, or as its venue describes it; null for a key that is none.</summary>
    public async Task<StoredInstrument?> InstrumentAsync(string key, CancellationToken cancellationToken) =>
        await instruments.FindAsync(key, cancellationToken) ?? (VenueCatalog.FindInstrument(key) is { } listed ? Stored(listed) : null);

    /// <summary>Decimals of the prices: those of the instrument, or those that the newest prices need.</summary>
    public async Task<int> DecimalsAsync(SeriesRow row, CancellationToken cancellationToken)
    {
        if ((await InstrumentAsync(row.Key, cancellationToken))?.Decimals is { } known) return known;
        var newest = await candles.ReadAsync(row.Key, row.Timeframe, row.Last - 500 * TimeSpan.FromMilliseconds(row.Timeframe.Milliseconds), null, cancellationToken);
        return PriceDigits.Of(newest.Close);
    }

    private static StoredInstrument Stored(Instrument i) => new(
        i.Key, i.Name.En, i.Venue, i.Kind.ToString(), i.QuoteCurrency, i.PriceDecimals,
        [.. i.Terms.Select(t => new StoredTerms(new DateTimeOffset(t.ValidFrom.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), t.Lot, t.PriceStep, t.Commission))]);

    private static TradingCalendar CalendarOf(string key) =>
        Instrument.TryParseKey(key, out var venue, out _) && VenueCatalog.Find(venue) is { } known ? TradingCalendar.For(known.Calendar) : TradingCalendar.Auto;

    private static string VenueOf(string key) => Instrument.TryParseKey(key, out var venue, out _) ? venue : "";

    private static string NameOf(StoredInstrument? stored, string key) => stored?.Name ?? VenueCatalog.FindInstrument(key)?.Name.En ?? key;
}
