using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>The graph that a strategy ran with last: what the canvas compares with.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LastGraphTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task LastGraph_OfARunStrategy_IsThatOfTheNewestRunThatIsNoFailureAndNoRepeat()
    {
        var database = await TestDatabase.NewAsync();
        var anna = await database.NewUserAsync();
        var strategy = (await anna.Strategies.CreateAsync("Crossing", "[1]", "h", imported: false, None)).Strategy!.Id;
        Assert.Null(await anna.Runs.LastGraphAsync(strategy, None));

        await StartAsync("[2]");
        var second = await StartAsync("[3]");
        Assert.Equal("[3]", await anna.Runs.LastGraphAsync(strategy, None)); // it counts from its start
        Assert.Equal(CancelOutcome.Cancelled, await anna.Runs.RequestCancelAsync(second, None));
        Assert.Equal("[2]", await anna.Runs.LastGraphAsync(strategy, None));
        await anna.Runs.StartAsync(TestDatabase.Request(strategy, "[0]") with { RerunOf = second });
        await anna.Runs.StartAsync(TestDatabase.Request(graph: "[9]")); // of no strategy
        Assert.Equal("[2]", await anna.Runs.LastGraphAsync(strategy, None));
        Assert.Null(await (await database.NewUserAsync("boris@example.org")).Runs.LastGraphAsync(strategy, None));

        Task<Guid> StartAsync(string graph)
        {
            database.Clock.Advance(TimeSpan.FromSeconds(1));
            return anna.Runs.StartAsync(TestDatabase.Request(strategy, graph));
        }
    }
}
