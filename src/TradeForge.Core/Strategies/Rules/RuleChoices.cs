using System.Text.Json;

namespace TradeForge.Core.Strategies.Rules;

/// <summary>Something that a row may say at a place.</summary>
/// <param name="Key">Names it.</param>
/// <param name="Label">For people.</param>
/// <param name="Group">Section of the list.</param>
/// <param name="Of">The block whose words these are, where a block stands for several.</param>
public sealed record RuleChoice(string Key, Text Label, NodeGroup Group, Text? Of);

/// <summary>What rows may say, made from the descriptors of the blocks: a new block stands in these lists by itself.</summary>
public static class RuleChoices
{
    /// <summary>A block with so few words is listed by its words: above, below; open, high, low.</summary>
    private const int MostWords = 8;

    private static readonly string[] Joins = ["and", "or", "xor"];

    /// <summary>The ways of joining conditions.</summary>
    public static IReadOnlyList<RuleChoice> Groups { get; } = [.. Joins.Select(NodeCatalog.Find).SelectMany(d => Of(d, PortKind.Condition))];

    public static IReadOnlyList<RuleChoice> Conditions { get; } = [.. Told.Where(d => !d.AnyInputs).SelectMany(d => Of(d, PortKind.Condition))];

    public static IReadOnlyList<RuleChoice> Values { get; } = [.. Told.SelectMany(d => Of(d, PortKind.Series))];

    public static IReadOnlyList<RuleChoice> Sizes { get; } = [.. Told.SelectMany(d => Of(d, PortKind.Size))];

    /// <summary>Rules to add: risk and portfolio rules, and the size for every entry.</summary>
    public static IReadOnlyList<RuleChoice> Rules { get; } = [.. Told.Where(d => d.Group is NodeGroup.Action or NodeGroup.Risk or NodeGroup.Sizing or NodeGroup.Portfolio).Select(d => new RuleChoice(d.Type, d.Name, d.Group, null))];

    private static IEnumerable<NodeDescriptor> Told => NodeCatalog.All.Where(d => !RuleListReader.Untold.Contains(d.Type));

    /// <summary>The key under which a term stands in its list.</summary>
    public static string KeyOf(RuleTerm term)
    {
        if (term.Descriptor is not { } d) return term.Node.Type;
        if (Word(d) is { } word) return $"{d.Type}/{Said(term, word)}";
        return SplitsOutputs(d) ? $"{d.Type}#{term.Output}" : d.Type;
    }

    /// <summary>The term of a key.</summary>
    /// <exception cref="ArgumentException">There is no such block.</exception>
    public static RuleTerm Make(string key)
    {
        var (slash, hash) = (key.IndexOf('/', StringComparison.Ordinal), key.IndexOf('#', StringComparison.Ordinal));
        if (hash > 0) return RuleTerm.New(NodeCatalog.Find(key[..hash]), key[(hash + 1)..]);
        var d = NodeCatalog.Find(slash > 0 ? key[..slash] : key);
        return slash > 0 ? RuleTerm.New(d, null, (Word(d)!.Name, key[(slash + 1)..])) : RuleTerm.New(d);
    }

    /// <summary>The parameters that a row asks for: all but the word that the list itself chooses.</summary>
    public static IEnumerable<NodeParameter> Fields(NodeDescriptor d) => d.Parameters.Where(p => p.Min != p.Max && p != Word(d));

    /// <summary>The word of a choice in effect.</summary>
    public static string Said(RuleTerm term, NodeParameter parameter) =>
        term.Node.Data.TryGetValue(parameter.Name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.ToLowerInvariant() : parameter.Choices[(int)parameter.Default];

    private static IEnumerable<RuleChoice> Of(NodeDescriptor d, PortKind kind)
    {
        var outputs = d.Outputs.Where(o => o.Kind == kind && !o.ChartOnly).ToList();
        if (outputs.Count == 0) return [];
        if (Word(d) is { } word) return word.Choices.Select(w => new RuleChoice($"{d.Type}/{w}", Label(d, WordLabels.Of(w)), d.Group, d.Name));
        return SplitsOutputs(d) ? outputs.Select(o => new RuleChoice($"{d.Type}#{o.Handle}", Label(d, o.Label), d.Group, d.Name)) : [new(d.Type, d.Name, d.Group, null)];
    }

    // “Crosses: upwards”; the words of prices and comparisons stand for themselves
    private static Text Label(NodeDescriptor d, Text word) => d.Type is "price" or "compare" ? word
        : new($"{d.Name.En}: {word.En.ToLowerInvariant()}", $"{d.Name.Ru}: {word.Ru.ToLowerInvariant()}");

    private static NodeParameter? Word(NodeDescriptor d) => d.Group is NodeGroup.Data or NodeGroup.Condition or NodeGroup.Position
        && d.Parameters.Where(p => p.Kind == ParameterKind.Choice).ToList() is [{ Choices.Count: <= MostWords } only] ? only : null;

    private static bool SplitsOutputs(NodeDescriptor d) => d.Outputs.Count > 1 && d.Outputs.All(o => o.Kind == PortKind.Condition);
}
