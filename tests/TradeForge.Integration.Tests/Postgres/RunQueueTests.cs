using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class RunQueueTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task ClaimAsync_ManyWorkersAndThreeRuns_EachRunOnce()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var runs = new List<Guid>();
        for (var i = 0; i < 3; i++) runs.Add(await user.Runs.StartAsync(TestDatabase.Request()));
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => database.ClaimAsync($"w{i}")));
        Assert.Equal(runs.Order(), claims.OfType<RunClaim>().Select(c => c.RunId).Order());
    }

    [Fact]
    public async Task StartRunAsync_Settings_ComeBackWhole()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        var settings = new BacktestSettings
        {
            Cash = 12_345.67m,
            Commission = new Commission(Percent: 0.1m, PerOrder: 5),
            Slippage = new Slippage(2, SlippageUnit.Ticks),
            SameBar = SameBarRule.Path,
            From = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Timeframe = Timeframe.Parse("4h"),
            Parameters = new Dictionary<string, string> { ["fast.period"] = "12" },
            Margin = new Margin(20, 10),
            Financing = new Financing(Loan: 12, Borrow: 3) { DaysInYear = 360 },
            DividendTax = 13,
            Currency = "RUB",
            Quotes = new Dictionary<string, string> { ["AAPL"] = "USD" },
            Exchange = ExchangeRule.WhenShort,
            ExchangeCost = 0.1m,
            Balances = new Dictionary<string, decimal> { ["EUR"] = 20.5m },
            Later = [new TermsChange(new DateOnly(2022, 11, 1)) { Commission = new Commission(0.03m) { MakerPercent = 0 }, Lot = 10 }],
            OwnTerms = new Dictionary<string, SymbolTerms> { ["AAPL"] = new() { Lot = 5, PriceStep = 0.01m } },
        };
        var run = await user.Runs.StartAsync(TestDatabase.Request(settings: settings));
        var read = (await user.Runs.FindAsync(run, None))!.Settings;
        Assert.Equal(settings with { Parameters = read.Parameters, Quotes = read.Quotes, Balances = read.Balances, OwnTerms = read.OwnTerms, Later = read.Later }, read);
        Assert.Equal(settings.Parameters, read.Parameters);
        Assert.Equal(settings.Quotes, read.Quotes);
        Assert.Equal(settings.Balances, read.Balances);
        Assert.Equal(settings.OwnTerms["AAPL"] with { Later = read.OwnTerms["AAPL"].Later }, read.OwnTerms["AAPL"]);
        Assert.Equal(settings.Later, read.Later);
    }

    [Fact]
    public async Task SweepExpiredAsync_SilentWorker_RunIsRepeatedOnceThenFails()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var run = await user.Runs.StartAsync(TestDatabase.Request());
        Assert.Equal(1, (await database.ClaimAsync())!.Attempt);
        database.Clock.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await database.Queue.SweepExpiredAsync(None)); // the lease still holds
        database.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await database.Queue.SweepExpiredAsync(None));
        Assert.Equal(2, await database.OutboxAsync(Topics.BacktestRequests)); // woken at the start and again

        Assert.Equal(2, (await database.ClaimAsync("w2"))!.Attempt);
        database.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await database.Queue.SweepExpiredAsync(None));
        var failed = (await user.Runs.FindAsync(run, None))!;
        Assert.Equal((RunStatus.Failed, "worker-lost", "c-1"), (failed.Summary.Status, failed.Error!.Code, failed.CorrelationId));
        Assert.Contains("2 times", failed.Error.Text.En, StringComparison.Ordinal);
        Assert.Contains("2 раза", failed.Error.Text.Ru, StringComparison.Ordinal);
        Assert.Null(await database.ClaimAsync("w3"));
    }

    [Fact]
    public async Task EveryWrite_AfterTheLeaseWasLost_IsRefused()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var run = await user.Runs.StartAsync(TestDatabase.Request());
        var stale = (await database.ClaimAsync("slow"))!;
        database.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        await database.Queue.SweepExpiredAsync(None);
        var fresh = (await database.ClaimAsync("quick"))!;

        Assert.Equal(LeaseState.Lost, await database.Queue.ReportAsync(stale, 0.9, Lease, None));
        Assert.False(await database.Queue.FailAsync(stale, "x", new Text("x", "x"), None));
        Assert.False(await database.Queue.CancelAsync(stale, None));
        Assert.False(await database.Queue.ReturnAsync(stale, true, None));
        Assert.False(await new RunResults(database, database.Queue, database.Clock).SucceedAsync(stale, SampleResult.Make(), [1], None));

        var summary = (await user.Runs.FindAsync(run, None))!.Summary;
        Assert.Equal((RunStatus.Running, 0.0), (summary.Status, summary.Progress));
        Assert.Null(await user.Runs.OpenResultAsync(run, None));
        Assert.Equal(LeaseState.Held, await database.Queue.ReportAsync(fresh, 0.5, Lease, None));
    }

    [Fact]
    public async Task ReportAsync_LengthensTheLease()
    {
        var database = await TestDatabase.NewAsync();
        await (await database.NewUserAsync()).Runs.StartAsync(TestDatabase.Request());
        var claim = (await database.ClaimAsync())!;
        database.Clock.Advance(TimeSpan.FromSeconds(29));
        await database.Queue.ReportAsync(claim, 0.4, Lease, None);
        database.Clock.Advance(TimeSpan.FromSeconds(29)); // 58 s after the claim
        Assert.Equal(0, await database.Queue.SweepExpiredAsync(None));
    }

    [Fact]
    public async Task ReturnAsync_HostStops_IsNoAttempt()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var run = await user.Runs.StartAsync(TestDatabase.Request());
        for (var stop = 0; stop < 5; stop++) Assert.True(await database.Queue.ReturnAsync((await database.ClaimAsync())!, countsAsAttempt: false, None));
        var details = (await user.Runs.FindAsync(run, None))!;
        Assert.Equal((RunStatus.Queued, 0), (details.Summary.Status, details.Attempt));
    }

    [Fact]
    public async Task RequestCancelAsync_QueuedRunningFinished_EachInItsWay()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var running = await user.Runs.StartAsync(TestDatabase.Request());
        var claim = (await database.ClaimAsync())!;
        var queued = await user.Runs.StartAsync(TestDatabase.Request());

        Assert.Equal(CancelOutcome.Cancelled, await user.Runs.RequestCancelAsync(queued, None));
        Assert.Null(await database.ClaimAsync("w2"));
        Assert.Equal(CancelOutcome.Requested, await user.Runs.RequestCancelAsync(running, None));
        Assert.Equal(DeleteOutcome.StillRunning, await user.Runs.DeleteRunAsync(running, None));
        Assert.Equal(LeaseState.CancelRequested, await database.Queue.ReportAsync(claim, 0.1, Lease, None));
        Assert.True(await database.Queue.CancelAsync(claim, None));
        Assert.Equal(CancelOutcome.AlreadyFinished, await user.Runs.RequestCancelAsync(running, None));
        Assert.Equal(new RunCounts(0, 0, 0, 0, Cancelled: 2), await user.Runs.CountsAsync(None));
        Assert.Equal(DeleteOutcome.Deleted, await user.Runs.DeleteRunAsync(running, None));
        Assert.Null(await user.Runs.FindAsync(running, None));
    }

    [Fact]
    public async Task SweepExpiredAsync_CancelledRunOfADeadWorker_IsCancelledNotRepeated()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var run = await user.Runs.StartAsync(TestDatabase.Request());
        await database.ClaimAsync();
        await user.Runs.RequestCancelAsync(run, None);
        database.Clock.Advance(Lease + TimeSpan.FromSeconds(1));
        await database.Queue.SweepExpiredAsync(None);
        Assert.Equal(RunStatus.Cancelled, (await user.Runs.FindAsync(run, None))!.Summary.Status);
    }

    [Fact]
    public async Task WakeAgainAsync_RunThatWaitsTooLong_IsAnnouncedAgain()
    {
        var database = await TestDatabase.NewAsync();
        await (await database.NewUserAsync()).Runs.StartAsync(TestDatabase.Request());
        Assert.Equal(0, await database.Queue.WakeAgainAsync(TimeSpan.FromSeconds(30), None));
        database.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(1, await database.Queue.WakeAgainAsync(TimeSpan.FromSeconds(30), None));
        Assert.Equal(0, await database.Queue.WakeAgainAsync(TimeSpan.FromSeconds(30), None)); // once for each wait
        Assert.Equal(2, await database.OutboxAsync(Topics.BacktestRequests));
    }
}
