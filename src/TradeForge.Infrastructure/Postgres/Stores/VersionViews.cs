namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>A line of the versions list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="Name">What the owner called it; empty: nothing.</param>
/// <param name="Note">What the owner wrote about it.</param>
/// <param name="DefinitionHash">What it means.</param>
/// <param name="Parent">The version that was restored.</param>
/// <param name="Runs">Runs made with it.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="UpdatedAt">When the last autosave went into it.</param>
public sealed record VersionSummary(
    int Number, VersionReason Reason, string Name, string Note, string DefinitionHash, int? Parent, int Runs, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A strategy as it was.</summary>
public sealed record VersionDetails(VersionSummary Summary, string GraphJson);

/// <summary>When a strategy came to mean what it means. What the market does later is out of sample.</summary>
public sealed record StrategyStamp(DateTimeOffset At, string DefinitionHash);
