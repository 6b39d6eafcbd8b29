using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class StrategyStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task CreateAsync_Graph_IsKeptLetterForLetter()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        var made = await user.Strategies.MakeAsync("First", TestDatabase.Graph, "h1");
        Assert.Equal(made, await user.Strategies.FindAsync(made.Id, None));
        Assert.Equal(TestDatabase.Graph, made.GraphJson);
    }

    [Fact]
    public async Task UpdateAsync_SecondSaveOverTheSameRevision_IsAConflictWithWhatIsStored()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        var made = await user.Strategies.MakeAsync("First", "{}", "h1");
        var saved = Assert.IsType<SaveResult.Saved>(await user.Strategies.UpdateAsync(made.Id, "Second", "[1]", "h2", made.Revision, None));
        Assert.NotEqual(made.Revision, saved.Strategy.Revision);

        var conflict = Assert.IsType<SaveResult.Conflict>(await user.Strategies.UpdateAsync(made.Id, "Third", "[2]", "h3", made.Revision, None));
        Assert.Equal(saved.Strategy, conflict.Current);
        Assert.Equal("[1]", (await user.Strategies.FindAsync(made.Id, None))!.GraphJson);
    }

    [Fact]
    public async Task UpdateAsync_ManyAtOnce_OneWins()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        var made = await user.Strategies.MakeAsync("First", "{}", "h1");
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => user.Strategies.UpdateAsync(made.Id, $"Name {i}", "{}", "h", made.Revision, None)));
        Assert.Single(results.OfType<SaveResult.Saved>());
        Assert.Equal(7, results.OfType<SaveResult.Conflict>().Count());
    }

    [Fact]
    public async Task DeleteAsync_StrategyWithRuns_HidesItAndKeepsTheRuns()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var made = await user.Strategies.MakeAsync("First", "{}", "h1");
        var run = await user.Runs.StartAsync(TestDatabase.Request(made.Id));
        await user.Runs.StartAsync(TestDatabase.Request(made.Id));
        await user.Runs.RequestCancelAsync(run, None);

        Assert.Equal(new StrategyLoss("First", Runs: 2, ActiveRuns: 1, Versions: 1, Links: 0), await user.Strategies.LossOnDeleteAsync(made.Id, None));
        Assert.Equal(DeleteOutcome.Deleted, await user.Strategies.DeleteAsync(made.Id, None));

        Assert.Null(await user.Strategies.FindAsync(made.Id, None));
        Assert.Empty((await user.Strategies.ListAsync(new StrategyFilter(), 1, 10, None)).Items);
        Assert.IsType<SaveResult.NotFound>(await user.Strategies.UpdateAsync(made.Id, "x", "{}", "h", made.Revision, None));
        Assert.Equal(DeleteOutcome.NotFound, await user.Strategies.DeleteAsync(made.Id, None));
        Assert.Equal(TestDatabase.Graph, (await user.Runs.FindAsync(run, None))!.GraphJson);
        await using var db = database.CreateDbContext();
        Assert.Single(db.Strategies, x => x.Id == made.Id && x.DeletedAt == database.Clock.GetUtcNow()); // soft
    }

    [Fact]
    public async Task ListAsync_PagesAndSearch_LastEditedFirst()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        foreach (var name in new[] { "Alpha", "100% long", "beta", "Gamma_1" })
        {
            database.Clock.Advance(TimeSpan.FromMinutes(1));
            await user.Strategies.MakeAsync(name, "{}", "h");
        }
        var second = await user.Strategies.ListAsync(new StrategyFilter(), number: 2, size: 3, None);
        Assert.Equal((4, 2, "Alpha"), (second.Total, second.Pages, Assert.Single(second.Items).Name));
        async Task<string[]> Found(string part) => [.. (await user.Strategies.ListAsync(new StrategyFilter(part), 1, 10, None)).Items.Select(x => x.Name)];
        Assert.Equal(["Gamma_1", "beta", "Alpha"], await Found("A")); // in any case
        Assert.Equal(["100% long"], await Found("%"));
        Assert.Equal(["Gamma_1"], await Found("_"));
    }
}
