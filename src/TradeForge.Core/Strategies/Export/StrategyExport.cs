using System.Text;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Export;

/// <summary>A strategy as text for other programs. It is text for people to take along; nothing here ever runs it (golden rule G72).</summary>
/// <param name="Source">The program text.</param>
/// <param name="Notes">What acts otherwise there, or has no counterpart; also written at the head of the text, in English.</param>
public sealed record ExportedStrategy(string Source, IReadOnlyList<Text> Notes);

/// <summary>Writes strategies as readable C# and as Pine v5.</summary>
public static class StrategyExport
{
    public static ExportedStrategy ToCSharp(CompiledStrategy strategy) => new CSharpText(strategy).Write();

    public static ExportedStrategy ToPine(CompiledStrategy strategy) => new PineText(strategy).Write();
}

/// <summary>What both languages share: names for nodes, their order, the head with its notes.</summary>
internal abstract class StrategyText(CompiledStrategy strategy)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    protected CompiledStrategy Strategy => strategy;
    protected List<Text> Notes { get; } = [];
    protected StringBuilder Body { get; } = new();

    protected void Note(string en, string ru)
    {
        if (Notes.All(n => n.En != en)) Notes.Add(new(en, ru));
    }

    /// <summary>Reached nodes, each after those that it reads; equal ones in the order of their ids.</summary>
    protected IEnumerable<PlanNode> Ordered()
    {
        var (done, order) = (new HashSet<string>(StringComparer.Ordinal), new List<PlanNode>());
        foreach (var id in strategy.Plan.Nodes.Keys.Order(StringComparer.Ordinal)) Visit(id);
        return order;

        void Visit(string id) // chains are at most StrategyJson.MostDepth long
        {
            if (!done.Add(id)) return;
            var node = strategy.Plan.Nodes[id];
            foreach (var source in node.Sources) if (source is { } s) Visit(s.Node);
            order.Add(node);
        }
    }

    /// <summary>The node computes on another symbol or timeframe.</summary>
    protected static bool IsElsewhere(PlanNode node) => node.Descriptor.PicksSeries && SeriesWords.Key(node.Values) != SeriesKey.Main;

    /// <summary>An identifier for a node, unique in the text.</summary>
    protected string Name(string id)
    {
        if (_names.TryGetValue(id, out var known)) return known;
        var letters = string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        var name = char.IsAsciiLetter(letters[0]) && !IsReserved(letters) ? letters : "n_" + letters;
        while (_names.ContainsValue(name)) name += "_";
        return _names[id] = name;
    }

    protected abstract bool IsReserved(string name);

    /// <summary>The variable of an output: the node's name, with the output where there are several.</summary>
    protected string Variable(string id, string handle) => strategy.Plan.Nodes[id].Descriptor.Outputs.Count > 1 ? $"{Name(id)}_{handle}" : Name(id);

    /// <summary>What an input reads: a variable, or the price that an unwired source means.</summary>
    protected string Input(PlanNode node, int input) => node.Sources[input] is { } s ? Variable(s.Node, s.Handle) : Price(node.Descriptor.DefaultSource);

    protected abstract string Price(PriceField field);

    protected static string Title(string name) => string.Concat(name.Select(c => c is '"' or '\\' || char.IsControl(c) ? ' ' : c));

    protected string Head(string comment)
    {
        var head = new StringBuilder().Append(comment).Append(' ').Append(Title(strategy.Graph.Name)).Append(". Exported by TradeForge as text to read and adapt.\n");
        foreach (var line in Notes) head.Append(comment).Append(" - ").Append(Title(line.En)).Append('\n');
        return head.ToString();
    }

    protected IEnumerable<PlanNode> Of(Func<NodeDescriptor, bool> which) => strategy.Plan.Nodes.Values.Where(n => which(n.Descriptor)).OrderBy(n => n.Id, StringComparer.Ordinal);
}
