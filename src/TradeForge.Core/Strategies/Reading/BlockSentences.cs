namespace TradeForge.Core.Strategies.Reading;

/// <summary>Each block in one sentence, with what is wired into it and the values in effect.</summary>
internal sealed class BlockSentences(IReadOnlyDictionary<string, WordedNode> nodes, Wording words, StrategyParts parts)
{
    private static readonly string[] BarUnits = [", bars", ", баров"];

    /// <summary>Null for groups, notes and blocks that cannot be read.</summary>
    public Text? Of(string id)
    {
        if (!nodes.TryGetValue(id, out var node) || node.Descriptor.Group == NodeGroup.Editing) return null;
        if (node.Descriptor.Group == NodeGroup.Action) return parts.Sentence(node);
        if (node.Descriptor.Group == NodeGroup.Indicators) return Indicator(node);
        var said = StrategyParts.Capital(words.Of(id, OutputOf(node)));
        return new(said.En + ".", said.Ru + ".");
    }

    /// <summary>The first output that a block reads, else the first.</summary>
    private string OutputOf(WordedNode node) => nodes.Values.SelectMany(n => n.Sources).FirstOrDefault(s => s?.Node == node.Id)?.Handle
        ?? (node.Descriptor.Outputs.Count > 0 ? node.Descriptor.Outputs[0].Handle : "");

    /// <summary>“Simple Moving Average of close, 50 bars.”</summary>
    private Text Indicator(WordedNode node)
    {
        var sources = node.Descriptor.Inputs.Select((port, i) => words.Input(node, i) ?? node.Descriptor.Unwired(port)).OfType<Text>().ToList();
        var on = Nodes.SeriesWords.On(node.Values);
        var values = node.Descriptor.Parameters.Where(p => p.Kind != ParameterKind.Text && p.Min != p.Max).ToList();
        return new(
            node.Descriptor.Name.En + (sources.Count == 0 ? "" : $" of {string.Join(" and ", sources.Select(s => s.En))}") + on.En + Values(node, values, t => t.En) + ".",
            node.Descriptor.Name.Ru + (sources.Count == 0 ? "" : $" от {string.Join(" и ", sources.Select(s => RussianCase.Genitive(s.Ru)))}") + on.Ru + Values(node, values, t => t.Ru) + ".");
    }

    private static string Values(WordedNode node, List<NodeParameter> values, Func<Text, string> language)
    {
        if (values is [{ Name: "period" } period]) return $", {language(Counted.Bars(node.Values.Number(period.Name)))}";
        return values.Count == 0 ? "" : $": {string.Join(", ", values.Select(p => Value(node, p, language)))}";
    }

    private static string Value(WordedNode node, NodeParameter p, Func<Text, string> language)
    {
        var label = language(p.Label);
        var unit = BarUnits.FirstOrDefault(u => label.EndsWith(u, StringComparison.Ordinal));
        var value = p.Kind == ParameterKind.Choice ? language(WordLabels.Of(node.Values.Word(p.Name)))
            : unit is null ? Counted.Number(node.Values.Number(p.Name)) : language(Counted.Bars(node.Values.Number(p.Name)));
        if (unit is not null) label = label[..^unit.Length];
        return $"{(label.Length > 1 && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label)} {value}";
    }
}
