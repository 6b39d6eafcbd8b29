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
    /// <summary>Counts the changes of name and graph: who saves over an earlier one is in conflict.</summary>
    public int Revision { get; set; }
    /// <summary>Empty: in none.</summary>
    public string Folder { get; set; } = "";
    public string[] Tags { get; set; } = [];
    /// <summary>The strategy that this one was forked from; it may be somebody else's who shared it.</summary>
    public Guid? ForkedFromId { get; set; }
    public int? ForkedFromVersion { get; set; }
    /// <summary>What the parent was called when the fork was made.</summary>
    public string? ForkedFromName { get; set; }
}
