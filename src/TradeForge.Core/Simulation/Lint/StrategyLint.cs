using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Simulation.Lint;

/// <summary>What is allowed but looks like a mistake: warnings only, each with a code, the node and words. The designer and the command line show the same list.</summary>
/// <remarks>
/// Without candles: what the compiler warns of (<c>unreachable-node</c>, <c>unused-output</c>), entries that can never act
/// (<c>entry-always-blocked</c>, <c>entries-contradict</c>) and parameters of risk rules and actions without effect (<c>no-effect</c>).
/// On candles also: <c>warm-up-too-long</c>, conditions that are <c>never-known</c>, <c>never-true</c> or <c>always-true</c> on these bars,
/// the contradictions bar by bar, and parameters that change no decision when moved by a tenth (<c>no-effect</c>; <c>not-checked</c> where that would take too long).
/// What hangs on the open position is known only while a run goes on and is left out.
/// </remarks>
public static class StrategyLint
{
    /// <param name="compilation">Of a graph without errors.</param>
    /// <param name="data">The data at hand, of which the warm-up bars count too; null: only what the graph shows by itself. What the strategy reads and they do not hold is returned as errors.</param>
    /// <param name="cancellationToken">Ends a long check.</param>
    /// <exception cref="ArgumentException">The compilation has errors.</exception>
    public static IReadOnlyList<Problem> Check(Compilation compilation, BacktestData? data = null, CancellationToken cancellationToken = default)
    {
        var strategy = compilation.Strategy ?? throw new ArgumentException("A graph with errors has no strategy to look at.", nameof(compilation));
        var found = compilation.Problems.Where(p => p.Severity == Severity.Warning).ToList();
        var missing = data?.Problems(strategy) ?? [];
        if (data is null || missing.Count > 0) return [.. missing, .. found, .. Contradictions.Of(strategy, null), .. ParameterLint.OfRules(strategy)];
        using var run = data.Evaluate(strategy, cancellationToken: cancellationToken);
        return [.. found, .. OnBars(run, data, cancellationToken), .. ParameterLint.OfRules(strategy), .. WithoutEffect(run, data, cancellationToken)];
    }

    /// <summary>What the bars add for a strategy that was played on them, in one pass over the values that are there already.</summary>
    public static IReadOnlyList<Problem> OnBars(StrategyEvaluation run, BacktestData data, CancellationToken cancellationToken)
    {
        var found = new List<Problem>();
        if (run.Strategy.WarmUpOn(data.Series.Timeframe) is var needed && needed > data.Series.Count) found.Add(WarmUp(run.Strategy, needed, data.Series.Count));
        found.AddRange(ConditionLint.Of(run, cancellationToken));
        found.AddRange(Contradictions.Of(run.Strategy, run, cancellationToken));
        return found;
    }

    /// <summary>Numbers that change no decision on the bars. The strategy is computed again for each of them, which takes its time.</summary>
    public static IReadOnlyList<Problem> WithoutEffect(StrategyEvaluation run, BacktestData data, CancellationToken cancellationToken) => [.. ParameterLint.OfValues(run, data, cancellationToken)];

    /// <summary>In place of <see cref="WithoutEffect"/> where it took too long.</summary>
    public static Problem NotChecked(BacktestData data) => LintProblems.NotChecked(data.Series.Count);

    /// <summary>Names the node whose own look-back is longest.</summary>
    private static Problem WarmUp(CompiledStrategy strategy, int needed, int bars)
    {
        var longest = strategy.Plan.Nodes.Values.OrderByDescending(n => n.Descriptor.WarmUp(n.Values)).ThenBy(n => n.Id, StringComparer.Ordinal).First();
        return LintProblems.WarmUpTooLong(longest.Id, needed, bars);
    }
}
