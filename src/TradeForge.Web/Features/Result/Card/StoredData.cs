using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Result.Card;

public enum DataState { Same, Longer, Changed, Missing }

/// <summary>Compares the bars that a run was made of with those that are stored now.</summary>
public sealed class StoredData(CandleStore candles, UserDataFactory users)
{
    /// <summary>Longer: the bars of the run are as they were, and newer ones have come.</summary>
    public async Task<DataState> CheckAsync(Guid user, RunDetails run, Manifest manifest, CancellationToken cancel)
    {
        if (await HashAsync(user, run, run.Settings, cancel) is not { } now) return DataState.Missing;
        if (now == manifest.DataHash) return DataState.Same;
        return run.Settings.To is null && await HashAsync(user, run, Closed(run.Settings, manifest), cancel) == manifest.DataHash ? DataState.Longer : DataState.Changed;
    }

    /// <summary>The settings of a run with its end named, so that newer bars do not lengthen it.</summary>
    public static BacktestSettings Closed(BacktestSettings settings, Manifest manifest) => settings with { To = settings.To ?? manifest.To };

    /// <summary>Null when the bars or the graph are not there any more.</summary>
    private async Task<string?> HashAsync(Guid user, RunDetails run, BacktestSettings settings, CancellationToken cancel)
    {
        var graph = StrategyJson.Parse(run.GraphJson).Graph;
        if (graph is null || StrategyCompiler.Compile(graph, settings.Parameters).Strategy is not { } strategy) return null;
        var input = await RunInput.ReadAsync(strategy, run.Summary.Instruments, Timeframe.Parse(run.Summary.Timeframe), settings,
            (instrument, timeframe, to, token) => RunInput.LoadAsync(candles, instrument, timeframe, to, token), cancel);
        var files = await users.For(user).Runs.FilesAsync(run.Summary.Id, cancel);
        return await Task.Run(() => input.With(files).Input?.Prepare(strategy).Data?.Hash, cancel);
    }
}
