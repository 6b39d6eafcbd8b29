using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Workers.Backtests;

/// <summary>Does one claimed run from beginning to end, whatever the end is.</summary>
internal sealed class BacktestJob(
    RunQueue queue, RunResults results, BacktestEngine engine, IMessageBus bus, IOptions<BacktestWorkerOptions> options, TimeProvider clock, ILogger<BacktestJob> log)
{
    /// <summary>For the last word about a run while the host stops.</summary>
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(5);

    public async Task RunAsync(RunClaim claim, CancellationToken stopping)
    {
        using var scope = log.BeginScope("Run {RunId}, correlation {CorrelationId}", claim.RunId, claim.CorrelationId);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pulse = new RunPulse();
        var beat = BeatAsync(claim, pulse, stop);
        try
        {
            await ExecuteAsync(claim, pulse, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndStoppedAsync(claim, pulse.Reason);
        }
        catch (RunRefusedException e)
        {
            log.LogInformation("Run {RunId} is refused: {Code}.", claim.RunId, e.Code);
            await queue.FailAsync(claim, e.Code, e.Why, stopping);
        }
        catch (Exception e) when (IsOutside(e) && claim.Attempt < RunQueue.MostAttempts)
        {
            log.LogWarning(e, "Run {RunId}: a store did not answer; the run is tried again.", claim.RunId);
            await Task.Delay(options.Value.RetryPause, clock, stopping);
            await queue.ReturnAsync(claim, countsAsAttempt: true, stopping);
        }
        catch (Exception e)
        {
            log.LogError(e, "Run {RunId} failed (correlation {CorrelationId}).", claim.RunId, claim.CorrelationId);
            await queue.FailAsync(claim, IsOutside(e) ? "store-unreachable" : "internal-error", Words(e, claim), stopping);
        }
        finally
        {
            await stop.CancelAsync();
            await beat;
        }
    }

    private async Task ExecuteAsync(RunClaim claim, RunPulse pulse, CancellationToken cancel)
    {
        var settings = RunSettingsJson.Read(claim.Settings);
        var strategy = Compile(claim, settings);
        var input = await RunInput.ReadAsync(strategy, claim.Instruments, Timeframe.Parse(claim.Timeframe), settings, engine.Load, cancel);
        if (input.Traded.FirstOrDefault(t => t.Count == 0) is { } empty) throw NoCandles(empty.Symbol, claim.Timeframe);
        var (complete, problems) = input.With(await queue.FilesAsync(claim, cancel), cancel); // they were read once when they were given
        if (complete is null) throw BacktestEngines.Refused(problems[0].Code, problems);
        var watch = Stopwatch.StartNew();
        var result = await Task.Run(() => engine.Run(strategy, complete, pulse, cancel), cancel);
        var json = engine.Write(result, cancel);
        log.LogInformation("Run {RunId}: {Bars} bars, {Trades} trades in {Milliseconds} ms.", claim.RunId, result.Manifest.Bars, result.Trades.Count, watch.ElapsedMilliseconds);

        await engine.StoreEquity(claim.RunId, result.Equity, cancel); // before the status: a succeeded run has its curve
        if (!await results.SucceedAsync(claim, result, json, cancel))
            log.LogWarning("Run {RunId}: attempt {Attempt} finished after its lease; its result is dropped.", claim.RunId, claim.Attempt);
    }

    private static CompiledStrategy Compile(RunClaim claim, BacktestSettings settings)
    {
        var (graph, problems) = StrategyJson.Parse(claim.Graph);
        if (graph is null) throw Invalid(problems);
        var compilation = StrategyCompiler.Compile(graph, settings.Parameters);
        return compilation.Strategy ?? throw Invalid(compilation.Problems);
    }

    /// <summary>Reports progress, lengthens the lease and looks for a wish to cancel, until the run ends.</summary>
    private async Task BeatAsync(RunClaim claim, RunPulse pulse, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(options.Value.Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (await TryReportAsync(claim, pulse.Progress, stop.Token) is not { } state) continue;
                if (state == LeaseState.Held)
                {
                    var moved = new BacktestMoved(1, claim.RunId, claim.OwnerId, nameof(RunStatus.Running), pulse.Progress);
                    await bus.PublishAsync(BusMessage.Of(Topics.BacktestEvents, claim.RunId.ToString(), moved, claim.CorrelationId), stop.Token);
                    continue;
                }
                pulse.Stop(state == LeaseState.CancelRequested ? StopReason.CancelRequested : StopReason.LeaseLost);
                await stop.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // the run has ended
        }
    }

    /// <summary>Null when the database did not answer: the lease lasts for many beats.</summary>
    private async Task<LeaseState?> TryReportAsync(RunClaim claim, double progress, CancellationToken cancel)
    {
        try
        {
            return await queue.ReportAsync(claim, progress, options.Value.Lease, cancel);
        }
        catch (Exception e) when (IsOutside(e))
        {
            log.LogWarning(e, "Run {RunId}: its progress could not be written.", claim.RunId);
            return null;
        }
    }

    private async Task EndStoppedAsync(RunClaim claim, StopReason reason)
    {
        using var limit = new CancellationTokenSource(LastWord, clock);
        if (reason == StopReason.CancelRequested) await queue.CancelAsync(claim, limit.Token);
        else if (reason == StopReason.None) await queue.ReturnAsync(claim, countsAsAttempt: false, limit.Token); // the host stops
        else log.LogWarning("Run {RunId}: the lease of attempt {Attempt} is lost; the work is dropped.", claim.RunId, claim.Attempt);
    }

    private static bool IsOutside(Exception e) =>
        e is ClickHouseException { IsUnavailable: true } or HttpRequestException or NpgsqlException or IOException or TimeoutException or DbUpdateException
        || e.InnerException is NpgsqlException;

    private static RunRefusedException Invalid(IReadOnlyList<Problem> problems)
    {
        var errors = problems.Where(p => p.Severity == Severity.Error).ToList();
        string Join(Func<Text, string> language) => string.Join(" ", errors.Select(p => p.Path.Length == 0 ? language(p.Message) : $"{p.Path}: {language(p.Message)}"));
        return new("strategy-invalid", new Text($"The strategy does not compile. {Join(t => t.En)}", $"Стратегия не компилируется. {Join(t => t.Ru)}"));
    }

    private static RunRefusedException NoCandles(string instrument, string timeframe) => new("no-candles", new Text(
        $"There are no candles of {instrument} from which {timeframe} bars can be made. Import some on the data page.",
        $"Нет свечей {instrument}, из которых можно сделать бары {timeframe}. Загрузите их на странице данных."));

    private static Text Words(Exception e, RunClaim claim) => IsOutside(e)
        ? new($"A store did not answer, {claim.Attempt} times. Try again later; reference {claim.CorrelationId}.",
            $"Хранилище не ответило, попыток: {claim.Attempt}. Повторите позже; номер обращения {claim.CorrelationId}.")
        : new($"The run broke on an error of TradeForge, not of the strategy ({e.GetType().Name}). Reference for support: {claim.CorrelationId}.",
            $"Прогон прервала ошибка TradeForge, а не стратегии ({e.GetType().Name}). Номер для поддержки: {claim.CorrelationId}.");
}
