namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>A message that is written with the state it speaks of and published afterwards.</summary>
internal sealed class OutboxMessage
{
    public long Id { get; set; }
    public required string Topic { get; set; }
    public required string Key { get; set; }
    /// <summary>Name of the message record.</summary>
    public required string Type { get; set; }
    public required string Payload { get; set; }
    public required string CorrelationId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
}

/// <summary>Who did what. Append only: a trigger refuses changes.</summary>
internal sealed class AuditEntry
{
    public long Id { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? UserId { get; set; }
    public required string Who { get; set; }
    public required string What { get; set; }
    /// <summary>JSON: what it was before and is after.</summary>
    public required string Details { get; set; }
    public required string CorrelationId { get; set; }
}

/// <summary>A link that works once. Only the hash of its secret is kept.</summary>
internal sealed class OneTimeToken
{
    public Guid Id { get; set; }
    public required string Purpose { get; set; }
    public Guid? UserId { get; set; }
    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
}
