using System.Text.RegularExpressions;

namespace TradeForge.Core.Strategies.Reading;

/// <summary>A problem of a graph as traders read it.</summary>
/// <param name="Problem">As the compiler and the lint say it.</param>
/// <param name="NodeId">The drawn block that it belongs to; empty for the whole strategy.</param>
/// <param name="Where">That block by name; empty for the whole strategy.</param>
/// <param name="What">What is wrong, with blocks, ports and parameters by the names that people see.</param>
public sealed record WordedProblem(Problem Problem, string NodeId, Text Where, Text What);

/// <summary>Puts problems into the words of the canvas: names in place of ids, labels in place of the words of the file.</summary>
public sealed partial class ProblemWords(StrategyGraph graph)
{
    private readonly BlockNames _names = new(graph);

    private static readonly Dictionary<string, Text> Plain = new(StringComparer.Ordinal)
    {
        ["no-entry"] = new("The strategy never enters: add the block “Enter long” or “Enter short”.", "Стратегия никогда не входит: добавьте блок «Купить» или «Продать в короткую»."),
        ["no-stop-loss"] = new("A target measured by the distance to the stop needs the block “Stop-loss”.", "Цели, которая измеряется расстоянием до стопа, нужен блок «Стоп-лосс»."),
        ["two-default-sizes"] = new("Two sizes would serve every entry; only one can. Wire one to its entry or remove it.", "Два размера действовали бы на все входы, а может только один. Подключите один к его входу или удалите."),
    };

    public WordedProblem Of(Problem problem)
    {
        var node = NodeOf(problem.Path);
        if (Plain.TryGetValue(problem.Code, out var plain)) return new(problem, node?.Id ?? "", node is null ? new("", "") : _names.Of(node), plain);
        return new(problem, node?.Id ?? "", node is null ? new("", "") : _names.Of(node), new(Say(problem, node, true), Say(problem, node, false)));
    }

    /// <summary>The block that a path names: its own id, a parameter of it, a block inside a group, or the end of a wire.</summary>
    private GraphNode? NodeOf(string path)
    {
        var id = graph.Edges.FirstOrDefault(e => e.Id == path) is { } edge && graph.Nodes.All(n => n.Id != path) ? edge.Target : path;
        return graph.Nodes.FirstOrDefault(n => n.Id == id) ?? graph.Nodes.Where(n => id.StartsWith(n.Id + "/", StringComparison.Ordinal) || id.StartsWith(n.Id + ".", StringComparison.Ordinal)).MaxBy(n => n.Id.Length);
    }

    private string Say(Problem problem, GraphNode? node, bool english)
    {
        Func<Text, string> language = english ? t => t.En : t => t.Ru;
        var text = language(problem.Message);
        if (node is not null)
            foreach (var start in new[] { "Node ", "Group ", "Edge ", "Wire ", "Узел ", "Группа ", "Провод " })
                if (text.StartsWith(start + problem.Path, StringComparison.Ordinal)) text = text[(start.Length + problem.Path.Length)..].TrimStart(':', ' ');
        text = ParameterBefore().Replace(text, m => $"'{m.Groups[1].Value}' = ");
        text = Quoted().Replace(text, m => english ? $"“{Label(m.Groups[1].Value + m.Groups[2].Value, node, language)}”" : $"«{Label(m.Groups[1].Value + m.Groups[2].Value, node, language)}»");
        text = Choices().Replace(text, m => m.Groups[1].Value + string.Join(", ", m.Groups[2].Value.Split(", ").Select(w => language(WordLabels.Of(w)))) + ".");
        text = Chain().Replace(text, m => ": " + string.Join(" → ", m.Groups[1].Value.Split(" → ").Select(id => Label(id, null, language))) + ".");
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>What people call a word of the file: a parameter or port of the block, another block, a kind of block, a choice; else the word itself.</summary>
    private string Label(string word, GraphNode? node, Func<Text, string> language)
    {
        var own = node is not null && NodeCatalog.TryFind(node.Type, out var d) ? d : null;
        var trimmed = word.Trim();
        if (own is not null && LabelIn(own, trimmed) is { } label) return language(label);
        if (graph.Nodes.FirstOrDefault(n => n.Id == trimmed) is { } other) return language(_names.Of(other));
        if (NodeCatalog.TryFind(trimmed, out var type)) return language(type.Name);
        if (WordLabels.Has(trimmed)) return language(WordLabels.Of(trimmed));
        return graph.Nodes.Select(n => NodeCatalog.TryFind(n.Type, out var near) ? LabelIn(near, trimmed) : null).FirstOrDefault(l => l is not null) is { } found ? language(found) : trimmed;
    }

    private static Text? LabelIn(NodeDescriptor d, string word) => d.Parameters.FirstOrDefault(p => p.Name == word)?.Label
        ?? d.Inputs.FirstOrDefault(p => p.Handle == word)?.Label ?? d.Outputs.FirstOrDefault(p => p.Handle == word)?.Label;

    [GeneratedRegex(@"\b(kind|orderType|timeInForce|schedule) (?=['«])")]
    private static partial Regex ParameterBefore();

    [GeneratedRegex("'([^']+)'|«([^»]+)»")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(choose one of |выберите одно из: )(.+)\.$")]
    private static partial Regex Choices();

    [GeneratedRegex(@": (\S+(?: → \S+)+)\.$")]
    private static partial Regex Chain();
}
