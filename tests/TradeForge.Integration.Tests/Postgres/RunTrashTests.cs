using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class RunTrashTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task DeleteRunAsync_ThenRestored_ComesBackWithEverything()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var strategy = await user.Strategies.MakeAsync("Hers", TestDatabase.Graph, "h");
        var (run, other) = (await CancelledAsync(user, strategy.Id), await CancelledAsync(user, strategy.Id));
        await user.Runs.SetNoteAsync(run, "Look again", None);
        var secret = (await user.Shares.ShareRunAsync(run, "Hers", false, None))!;
        await user.Comparisons.SaveAsync("Both", [run, other], None);
        var before = (await user.Runs.FindAsync(run, None))!;
        var links = new SharedLinks(database);

        Assert.Equal(DeleteOutcome.Deleted, await user.Runs.DeleteRunAsync(run, None));
        Assert.Equal(DeleteOutcome.NotFound, await user.Runs.DeleteRunAsync(run, None));
        Assert.Null(await user.Runs.FindAsync(run, None));
        Assert.Null(await links.FindRunAsync(secret, None));
        Assert.Equal([other], (await user.Runs.ListAsync(new RunFilter(), 1, 10, None)).Items.Select(r => r.Id));
        Assert.Equal([other], Assert.Single(await user.Comparisons.ListAsync(None)).Runs);
        Assert.Equal(new RunCounts(0, 0, 0, 0, Cancelled: 1, Trash: 1), await user.Runs.CountsAsync(None));
        Assert.Equal(1, Assert.Single((await user.Strategies.ListAsync(new StrategyFilter(), 1, 10, None)).Items).Runs);
        Assert.False(await user.Runs.SetNoteAsync(run, "gone", None));
        var trash = Assert.Single((await user.Runs.ListAsync(new RunFilter(Trash: true), 1, 10, None)).Items);
        Assert.Equal((run, "Look again", database.Clock.GetUtcNow()), (trash.Id, trash.Note, trash.DeletedAt));
        Assert.Equal(new RunLoss(before.Summary.StrategyName, before.Summary.Instrument, 0, HasResult: false, Notes: 1, Links: 1), await user.Runs.LossOnDeleteAsync(run, None));

        Assert.True(await user.Runs.RestoreRunAsync(run, None));
        Assert.False(await user.Runs.RestoreRunAsync(run, None));
        Assert.Equal(before.Summary with { Instruments = [] }, (await user.Runs.FindAsync(run, None))!.Summary with { Instruments = [] });
        Assert.Equal(run, (await links.FindRunAsync(secret, None))!.Run);
        Assert.Equal([run, other], Assert.Single(await user.Comparisons.ListAsync(None)).Runs);
        Assert.Equal(0, await DeletedMessagesAsync(database)); // nothing was told to forget it
    }

    [Fact]
    public async Task PurgeRunAsync_OnlyOfTheTrash_RemovesItForGood()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var run = await CancelledAsync(user, null);
        Assert.False(await user.Runs.PurgeRunAsync(run, None));
        Assert.Equal(DeleteOutcome.Deleted, await user.Runs.DeleteRunAsync(run, None));
        Assert.True(await user.Runs.PurgeRunAsync(run, None));
        Assert.False(await user.Runs.RestoreRunAsync(run, None));
        Assert.Null(await user.Runs.LossOnDeleteAsync(run, None));
        Assert.Equal(1, await DeletedMessagesAsync(database));
    }

    private static async Task<Guid> CancelledAsync(UserData user, Guid? strategy)
    {
        var run = await user.Runs.StartAsync(TestDatabase.Request(strategy));
        await user.Runs.RequestCancelAsync(run, None);
        return run;
    }

    private static async Task<int> DeletedMessagesAsync(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        return db.Outbox.Count(m => m.Type == nameof(BacktestDeleted));
    }
}
