namespace TradeForge.Infrastructure.Bus;

/// <summary>Carries messages from where something happened to where it matters. A message is a wake-up: losing one costs time, never data.</summary>
/// <remarks>An interface because there are two: in process for one machine, Kafka for many.</remarks>
public interface IMessageBus
{
    /// <summary>Hands the message over. It is delivered at least once to every group that listens.</summary>
    /// <exception cref="ArgumentException">The topic is not one of topics.json.</exception>
    Task PublishAsync(BusMessage message, CancellationToken cancellationToken);

    /// <summary>The messages of a topic for a group, from now on. Readers of one group share its messages; every group gets all.</summary>
    IAsyncEnumerable<BusMessage> ReadAsync(string topic, string group, CancellationToken cancellationToken);
}
