using System.Globalization;
using System.Text.Json.Nodes;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Graphs;

/// <summary>A graph as a run saw it.</summary>
internal static class GivenValues
{
    /// <summary>The graph with the values that the run gave, <c>group/node.name</c> to text, in place of its own.</summary>
    public static StrategyGraph With(this StrategyGraph graph, IReadOnlyDictionary<string, string>? given)
    {
        if (given is not { Count: > 0 }) return graph;
        var root = JsonNode.Parse(StrategyJson.Write(graph))!;
        foreach (var (name, text) in given)
        {
            var dot = name.LastIndexOf('.');
            if (dot < 0 || Data(root, name[..dot]) is not { } data) continue;
            data[name[(dot + 1)..]] = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(text);
        }
        return StrategyJson.Parse(root.ToJsonString()).Graph ?? graph;
    }

    private static JsonNode? Data(JsonNode root, string node) =>
        node.Split('/').Aggregate((JsonNode?)root, (level, id) => (level?["nodes"] as JsonArray)?.FirstOrDefault(n => n?["id"]?.GetValue<string>() == id)?["data"]);
}
