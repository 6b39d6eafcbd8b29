namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>What the owner wrote about a trade of a run.</summary>
internal sealed class TradeNoteRow
{
    public Guid RunId { get; set; }
    public int Ordinal { get; set; }
    public string Note { get; set; } = "";
    public string[] Tags { get; set; } = [];
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A file that came with a run: values by time that its strategy reads, splits, dividends, funding or rates.</summary>
internal sealed class RunColumnRow
{
    public Guid RunId { get; set; }
    /// <summary>A <c>RunFileName</c>.</summary>
    public required string Name { get; set; }
    /// <summary>gzip of the text, byte for byte as it was given.</summary>
    public required byte[] Csv { get; set; }
}

/// <summary>Runs that the owner looks at side by side.</summary>
internal sealed class SavedComparisonRow
{
    public Guid Id { get; set; }
    public Guid OwnerId { get; set; }
    public required string Name { get; set; }
    /// <summary>In the order of the page; a deleted run is left out when it is read.</summary>
    public Guid[] RunIds { get; set; } = [];
    /// <summary>JSON of how they are shown.</summary>
    public required string Settings { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
