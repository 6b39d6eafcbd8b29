using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Integration.Tests.Postgres;
using TradeForge.Workers.Backtests;

namespace TradeForge.Integration.Tests.Workers;

/// <summary>The way of a run on a real PostgreSQL with the real engine; only the candles come from memory.</summary>
[Collection(PostgresCollection.Name)]
public sealed class BacktestWorkerTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string Graph = StrategyJson.Write(SampleResult.Template.Graph);
    private const string Signal = """
        { "schemaVersion": 1, "name": "Signal", "nodes": [
          { "id": "tv", "type": "external-signal", "position": { "x": 0, "y": 0 }, "data": { "column": "tv" } },
          { "id": "half", "type": "constant", "position": { "x": 0, "y": 0 }, "data": { "value": 0.5 } },
          { "id": "on", "type": "compare", "position": { "x": 0, "y": 0 }, "data": { "op": "gt" } },
          { "id": "off", "type": "not", "position": { "x": 0, "y": 0 }, "data": {} },
          { "id": "buy", "type": "enter-long", "position": { "x": 0, "y": 0 }, "data": {} },
          { "id": "sell", "type": "exit-long", "position": { "x": 0, "y": 0 }, "data": {} } ],
          "edges": [
          { "id": "1", "source": "tv", "sourceHandle": "value", "target": "on", "targetHandle": "a" },
          { "id": "2", "source": "half", "sourceHandle": "value", "target": "on", "targetHandle": "b" },
          { "id": "3", "source": "on", "sourceHandle": "result", "target": "off", "targetHandle": "in" },
          { "id": "4", "source": "on", "sourceHandle": "result", "target": "buy", "targetHandle": "when" },
          { "id": "5", "source": "off", "sourceHandle": "result", "target": "sell", "targetHandle": "when" } ] }
        """;
    private readonly InProcessBus _bus = new(TopicCatalog.Load());
    private readonly Dictionary<Guid, int> _equity = [];
    private int _runs;
    private TestDatabase _database = null!;
    private UserData _user = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.NewAsync();
        _user = await _database.NewUserAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Run_TwoWorkers_ExecuteItOnceAndStoreTheBytesOfTheEngine()
    {
        await using var one = await StartAsync(Engine());
        await using var two = await StartAsync(Engine());
        var run = await StartRunAsync();
        var done = await EndAsync(run);

        Assert.Equal((RunStatus.Succeeded, 1.0, 1), (done.Summary.Status, done.Summary.Progress, _runs));
        var expected = SampleResult.WithStrip();
        Assert.Equal((600, expected.Trades.Count), (done.Summary.Bars, done.Summary.Trades));
        Assert.True(expected.Trades.Count > 3);
        Assert.Equal(ResultJson.ToBytes(expected), await BytesAsync(run));
        Assert.Equal(expected.Trades, (await _user.Runs.TradesAsync(run, 1, 1000, None))!.Items);
        Assert.Equal(expected.Metrics.GetValueOrDefault("netProfit"), done.Summary.NetProfit);
        Assert.Equal(expected.Equity.Count, _equity[run]);
    }

    [Fact]
    public async Task Run_WorkerKilledInTheMiddle_IsRepeatedOnceAndHasOneResult()
    {
        var run = await StartRunAsync();
        var dead = (await _database.ClaimAsync("dead"))!; // claims, and is never heard of again
        _database.Clock.Advance(TimeSpan.FromSeconds(31));
        await _database.Queue.SweepExpiredAsync(None);
        await using var worker = await StartAsync(Engine());
        var done = await EndAsync(run);
        Assert.Equal((RunStatus.Succeeded, 2), (done.Summary.Status, done.Attempt));

        Assert.False(await new RunResults(_database, _database.Queue, _database.Clock).SucceedAsync(dead, SampleResult.Make(), [0], None)); // it was only asleep
        await using var db = _database.CreateDbContext();
        Assert.Equal(1, await db.Results.CountAsync(x => x.RunId == run));
        Assert.Equal(ResultJson.ToBytes(SampleResult.WithStrip()), await BytesAsync(run));
    }

    [Fact]
    public async Task Run_StrategyThatReadsAColumn_TakesTheOneGivenWithTheRun()
    {
        await using var worker = await StartAsync(Engine());
        var csv = "timestamp,value\n2024-01-05T00:00Z,1\n2024-01-10T00:00Z,0\n"u8.ToArray(); // in on the 5th, out on the 10th
        var done = await EndAsync(await _user.Runs.StartAsync(TestDatabase.Request(graph: Signal) with { Files = [("tv", csv)] }));
        Assert.Equal(RunStatus.Succeeded, done.Summary.Status);
        var trade = Assert.Single((await _user.Runs.TradesAsync(done.Summary.Id, 1, 10, None))!.Items);
        Assert.Equal((5, 10), (trade.EntryTime.Day, trade.ExitTime.Day));

        var missing = await EndAsync(await StartRunAsync(Signal));
        Assert.Equal("column-missing", missing.Error?.Code);
    }

    [Fact]
    public async Task Run_FilesOfEvents_CountInTheResultOrAreRefusedByName()
    {
        await using var worker = await StartAsync(Engine());
        async Task<RunDetails> WithAsync(string name, string csv) => await EndAsync(await _user.Runs.StartAsync(TestDatabase.Request(graph: Graph) with { Files = [(name, System.Text.Encoding.UTF8.GetBytes(csv))] }));
        var symbol = SampleResult.Wave().Symbol;
        var paid = await WithAsync($"funding {symbol}", string.Concat(Enumerable.Range(1, 27).Select(day => $"2024-01-{day:00}T08:00Z,0.001\n").Prepend("time,rate\n")));
        var plain = await EndAsync(await StartRunAsync());
        Assert.Equal((RunStatus.Succeeded, RunStatus.Succeeded), (paid.Summary.Status, plain.Summary.Status));
        Assert.True(paid.Summary.NetProfit < plain.Summary.NetProfit, "longs pay funding");
        Assert.NotEqual(plain.RunKey, paid.RunKey);

        Assert.Equal("event-header", (await WithAsync($"splits {symbol}", "soon\n")).Error?.Code);
        Assert.Equal("symbol-missing", (await WithAsync("splits a:Z", "date,before,after\n")).Error?.Code);
    }

    [Fact]
    public async Task Run_CancelledWhileItRuns_StopsWithinABeat()
    {
        var started = new TaskCompletionSource();
        await using var worker = await StartAsync(Engine(Endless(started)));
        var run = await StartRunAsync();
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(CancelOutcome.Requested, await _user.Runs.RequestCancelAsync(run, None));
        Assert.Equal(RunStatus.Cancelled, (await EndAsync(run)).Summary.Status);
        Assert.Null(await _user.Runs.OpenResultAsync(run, None));
    }

    [Fact]
    public async Task Run_HostStops_GoesBackToTheQueueWithoutAnAttempt()
    {
        var started = new TaskCompletionSource();
        var worker = await StartAsync(Engine(Endless(started)));
        var run = await StartRunAsync();
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await worker.DisposeAsync();
        var details = (await _user.Runs.FindAsync(run, None))!;
        Assert.Equal((RunStatus.Queued, 0), (details.Summary.Status, details.Attempt));
    }

    [Fact]
    public async Task Run_WhileItRuns_ReportsProgress()
    {
        var started = new TaskCompletionSource();
        await using var worker = await StartAsync(Engine(Endless(started)));
        var run = await StartRunAsync();
        for (var i = 0; i < 400 && (await _user.Runs.FindAsync(run, None))!.Summary.Progress < 0.25; i++) await Task.Delay(25);
        Assert.Equal(0.25, (await _user.Runs.FindAsync(run, None))!.Summary.Progress);
    }

    [Fact]
    public async Task Run_EngineBreaks_FailsWithWordsAndTheCorrelationId()
    {
        await using var worker = await StartAsync(Engine((_, _, _, _) => throw new InvalidOperationException("secret detail")));
        var failed = await EndAsync(await StartRunAsync());
        Assert.Equal((RunStatus.Failed, "internal-error", 1), (failed.Summary.Status, failed.Error!.Code, failed.Attempt));
        Assert.Contains("c-77", failed.Error.Text.En, StringComparison.Ordinal);
        Assert.Contains("c-77", failed.Error.Text.Ru, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Error.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StoreDoesNotAnswer_IsTriedTwiceThenFails()
    {
        var loads = 0;
        await using var worker = await StartAsync(Engine() with { Load = (_, _, _, _) => { loads++; throw new HttpRequestException("refused"); } });
        var failed = await EndAsync(await StartRunAsync());
        Assert.Equal(("store-unreachable", 2, 2), (failed.Error!.Code, failed.Attempt, loads));
    }

    [Theory]
    [InlineData("[]", "strategy-invalid")]
    [InlineData("{\"schemaVersion\":1,\"name\":\"n\",\"nodes\":[{\"id\":\"a\",\"type\":\"no-such\",\"position\":{\"x\":0,\"y\":0},\"data\":{}}],\"edges\":[]}", "strategy-invalid")]
    public async Task Run_StrategyDoesNotCompile_FailsAtOnce(string graph, string code)
    {
        await using var worker = await StartAsync(Engine());
        var failed = await EndAsync(await StartRunAsync(graph));
        Assert.Equal((code, 1, 0), (failed.Error!.Code, failed.Attempt, _runs));
    }

    [Fact]
    public async Task Run_NoCandles_SaysWhatIsMissing()
    {
        await using var worker = await StartAsync(Engine() with { Load = (key, timeframe, _, _) => Task.FromResult(CandleSeries.From(key, timeframe, [])) });
        var failed = await EndAsync(await StartRunAsync());
        Assert.Equal("no-candles", failed.Error!.Code);
        Assert.Contains("bitfinex:BTCUSD", failed.Error.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_MessageThatCannotBeRead_GoesToTheDeadTopic()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var dead = _bus.ReadAsync(Topics.BacktestRequestsDead, "test", stop.Token).GetAsyncEnumerator(stop.Token);
        await using var worker = await StartAsync(Engine());
        await Task.Delay(300); // it listens now
        await _bus.PublishAsync(new BusMessage(Topics.BacktestRequests, "k", nameof(BacktestRequested), "{broken", "c-9"), None);
        Assert.True(await dead.MoveNextAsync());
        Assert.Equal(("{broken", "c-9"), (dead.Current.Payload, dead.Current.CorrelationId));
        Assert.Equal(RunStatus.Succeeded, (await EndAsync(await StartRunAsync())).Summary.Status); // and the worker lives
    }

    private BacktestEngine Engine(Func<CompiledStrategy, RunInput, IProgress<double>, CancellationToken, BacktestResult>? run = null) => new(
        (_, _, _, _) => Task.FromResult(SampleResult.Wave()),
        (strategy, input, progress, cancel) =>
        {
            Interlocked.Increment(ref _runs);
            return (run ?? BacktestEngines.Run)(strategy, input, progress, cancel);
        },
        ResultJson.ToBytes,
        (id, points, _) => { lock (_equity) _equity[id] = points.Count; return Task.CompletedTask; },
        (_, _) => Task.CompletedTask);

    private static Func<CompiledStrategy, RunInput, IProgress<double>, CancellationToken, BacktestResult> Endless(TaskCompletionSource started) => (_, _, progress, cancel) =>
    {
        progress.Report(0.25);
        started.TrySetResult();
        cancel.WaitHandle.WaitOne();
        cancel.ThrowIfCancellationRequested();
        throw new InvalidOperationException("It is endless.");
    };

    private async Task<RunningWorker> StartAsync(BacktestEngine engine)
    {
        var options = Options.Create(new BacktestWorkerOptions { Concurrency = 2, Beat = TimeSpan.FromMilliseconds(50), Poll = TimeSpan.FromMilliseconds(50), RetryPause = TimeSpan.Zero });
        var results = new RunResults(_database, _database.Queue, _database.Clock);
        var job = new BacktestJob(_database.Queue, results, engine, _bus, options, _database.Clock, NullLogger<BacktestJob>.Instance);
        var worker = new BacktestWorker(_database.Queue, job, _bus, options, _database.Clock, NullLogger<BacktestWorker>.Instance);
        await worker.StartAsync(None);
        return new RunningWorker(worker);
    }

    private Task<Guid> StartRunAsync(string? graph = null) => _user.Runs.StartAsync(TestDatabase.Request(graph: graph ?? Graph, correlationId: "c-77"));

    private async Task<RunDetails> EndAsync(Guid run)
    {
        for (var i = 0; i < 1200; i++)
        {
            var details = (await _user.Runs.FindAsync(run, None))!;
            if (details.Summary.Status is not (RunStatus.Queued or RunStatus.Running)) return details;
            await Task.Delay(25);
        }
        throw new TimeoutException($"Run {run} did not end within 30 s.");
    }

    private async Task<byte[]> BytesAsync(Guid run)
    {
        await using var stream = (await _user.Runs.OpenResultAsync(run, None))!;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private sealed class RunningWorker(BacktestWorker worker) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await worker.StopAsync(None);
            worker.Dispose();
        }
    }
}
