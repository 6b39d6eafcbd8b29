using Microsoft.Extensions.Logging.Abstractions;
using TradeForge.Infrastructure.Bus;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Integration.Tests.Bus;

public sealed class BusTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("market-data-updates", 8, 24)]
    [InlineData("candles-closed", 16, 168)]
    [InlineData("backtest-requests", 4, 72)]
    [InlineData("backtest-events", 4, 72)]
    [InlineData("realtime-updates", 4, 1)]
    [InlineData("user-events", 2, 720)]
    [InlineData("orders", 4, null)]
    public void Load_TopicsJson_HasTheDecidedPartitionsAndHours(string name, int partitions, int? hours)
    {
        var topic = TopicCatalog.Load()[name];
        Assert.Equal((partitions, hours * 3_600_000L), (topic.Partitions, topic.RetentionMs));
        Assert.Equal(hours is null ? TopicCleanup.Compact : TopicCleanup.Delete, topic.Cleanup);
    }

    [Fact]
    public void Load_NamesInCode_AreAllInTopicsJson()
    {
        var topics = TopicCatalog.Load();
        foreach (var field in typeof(Topics).GetFields()) Assert.Equal((string)field.GetValue(null)!, topics[(string)field.GetValue(null)!].Name);
        Assert.Throws<ArgumentException>(() => topics["no-such-topic"]);
    }

    [Fact]
    public async Task PublishAsync_TwoGroups_EachGetsTheMessageOnceInItsGroup()
    {
        var bus = new InProcessBus(TopicCatalog.Load());
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var (a1, a2, b) = (Reader(bus, "a", stop.Token), Reader(bus, "a", stop.Token), Reader(bus, "b", stop.Token));
        for (var i = 0; i < 10; i++) await bus.PublishAsync(Message(i), None);
        var inB = new List<string>();
        while (inB.Count < 10 && await b.MoveNextAsync()) inB.Add(b.Current.Key);
        var inA = new List<string>();
        for (var i = 0; i < 5; i++)
            foreach (var reader in new[] { a1, a2 })
                if (await reader.MoveNextAsync()) inA.Add(reader.Current.Key);
        var all = Enumerable.Range(0, 10).Select(i => $"{i}");
        Assert.Equal(all, inB); // in order
        Assert.Equal(all, inA.Order()); // shared, none twice
    }

    [Fact]
    public async Task WatchAsync_TwoUsers_EachSeesHisRunsAndOnlyTheLastMove()
    {
        var bus = new InProcessBus(TopicCatalog.Load());
        using var events = new RunEvents(bus, TimeProvider.System, NullLogger<RunEvents>.Instance);
        await events.StartAsync(None);
        await Task.Delay(300); // it listens now
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var (anna, boris, run, his) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var (annas, borises) = (events.WatchAsync(anna, stop.Token).GetAsyncEnumerator(), events.WatchAsync(boris, stop.Token).GetAsyncEnumerator());
        foreach (var progress in new[] { 0.1, 0.2, 0.3 }) await bus.PublishAsync(Moved(run, anna, progress), None);
        await bus.PublishAsync(new BusMessage(Topics.BacktestEvents, "x", nameof(BacktestMoved), "not json", "c"), None); // does not end the watch
        await bus.PublishAsync(Moved(his, boris, 0.7), None);

        Assert.True(await borises.MoveNextAsync());
        Assert.Equal([new RunEvent(his, RunStatus.Running, 0.7)], borises.Current);
        var seen = new List<RunEvent>();
        while (seen.LastOrDefault()?.Progress != 0.3 && await annas.MoveNextAsync()) seen.AddRange(annas.Current);
        Assert.All(seen, e => Assert.Equal(run, e.RunId));
        await events.StopAsync(None);
    }

    private static IAsyncEnumerator<BusMessage> Reader(InProcessBus bus, string group, CancellationToken stop) => bus.ReadAsync(Topics.BacktestRequests, group, stop).GetAsyncEnumerator(stop);

    private static BusMessage Message(int i) => BusMessage.Of(Topics.BacktestRequests, $"{i}", new BacktestRequested(1, Guid.Empty), "c");

    private static BusMessage Moved(Guid run, Guid owner, double progress) =>
        BusMessage.Of(Topics.BacktestEvents, run.ToString(), new BacktestMoved(1, run, owner, nameof(RunStatus.Running), progress), "c");
}
