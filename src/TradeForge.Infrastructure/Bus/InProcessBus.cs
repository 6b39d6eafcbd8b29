using System.Collections.Concurrent;
using System.Threading.Channels;

namespace TradeForge.Infrastructure.Bus;

/// <summary>The bus of a single process. What it forgets when the process ends, the sweepers find in PostgreSQL.</summary>
internal sealed class InProcessBus(TopicCatalog topics) : IMessageBus
{
    /// <summary>A group that falls so far behind loses its oldest wake-ups.</summary>
    private const int MostWaiting = 10_000;

    private readonly ConcurrentDictionary<(string Topic, string Group), Group> _groups = new();

    public Task PublishAsync(BusMessage message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var topic = topics[message.Topic].Name;
        foreach (var (address, group) in _groups)
            if (address.Topic == topic) group.Messages.Writer.TryWrite(message);
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<BusMessage> ReadAsync(string topic, string group, CancellationToken cancellationToken)
    {
        var address = (topics[topic].Name, group);
        Group joined;
        while (!(joined = _groups.GetOrAdd(address, _ => new Group())).TryJoin()) _groups.TryRemove(new(address, joined));
        return ReadAsync(address, joined, cancellationToken); // joined now, not at the first MoveNext: nothing sent in between is missed
    }

    private async IAsyncEnumerable<BusMessage> ReadAsync((string, string) address, Group group, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in group.Messages.Reader.ReadAllAsync(cancellationToken)) yield return message;
        }
        finally
        {
            if (group.Leave()) _groups.TryRemove(new(address, group));
        }
    }

    private sealed class Group
    {
        private readonly Lock _lock = new();
        private int _readers;
        private bool _closed;

        public Channel<BusMessage> Messages { get; } = Channel.CreateBounded<BusMessage>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

        /// <returns>False when the last reader has left and the group is gone.</returns>
        public bool TryJoin()
        {
            lock (_lock)
            {
                if (_closed) return false;
                _readers++;
                return true;
            }
        }

        /// <returns>True when nobody reads any more.</returns>
        public bool Leave()
        {
            lock (_lock) return _closed = --_readers == 0;
        }
    }
}
