namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>A saved strategy. <see cref="Graph"/> is kept letter for letter as it was written.</summary>
internal sealed class StrategyRecord
{
    public Guid Id { get; set; }
    public Guid OwnerId { get; set; }
    public required string Name { get; set; }
    public required string Graph { get; set; }
    public required string DefinitionHash { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    /// <summary>PostgreSQL's xmin: another writer changes it.</summary>
    public uint Version { get; set; }
}
