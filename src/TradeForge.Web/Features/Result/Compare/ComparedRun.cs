using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Result.Compare;

/// <summary>A finished run of the user who looks, with what its figures stand on.</summary>
public sealed record ComparedRun(RunDetails Run, BacktestResult Result)
{
    public RunConventions Conventions { get; } = RunConventions.Of(Result.Manifest);

    /// <summary>Null when the graph of an old run cannot be read any more.</summary>
    public StrategyGraph? Graph { get; } = StrategyJson.Parse(Run.GraphJson).Graph;

    public string Name => $"{Run.Summary.StrategyName} · {Market} · {Result.Manifest.Timeframe}";

    public string Market => Traded.Short(Result.Manifest.Symbols);
}

/// <summary>The runs named in an address, in its order: at most as many as may be compared, each once, only those of the user that have a result.</summary>
public sealed class ComparedRuns(UserDataFactory users, ResultCache results)
{
    public static IReadOnlyList<Guid> Read(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    public async Task<IReadOnlyList<ComparedRun>> LoadAsync(Guid user, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var runs = new List<ComparedRun>();
        foreach (var id in ids.Take(users.Tier.RunsPerComparison))
            if (await users.For(user).Runs.FindAsync(id, cancel) is { } run && await results.FindAsync(user, id, cancel) is { } result) runs.Add(new ComparedRun(run, result));
        return runs;
    }
}
