using TradeForge.Core.Simulation;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>A part of a list. <paramref name="Number"/> counts from 1.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, int Number, int Size)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>A line of the strategies list.</summary>
/// <param name="DeletedAt">It is in the trash since then.</param>
/// <param name="Imported">It began as a file or a text from elsewhere.</param>
public sealed record StrategySummary(
    Guid Id, string Name, string DefinitionHash, int Runs, string Folder, IReadOnlyList<string> Tags, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? DeletedAt,
    bool Imported);

/// <summary>A strategy to edit. Hand <paramref name="Revision"/> back when saving: it tells whether somebody else saved in between.</summary>
public sealed record StrategyDetails(
    Guid Id, string Name, string GraphJson, string DefinitionHash, int Revision, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, StrategyParent? Parent = null);

/// <summary>What a strategy was forked from, as it was called then.</summary>
public sealed record StrategyParent(Guid Id, int? Version, string Name);

public enum StrategySort { Changed, Name, Created, Runs }

/// <summary>Which strategies a list shows.</summary>
/// <param name="Search">Part of a name, in any case; null or empty for all.</param>
/// <param name="Folder">Null for all, empty for those in none.</param>
/// <param name="Tag">Null for all.</param>
/// <param name="Sort">Names from A, the others from the newest or the most.</param>
/// <param name="Trash">The deleted ones instead.</param>
public sealed record StrategyFilter(string? Search = null, string? Folder = null, string? Tag = null, StrategySort Sort = StrategySort.Changed, bool Trash = false);

/// <summary>The folders and tags in use, by name, and how many strategies have each.</summary>
public sealed record StrategyLabels(IReadOnlyList<LabelCount> Folders, IReadOnlyList<LabelCount> Tags, int Strategies, int Trash);

public sealed record LabelCount(string Name, int Count);

/// <summary>What became of a wish for one more strategy: it, or everything that the tier refuses; neither when there was nothing to make it of.</summary>
public sealed record StrategyOutcome(StrategyDetails? Strategy, IReadOnlyList<Core.Problem> Refused)
{
    public static StrategyOutcome NotFound { get; } = new(null, []);
}

/// <summary>What became of a save.</summary>
public abstract record SaveResult
{
    private SaveResult() { }

    public sealed record Saved(StrategyDetails Strategy) : SaveResult;
    /// <summary>Somebody saved in between; <paramref name="Current"/> is what is stored.</summary>
    public sealed record Conflict(StrategyDetails Current) : SaveResult;
    public sealed record NotFound : SaveResult;
}

/// <summary>What deleting a strategy takes away, in numbers.</summary>
/// <param name="Runs">Runs made with it; they stay in the list of runs with their own copy of the graph.</param>
/// <param name="ActiveRuns">Runs of it that are queued or running now; they go on.</param>
/// <param name="Versions">Versions; they are lost once the strategy leaves the trash for good.</param>
/// <param name="Links">Share links that work; in the trash they do not.</param>
public sealed record StrategyLoss(string Name, int Runs, int ActiveRuns, int Versions, int Links);

/// <summary>A request for a backtest.</summary>
public sealed record StartRun(
    Guid? StrategyId, string StrategyName, string GraphJson, string DefinitionHash, BacktestSettings Settings, string Instrument, string Timeframe, string CorrelationId)
{
    /// <summary>Everything to trade; empty = <see cref="Instrument"/> alone.</summary>
    public IReadOnlyList<string> Instruments { get; init; } = [];
    /// <summary>About how many bars will be played, for the limits of the tier.</summary>
    public long Bars { get; init; }
    /// <summary>The run that this one repeats.</summary>
    public Guid? RerunOf { get; init; }
    /// <summary>Columns that the strategy reads, splits, dividends, funding and rates: a <see cref="MarketData.Files.RunFileName"/> and the text of each.</summary>
    public IReadOnlyList<(string Name, byte[] Csv)> Files { get; init; } = [];
}

/// <summary>What became of a request for a run: its id, or everything that the tier refuses.</summary>
public sealed record StartOutcome(Guid? Run, IReadOnlyList<Core.Problem> Refused);

/// <summary>A line of the runs list. Figures are null until the run has succeeded; <paramref name="DeletedAt"/> says that it is in the trash.</summary>
public sealed record RunSummary(
    Guid Id, Guid? StrategyId, string StrategyName, string Instrument, string Timeframe, RunStatus Status, double Progress, bool CancelRequested,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    int? Bars, double? NetProfit, double? ReturnPercent, double? MaxDrawdownPercent, double? Sharpe, int? Trades,
    string[] Instruments, Guid? RerunOf, string Note, DateTimeOffset? DeletedAt = null);

/// <summary>Why a run failed.</summary>
public sealed record RunError(string Code, Core.Text Text);

public sealed record RunDetails(
    RunSummary Summary, string GraphJson, string DefinitionHash, BacktestSettings Settings, string? Message, RunError? Error, string CorrelationId, int Attempt,
    int? StrategyVersion = null, string? RunKey = null, string? ResultHash = null);

/// <summary>Another run of the same user with the same key; another hash of its result is an alarm.</summary>
public sealed record RunTwin(Guid Id, DateTimeOffset CreatedAt, string? ResultHash);

/// <param name="Trash">The deleted ones instead.</param>
public sealed record RunFilter(Guid? StrategyId = null, RunStatus? Status = null, string? Instrument = null, string? Search = null, bool Trash = false);

public sealed record RunCounts(int Queued, int Running, int Succeeded, int Failed, int Cancelled, int Trash = 0);

/// <summary>What deleting a run takes away.</summary>
/// <param name="Notes">On the run and on its trades; they are lost once the run leaves the trash for good, and the result with them.</param>
/// <param name="Links">Share links that work; in the trash they do not.</param>
public sealed record RunLoss(string StrategyName, string Instrument, int Trades, bool HasResult, int Notes = 0, int Links = 0);

public enum DeleteOutcome { Deleted, NotFound, StillRunning }

public enum CancelOutcome { Requested, Cancelled, AlreadyFinished, NotFound }

public sealed record ImportSummary(
    Guid Id, string FileName, string FileHash, string Instrument, string Timeframe, ImportStatus Status, long Bytes, long BytesRead,
    long RowsRead, long RowsStored, long RowsReplaced, long RowsQuarantined, long LastCommittedLine, string? Error,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt);

public sealed record StartImport(string FileName, string FileHash, string Instrument, string Timeframe, long Bytes);

public sealed record ImportProgress(long BytesRead, long RowsRead, long RowsStored, long RowsReplaced, long RowsQuarantined, long LastCommittedLine);
