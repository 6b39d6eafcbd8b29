using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>The same question asked twice: same key; another answer shows in the hash of the result.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RunTwinTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Twins_OfTheSameKey_TellApartTheOneWithOtherBytes()
    {
        var database = await TestDatabase.NewAsync();
        var anna = await database.NewUserAsync();
        var result = SampleResult.Make();
        var json = ResultJson.ToBytes(result);
        var first = await FinishAsync(database, anna, result, json);
        var same = await FinishAsync(database, anna, result, json);
        var other = await FinishAsync(database, anna, result, [.. json, (byte)' ']); // as if the engine had answered otherwise
        await FinishAsync(database, anna, result with { Manifest = result.Manifest with { DataHash = "another" } }, json); // another question
        var boris = await database.NewUserAsync("boris@example.org");
        await FinishAsync(database, boris, result, json); // somebody else's

        var run = (await anna.Runs.FindAsync(first, None))!;
        Assert.Equal(RunKey.Of(result.Manifest), run.RunKey);
        var twins = await anna.Runs.TwinsAsync(first, None);
        Assert.Equal([other, same], twins.Select(t => t.Id));
        Assert.Equal([false, true], twins.Select(t => t.ResultHash == run.ResultHash));
    }

    private static async Task<Guid> FinishAsync(TestDatabase database, UserData user, BacktestResult result, byte[] json)
    {
        var run = await user.Runs.StartAsync(TestDatabase.Request());
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await new RunResults(database, database.Queue, database.Clock).SucceedAsync((await database.ClaimAsync())!, result, json, None));
        return run;
    }
}
