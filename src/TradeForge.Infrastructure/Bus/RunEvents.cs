using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Infrastructure.Bus;

/// <summary>Where a run is now. Read the run again for more.</summary>
/// <param name="Progress">0 to 1.</param>
public sealed record RunEvent(Guid RunId, RunStatus Status, double Progress);

/// <summary>Tells pages how the runs of their user move on.</summary>
public sealed class RunEvents(IMessageBus bus, TimeProvider clock, ILogger<RunEvents> log) : BackgroundService
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<Watcher, Guid> _watchers = new();

    /// <summary>The moves of this user's runs, and nobody else's: the last one of each run, four times a second at most.</summary>
    public IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(Guid userId, CancellationToken cancellationToken)
    {
        var watcher = new Watcher();
        _watchers[watcher] = userId;
        return WatchAsync(watcher, cancellationToken); // already registered: nothing between this call and the first read is missed
    }

    private async IAsyncEnumerable<IReadOnlyList<RunEvent>> WatchAsync(Watcher watcher, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await watcher.WaitAsync(cancellationToken);
                yield return watcher.Take();
                await Task.Delay(Shortest, clock, cancellationToken);
            }
        }
        finally
        {
            _watchers.TryRemove(watcher, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = "pages-" + Guid.NewGuid().ToString("N"); // every process has pages of its own
        await foreach (var message in bus.ReadAsync(Topics.BacktestEvents, group, stoppingToken))
            if (message.Type == nameof(BacktestMoved)) Spread(message);
    }

    private void Spread(BusMessage message)
    {
        try
        {
            var moved = message.Read<BacktestMoved>();
            var news = new RunEvent(moved.RunId, Enum.Parse<RunStatus>(moved.Status), moved.Progress);
            foreach (var (watcher, user) in _watchers)
                if (user == moved.OwnerId) watcher.Put(news);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            log.LogError(e, "A message on {Topic} cannot be read (correlation {CorrelationId}).", message.Topic, message.CorrelationId);
        }
    }

    private sealed class Watcher
    {
        private readonly Lock _lock = new();
        private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        private Dictionary<Guid, RunEvent> _latest = [];

        public void Put(RunEvent news)
        {
            lock (_lock) _latest[news.RunId] = news;
            _signal.Writer.TryWrite(true);
        }

        public async Task WaitAsync(CancellationToken cancel) => await _signal.Reader.ReadAsync(cancel);

        public IReadOnlyList<RunEvent> Take()
        {
            lock (_lock)
            {
                var taken = _latest;
                _latest = [];
                return [.. taken.Values];
            }
        }
    }
}
