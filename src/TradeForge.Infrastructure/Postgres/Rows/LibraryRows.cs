namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>A block that its owner made of others, to be put into any strategy.</summary>
internal sealed class PersonalBlockRow
{
    public Guid Id { get; set; }
    public Guid OwnerId { get; set; }
    public required string Name { get; set; }
    public string Description { get; set; } = "";
    /// <summary>A strategy file that holds just this block: mostly one node of type <c>group</c>.</summary>
    public required string Block { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A link by which anybody may look at a strategy or at a run. Only the hash of its secret is kept.</summary>
internal sealed class ShareLinkRow
{
    public Guid Id { get; set; }
    public Guid OwnerId { get; set; }
    /// <summary>Either this or <see cref="RunId"/>.</summary>
    public Guid? StrategyId { get; set; }
    public Guid? RunId { get; set; }
    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] TokenHash { get; set; }
    /// <summary>What the owner lets the visitor read above it, and nothing else of the owner.</summary>
    public required string Name { get; set; }
    /// <summary>Of a run: its strategy may be seen as well.</summary>
    public bool ShowsRules { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>Something small that a user chose and that is remembered: one row each, so that two tabs never overwrite each other's.</summary>
internal sealed class UserChoiceRow
{
    public Guid OwnerId { get; set; }
    /// <summary>kebab-case, such as <c>tour</c>.</summary>
    public required string Key { get; set; }
    public required string Value { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
