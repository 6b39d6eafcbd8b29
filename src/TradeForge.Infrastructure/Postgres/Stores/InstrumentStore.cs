using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>Lot, price step and fees from a date on.</summary>
public sealed record StoredTerms(DateTimeOffset ValidFrom, decimal Lot, decimal PriceStep, Commission Commission);

/// <summary>An instrument as stored; <paramref name="Key"/> is <c>venue:SYMBOL</c>, <paramref name="Terms"/> oldest first.</summary>
public sealed record StoredInstrument(string Key, string Name, string Venue, string Kind, string QuoteCurrency, int Decimals, IReadOnlyList<StoredTerms> Terms);

/// <summary>What is traded; shared by all users.</summary>
public sealed class InstrumentStore(IDbContextFactory<TradeForgeDb> databases)
{
    public async Task<IReadOnlyList<StoredInstrument>> ListAsync(CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var rows = await db.Instruments.AsNoTracking().Include(x => x.Terms).OrderBy(x => x.Key).ToListAsync(cancel);
        return [.. rows.Select(Read)];
    }

    public async Task<StoredInstrument?> FindAsync(string key, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.Instruments.AsNoTracking().Include(x => x.Terms).SingleOrDefaultAsync(x => x.Key == key, cancel) is { } row ? Read(row) : null;
    }

    /// <summary>Writes the instrument with exactly these terms, whether it was known or not.</summary>
    public async Task SaveAsync(StoredInstrument instrument, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into instruments (key, name, venue, kind, quote_currency, decimals)
            values ({instrument.Key}, {instrument.Name}, {instrument.Venue}, {instrument.Kind}, {instrument.QuoteCurrency}, {instrument.Decimals})
            on conflict (key) do update set name = excluded.name, venue = excluded.venue, kind = excluded.kind,
              quote_currency = excluded.quote_currency, decimals = excluded.decimals
            """, cancel); // locks the row, so two writers follow each other
        await db.InstrumentTerms.Where(x => x.InstrumentKey == instrument.Key).ExecuteDeleteAsync(cancel);
        db.InstrumentTerms.AddRange(instrument.Terms.Select(t => new InstrumentTermsRow
        {
            InstrumentKey = instrument.Key,
            ValidFrom = t.ValidFrom.ToUniversalTime(),
            Lot = t.Lot,
            PriceStep = t.PriceStep,
            Commission = JsonSerializer.Serialize(t.Commission, JsonSerializerOptions.Web),
        }));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static StoredInstrument Read(InstrumentRow x) => new(x.Key, x.Name, x.Venue, x.Kind, x.QuoteCurrency, x.Decimals,
        [.. x.Terms.OrderBy(t => t.ValidFrom).Select(t => new StoredTerms(t.ValidFrom, t.Lot, t.PriceStep,
            JsonSerializer.Deserialize<Commission>(t.Commission, JsonSerializerOptions.Web) ?? Commission.None))]);
}
