using TradeForge.Core;
using TradeForge.Core.Tiers;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>How many strategies a tier allows, counted in the transaction that makes one more; and where a strategy came from.</summary>
[Collection(PostgresCollection.Name)]
public sealed class StrategyLimitTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Tier Small = new(new Text("small", "малый")) { Strategies = 4 };

    [Fact]
    public async Task Strategies_TwentyWaysToOneMoreAtTheSameMoment_LetsAsManyThroughAsTheTierAllows()
    {
        var (database, anna) = await NewAsync();
        var kept = await anna.Strategies.MakeAsync("Kept", "{}", "h");
        var trashed = await anna.Strategies.MakeAsync("Trashed", "{}", "h");
        await anna.Strategies.DeleteAsync(trashed.Id, None); // does not count any more: 1 of 4
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 4) switch
        {
            0 => anna.Strategies.CreateAsync("New", "{}", "h", imported: false, None),
            1 => anna.Strategies.ForkAsync(kept.Id, null, "Fork", "{}", "h", None),
            2 => anna.Strategies.CreateAsync("File", "{}", "h", imported: true, None),
            _ => anna.Strategies.RestoreAsync(trashed.Id, None),
        })));
        Assert.Equal(3, outcomes.Count(o => o.Strategy is not null));
        Assert.Equal(4, (await anna.Strategies.LabelsAsync(None)).Strategies);
        var refused = Assert.Single(outcomes.First(o => o.Refused.Count > 0).Refused);
        Assert.Equal(("strategies", "The tier \"small\" limits strategies: at most 4 allowed, this would be 5."), (refused.Path, refused.Message.En));

        var boris = new UserDataFactory(database, database.Clock, Small).For((await database.NewUserAsync("boris@example.org")).UserId);
        await boris.Strategies.MakeAsync("His", "{}", "h"); // hers do not count against him
        await anna.Strategies.DeleteAsync(kept.Id, None);
        await anna.Strategies.MakeAsync("In its place", "{}", "h");
        Assert.NotEmpty((await anna.Strategies.RestoreAsync(kept.Id, None)).Refused); // and the trash is no way round it
    }

    [Fact]
    public async Task Create_FromAFile_SaysSoInTheListAndInItsFirstVersion()
    {
        var (_, anna) = await NewAsync();
        var imported = (await anna.Strategies.CreateAsync("File", "{}", "h", imported: true, None)).Strategy!;
        var drawn = await anna.Strategies.MakeAsync("Drawn", "{}", "h");
        Assert.Equal(["Drawn False", "File True"], (await anna.Strategies.ListAsync(new(Sort: StrategySort.Name), 1, 10, None)).Items.Select(x => $"{x.Name} {x.Imported}"));
        Assert.Equal(VersionReason.Imported, Assert.Single((await anna.Versions.ListAsync(imported.Id, 1, 10, None)).Items).Reason);
        Assert.Equal(VersionReason.Created, Assert.Single((await anna.Versions.ListAsync(drawn.Id, 1, 10, None)).Items).Reason);
    }

    private static async Task<(TestDatabase Database, UserData Anna)> NewAsync()
    {
        var database = await TestDatabase.NewAsync();
        var anna = await database.NewUserAsync();
        return (database, new UserDataFactory(database, database.Clock, Small).For(anna.UserId));
    }
}
