using TradeForge.Core.Simulation;

namespace TradeForge.Core.Market;

/// <summary>A place of trading. Data, not code: see <c>venues.json</c>.</summary>
public sealed record Venue
{
    /// <summary>Lower-case id, the first part of an instrument's key.</summary>
    public required string Id { get; init; }
    public required Text Name { get; init; }
    /// <summary>IANA id of the zone of its trading dates.</summary>
    public required string Zone { get; init; }
    public required CalendarKind Calendar { get; init; }
    public required string QuoteCurrency { get; init; }
    /// <summary>Kind of an instrument that is not listed.</summary>
    public required InstrumentKind Kind { get; init; }
    /// <summary>Decimals of the prices of an instrument that is not listed.</summary>
    public required int PriceDecimals { get; init; }
    /// <summary>Terms of an instrument that is not listed, in the order of their dates.</summary>
    public required IReadOnlyList<InstrumentTerms> DefaultTerms { get; init; }
    /// <summary>Instruments whose terms are known.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>The listed instrument, or one with the venue's defaults. The quote currency of an unlisted crypto pair is the known
    /// currency at its end.</summary>
    public Instrument Find(string symbol) => Instruments.FirstOrDefault(i => i.Symbol == symbol) ?? new Instrument
    {
        Venue = Id,
        Symbol = symbol,
        Name = new Text(symbol, symbol),
        QuoteCurrency = Kind == InstrumentKind.Crypto ? QuoteOf(symbol) : QuoteCurrency,
        PriceDecimals = PriceDecimals,
        Kind = Kind,
        Terms = DefaultTerms,
    };

    private string QuoteOf(string pair) =>
        new[] { "USDT", "USDC", "BUSD", "USD", "EUR", "GBP", "BTC", "ETH" }.FirstOrDefault(q => pair.Length > q.Length && pair.EndsWith(q, StringComparison.Ordinal)) ?? QuoteCurrency;
}
