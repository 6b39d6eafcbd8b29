namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>A strategy as it was. Autosaves within a few minutes share a row; the others stay as they are.</summary>
internal sealed class StrategyVersionRow
{
    public Guid StrategyId { get; set; }
    /// <summary>From 1; never used again.</summary>
    public int Number { get; set; }
    public VersionReason Reason { get; set; }
    /// <summary>What the owner called it; empty: nothing.</summary>
    public string Name { get; set; } = "";
    public string Note { get; set; } = "";
    public required string Graph { get; set; }
    public required string DefinitionHash { get; set; }
    /// <summary>The version that was restored.</summary>
    public int? Parent { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>Of the last autosave in it.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>When a strategy came to mean what it means: what the market does later it could not know. Append only.</summary>
internal sealed class StrategyStampRow
{
    public Guid StrategyId { get; set; }
    public DateTimeOffset At { get; set; }
    public required string DefinitionHash { get; set; }
}
