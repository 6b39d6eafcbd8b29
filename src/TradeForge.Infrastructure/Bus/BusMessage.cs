using System.Text.Json;

namespace TradeForge.Infrastructure.Bus;

/// <summary>A message as it travels: a wake-up with an address. The truth it speaks of is in PostgreSQL.</summary>
/// <param name="Topic">A topic of topics.json.</param>
/// <param name="Key">Messages of one key keep their order.</param>
/// <param name="Type">Name of the record in <paramref name="Payload"/>.</param>
/// <param name="Payload">JSON of the record; it carries its version.</param>
/// <param name="CorrelationId">Ties the message to the log lines and spans of its cause.</param>
public sealed record BusMessage(string Topic, string Key, string Type, string Payload, string CorrelationId)
{
    /// <summary>Wraps <paramref name="body"/> for the way.</summary>
    public static BusMessage Of<T>(string topic, string key, T body, string correlationId) where T : notnull =>
        new(topic, key, typeof(T).Name, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), correlationId);

    /// <exception cref="JsonException">The payload is no <typeparamref name="T"/>, or the message is of another type.</exception>
    public T Read<T>() where T : notnull =>
        Type == typeof(T).Name && JsonSerializer.Deserialize<T>(Payload, JsonSerializerOptions.Web) is { } body
            ? body
            : throw new JsonException($"A message of type '{Type}' on {Topic} was read as {typeof(T).Name}: {Payload}");
}
