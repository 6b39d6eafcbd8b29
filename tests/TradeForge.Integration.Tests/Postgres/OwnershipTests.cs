using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>Anna owns one of everything; Boris knows the ids and tries every method there is.</summary>
[Collection(PostgresCollection.Name)]
public sealed class OwnershipTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly HashSet<string> _tried = [];

    [Fact]
    public async Task EveryMethod_TriedByASecondUser_FindsAndChangesNothing()
    {
        var database = await TestDatabase.NewAsync();
        var (anna, boris) = (await database.NewUserAsync(), await database.NewUserAsync("boris@example.org"));
        var strategy = await anna.Strategies.MakeAsync("Hers", "{}", "h");
        var (queued, done) = (await anna.Runs.StartAsync(TestDatabase.Request(strategy.Id)), await anna.Runs.StartAsync(TestDatabase.Request()));
        await anna.Runs.RequestCancelAsync(done, None);
        var import = await anna.Imports.StartAsync(new StartImport("a.csv", "f00d", "moex:SBER", "1d", 100), None);
        var block = await anna.Blocks.CreateAsync("Hers", "", "{}", None);
        await anna.Shares.ShareStrategyAsync(strategy.Id, "Hers", None);
        await anna.Choices.SetAsync("tour", "1", None);
        var before = await StateAsync(anna, strategy.Id, block.Id, queued, done, import);

        await TryStrategiesAsync(boris.Strategies, strategy);
        await TryVersionsAsync(boris.Versions, strategy);
        await TryLibraryAsync(boris, block.Id);
        await TrySharesAsync(boris.Shares, strategy.Id, queued, Assert.Single(await anna.Shares.ListAsync(strategy.Id, None)));
        await TryComparisonsAsync(anna.Comparisons, boris.Comparisons, [queued, done]);
        await TryRestoreAsync(anna.Strategies, boris.Strategies);
        await TryRunsAsync(boris.Runs, strategy.Id, queued, done);
        await TryRunTrashAsync(anna.Runs, boris.Runs, done);
        Assert.Empty(await Try(boris.Notes.ListAsync(done, None), "NoteStore.ListAsync"));
        Assert.False(await Try(boris.Notes.SaveAsync(done, new TradeNote(0, "His", []), None), "NoteStore.SaveAsync"));
        await TryImportsAsync(boris.Imports, import);
        await TryImportsAsync(database.Users.CommandLineImports(), import); // nobody's imports are not hers either

        Assert.Equal(before, await StateAsync(anna, strategy.Id, block.Id, queued, done, import));
        Assert.Equal(Methods(), _tried.Order()); // a new method needs a line here
    }

    private async Task TryStrategiesAsync(StrategyStore store, StrategyDetails hers)
    {
        Assert.Empty((await Try(store.ListAsync(new StrategyFilter(), 1, 10, None), "StrategyStore.ListAsync")).Items);
        Assert.Null(await Try(store.FindAsync(hers.Id, None), "StrategyStore.FindAsync"));
        Assert.IsType<SaveResult.NotFound>(await Try(store.UpdateAsync(hers.Id, "His", "[]", "x", hers.Revision, None), "StrategyStore.UpdateAsync"));
        Assert.Equal(StrategyOutcome.NotFound, await Try(store.ForkAsync(hers.Id, null, "His", "[]", "x", None), "StrategyStore.ForkAsync"));
        Assert.False(await Try(store.LabelAsync(hers.Id, "His", ["his"], None), "StrategyStore.LabelAsync"));
        Assert.Equal(0, (await Try(store.LabelsAsync(None), "StrategyStore.LabelsAsync")).Strategies);
        Assert.Null(await Try(store.LossOnDeleteAsync(hers.Id, None), "StrategyStore.LossOnDeleteAsync"));
        Assert.Equal(DeleteOutcome.NotFound, await Try(store.DeleteAsync(hers.Id, None), "StrategyStore.DeleteAsync"));
        Assert.NotEqual(hers.Id, (await Try(store.CreateAsync("His", "{}", "h", false, None), "StrategyStore.CreateAsync")).Strategy!.Id);
    }

    private async Task TryVersionsAsync(VersionStore store, StrategyDetails hers)
    {
        Assert.Empty((await Try(store.ListAsync(hers.Id, 1, 10, None), "VersionStore.ListAsync")).Items);
        Assert.Null(await Try(store.FindAsync(hers.Id, 1, None), "VersionStore.FindAsync"));
        Assert.False(await Try(store.NameAsync(hers.Id, 1, "His", "his", None), "VersionStore.NameAsync"));
        Assert.IsType<SaveResult.NotFound>(await Try(store.RestoreAsync(hers.Id, 1, hers.Revision, None), "VersionStore.RestoreAsync"));
        Assert.IsType<SaveResult.NotFound>(await Try(store.ImportAsync(hers.Id, "His", "[]", "x", hers.Revision, None), "VersionStore.ImportAsync"));
        Assert.Null(await Try(store.StampAsync(hers.Id, None), "VersionStore.StampAsync"));
    }

    private async Task TryLibraryAsync(UserData stranger, Guid block)
    {
        Assert.Empty(await Try(stranger.Blocks.ListAsync(None), "BlockStore.ListAsync"));
        Assert.Null(await Try(stranger.Blocks.FindAsync(block, None), "BlockStore.FindAsync"));
        Assert.False(await Try(stranger.Blocks.RenameAsync(block, "His", "", None), "BlockStore.RenameAsync"));
        Assert.False(await Try(stranger.Blocks.DeleteAsync(block, None), "BlockStore.DeleteAsync"));
        Assert.NotEqual(block, (await Try(stranger.Blocks.CreateAsync("His", "", "{}", None), "BlockStore.CreateAsync")).Id);
        Assert.Null(await Try(stranger.Choices.FindAsync("tour", None), "ChoiceStore.FindAsync"));
        _tried.Add("ChoiceStore.SetAsync");
        await stranger.Choices.SetAsync("tour", "2", None); // his own
    }

    private async Task TryComparisonsAsync(ComparisonStore owner, ComparisonStore stranger, Guid[] hers)
    {
        var id = await owner.SaveAsync("Hers", hers, None);
        Assert.Empty(await Try(stranger.ListAsync(None), "ComparisonStore.ListAsync"));
        Assert.False(await Try(stranger.DeleteAsync(id!.Value, None), "ComparisonStore.DeleteAsync"));
        Assert.Null(await Try(stranger.SaveAsync("His", hers, None), "ComparisonStore.SaveAsync")); // not one of them is his
        Assert.Equal(hers, Assert.Single(await owner.ListAsync(None)).Runs);
        Assert.True(await owner.DeleteAsync(id.Value, None));
        Assert.Empty(await owner.ListAsync(None));
    }

    private async Task TrySharesAsync(ShareStore store, Guid strategy, Guid run, ShareLink hers)
    {
        Assert.Null(await Try(store.ShareStrategyAsync(strategy, "His", None), "ShareStore.ShareStrategyAsync"));
        Assert.Null(await Try(store.ShareRunAsync(run, "His", true, None), "ShareStore.ShareRunAsync"));
        Assert.Empty(await Try(store.ListAsync(strategy, None), "ShareStore.ListAsync"));
        Assert.False(await Try(store.RevokeAsync(hers.Id, None), "ShareStore.RevokeAsync"));
    }

    private async Task TryRestoreAsync(StrategyStore owner, StrategyStore stranger)
    {
        var gone = await owner.MakeAsync("Gone", "{}", "h");
        Assert.Equal(DeleteOutcome.Deleted, await owner.DeleteAsync(gone.Id, None));
        Assert.Equal(StrategyOutcome.NotFound, await Try(stranger.RestoreAsync(gone.Id, None), "StrategyStore.RestoreAsync"));
        Assert.False(await Try(stranger.PurgeAsync(gone.Id, None), "StrategyStore.PurgeAsync"));
        Assert.Empty((await stranger.ListAsync(new StrategyFilter(Trash: true), 1, 10, None)).Items);
        Assert.Null(await owner.FindAsync(gone.Id, None));
        Assert.Empty((await owner.RestoreAsync(gone.Id, None)).Refused);
        Assert.NotNull(await owner.FindAsync(gone.Id, None));
        Assert.Equal(StrategyOutcome.NotFound, await owner.RestoreAsync(gone.Id, None)); // nothing to take back any more
    }

    private async Task TryRunsAsync(RunStore store, Guid strategy, Guid queued, Guid done)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Try(store.StartRunAsync(TestDatabase.Request(strategy), None), "RunStore.StartRunAsync"));
        Assert.Empty((await Try(store.ListAsync(new RunFilter(), 1, 10, None), "RunStore.ListAsync")).Items);
        Assert.Empty((await store.ListAsync(new RunFilter(StrategyId: strategy), 1, 10, None)).Items);
        Assert.Equal(new RunCounts(0, 0, 0, 0, 0), await Try(store.CountsAsync(None), "RunStore.CountsAsync"));
        Assert.Empty((await store.ListAsync(new RunFilter(Instrument: "bitfinex:BTCUSD"), 1, 10, None)).Items);
        Assert.Empty(await Try(store.LimitsAsync(1, 1, None), "RunStore.LimitsAsync"));
        Assert.Null(await Try(store.LastGraphAsync(strategy, None), "RunStore.LastGraphAsync"));
        foreach (var run in new[] { queued, done })
        {
            Assert.Empty(await Try(store.TwinsAsync(run, None), "RunStore.TwinsAsync"));
            Assert.Empty(await Try(store.FilesAsync(run, None), "RunStore.FilesAsync"));
            Assert.False(await Try(store.SetNoteAsync(run, "his", None), "RunStore.SetNoteAsync"));
            Assert.Null(await Try(store.FindAsync(run, None), "RunStore.FindAsync"));
            Assert.Null(await Try(store.StampAsync(run, None), "RunStore.StampAsync"));
            Assert.Null(await Try(store.OpenResultAsync(run, None), "RunStore.OpenResultAsync"));
            Assert.Null(await Try(store.TradesAsync(run, 1, 10, None), "RunStore.TradesAsync"));
            Assert.Null(await Try(store.LossOnDeleteAsync(run, None), "RunStore.LossOnDeleteAsync"));
            Assert.Equal(CancelOutcome.NotFound, await Try(store.RequestCancelAsync(run, None), "RunStore.RequestCancelAsync"));
            Assert.Equal(DeleteOutcome.NotFound, await Try(store.DeleteRunAsync(run, None), "RunStore.DeleteRunAsync"));
        }
    }

    private async Task TryRunTrashAsync(RunStore owner, RunStore stranger, Guid hers)
    {
        Assert.Equal(DeleteOutcome.Deleted, await owner.DeleteRunAsync(hers, None));
        Assert.Empty((await stranger.ListAsync(new RunFilter(Trash: true), 1, 10, None)).Items);
        Assert.Null(await stranger.LossOnDeleteAsync(hers, None));
        Assert.False(await Try(stranger.RestoreRunAsync(hers, None), "RunStore.RestoreRunAsync"));
        Assert.False(await Try(stranger.PurgeRunAsync(hers, None), "RunStore.PurgeRunAsync"));
        Assert.Null(await owner.FindAsync(hers, None));
        Assert.True(await owner.RestoreRunAsync(hers, None));
        Assert.NotNull(await owner.FindAsync(hers, None));
    }

    private async Task TryImportsAsync(ImportJobStore store, Guid import)
    {
        Assert.Null(await Try(store.FindAsync(import, None), "ImportJobStore.FindAsync"));
        Assert.Null(await Try(store.FindUnfinishedAsync("f00d", "moex:SBER", "1d", None), "ImportJobStore.FindUnfinishedAsync"));
        Assert.Empty((await Try(store.ListAsync(1, 10, None), "ImportJobStore.ListAsync")).Items);
        Assert.False(await Try(store.ReportAsync(import, new ImportProgress(1, 2, 3, 4, 5, 6), None), "ImportJobStore.ReportAsync"));
        Assert.False(await Try(store.FinishAsync(import, ImportStatus.Failed, "his", None), "ImportJobStore.FinishAsync"));
        Assert.NotEqual(import, await Try(store.StartAsync(new StartImport("b.csv", "beef", "moex:SBER", "1d", 1), None), "ImportJobStore.StartAsync"));
    }

    private Task<T> Try<T>(Task<T> call, string method)
    {
        _tried.Add(method);
        return call;
    }

    private static IEnumerable<string> Methods() =>
        typeof(UserData).GetProperties().Select(p => p.PropertyType).Where(t => t.Name.EndsWith("Store", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly).Select(m => $"{t.Name}.{m.Name}"))
            .Order();

    private static async Task<string> StateAsync(UserData anna, Guid strategy, Guid block, Guid queued, Guid done, Guid import) => string.Join("\n",
        await anna.Strategies.FindAsync(strategy, None), (await anna.Runs.FindAsync(queued, None))!.Summary, (await anna.Runs.FindAsync(done, None))!.Summary, await anna.Imports.FindAsync(import, None),
        string.Join(" ", (await anna.Versions.ListAsync(strategy, 1, 100, None)).Items), string.Join(" ", (await anna.Strategies.ListAsync(new("Hers"), 1, 10, None)).Items.Select(x => $"{x.Folder} {x.Tags.Count}")), await anna.Blocks.FindAsync(block, None),
        string.Join(" ", await anna.Shares.ListAsync(strategy, None)), await anna.Choices.FindAsync("tour", None));
}
