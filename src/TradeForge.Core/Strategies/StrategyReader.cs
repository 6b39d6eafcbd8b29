using TradeForge.Core.Strategies.Groups;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies;

/// <summary>Reads a strategy back in plain words.</summary>
public static class StrategyReader
{
    private static readonly Text AllCash = new("all available cash", "все свободные деньги");

    /// <summary>When it enters and exits, its risk rules and its size, one sentence each, with the parameters in effect.</summary>
    public static Text Describe(CompiledStrategy strategy)
    {
        var nodes = strategy.Plan.Nodes.ToDictionary(n => n.Key, n => WordedNode.Of(n.Value), StringComparer.Ordinal);
        var words = new Wording(nodes, Wording.GroupNames(strategy.Graph));
        var parts = new StrategyParts(nodes, words, n => n.Id == strategy.DefaultSize?.NodeId);
        var sentences = new[] { ReadingPart.EntryLong, ReadingPart.EntryShort, ReadingPart.Exit }.SelectMany(parts.Of).Select(parts.Sentence).ToList();
        foreach (var part in new[] { ReadingPart.Risk, ReadingPart.Portfolio, ReadingPart.Size })
        {
            var lines = parts.Of(part).Select(n => words.Of(n.Id, n.Descriptor.Outputs.Count > 0 ? n.Descriptor.Outputs[0].Handle : "")).ToList();
            if (part == ReadingPart.Size && lines.Count == 0 && parts.HasEntryWithoutSize) lines.Add(AllCash);
            var title = StrategyParts.Title(part);
            if (lines.Count > 0) sentences.Add(new($"{title.En}: {string.Join("; ", lines.Select(l => l.En))}.", $"{title.Ru}: {string.Join("; ", lines.Select(l => l.Ru))}."));
        }
        return new(string.Join(" ", sentences.Select(s => s.En)), string.Join(" ", sentences.Select(s => s.Ru)));
    }

    /// <summary>The words of every output of the graph, by node and output.</summary>
    public static Func<string, string, Text> Words(StrategyGraph graph)
    {
        var check = new GraphCheck(new GroupExpansion(graph, new Dictionary<string, string>()));
        return new Wording(check.Nodes.ToDictionary(n => n.Key, n => WordedNode.Of(n.Value), StringComparer.Ordinal), Wording.GroupNames(graph)).Of;
    }

    /// <summary>One sentence for each block by its id, also while the graph has errors; null for groups, notes and what cannot be read.</summary>
    public static Func<string, Text?> Sentences(StrategyGraph graph)
    {
        var check = new GraphCheck(new GroupExpansion(graph, new Dictionary<string, string>()));
        var nodes = check.Nodes.ToDictionary(n => n.Key, n => WordedNode.Of(n.Value), StringComparer.Ordinal);
        var words = new Wording(nodes, Wording.GroupNames(graph));
        return new BlockSentences(nodes, words, new StrategyParts(nodes, words, n => GraphCheck.IsDefaultSize(check.Nodes[n.Id]))).Of;
    }

    /// <summary>The same in paragraphs, also while the graph has errors: what is not wired yet is called so, and blocks that lead nowhere come last.</summary>
    public static IReadOnlyList<ReadingSection> Read(StrategyGraph graph)
    {
        var check = new GraphCheck(new GroupExpansion(graph, new Dictionary<string, string>()));
        var nodes = check.Nodes.ToDictionary(n => n.Key, n => WordedNode.Of(n.Value), StringComparer.Ordinal);
        var words = new Wording(nodes, Wording.GroupNames(graph));
        var parts = new StrategyParts(nodes, words, n => GraphCheck.IsDefaultSize(check.Nodes[n.Id]));
        var sections = Enum.GetValues<ReadingPart>().Where(p => p != ReadingPart.Loose).Select(p => new ReadingSection(p, StrategyParts.Title(p), [.. parts.Of(p).Select(parts.Line)])).ToList();
        var size = sections.FindIndex(s => s.Part == ReadingPart.Size);
        if (sections[size].Lines.Count == 0 && parts.HasEntryWithoutSize) sections[size] = sections[size] with { Lines = [new("", StrategyParts.Capital(AllCash), [])] };
        var reached = check.Reached();
        var loose = check.Nodes.Values.Where(n => !reached.Contains(n.Id) && !n.HasWireOut && n.Descriptor.Type != "note").Select(n => parts.Line(nodes[n.Id])).ToList();
        sections.Add(new(ReadingPart.Loose, StrategyParts.Title(ReadingPart.Loose), loose));
        return [.. sections.Where(s => s.Lines.Count > 0)];
    }
}
