using System.ComponentModel.DataAnnotations;

namespace TradeForge.Workers.Backtests;

public sealed class BacktestWorkerOptions
{
    public const string Section = "Backtests";

    /// <summary>Runs at the same time in this process. One run keeps one core busy.</summary>
    [Range(1, 64)] public int Concurrency { get; init; } = 2;

    /// <summary>A worker silent for so long has lost its run.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")] public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two reports of progress, which also look for a wish to cancel.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")] public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A worker looks for queued runs at least this often, whatever the bus says.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00")] public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two sweeps for expired leases and lost messages.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")] public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the second try of a run that a store did not answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")] public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(5);
}
