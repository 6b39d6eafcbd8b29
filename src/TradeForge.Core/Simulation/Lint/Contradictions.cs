using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Simulation.Lint;

/// <summary>Entries that can never act, because an exit of their side or an entry of the other side is true with them (contract section 3).</summary>
internal static class Contradictions
{
    /// <param name="strategy">Whose entries.</param>
    /// <param name="run">Its evaluation, or null: then only entries that share their very condition with the other.</param>
    /// <param name="cancellationToken">Looked at for every pair.</param>
    public static IEnumerable<Problem> Of(CompiledStrategy strategy, StrategyEvaluation? run, CancellationToken cancellationToken = default)
    {
        var late = strategy.Plan.Steps.Where(s => s.NeedsPosition).SelectMany(s => s.Outputs).ToHashSet();
        foreach (var entry in strategy.Entries)
        {
            foreach (var exit in strategy.Exits.Where(e => e.Side == entry.Side))
                if (Covers(exit.WhenSlot, entry.WhenSlot, late, run, cancellationToken, out var bars)) yield return LintProblems.EntryBlocked(entry.NodeId, exit.NodeId, bars);
            foreach (var other in strategy.Entries.Where(e => e.Side != entry.Side))
                if (Covers(other.WhenSlot, entry.WhenSlot, late, run, cancellationToken, out var bars)) yield return LintProblems.EntriesContradict(entry.NodeId, other.NodeId, bars);
        }
    }

    /// <summary>Whether <paramref name="cover"/> is true wherever <paramref name="entry"/> is; <paramref name="bars"/> is null where they are one condition.</summary>
    private static bool Covers(int cover, int entry, HashSet<int> late, StrategyEvaluation? run, CancellationToken cancellationToken, out int? bars)
    {
        bars = null;
        if (cover == entry) return true;
        if (run is null || late.Contains(cover) || late.Contains(entry)) return false;
        cancellationToken.ThrowIfCancellationRequested();
        ReadOnlySpan<byte> a = run.Conditions(entry), b = run.Conditions(cover);
        var count = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != Kleene.T) continue;
            if (b[i] != Kleene.T) return false;
            count++;
        }
        bars = count;
        return count > 0;
    }
}
