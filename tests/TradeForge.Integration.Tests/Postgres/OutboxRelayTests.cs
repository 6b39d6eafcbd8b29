using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Integration.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class OutboxRelayTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task PublishWaitingAsync_CrashBetweenCommitAndPublish_PublishesAfterTheRestart()
    {
        var database = await TestDatabase.NewAsync();
        var run = await (await database.NewUserAsync()).Runs.StartAsync(TestDatabase.Request());
        var bus = new RecordingBus { Fails = true };
        await Assert.ThrowsAsync<IOException>(() => Relay(database, bus).PublishWaitingAsync(None)); // the process dies here

        bus.Fails = false;
        Assert.Equal(1, await Relay(database, bus).PublishWaitingAsync(None));
        var message = Assert.Single(bus.Published);
        Assert.Equal((Topics.BacktestRequests, run.ToString(), "c-1"), (message.Topic, message.Key, message.CorrelationId));
        Assert.Equal(new BacktestRequested(1, run), message.Read<BacktestRequested>());
        Assert.Equal(0, await Relay(database, bus).PublishWaitingAsync(None)); // marked
    }

    [Fact]
    public async Task PublishWaitingAsync_TwoRelaysAtOnce_PublishOnceAndInOrder()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var runs = new List<string>();
        for (var i = 0; i < 20; i++) runs.Add((await user.Runs.StartAsync(TestDatabase.Request())).ToString());
        var bus = new RecordingBus();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Relay(database, bus).PublishWaitingAsync(None)));
        await Relay(database, bus).PublishWaitingAsync(None);
        Assert.Equal(runs, bus.Published.Select(m => m.Key));
    }

    [Fact]
    public async Task ExecuteAsync_RunStarted_IsPublishedAtOnce()
    {
        var database = await TestDatabase.NewAsync();
        var user = await database.NewUserAsync();
        var bus = new RecordingBus();
        using var relay = Relay(database, bus);
        await relay.StartAsync(None);
        await Task.Delay(1000); // it listens by now, and its next look by itself is a second away
        await user.Runs.StartAsync(TestDatabase.Request());
        for (var i = 0; i < 200 && bus.Published.Count == 0; i++) await Task.Delay(25);
        await relay.StopAsync(None);
        Assert.Single(bus.Published);
    }

    [Fact]
    public async Task Audit_ChangeOrRemoval_IsRefusedByTheDatabase()
    {
        var database = await TestDatabase.NewAsync();
        await new AuditLog(database, database.Clock).WriteAsync(null, "command line", "settings-changed", new { before = 1, after = 2 }, "c-2", None);
        await using var db = database.CreateDbContext();
        Assert.Equal("{\"after\": 2, \"before\": 1}", (await db.Audit.SingleAsync()).Details);
        foreach (var sql in new[] { "update audit set who = 'x'", "delete from audit", "truncate audit" })
            Assert.Contains("append only", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql))).MessageText, StringComparison.Ordinal);
    }

    private static OutboxRelay Relay(TestDatabase database, IMessageBus bus) => new(database, bus, database.Clock, NullLogger<OutboxRelay>.Instance);

    private sealed class RecordingBus : IMessageBus
    {
        public bool Fails { get; set; }
        public List<BusMessage> Published { get; } = [];

        public Task PublishAsync(BusMessage message, CancellationToken cancellationToken)
        {
            if (Fails) throw new IOException("The process dies.");
            lock (Published) Published.Add(message);
            return Task.CompletedTask;
        }

        public IAsyncEnumerable<BusMessage> ReadAsync(string topic, string group, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
