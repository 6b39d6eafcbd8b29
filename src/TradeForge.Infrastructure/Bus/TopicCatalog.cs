using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradeForge.Infrastructure.Bus;

public enum TopicCleanup { Delete, Compact }

/// <summary>A topic as topics.json describes it.</summary>
/// <param name="Name">kebab-case; poison messages of <c>x</c> go to <c>x.dead</c>.</param>
/// <param name="Key">What the messages' keys are, in words.</param>
/// <param name="Partitions">Keys are spread over these.</param>
/// <param name="Cleanup">Old messages are deleted, or only the last of a key is kept.</param>
/// <param name="RetentionMs">How long messages are kept; null for compacted topics.</param>
public sealed record Topic(string Name, string Key, int Partitions, TopicCleanup Cleanup, long? RetentionMs);

/// <summary>The topics of migrations/kafka/topics.json. The program reads them at its start and knows no others.</summary>
public sealed class TopicCatalog
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
    private readonly Dictionary<string, Topic> _byName;

    private TopicCatalog(IReadOnlyList<Topic> topics)
    {
        All = topics;
        _byName = topics.ToDictionary(t => t.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<Topic> All { get; }

    /// <exception cref="ArgumentException">topics.json has no such topic.</exception>
    public Topic this[string name] => _byName.TryGetValue(name, out var topic) ? topic : throw new ArgumentException($"topics.json has no topic '{name}'.", nameof(name));

    public static TopicCatalog Load()
    {
        using var stream = typeof(TopicCatalog).Assembly.GetManifestResourceStream("topics.json") ?? throw new InvalidOperationException("topics.json is not in the assembly.");
        return new TopicCatalog(JsonSerializer.Deserialize<File>(stream, Options)?.Topics ?? throw new JsonException("topics.json is empty."));
    }

    private sealed record File(IReadOnlyList<Topic> Topics);
}
