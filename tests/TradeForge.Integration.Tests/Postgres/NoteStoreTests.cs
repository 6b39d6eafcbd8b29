using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class NoteStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task SaveAsync_NewChangedAndEmpty_KeepsReplacesAndRemoves()
    {
        var (user, _, run) = await FinishedAsync();
        Assert.True(await user.Notes.SaveAsync(run, new TradeNote(1, "Too late", ["late", "news"]), None));
        Assert.True(await user.Notes.SaveAsync(run, new TradeNote(0, "", ["good"]), None));
        Assert.True(await user.Notes.SaveAsync(run, new TradeNote(1, "Late, but it paid", ["late"]), None));
        var notes = await user.Notes.ListAsync(run, None);
        Assert.Equal([(0, "", "good"), (1, "Late, but it paid", "late")], notes.Select(n => (n.Ordinal, n.Note, string.Join(' ', n.Tags))));

        Assert.True(await user.Notes.SaveAsync(run, new TradeNote(1, "", []), None));
        Assert.Equal(0, Assert.Single(await user.Notes.ListAsync(run, None)).Ordinal);
        await user.Runs.DeleteRunAsync(run, None);
        Assert.Empty(await user.Notes.ListAsync(run, None));
    }

    [Fact]
    public async Task SaveAsync_ByAStrangerOrOnNoTrade_ChangesNothing()
    {
        var (user, stranger, run) = await FinishedAsync();
        await user.Notes.SaveAsync(run, new TradeNote(0, "Hers", []), None);
        Assert.False(await stranger.Notes.SaveAsync(run, new TradeNote(0, "His", []), None));
        Assert.False(await stranger.Notes.SaveAsync(run, new TradeNote(0, "", []), None));
        Assert.Empty(await stranger.Notes.ListAsync(run, None));
        Assert.False(await user.Notes.SaveAsync(run, new TradeNote(100_000, "No such trade", []), None));
        Assert.Equal("Hers", Assert.Single(await user.Notes.ListAsync(run, None)).Note);
    }

    [Fact]
    public void Problems_EverythingTooLong_NamesEachInBothLanguages()
    {
        var problems = NoteStore.Problems(new TradeNote(0, new string('x', 2001), [.. Enumerable.Range(0, 20).Select(i => $"tag{i}"), new string('y', 41)]));
        Assert.Equal(3, problems.Count);
        Assert.All(problems, p => Assert.NotEqual(p.En, p.Ru));
        Assert.Empty(NoteStore.Problems(new TradeNote(0, new string('x', 2000), [new string('y', 40)])));
    }

    private static async Task<(UserData User, UserData Stranger, Guid Run)> FinishedAsync()
    {
        var database = await TestDatabase.NewAsync();
        var (user, stranger) = (await database.NewUserAsync(), await database.NewUserAsync("boris@example.org"));
        var run = (await user.Runs.StartRunAsync(TestDatabase.Request(), None)).Run!.Value;
        var result = SampleResult.Make();
        Assert.True(result.Trades.Count > 2);
        Assert.True(await new RunResults(database, database.Queue, database.Clock).SucceedAsync((await database.ClaimAsync("worker"))!, result, ResultJson.ToBytes(result), None));
        return (user, stranger, run);
    }
}
