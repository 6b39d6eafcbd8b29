using TradeForge.Core.Strategies.Groups;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Reading;

/// <summary>A node to be put into words; the graph may still have errors.</summary>
internal sealed record WordedNode(string Id, NodeDescriptor Descriptor, NodeValues Values, (string Node, string Handle)?[] Sources)
{
    public static WordedNode Of(PlanNode n) => new(n.Id, n.Descriptor, n.Values, n.Sources);

    public static WordedNode Of(CheckedNode n) => new(n.Id, n.Descriptor, n.Values, n.Sources);
}

/// <summary>The words of every node, each made once and kept short.</summary>
internal sealed class Wording(IReadOnlyDictionary<string, WordedNode> nodes, IReadOnlyDictionary<string, string> groups)
{
    private const int MostCharacters = 400; // shared sub-graphs may repeat endlessly in words
    private static readonly Text Missing = new("[not wired yet]", "[ещё не подключено]");
    private static readonly Text Unknown = new("[a block that cannot be read]", "[блок, который не читается]");
    private static readonly Text Loop = new("[itself]", "[само себя]");
    private readonly Dictionary<(string, string), Text> _known = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public Wording(StrategyPlan plan) : this(plan.Nodes.ToDictionary(n => n.Key, n => WordedNode.Of(n.Value), StringComparer.Ordinal), new Dictionary<string, string>()) { }

    public Text Of(string nodeId, string output)
    {
        if (_known.TryGetValue((nodeId, output), out var known)) return known;
        if (!nodes.TryGetValue(nodeId, out var node) || (output.Length > 0 && node.Descriptor.IndexOfOutput(output) < 0)) return Unknown;
        if (!_open.Add(nodeId)) return Loop;
        var inputs = node.Sources.Select((s, i) => s is { } source ? From(node, source) : Unwired(node, i)).ToList();
        _open.Remove(nodeId);
        return _known[(nodeId, output)] = Shorten(node.Descriptor.Say(new Phrase(node.Descriptor, node.Values, inputs, output)));
    }

    /// <summary>What an input says; null where it is not wired and means nothing then.</summary>
    public Text? Input(WordedNode node, int input) => node.Sources[input] is { } source ? From(node, source) : Unwired(node, input);

    /// <summary>A value that comes out of a named group carries its name.</summary>
    private Text From(WordedNode reader, (string Node, string Handle) source)
    {
        var words = Of(source.Node, source.Handle);
        var group = GroupOf(source.Node);
        return group.Length == 0 || GroupOf(reader.Id).StartsWith(group, StringComparison.Ordinal) || !groups.TryGetValue(group, out var name) ? words
            : new($"“{name}” ({words.En})", $"«{name}» ({words.Ru})");
    }

    private static string GroupOf(string id) => id.LastIndexOf('/') is >= 0 and var slash ? id[..slash] : "";

    // An indicator on its customary source need not name it; other nodes say what they read. Inputs of and, or, xor may all be empty.
    private static Text? Unwired(WordedNode node, int input)
    {
        var port = node.Descriptor.Inputs[input];
        if (port.Handle == "source") return node.Descriptor.Group == NodeGroup.Indicators ? null : PriceNode.Name(node.Descriptor.DefaultSource);
        return port.Optional ? null : Missing;
    }

    /// <summary>The names of groups by path, those in groups too.</summary>
    public static IReadOnlyDictionary<string, string> GroupNames(StrategyGraph graph)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(graph.Nodes, "", 0);
        return names;

        void Collect(IReadOnlyList<GraphNode> inside, string path, int depth)
        {
            foreach (var group in inside.Where(n => n.Type == GroupNode.Type && depth < StrategyJson.MostGroups))
            {
                var whole = group with { Id = path + group.Id };
                if (group.Data.TryGetValue(GroupBlock.NameField, out var name) && name.ValueKind == System.Text.Json.JsonValueKind.String && name.GetString() is { Length: > 0 } text) names[whole.Id] = text;
                var reader = new GroupReader(whole);
                var block = reader.Read();
                if (reader.Problems.Count == 0) Collect(block.Nodes, whole.Id + "/", depth + 1);
            }
        }
    }

    private static Text Shorten(Text text) => new(Shorten(text.En), Shorten(text.Ru));

    private static string Shorten(string text) => text.Length <= MostCharacters ? text : text[..(MostCharacters - 1)] + "…";
}
