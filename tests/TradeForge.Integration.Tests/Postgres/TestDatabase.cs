using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Server;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>The tests that share a server: join with <c>[Collection(PostgresCollection.Name)]</c>. It is stopped after the last of them.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServerLifetime>
{
    public const string Name = "Postgres";
}

public sealed class PostgresServerLifetime : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => PostgresFixture.StopAsync();
}

/// <summary>One embedded server for the whole test run, with a migrated database to copy from.</summary>
internal static class PostgresFixture
{
    private static readonly Lazy<Task<string>> Server = new(StartAsync);
    private static Func<Task> _stop = () => Task.CompletedTask;
    private static int _databases;

    /// <summary>Connection string of a new, migrated, empty database.</summary>
    public static async Task<string> NewDatabaseAsync(bool migrated = true)
    {
        var server = await Server.Value;
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(server, $"create database {name} template {(migrated ? "migrated" : "template0")}");
        return Named(server, name);
    }

    public static Task StopAsync() => _stop();

    private static async Task<string> StartAsync()
    {
        var folder = new TempFolder();
        var server = await PostgresServer.StartAsync(Engines.Options(folder.Path), NullLogger.Instance, CancellationToken.None);
        _stop = async () =>
        {
            await server.DisposeAsync();
            folder.Dispose();
        };
        await ExecuteAsync(server.ConnectionString, "create database migrated");
        await new PostgresMigrator(Named(server.ConnectionString, "migrated")).UpAsync(CancellationToken.None);
        NpgsqlConnection.ClearAllPools(); // a database in use cannot be copied
        return server.ConnectionString;
    }

    private static string Named(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, MaxPoolSize = 10, ConnectionIdleLifetime = 2, ConnectionPruningInterval = 1 }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A time that stands still until the test moves it. Timers run by the real clock.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => _now;
    public void Advance(TimeSpan by) => _now += by;
}

/// <summary>A database of one test, with what tests do again and again.</summary>
internal sealed class TestDatabase : IDbContextFactory<TradeForgeDb>
{
    public const string Graph = "{ \"schemaVersion\":1,  \"name\":\"x\", \"nodes\":[],\"edges\":[] }"; // odd spaces: it is kept letter for letter
    private readonly DbContextOptions<TradeForgeDb> _options;

    private TestDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        var options = new DbContextOptionsBuilder<TradeForgeDb>();
        PostgresServices.Configure(options, connectionString);
        _options = options.Options;
        Users = new UserDataFactory(this, Clock);
        Queue = new RunQueue(this, Clock);
    }

    public string ConnectionString { get; }
    public ManualClock Clock { get; } = new();
    public UserDataFactory Users { get; }
    public RunQueue Queue { get; }

    public static async Task<TestDatabase> NewAsync() => new(await PostgresFixture.NewDatabaseAsync());
    public static TestDatabase At(string connectionString) => new(connectionString);

    public TradeForgeDb CreateDbContext() => new(_options);

    public async Task<UserData> NewUserAsync(string email = "anna@example.org")
    {
        await using var db = CreateDbContext();
        var user = new AppUser { Id = Guid.NewGuid(), UserName = email, NormalizedUserName = email.ToUpperInvariant(), Email = email, CreatedAt = Clock.GetUtcNow() };
        db.Users.Add(user);
        await db.SaveChangesAsync();
        return Users.For(user.Id);
    }

    public static StartRun Request(Guid? strategy = null, string graph = Graph, BacktestSettings? settings = null, string correlationId = "c-1") =>
        new(strategy, "Crossing", graph, "hash", settings ?? new BacktestSettings(), "bitfinex:BTCUSD", "1h", correlationId);

    public Task<RunClaim?> ClaimAsync(string worker = "w1") => Queue.ClaimAsync(worker, TimeSpan.FromSeconds(30), CancellationToken.None);

    public async Task<int> OutboxAsync(string topic)
    {
        await using var db = CreateDbContext();
        return await db.Outbox.CountAsync(x => x.Topic == topic);
    }
}

internal static class TestRuns
{
    /// <summary>Makes a strategy that no limit stands against.</summary>
    public static async Task<StrategyDetails> MakeAsync(this StrategyStore strategies, string name, string graph, string hash)
    {
        var outcome = await strategies.CreateAsync(name, graph, hash, imported: false, CancellationToken.None);
        Assert.Empty(outcome.Refused);
        return outcome.Strategy!;
    }

    /// <summary>Starts a run that no limit stands against.</summary>
    public static async Task<Guid> StartAsync(this RunStore runs, StartRun request)
    {
        var outcome = await runs.StartRunAsync(request, CancellationToken.None);
        Assert.Empty(outcome.Refused);
        return outcome.Run!.Value;
    }
}
