using TradeForge.Core.Trading;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class InstrumentStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task SaveAsync_KnownInstrument_ReplacesItsTerms()
    {
        var store = new InstrumentStore(await TestDatabase.NewAsync());
        var (y2020, y2024) = (new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 7, 1, 0, 0, 0, TimeSpan.Zero));
        var first = new StoredInstrument("moex:SBER", "Sberbank", "moex", "share", "RUB", 2, [new(y2020, 10, 0.01m, new Commission(Percent: 0.05m))]);
        await store.SaveAsync(first, None);
        var second = first with { Name = "Sber", Terms = [new(y2020, 10, 0.01m, Commission.None), new(y2024, 1, 0.005m, new Commission(PerOrder: 1.5m))] };
        await store.SaveAsync(second, None);

        var read = (await store.FindAsync("moex:SBER", None))!;
        Assert.Equal(second.Terms, read.Terms);
        Assert.Equal(second with { Terms = read.Terms }, read);
        Assert.Single(await store.ListAsync(None));
        Assert.Null(await store.FindAsync("moex:GAZP", None));
    }

    [Fact]
    public async Task ReportAsync_ImportBrokenOff_IsFoundToGoOn()
    {
        var database = await TestDatabase.NewAsync();
        var imports = database.Users.CommandLineImports();
        var id = await imports.StartAsync(new StartImport("b.csv.gz", "f00d", "moex:SBER", "1d", 1000), None);
        await imports.ReportAsync(id, new ImportProgress(500, 50, 48, 3, 2, 51), None);
        await imports.FinishAsync(id, ImportStatus.Failed, "The disk is full.", None);

        var unfinished = (await imports.FindUnfinishedAsync("f00d", "moex:SBER", "1d", None))!;
        Assert.Equal((id, 51L, 48L, "The disk is full."), (unfinished.Id, unfinished.LastCommittedLine, unfinished.RowsStored, unfinished.Error));
        await imports.ReportAsync(id, new ImportProgress(1000, 100, 98, 3, 2, 101), None);
        await imports.FinishAsync(id, ImportStatus.Succeeded, null, None);
        Assert.Null(await imports.FindUnfinishedAsync("f00d", "moex:SBER", "1d", None));
        Assert.Equal(ImportStatus.Succeeded, Assert.Single((await imports.ListAsync(1, 10, None)).Items).Status);
    }
}
