namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>Something that is traded. Its key is <c>venue:SYMBOL</c>.</summary>
internal sealed class InstrumentRow
{
    public required string Key { get; set; }
    public required string Name { get; set; }
    public required string Venue { get; set; }
    public required string Kind { get; set; }
    public required string QuoteCurrency { get; set; }
    public int Decimals { get; set; }
    public List<InstrumentTermsRow> Terms { get; set; } = [];
}

/// <summary>Lot, price step and fees of an instrument from a date on.</summary>
internal sealed class InstrumentTermsRow
{
    public required string InstrumentKey { get; set; }
    public DateTimeOffset ValidFrom { get; set; }
    public decimal Lot { get; set; }
    public decimal PriceStep { get; set; }
    /// <summary>JSON of Core's <c>Commission</c>.</summary>
    public required string Commission { get; set; }
}
