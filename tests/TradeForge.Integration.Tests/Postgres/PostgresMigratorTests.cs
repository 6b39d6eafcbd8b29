using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using TradeForge.Infrastructure;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Server;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresMigratorTests
{
    [Fact]
    public async Task UpDownUp_OnData_KeepsWhatTheStepsLeft() => await UpDownUpAsync(await PostgresFixture.NewDatabaseAsync(migrated: false));

    [DebianPostgresFact]
    public async Task UpDownUp_OnTheDistributionsServer_WorksToo()
    {
        using var folder = new TempFolder();
        await using var server = await PostgresServer.StartAsync(Engines.Options(folder.Path, Engines.DebianBinFolder), NullLogger.Instance, CancellationToken.None);
        await UpDownUpAsync(server.ConnectionString);
    }

    [Fact]
    public async Task UpAsync_DatabaseNewerThanTheProgram_IsRefused()
    {
        var database = await TestDatabase.NewAsync();
        await using (var db = database.CreateDbContext())
            await db.Database.ExecuteSqlRawAsync("insert into migrations values ('29990101000000_FromTheFuture', '10.0.14')");
        var e = await Assert.ThrowsAsync<StartupException>(() => new PostgresMigrator(database.ConnectionString).UpAsync(CancellationToken.None));
        Assert.Contains("29990101000000_FromTheFuture", e.Text.En, StringComparison.Ordinal);
    }

    private static async Task UpDownUpAsync(string connectionString)
    {
        var migrator = new PostgresMigrator(connectionString);
        Assert.All(await migrator.StatusAsync(CancellationToken.None), s => Assert.False(s.IsApplied));
        var applied = await migrator.UpAsync(CancellationToken.None);
        Assert.All(await migrator.StatusAsync(CancellationToken.None), s => Assert.True(s.IsApplied));
        Assert.Equal(await NamesAsync(migrator), applied);

        var database = TestDatabase.At(connectionString);
        var user = await database.NewUserAsync();
        var run = await user.Runs.StartAsync(TestDatabase.Request());
        var strategy = await user.Strategies.MakeAsync("Before", TestDatabase.Graph, "h1");

        string[] later = [.. applied.SkipWhile(name => !name.EndsWith("_StrategyLibrary", StringComparison.Ordinal))];
        Assert.Equal(later.Reverse(), await migrator.DownAsync(later.Length, CancellationToken.None)); // takes the tables round strategies; their rows stay
        Assert.Equal(later, await migrator.UpAsync(CancellationToken.None));
        Assert.Equal(["bitfinex:BTCUSD"], (await user.Runs.FindAsync(run, CancellationToken.None))!.Summary.Instruments); // made of what was there
        Assert.Equal(strategy with { Revision = 1 }, await user.Strategies.FindAsync(strategy.Id, CancellationToken.None));
        await using (var db = database.CreateDbContext()) // what was there already has a first version and a stamp
        {
            var version = await db.Versions.SingleAsync(x => x.StrategyId == strategy.Id);
            Assert.Equal((1, VersionReason.Created, TestDatabase.Graph, strategy.UpdatedAt), (version.Number, version.Reason, version.Graph, version.CreatedAt));
            Assert.Equal("h1", (await db.Stamps.SingleAsync(x => x.StrategyId == strategy.Id)).DefinitionHash);
        }

        Assert.Equal(applied.Reverse(), await migrator.DownAsync(99, CancellationToken.None));
        await using (var db = database.CreateDbContext())
        {
            var left = await db.Database.SqlQuery<string>($"select table_name as \"Value\" from information_schema.tables where table_schema = 'public'").ToListAsync();
            Assert.Equal(["migrations"], left);
        }
        Assert.Equal(applied, await migrator.UpAsync(CancellationToken.None));
        await database.NewUserAsync("again@example.org");
    }

    private static async Task<IEnumerable<string>> NamesAsync(PostgresMigrator migrator) => (await migrator.StatusAsync(CancellationToken.None)).Select(s => s.Name);
}
