using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Integration.Tests.ClickHouse;

[Collection(ClickHouseCollection.Name)]
public sealed class MigratorTests(ClickHouseFixture fixture)
{
    [Fact]
    public async Task UpAsync_DownAndUpAgainOnData_EndsInTheSameSchema()
    {
        using var client = await fixture.NewDatabaseAsync("migrate");
        var migrator = new ClickHouseMigrator(client, TimeProvider.System);
        var store = new CandleStore(client, TimeProvider.System);
        var bars = CandleStoreTests.Bars("m", 1000, seed: 1);
        await store.AppendAsync("m", Timeframe.OneMinute, bars, default);
        var before = await SchemaAsync(client);
        var hours = await HoursAsync(client);
        Assert.Equal(17, hours.Split('\n').Length); // 1000 minutes from 22:14 touch 17 hours
        await migrator.DownAsync(3, default);
        Assert.Equal([4], (await migrator.UpAsync(default)).Where(m => m.Number == 4).Select(m => m.Number));
        Assert.Equal(hours, await HoursAsync(client)); // made again from the candles

        int[] all = [.. (await migrator.StatusAsync(default)).Select(m => m.Number)];
        Assert.Equal(Enumerable.Range(1, all.Length), all);
        Assert.All(await migrator.StatusAsync(default), m => Assert.NotNull(m.AppliedAt));
        Assert.Empty(await migrator.UpAsync(default)); // nothing is left to do, and nothing is lost
        Assert.Equal(1000, (await store.ReadAsync("m", Timeframe.OneMinute, null, null, default)).Count);

        Assert.Equal(all.Reverse().SkipLast(1), (await migrator.DownAsync(1, default)).Select(m => m.Number)); // newest first
        Assert.Equal([1], (await migrator.StatusAsync(default)).Where(m => m.AppliedAt != null).Select(m => m.Number));
        Assert.Equal(1000, (await store.ReadAsync("m", Timeframe.OneMinute, null, null, default)).Count);
        await migrator.DownAsync(0, default);
        Assert.Equal(60, (await Assert.ThrowsAsync<ClickHouseException>(() => store.ReadAsync("m", Timeframe.OneMinute, null, null, default))).Code);

        Assert.Equal(all, (await migrator.UpAsync(default)).Select(m => m.Number));
        Assert.Equal(before, await SchemaAsync(client));
        await store.AppendAsync("m", Timeframe.OneMinute, bars, default);
        Assert.Equal(1000, (await store.ReadAsync("m", Timeframe.OneMinute, null, null, default)).Count);
        await client.ExecuteAsync($"DROP DATABASE {client.Database}", null, default);
    }

    [Fact]
    public async Task StatusAsync_DatabaseOfANewerProgram_IsRefused()
    {
        using var client = await fixture.NewDatabaseAsync("newer");
        await client.ExecuteAsync("INSERT INTO schema_version VALUES (9999, 'future', now64(6), 1)", null, default);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => new ClickHouseMigrator(client, TimeProvider.System).StatusAsync(default));
        Assert.Contains("9999", error.Message);
        await client.ExecuteAsync($"DROP DATABASE {client.Database}", null, default);
    }

    [Fact]
    public void Statements_CommentsAndBlankLines_AreNoStatements() =>
        Assert.Equal(["-- why; not\nSELECT 1,\n 2", "SELECT ';' AS x"], ClickHouseMigrator.Statements("-- why; not\nSELECT 1,\n 2;\n\nSELECT ';' AS x;\n-- the end\n"));

    private static async Task<string> HoursAsync(ClickHouseClient client)
    {
        var rows = await client.QueryAsync("SELECT toString(tuple(* EXCEPT version)) AS hour FROM candle_hours FINAL ORDER BY ts", null, default);
        return string.Join("\n", rows.Texts("hour"));
    }

    private static async Task<string> SchemaAsync(ClickHouseClient client)
    {
        var rows = await client.QueryAsync("SELECT create_table_query AS q FROM system.tables WHERE database = currentDatabase() ORDER BY name", null, default);
        return string.Join("\n", rows.Texts("q"));
    }
}
