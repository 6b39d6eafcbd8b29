using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Reading;

/// <summary>Sorts the nodes of a strategy into the paragraphs of its read-back.</summary>
/// <param name="nodes">By id.</param>
/// <param name="words">Their words.</param>
/// <param name="isDefaultSize">Whether a size serves every entry that has none of its own.</param>
internal sealed class StrategyParts(IReadOnlyDictionary<string, WordedNode> nodes, Wording words, Func<WordedNode, bool> isDefaultSize)
{
    public static Text Title(ReadingPart part) => part switch
    {
        ReadingPart.EntryLong => new("Entry long", "Вход в длинную"),
        ReadingPart.EntryShort => new("Entry short", "Вход в короткую"),
        ReadingPart.Exit => new("Exit", "Выход"),
        ReadingPart.Risk => new("Risk", "Риск"),
        ReadingPart.Size => new("Size", "Объём"),
        ReadingPart.Portfolio => new("Portfolio", "Портфель"),
        _ => new("Not connected yet", "Ещё не подключено"),
    };

    public IEnumerable<WordedNode> Of(ReadingPart part) => nodes.Values.Where(n => PartOf(n) == part).OrderBy(n => n.Id, StringComparer.Ordinal);

    public bool HasEntryWithoutSize => nodes.Values.Any(n => ActionNodes.IsEntry(n.Descriptor) && n.Sources[n.Descriptor.IndexOfInput("size")] is null);

    private ReadingPart? PartOf(WordedNode n) => n.Descriptor.Group switch
    {
        NodeGroup.Action when ActionNodes.IsExit(n.Descriptor) => ReadingPart.Exit,
        NodeGroup.Action => ActionNodes.Side(n.Descriptor) == PositionSide.Long ? ReadingPart.EntryLong : ReadingPart.EntryShort,
        NodeGroup.Risk => ReadingPart.Risk,
        NodeGroup.Portfolio => ReadingPart.Portfolio,
        NodeGroup.Sizing => isDefaultSize(n) ? ReadingPart.Size : null,
        _ => null,
    };

    /// <summary>The whole sentence of an action, for running text.</summary>
    public Text Sentence(WordedNode action)
    {
        var (head, when, tail) = (ActionWords.Head(words, action), words.Of(action.Id, ""), ActionWords.Tail(action));
        return new($"{head.En} when {when.En}{tail.En}.", $"{head.Ru.TrimEnd(',')}, когда {when.Ru}{tail.Ru}.");
    }

    /// <summary>An action with its joined conditions below it; anything else as one line.</summary>
    public ReadingLine Line(WordedNode node)
    {
        if (node.Descriptor.Group != NodeGroup.Action) return new(node.Id, Capital(words.Of(node.Id, node.Descriptor.Outputs.Count > 0 ? node.Descriptor.Outputs[0].Handle : "")), []);
        if (node.Sources[0] is not { } source || !nodes.TryGetValue(source.Node, out var root) || Joined(root) is not { } join) return new(node.Id, Sentence(node), []);
        var (head, tail) = (ActionWords.Head(words, node), ActionWords.Tail(node));
        return new(node.Id, new($"{head.En} when {join.En}{tail.En}:", $"{head.Ru.TrimEnd(',')}, когда {join.Ru}{tail.Ru}:"), Parts(root, 0));
    }

    private List<ReadingLine> Parts(WordedNode join, int depth)
    {
        var lines = new List<ReadingLine>();
        foreach (var source in join.Sources)
        {
            if (source is not { } s) continue;
            if (depth < 4 && nodes.TryGetValue(s.Node, out var inner) && Joined(inner) is { } how) lines.Add(new(inner.Id, Capital(how) is var h ? new(h.En + ":", h.Ru + ":") : how, Parts(inner, depth + 1)));
            else lines.Add(new(s.Node, words.Of(s.Node, s.Handle), []));
        }
        return lines;
    }

    /// <summary>How a node joins several conditions; null if it does not.</summary>
    private static Text? Joined(WordedNode node) => node.Sources.Count(s => s is not null) < 2 ? null : node.Descriptor.Type switch
    {
        "and" => new("all of these hold", "выполнено всё"),
        "or" => new("any of these holds", "выполнено хотя бы одно"),
        "xor" => new("an odd number of these holds", "выполнено нечётное число условий"),
        _ => null,
    };

    public static Text Capital(Text text) => new(Capital(text.En), Capital(text.Ru));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
