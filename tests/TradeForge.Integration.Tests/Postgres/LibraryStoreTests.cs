using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using TradeForge.Infrastructure.Hosting.Backups;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Rows;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class LibraryStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Blocks_RoundTrip_AreKeptLetterForLetter()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        var made = await user.Blocks.CreateAsync("Trend", "Up or down", "{ \"type\":  \"group\" }", None);
        await user.Blocks.CreateAsync("exit", "", "{}", None);
        Assert.Equal(made, await user.Blocks.FindAsync(made.Id, None));
        Assert.Equal(["exit", "Trend"], (await user.Blocks.ListAsync(None)).Select(b => b.Name)); // in any case
        Assert.True(await user.Blocks.RenameAsync(made.Id, "A trend", "x", None));
        Assert.Equal(["A trend", "exit"], (await user.Blocks.ListAsync(None)).Select(b => b.Name));
        Assert.True(await user.Blocks.DeleteAsync(made.Id, None));
        Assert.False(await user.Blocks.DeleteAsync(made.Id, None));
    }

    [Fact]
    public async Task Choices_SetTwiceAndAtOnce_TheLastStays()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        Assert.Null(await user.Choices.FindAsync("tour", None));
        await user.Choices.SetAsync("tour", "{\"done\": false}", None);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => user.Choices.SetAsync("tour", "{\"done\": true}", None)));
        await user.Choices.SetAsync("preview", "1", None);
        Assert.Equal("{\"done\": true}", await user.Choices.FindAsync("tour", None));
    }

    [Fact]
    public async Task Share_OfAStrategy_ShowsItAsItIsUntilRevoked()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var links = new SharedLinks(database);
        var made = await user.Strategies.MakeAsync("My secret name", "[1]", "h1");
        var secret = (await user.Shares.ShareStrategyAsync(made.Id, "Shown", None))!;
        Assert.Equal(new SharedStrategy("Shown", "[1]", made.UpdatedAt), await links.FindStrategyAsync(secret, None));
        Assert.Null(await links.FindRunAsync(secret, None));
        await user.Strategies.UpdateAsync(made.Id, "x", "[2]", "h2", made.Revision, None);
        Assert.Equal("[2]", (await links.FindStrategyAsync(secret, None))!.GraphJson);

        await user.Strategies.DeleteAsync(made.Id, None);
        Assert.Null(await links.FindStrategyAsync(secret, None)); // in the trash
        await user.Strategies.RestoreAsync(made.Id, None);
        Assert.NotNull(await links.FindStrategyAsync(secret, None));

        var link = Assert.Single(await user.Shares.ListAsync(made.Id, None));
        Assert.True(await user.Shares.RevokeAsync(link.Id, None));
        Assert.False(await user.Shares.RevokeAsync(link.Id, None));
        Assert.Empty(await user.Shares.ListAsync(made.Id, None));
        Assert.Null(await links.FindStrategyAsync(secret, None));
    }

    [Fact]
    public async Task Share_Secret_IsKeptAsItsHashOnly()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var run = await user.Runs.StartAsync(TestDatabase.Request());
        var (first, second) = (await user.Shares.ShareRunAsync(run, "A", false, None), await user.Shares.ShareRunAsync(run, "A", true, None));
        Assert.NotEqual(first, second);
        Assert.Equal(43, first!.Length); // 32 bytes in base64 without padding
        await using var db = database.CreateDbContext();
        Assert.All(await db.ShareLinks.ToListAsync(), l => Assert.Equal(32, l.TokenHash.Length));
        Assert.Equal(new SharedRun(user.UserId, run, "A", ShowsRules: true), await new SharedLinks(database).FindRunAsync(second!, None));
        Assert.Null(await new SharedLinks(database).FindRunAsync(first + "x", None));
    }

    [Fact]
    public async Task Strategies_FoldersTagsAndSort_AreObeyed()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var (b, a, c) = (await NewAsync("Beta"), await NewAsync("alpha"), await NewAsync("Gamma"));
        await user.Runs.StartAsync(TestDatabase.Request(a.Id));
        Assert.True(await user.Strategies.LabelAsync(a.Id, "Crypto", ["trend", "1h"], None));
        Assert.True(await user.Strategies.LabelAsync(b.Id, "Crypto", ["trend"], None));

        async Task<string> Names(StrategyFilter filter) => string.Join(" ", (await user.Strategies.ListAsync(filter, 1, 10, None)).Items.Select(x => x.Name));
        Assert.Equal("Gamma alpha Beta", await Names(new())); // labels are no change
        Assert.Equal("alpha Beta Gamma", await Names(new(Sort: StrategySort.Name)));
        Assert.Equal("alpha", (await Names(new(Sort: StrategySort.Runs))).Split(' ')[0]);
        Assert.Equal("alpha Beta", await Names(new(Folder: "Crypto")));
        Assert.Equal("Gamma", await Names(new(Folder: "")));
        Assert.Equal("alpha", await Names(new(Tag: "1h")));
        Assert.Equal("Beta", await Names(new(Search: "bet", Folder: "Crypto", Tag: "trend")));
        Assert.Equal(a.Revision, (await user.Strategies.FindAsync(a.Id, None))!.Revision); // an open tab is not disturbed

        await user.Strategies.DeleteAsync(c.Id, None);
        Assert.Equal("Gamma", await Names(new(Trash: true)));
        var labels = await user.Strategies.LabelsAsync(None);
        Assert.Equal([new("Crypto", 2)], labels.Folders);
        Assert.Equal([new("1h", 1), new("trend", 2)], labels.Tags);
        Assert.Equal((2, 1), (labels.Strategies, labels.Trash));

        async Task<StrategyDetails> NewAsync(string name)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(1));
            return await user.Strategies.MakeAsync(name, "{}", "h");
        }
    }

    [Fact]
    public async Task Fork_KeepsItsParentsNameAndLabels_WhateverBecomesOfIt()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var parent = await user.Strategies.MakeAsync("Parent", "[1]", "h1");
        await user.Strategies.LabelAsync(parent.Id, "F", ["t"], None);
        var fork = (await user.Strategies.ForkAsync(parent.Id, null, "Child", "[1]", "h1", None)).Strategy!;
        Assert.Equal(new StrategyParent(parent.Id, 1, "Parent"), fork.Parent);
        await user.Strategies.DeleteAsync(parent.Id, None);
        Assert.True(await user.Strategies.PurgeAsync(parent.Id, None));
        Assert.Equal(fork, await user.Strategies.FindAsync(fork.Id, None));
        Assert.Equal("F t", (await user.Strategies.ListAsync(new(), 1, 10, None)).Items.Select(x => $"{x.Folder} {x.Tags[0]}").Single());
    }

    [Fact]
    public async Task PurgeAsync_OutOfTheTrash_KeepsTheRuns()
    {
        var user = await (await TestDatabase.NewAsync()).NewUserAsync();
        var made = await user.Strategies.MakeAsync("First", "[1]", "h1");
        var run = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[1]"));
        await user.Shares.ShareStrategyAsync(made.Id, "x", None);
        Assert.False(await user.Strategies.PurgeAsync(made.Id, None)); // not in the trash
        await user.Strategies.DeleteAsync(made.Id, None);
        Assert.Equal(new StrategyLoss("First", 1, 1, 1, 1), await user.Strategies.LossOnDeleteAsync(made.Id, None));
        Assert.True(await user.Strategies.PurgeAsync(made.Id, None));
        Assert.Null(await user.Strategies.LossOnDeleteAsync(made.Id, None));
        Assert.Equal((null, "[1]"), ((await user.Runs.FindAsync(run, None))!.Summary.StrategyId, (await user.Runs.FindAsync(run, None))!.GraphJson));
    }

    [Fact]
    public async Task Backup_OfTheLibrary_CarriesEveryTable()
    {
        var (from, to) = (await TestDatabase.NewAsync(), await TestDatabase.NewAsync());
        var user = await from.NewUserAsync();
        var made = await user.Strategies.MakeAsync("First", "[1]", "h1");
        var run = await user.Runs.StartAsync(TestDatabase.Request(made.Id, "[1]"));
        await user.Strategies.LabelAsync(made.Id, "F", ["a", "b"], None);
        await user.Shares.ShareStrategyAsync(made.Id, "x", None);
        await user.Blocks.CreateAsync("b", "", "{}", None);
        await user.Choices.SetAsync("tour", "{}", None);
        await using (var db = from.CreateDbContext())
        {
            db.TradeNotes.Add(new TradeNoteRow { RunId = run, Ordinal = 0, Note = "n", Tags = ["t"] });
            db.Comparisons.Add(new SavedComparisonRow { Id = Guid.NewGuid(), OwnerId = user.UserId, Name = "c", RunIds = [run], Settings = "{}" });
            await db.SaveChangesAsync();
        }

        using var file = new MemoryStream();
        Dictionary<string, long> saved, loaded;
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) saved = await PostgresCopy.SaveAsync(from.ConnectionString, archive, None);
        using (var archive = new ZipArchive(file, ZipArchiveMode.Read)) loaded = await PostgresCopy.LoadAsync(to.ConnectionString, archive, None);

        Assert.Equal(saved, loaded);
        Assert.All(["strategy_versions", "strategy_stamps", "share_links", "personal_blocks", "user_choices", "trade_notes", "saved_comparisons"], table => Assert.Equal(1, loaded[table]));
        var there = to.Users.For(user.UserId);
        Assert.Equal(await user.Versions.FindAsync(made.Id, 1, None), await there.Versions.FindAsync(made.Id, 1, None));
        Assert.Equal(await user.Versions.StampAsync(made.Id, None), await there.Versions.StampAsync(made.Id, None));
        Assert.Equal(["a", "b"], Assert.Single((await there.Strategies.ListAsync(new(Folder: "F"), 1, 10, None)).Items).Tags);
    }
}
