using System.Collections.Concurrent;
using TradeForge.Core.Metrics;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>The same strategy over the same data with every combination of some parameters.</summary>
public static class Sweep
{
    /// <summary>Most combinations of one sweep.</summary>
    public const int MostTrials = 1_000_000;
    private const int MostProblems = 20;

    /// <summary>Runs every combination. The trials do not hang on each other: on any number of workers the result is the same.</summary>
    /// <param name="graph">The strategy.</param>
    /// <param name="data">From <see cref="BacktestData.Prepare"/>.</param>
    /// <param name="settings">Of every trial; its overrides hold where no axis says otherwise.</param>
    /// <param name="axes">What is varied; the last axis varies fastest.</param>
    /// <param name="objective">A metric with a better direction, such as <c>sharpe</c>.</param>
    /// <param name="workers">Trials at a time, at least 1.</param>
    /// <param name="progress">Share of the trials done, 0 to 1; called from any worker.</param>
    /// <param name="cancellationToken">Looked at in every trial.</param>
    /// <returns>The result, or all problems of the request.</returns>
    /// <exception cref="RunLimitException">The sweep took more than its settings allow.</exception>
    public static (SweepResult? Result, IReadOnlyList<Problem> Problems) Run(
        StrategyGraph graph, BacktestData data, BacktestSettings settings, IReadOnlyList<SweepAxis> axes, string objective, int workers,
        IProgress<double>? progress, CancellationToken cancellationToken) =>
        RunLimits.WithinDigits(() => Whole(graph, data, settings, axes, objective, workers, progress, cancellationToken));

    private static (SweepResult? Result, IReadOnlyList<Problem> Problems) Whole(
        StrategyGraph graph, BacktestData data, BacktestSettings settings, IReadOnlyList<SweepAxis> axes, string objective, int workers,
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var problems = Check(axes, objective);
        if (problems.Count > 0) return (null, problems);
        var plain = StrategyCompiler.Compile(graph, settings.Parameters, cancellationToken);
        var trials = new SweepTrial[axes.Aggregate(1, (count, axis) => count * axis.Count)];
        var strategies = new CompiledStrategy?[trials.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        var wrong = new List<Problem>[trials.Length];
        Parallel.For(0, trials.Length, options, i =>
        {
            trials[i] = new SweepTrial(Parameters(axes, i), new Dictionary<string, double?>());
            var one = StrategyCompiler.Compile(graph, Overrides(settings, trials[i]), cancellationToken);
            strategies[i] = one.Strategy;
            if (one.Strategy is null) wrong[i] = [.. one.Problems.Where(p => p.Severity == Severity.Error)];
        });
        problems.AddRange(wrong.Where(w => w is not null).SelectMany(w => w).Distinct().Take(MostProblems));
        if ((plain.Strategy ?? strategies.FirstOrDefault(s => s is not null)) is { } first) problems.AddRange(data.Problems(first));
        if (problems.Count > 0) return (null, problems);

        var done = 0;
        var rooms = new ConcurrentBag<double[]>(); // for the equity of each bar: a task takes one over from a task before it
        Parallel.For(0, trials.Length, options, () => rooms.TryTake(out var room) ? room : GC.AllocateUninitializedArray<double>(data.Bars), (i, _, room) =>
        {
            trials[i] = trials[i] with { Metrics = Figures(strategies[i]!, data, settings with { Parameters = Overrides(settings, trials[i]) }, room, cancellationToken) };
            progress?.Report((double)Interlocked.Increment(ref done) / trials.Length);
            return room;
        }, rooms.Add);
        return (new SweepResult(ResultBuilder.Manifest((plain.Strategy ?? strategies[0]!).DefinitionHash, (plain.Strategy ?? strategies[0]!).Parameters, data, settings), axes, objective, trials, Best(trials, objective)), []);
    }

    private static List<Problem> Check(IReadOnlyList<SweepAxis> axes, string objective)
    {
        var problems = new List<Problem>();
        if (axes.Count == 0) problems.Add(Wrong("vary", "Nothing is varied.", "Ничего не варьируется."));
        foreach (var axis in axes.GroupBy(a => a.Parameter).Where(g => g.Count() > 1)) problems.Add(Wrong(axis.Key, $"{axis.Key} is varied twice.", $"{axis.Key} варьируется дважды."));
        var count = axes.Aggregate(1m, (n, axis) => n * axis.Count);
        if (count > MostTrials) problems.Add(Wrong("vary", FormattableString.Invariant($"{count} combinations are more than {MostTrials}."), FormattableString.Invariant($"{count} комбинаций больше, чем {MostTrials}.")));
        var metric = MetricCatalog.All.FirstOrDefault(m => m.Name == objective);
        if (metric is null) problems.Add(Wrong("objective", $"There is no metric {objective}.", $"Метрики {objective} нет."));
        else if (metric.HigherIsBetter is null) problems.Add(Wrong("objective", $"Of {objective} neither more nor less is better.", $"Для {objective} ни больше, ни меньше не лучше."));
        return problems;
    }

    private static Problem Wrong(string path, string en, string ru) => new(Severity.Error, "sweep", path, new(en, ru));

    private static SortedDictionary<string, string> Parameters(IReadOnlyList<SweepAxis> axes, int trial)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var a = axes.Count - 1; a >= 0; a--)
        {
            parameters[axes[a].Parameter] = axes[a].Value(trial % axes[a].Count);
            trial /= axes[a].Count;
        }
        return parameters;
    }

    private static SortedDictionary<string, string> Overrides(BacktestSettings settings, SweepTrial trial)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in settings.Parameters) all[name] = value;
        foreach (var (name, value) in trial.Parameters) all[name] = value;
        return all;
    }

    private static IReadOnlyDictionary<string, double?> Figures(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, double[] room, CancellationToken cancellationToken)
    {
        using var run = Backtest.Play(strategy, data, settings, true, null, cancellationToken);
        return ResultBuilder.Metrics(strategy, data, settings, run, room, cancellationToken);
    }

    /// <summary>The best trial, of equal ones the first; null if none has the figure.</summary>
    private static SweepTrial? Best(IReadOnlyList<SweepTrial> trials, string objective)
    {
        var sign = MetricCatalog.All.First(m => m.Name == objective).HigherIsBetter == true ? 1 : -1;
        return trials.Where(t => t.Metrics[objective] is not null).MaxBy(t => sign * t.Metrics[objective]!.Value);
    }
}

/// <summary>One combination and its figures; null = not defined on that run.</summary>
public sealed record SweepTrial(IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, double?> Metrics);

/// <summary>A finished sweep.</summary>
/// <param name="Manifest">Of the strategy as it stands, without the varied values.</param>
/// <param name="Axes">What was varied.</param>
/// <param name="Objective">The metric by which the best is chosen.</param>
/// <param name="Trials">In the order of the grid.</param>
/// <param name="Best">Null if no trial has the figure.</param>
public sealed record SweepResult(Manifest Manifest, IReadOnlyList<SweepAxis> Axes, string Objective, IReadOnlyList<SweepTrial> Trials, SweepTrial? Best);
