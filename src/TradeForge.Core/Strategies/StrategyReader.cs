using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>Reads a compiled strategy back in plain words.</summary>
public static class StrategyReader
{
    private const int MostCharacters = 400; // shared sub-graphs may repeat endlessly in words

    /// <summary>When it enters and exits, its risk rules and its size, one sentence each.</summary>
    public static Text Describe(CompiledStrategy strategy)
    {
        var words = new Wording(strategy.Plan);
        var sentences = new List<Text>();
        foreach (var node in Ordered(strategy, n => ActionNodes.IsEntry(n.Descriptor))) sentences.Add(Entry(words, node));
        foreach (var node in Ordered(strategy, n => ActionNodes.IsExit(n.Descriptor))) sentences.Add(Exit(words, node));
        var risks = Ordered(strategy, n => n.Descriptor.Group == NodeGroup.Risk).Select(n => words.Of(n.Id, "")).ToList();
        if (risks.Count > 0) sentences.Add(new($"Risk: {string.Join("; ", risks.Select(r => r.En))}.", $"Риск: {string.Join("; ", risks.Select(r => r.Ru))}."));
        var portfolio = Ordered(strategy, n => n.Descriptor.Group == NodeGroup.Portfolio).Select(n => words.Of(n.Id, "")).ToList();
        if (portfolio.Count > 0) sentences.Add(new($"Portfolio: {string.Join("; ", portfolio.Select(r => r.En))}.", $"Портфель: {string.Join("; ", portfolio.Select(r => r.Ru))}."));
        if (strategy.DefaultSize is { } size)
        {
            var text = words.Of(size.NodeId, "size");
            sentences.Add(new($"Size: {text.En}.", $"Объём: {text.Ru}."));
        }
        else if (strategy.Entries.Any(e => e.Size is null)) sentences.Add(new("Size: all available cash.", "Объём: все свободные деньги."));
        return new(string.Join(" ", sentences.Select(s => s.En)), string.Join(" ", sentences.Select(s => s.Ru)));
    }

    private static IEnumerable<PlanNode> Ordered(CompiledStrategy strategy, Func<PlanNode, bool> which) =>
        strategy.Plan.Nodes.Values.Where(which).OrderBy(n => n.Id, StringComparer.Ordinal);

    private static Text Entry(Wording words, PlanNode node)
    {
        var (when, isLong) = (words.Of(node.Id, ""), ActionNodes.Side(node.Descriptor) == PositionSide.Long);
        var own = node.Sources[node.Descriptor.IndexOfInput("size")] is { } size ? words.Of(size.Node, "size") : null;
        return new(
            $"{(isLong ? "Buy" : "Sell short")}{(own is null ? "" : $" {own.En}")} when {when.En}.",
            $"{(isLong ? "Купить" : "Продать в короткую")}{(own is null ? "" : $" {own.Ru}")}, когда {when.Ru}.");
    }

    private static Text Exit(Wording words, PlanNode node)
    {
        var (when, isLong) = (words.Of(node.Id, ""), ActionNodes.Side(node.Descriptor) == PositionSide.Long);
        return new($"Close the {(isLong ? "long" : "short")} position when {when.En}.", $"Закрыть {(isLong ? "длинную" : "короткую")} позицию, когда {when.Ru}.");
    }

    /// <summary>The words of every node, each made once and kept short.</summary>
    internal sealed class Wording(StrategyPlan plan)
    {
        private readonly Dictionary<(string, string), Text> _known = [];

        public Text Of(string nodeId, string output)
        {
            if (_known.TryGetValue((nodeId, output), out var known)) return known;
            var node = plan.Nodes[nodeId];
            var inputs = node.Sources.Select((s, i) => s is { } source ? Of(source.Node, source.Handle) : Default(node, i)).ToList();
            return _known[(nodeId, output)] = Shorten(node.Descriptor.Say(new Phrase(node.Descriptor, node.Values, inputs, output)));
        }

        // An indicator on its customary source need not name it; other nodes say what they read.
        private static Text? Default(PlanNode node, int input) =>
            node.Descriptor.Inputs[input].Handle == "source" && node.Descriptor.Group != NodeGroup.Indicators ? PriceNode.Name(node.Descriptor.DefaultSource) : null;

        private static Text Shorten(Text text) => new(Shorten(text.En), Shorten(text.Ru));

        private static string Shorten(string text) => text.Length <= MostCharacters ? text : text[..(MostCharacters - 1)] + "…";
    }
}
