using TradeForge.Core;
using TradeForge.Core.Tiers;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>The limits of a tier, where they are counted: in the transaction that makes the run.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RunLimitTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Tier Small = new(new Text("small", "малый")) { RunsAtOnce = 3, BarsPerRun = 1_000, InstrumentsPerRun = 2 };

    [Fact]
    public async Task StartRun_TwentyAtTheSameMoment_LetsAsManyThroughAsTheTierAllows()
    {
        var (database, anna) = await NewAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => anna.Runs.StartRunAsync(TestDatabase.Request(), None))));
        Assert.Equal(3, outcomes.Count(o => o.Run is not null));
        Assert.Equal(3, (await anna.Runs.CountsAsync(None)).Queued);
        var refused = outcomes.First(o => o.Run is null).Refused;
        Assert.Equal(("runs", "The tier \"small\" limits runs at once: at most 3 allowed, this would be 4."), (refused[0].Path, refused[0].Message.En));

        var boris = new UserDataFactory(database, database.Clock, Small).For((await database.NewUserAsync("boris@example.org")).UserId);
        Assert.NotNull((await boris.Runs.StartRunAsync(TestDatabase.Request(), None)).Run); // hers do not count against him
        Assert.Equal(CancelOutcome.Cancelled, await anna.Runs.RequestCancelAsync(outcomes.First(o => o.Run is not null).Run!.Value, None));
        Assert.NotNull((await anna.Runs.StartRunAsync(TestDatabase.Request(), None)).Run); // one ended, one may start
    }

    [Fact]
    public async Task StartRun_TooManyBarsAndInstruments_IsRefusedWithBothAndLeavesNothing()
    {
        var (database, anna) = await NewAsync();
        var outcome = await anna.Runs.StartRunAsync(TestDatabase.Request() with { Bars = 1_001, Instruments = ["a:A", "a:B", "a:C"] }, None);
        Assert.Equal(["bars", "instruments"], outcome.Refused.Select(p => p.Path));
        Assert.Equal(["bars", "instruments"], (await anna.Runs.LimitsAsync(1_001, 3, None)).Select(p => p.Path));
        Assert.Equal(new RunCounts(0, 0, 0, 0, 0), await anna.Runs.CountsAsync(None));
        Assert.Equal(0, await database.OutboxAsync("backtest-requests"));
    }

    [Fact]
    public async Task Run_WithNoteFilesAndInstruments_ComesBackWhole()
    {
        var (_, anna) = await NewAsync();
        var run = await anna.Runs.StartAsync(TestDatabase.Request() with { Instruments = ["bitfinex:BTCUSD", "bitfinex:ETHUSD"], Files = [("spread", [1, 2, 3])] });
        Assert.True(await anna.Runs.SetNoteAsync(run, "  odd one  ", None));
        var summary = (await anna.Runs.FindAsync(run, None))!.Summary;
        Assert.Equal(("odd one", "bitfinex:ETHUSD"), (summary.Note, summary.Instruments[1]));
        Assert.Equal([1, 2, 3], Assert.Single(await anna.Runs.FilesAsync(run, None)).Csv);
        Assert.Single((await anna.Runs.ListAsync(new RunFilter(Instrument: "bitfinex:ETHUSD"), 1, 10, None)).Items);
        Assert.Single((await anna.Runs.ListAsync(new RunFilter(Search: "ODD"), 1, 10, None)).Items);
        Assert.Empty((await anna.Runs.ListAsync(new RunFilter(Search: "%"), 1, 10, None)).Items);
    }

    [Fact]
    public void Estimate_FromPastRuns_TakesTheNearestOnesAndGrowsWithTheBars()
    {
        (long, TimeSpan)[] past = [(1_000, TimeSpan.FromSeconds(1)), (2_000, TimeSpan.FromSeconds(3)), (3_000, TimeSpan.FromSeconds(2))];
        Assert.Equal(TimeSpan.FromSeconds(2), RunPace.Estimate(1_000, past)); // 1, 3, 2 s: the middle one
        Assert.Equal(TimeSpan.FromSeconds(10), RunPace.Estimate(10_000, past)); // 10, 15, 6.7 s
        Assert.Null(RunPace.Estimate(10_000, []));
    }

    private static async Task<(TestDatabase Database, UserData Anna)> NewAsync()
    {
        var database = await TestDatabase.NewAsync();
        var anna = await database.NewUserAsync();
        return (database, new UserDataFactory(database, database.Clock, Small).For(anna.UserId));
    }
}
