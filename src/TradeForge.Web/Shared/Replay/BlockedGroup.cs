using TradeForge.Core.Simulation.Explain;

namespace TradeForge.Web.Shared.Replay;

/// <summary>Signals of one entry that were refused for one reason.</summary>
/// <param name="Reason">A code of <see cref="Core.Simulation.Reasons"/>.</param>
/// <param name="Node">The entry.</param>
/// <param name="Bars">On which it asked in vain.</param>
/// <param name="Starts">First bar of each unbroken stretch of them.</param>
public sealed record BlockedGroup(string Reason, string Node, int Bars, IReadOnlyList<int> Starts)
{
    /// <summary>Most bars first.</summary>
    public static IReadOnlyList<BlockedGroup> Of(ExplainedRun run) =>
    [
        .. run.Result.Blocked.GroupBy(b => (b.Reason, b.Node))
            .Select(g => new BlockedGroup(g.Key.Reason, g.Key.Node, g.Sum(b => b.Bars), [.. g.Select(b => run.BarAt(b.From)).Order()]))
            .OrderByDescending(g => g.Bars).ThenBy(g => g.Reason, StringComparer.Ordinal),
    ];
}
