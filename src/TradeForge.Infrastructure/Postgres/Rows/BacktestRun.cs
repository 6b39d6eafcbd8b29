namespace TradeForge.Infrastructure.Postgres.Rows;

/// <summary>A backtest that somebody asked for: the truth about it, whatever the bus loses.</summary>
internal sealed class BacktestRun
{
    public Guid Id { get; set; }
    public Guid OwnerId { get; set; }
    public Guid? StrategyId { get; set; }
    /// <summary>The version of the strategy that was run.</summary>
    public int? StrategyVersion { get; set; }
    public required string StrategyName { get; set; }
    /// <summary>The graph at the time of the request, letter for letter.</summary>
    public required string Graph { get; set; }
    public required string DefinitionHash { get; set; }
    public required string Settings { get; set; }
    public required string Instrument { get; set; }
    /// <summary>Everything that is traded, <see cref="Instrument"/> first.</summary>
    public string[] Instruments { get; set; } = [];
    public required string Timeframe { get; set; }
    public required string CorrelationId { get; set; }

    public RunStatus Status { get; set; }
    /// <summary>0 to 1.</summary>
    public double Progress { get; set; }
    public string? Message { get; set; }
    public string? ErrorCode { get; set; }
    public string? ErrorEn { get; set; }
    public string? ErrorRu { get; set; }

    public int Attempt { get; set; }
    public string? WorkerId { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public bool CancelRequested { get; set; }
    /// <summary>When the request was last put on the bus; the sweeper looks at it.</summary>
    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }
    /// <summary>In the trash since then.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public int? Bars { get; set; }
    public double? NetProfit { get; set; }
    public double? ReturnPercent { get; set; }
    public double? MaxDrawdownPercent { get; set; }
    public double? Sharpe { get; set; }
    public int? Trades { get; set; }

    /// <summary>The run that this one repeats to prove that it gives the same.</summary>
    public Guid? RerunOf { get; set; }
    /// <summary>Core's <c>RunKey</c>: what went in, and what came out.</summary>
    public string? RunKey { get; set; }
    public string? ResultHash { get; set; }

    /// <summary>What the owner wrote about the run.</summary>
    public string Note { get; set; } = "";
}

/// <summary>The result of a run: the very bytes that the engine wrote, compressed.</summary>
internal sealed class BacktestResultRow
{
    public Guid RunId { get; set; }
    /// <summary>gzip of the result JSON.</summary>
    public required byte[] Json { get; set; }
    /// <summary>Length of the JSON before compression, in bytes.</summary>
    public int Length { get; set; }
}

/// <summary>A closed trade of a run, for lists.</summary>
internal sealed class BacktestTradeRow
{
    public Guid RunId { get; set; }
    public int Ordinal { get; set; }
    public required string Symbol { get; set; }
    public required string Side { get; set; }
    public decimal Quantity { get; set; }
    public int EntryBar { get; set; }
    public DateTimeOffset EntryTime { get; set; }
    public decimal EntryPrice { get; set; }
    public required string EntryReason { get; set; }
    public int ExitBar { get; set; }
    public DateTimeOffset ExitTime { get; set; }
    public decimal ExitPrice { get; set; }
    public required string ExitReason { get; set; }
    public decimal Fees { get; set; }
    public decimal Pnl { get; set; }
    public double PnlPercent { get; set; }
    public double Mae { get; set; }
    public double Mfe { get; set; }
}
