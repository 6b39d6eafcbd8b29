using System.ComponentModel.DataAnnotations;

namespace TradeForge.Web.Shared.Replay;

/// <summary>Limits of what is played in the web process, for all users together.</summary>
public sealed class ReplayOptions
{
    public const string Section = "Replays";

    /// <summary>Most bars of a replay; as many again, at most, come before it to warm up.</summary>
    [Range(1_000, 1_000_000)] public int MostBars { get; init; } = 100_000;

    /// <summary>Replays at the same time; one keeps one core busy.</summary>
    [Range(1, 64)] public int AtOnce { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>One that takes longer, waiting for its turn included, is stopped.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")] public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Memory for candles that all users share, in MB.</summary>
    [Range(1, 16_384)] public int SeriesMegabytes { get; init; } = 256;

    /// <summary>Memory for played runs, in MB. What is pushed out is played again when it is asked for.</summary>
    [Range(1, 16_384)] public int RunMegabytes { get; init; } = 512;
}
