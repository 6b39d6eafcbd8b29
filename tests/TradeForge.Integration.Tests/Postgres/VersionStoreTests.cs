using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class VersionStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task UpdateAsync_WithinMinutes_SharesAVersion_LaterBeginsAnother()
    {
        var (database, user, made) = await NewAsync();
        made = await SaveAsync(user, made, "[2]");
        database.Clock.Advance(TimeSpan.FromMinutes(4));
        made = await SaveAsync(user, made, "[3]"); // 4 minutes after [2]: the same version
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync(user, made, "[4]"); // 5 minutes after [2]: the next
        Assert.Equal(["3 Autosave [4]", "2 Autosave [3]", "1 Created [1]"], await ListAsync(user, made.Id));
    }

    [Fact]
    public async Task UpdateAsync_SameTextAgain_MakesNoVersion()
    {
        var (_, user, made) = await NewAsync();
        made = await SaveAsync(user, made, "[2]");
        await SaveAsync(user, made, "[2]");
        Assert.Equal(["2 Autosave [2]", "1 Created [1]"], await ListAsync(user, made.Id));
    }

    [Fact]
    public async Task UpdateAsync_MoreAutosavesThanAreKept_OldestGo_OthersStay()
    {
        var (database, user, made) = await NewAsync();
        for (var i = 2; i <= 60; i++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(6));
            made = await SaveAsync(user, made, $"[{i}]");
            if (i == 3) Assert.True(await user.Versions.NameAsync(made.Id, 3, "Third", "kept", None));
        }
        var versions = (await user.Versions.ListAsync(made.Id, 1, 100, None)).Items;
        Assert.Equal([3, 1], versions.Where(v => v.Reason != VersionReason.Autosave).Select(v => v.Number));
        Assert.Equal(Enumerable.Range(11, 50).Reverse(), versions.Where(v => v.Reason == VersionReason.Autosave).Select(v => v.Number)); // 50 of 11 to 60
    }

    [Fact]
    public async Task StartRunAsync_OfWhatIsSaved_KeepsItAsAVersion()
    {
        var (_, user, made) = await NewAsync();
        made = await SaveAsync(user, made, "[2]", "h2");
        var first = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[2]") with { DefinitionHash = "h2" });
        var second = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[2]") with { DefinitionHash = "h2" }); // no second version
        made = await SaveAsync(user, made, "[3]", "h3");
        var old = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[2]") with { DefinitionHash = "h2" }); // as an earlier run was
        var other = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[9]") with { DefinitionHash = "h9" }); // parameters of the run form
        Assert.Equal(["3 Autosave [3]", "2 Run [2]", "1 Created [1]"], await ListAsync(user, made.Id));
        Assert.Equal([2, 2, 2, null], await Task.WhenAll(new[] { first, second, old, other }.Select(async id => (await user.Runs.FindAsync(id, None))!.StrategyVersion)));
        Assert.Equal(3, (await user.Versions.ListAsync(made.Id, 1, 10, None)).Items.Single(v => v.Number == 2).Runs);
    }

    [Fact]
    public async Task RestoreAsync_EarlierVersion_IsANewVersion_AndNothingIsLost()
    {
        var (_, user, made) = await NewAsync();
        made = await SaveAsync(user, made, "[2]", "h2");
        var saved = Assert.IsType<SaveResult.Saved>(await user.Versions.RestoreAsync(made.Id, 1, made.Revision, None)).Strategy;
        Assert.Equal(("[1]", "h1", made.Revision + 1), (saved.GraphJson, saved.DefinitionHash, saved.Revision));
        Assert.Equal(["3 Restored [1]", "2 Autosave [2]", "1 Created [1]"], await ListAsync(user, made.Id));
        Assert.Equal(1, (await user.Versions.FindAsync(made.Id, 3, None))!.Summary.Parent);

        Assert.IsType<SaveResult.Conflict>(await user.Versions.RestoreAsync(made.Id, 2, made.Revision, None)); // another tab restored meanwhile
        Assert.IsType<SaveResult.NotFound>(await user.Versions.RestoreAsync(made.Id, 99, saved.Revision, None));
    }

    [Fact]
    public async Task ImportAsync_OverAnAutosave_KeepsBoth()
    {
        var (_, user, made) = await NewAsync();
        made = await SaveAsync(user, made, "[2]");
        var saved = Assert.IsType<SaveResult.Saved>(await user.Versions.ImportAsync(made.Id, "From file", "[3]", "h3", made.Revision, None)).Strategy;
        Assert.Equal("From file", saved.Name);
        await SaveAsync(user, saved, "[4]");
        Assert.Equal(["4 Autosave [4]", "3 Imported [3]", "2 Autosave [2]", "1 Created [1]"], await ListAsync(user, made.Id));
    }

    [Fact]
    public async Task UpdateAsync_TwoTabsAtOnce_NumbersFollowOneAnother()
    {
        var (database, user, made) = await NewAsync();
        for (var round = 0; round < 5; round++)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(6));
            var now = (await user.Strategies.FindAsync(made.Id, None))!;
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(tab => user.Strategies.UpdateAsync(made.Id, "First", $"[{round}, {tab}]", "h", now.Revision, None)));
            Assert.Single(results.OfType<SaveResult.Saved>());
        }
        var versions = (await user.Versions.ListAsync(made.Id, 1, 100, None)).Items;
        Assert.Equal([6, 5, 4, 3, 2, 1], versions.Select(v => v.Number));
        Assert.Equal((await user.Strategies.FindAsync(made.Id, None))!.GraphJson, (await user.Versions.FindAsync(made.Id, 6, None))!.GraphJson);
    }

    [Fact]
    public async Task StartRunAsync_WhileATabSaves_RunAndVersionHoldTheSameGraph()
    {
        var (_, user, made) = await NewAsync();
        for (var round = 0; round < 10; round++)
        {
            made = await SaveAsync(user, made, $"[{round}]", $"h{round}");
            var save = user.Strategies.UpdateAsync(made.Id, "First", $"[{round}, 1]", "hx", made.Revision, None);
            var run = await user.Runs.StartAsync(TestDatabase.Request(made.Id, made.GraphJson) with { DefinitionHash = $"h{round}" });
            made = Assert.IsType<SaveResult.Saved>(await save).Strategy;
            var started = (await user.Runs.FindAsync(run, None))!;
            if (started.StrategyVersion is { } number) Assert.Equal(started.GraphJson, (await user.Versions.FindAsync(made.Id, number, None))!.GraphJson);
        }
    }

    [Fact]
    public async Task StampAsync_MovesWithTheMeaningOnly()
    {
        var (database, user, made) = await NewAsync();
        async Task<(int Minutes, string Hash)> StampAsync()
        {
            var stamp = (await user.Versions.StampAsync(made.Id, None))!;
            return ((int)(stamp.At - made.CreatedAt).TotalMinutes, stamp.DefinitionHash);
        }
        async Task Save(string graph, string hash)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(1));
            made = await SaveAsync(user, made, graph, hash);
        }
        await Save("[1,0]", "h1"); // a block was moved
        Assert.Equal((0, "h1"), await StampAsync());
        await Save("[]", StrategyStore.Draft);
        await Save("[1]", "h1"); // by way of a draft back to the same meaning
        Assert.Equal((0, "h1"), await StampAsync());
        await Save("[2]", "h2");
        Assert.Equal((4, "h2"), await StampAsync());
        var run = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[2]") with { DefinitionHash = "h2" });
        await Save("[1]", "h1"); // touched again, though it has been the same before
        Assert.Equal((5, "h1"), await StampAsync());

        Assert.Equal((made.CreatedAt.AddMinutes(4), "h2"), ((await user.Runs.StampAsync(run, None))!.At, (await user.Runs.StampAsync(run, None))!.DefinitionHash)); // later edits do not move the run's
        var other = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[9]") with { DefinitionHash = "h9" });
        Assert.Null(await user.Runs.StampAsync(other, None));
    }

    [Fact]
    public async Task StampAsync_NeverWithoutErrors_IsNone()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        var made = await user.Strategies.MakeAsync("First", "[1]", StrategyStore.Draft);
        Assert.Null(await user.Versions.StampAsync(made.Id, None));
    }

    private static async Task<(TestDatabase, UserData, StrategyDetails)> NewAsync()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        return (database, user, await user.Strategies.MakeAsync("First", "[1]", "h1"));
    }

    private static async Task<StrategyDetails> SaveAsync(UserData user, StrategyDetails now, string graph, string hash = "h") =>
        Assert.IsType<SaveResult.Saved>(await user.Strategies.UpdateAsync(now.Id, now.Name, graph, hash, now.Revision, None)).Strategy;

    private static async Task<string[]> ListAsync(UserData user, Guid id)
    {
        var lines = new List<string>();
        foreach (var version in (await user.Versions.ListAsync(id, 1, 100, None)).Items)
            lines.Add($"{version.Number} {version.Reason} {(await user.Versions.FindAsync(id, version.Number, None))!.GraphJson}");
        return [.. lines];
    }
}
