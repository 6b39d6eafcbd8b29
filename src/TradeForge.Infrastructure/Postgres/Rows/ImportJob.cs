namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>A candle file on its way into the market store. No owner: imported from the command line.</summary>
internal sealed class ImportJob
{
    public Guid Id { get; set; }
    public Guid? OwnerId { get; set; }
    public required string FileName { get; set; }
    /// <summary>Hex SHA-256 of the file and of how it is read.</summary>
    public required string FileHash { get; set; }
    public required string Instrument { get; set; }
    public required string Timeframe { get; set; }
    public ImportStatus Status { get; set; }
    public long Bytes { get; set; }
    public long BytesRead { get; set; }
    public long RowsRead { get; set; }
    public long RowsStored { get; set; }
    public long RowsReplaced { get; set; }
    public long RowsQuarantined { get; set; }
    /// <summary>Lines up to here are stored; a repeated import goes on behind it.</summary>
    public long LastCommittedLine { get; set; }
    public string? Error { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
}
