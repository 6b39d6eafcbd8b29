using System.Text.Json;
using System.Text.Json.Serialization;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Market;

/// <summary>The venues that TradeForge knows, read from the data file <c>venues.json</c> that is part of the assembly.</summary>
public static class VenueCatalog
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Every venue, in the order of the file.</summary>
    public static IReadOnlyList<Venue> All { get; } = Parse(Resource());

    public static Venue? Find(string id) => All.FirstOrDefault(v => v.Id == id);

    /// <summary>The instrument of a key <c>venue:SYMBOL</c>, or null when the key is none or the venue is unknown.</summary>
    public static Instrument? FindInstrument(string key) =>
        Instrument.TryParseKey(key, out var venue, out var symbol) ? Find(venue)?.Find(symbol) : null;

    /// <exception cref="FormatException">The text is not a list of venues; the message says where.</exception>
    public static IReadOnlyList<Venue> Parse(string json)
    {
        try
        {
            return [.. JsonSerializer.Deserialize<VenueRow[]>(json, Options)!.Select(ToVenue)];
        }
        catch (JsonException e)
        {
            throw new FormatException($"venues.json: {e.Message}", e);
        }
    }

    private static Venue ToVenue(VenueRow row)
    {
        if (!TradingCalendar.TryParse(row.Calendar, out var calendar)) throw new FormatException($"Venue {row.Id}: there is no calendar '{row.Calendar}'.");
        var terms = row.Terms.Select(t => ToTerms(t, null)).ToList();
        return new Venue
        {
            Id = row.Id,
            Name = new Text(row.Name, row.NameRu),
            Zone = row.Zone,
            Calendar = calendar,
            QuoteCurrency = row.Currency,
            Kind = KindOf(row.Kind),
            PriceDecimals = row.Decimals,
            DefaultTerms = terms,
            Instruments = [.. row.Instruments.Select(i => ToInstrument(i, row, terms))],
        };
    }

    private static Instrument ToInstrument(InstrumentRow row, VenueRow venue, List<InstrumentTerms> defaults) => new()
    {
        Venue = venue.Id,
        Symbol = row.Symbol,
        Name = new Text(row.Name, row.NameRu ?? row.Name),
        QuoteCurrency = row.Currency ?? venue.Currency,
        PriceDecimals = row.Decimals ?? venue.Decimals,
        Kind = KindOf(row.Kind ?? venue.Kind),
        Terms = Merge(row.Terms, defaults),
    };

    /// <summary>Lots and steps of the instrument with the fees of the venue: a row for each date on which either changes.</summary>
    private static List<InstrumentTerms> Merge(IReadOnlyList<TermsRow> own, List<InstrumentTerms> defaults)
    {
        var ordered = own.OrderBy(t => t.From).ToList();
        var dates = ordered.Select(t => t.From).Concat(defaults.Select(d => d.ValidFrom)).Distinct().Order();
        return [.. dates.Select(date =>
        {
            var fees = defaults.LastOrDefault(d => d.ValidFrom <= date) ?? defaults[0];
            var row = ordered.LastOrDefault(t => t.From <= date) ?? ordered[0];
            return ToTerms(row, fees) with { ValidFrom = date };
        })];
    }

    private static InstrumentTerms ToTerms(TermsRow row, InstrumentTerms? fees) =>
        new(row.From, row.Lot, row.Step, row.TakerPercent is { } percent ? new Commission(Percent: percent) { MakerPercent = row.MakerPercent } : fees?.Commission ?? Commission.None);

    private static InstrumentKind KindOf(string kind) =>
        Enum.TryParse<InstrumentKind>(kind, ignoreCase: true, out var known) ? known : throw new FormatException($"There is no kind of instrument '{kind}'.");

    private static string Resource()
    {
        using var stream = typeof(VenueCatalog).Assembly.GetManifestResourceStream("TradeForge.Core.Market.venues.json")
            ?? throw new InvalidOperationException("The assembly lacks its resource venues.json.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record VenueRow(
        string Id, string Name, string NameRu, string Zone, string Calendar, string Currency, string Kind, int Decimals,
        IReadOnlyList<TermsRow> Terms, IReadOnlyList<InstrumentRow> Instruments);

    private sealed record InstrumentRow(string Symbol, string Name, string? NameRu, string? Currency, int? Decimals, string? Kind, IReadOnlyList<TermsRow> Terms);

    private sealed record TermsRow(DateOnly From, decimal Lot, decimal Step, decimal? TakerPercent, decimal? MakerPercent);
}
