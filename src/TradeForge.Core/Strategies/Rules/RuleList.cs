namespace TradeForge.Core.Strategies.Rules;

/// <summary>
/// A strategy as a list of rules: an action and what it waits for, a risk rule, a size, a portfolio rule each. It is made of a graph and written back to it.
/// What the list cannot say, and what no rule reads, is kept as it was drawn.
/// </summary>
public sealed class RuleList
{
    private readonly StrategyGraph _source;
    private readonly HashSet<string> _told; // nodes whose content stands in the terms

    internal RuleList(StrategyGraph source, IReadOnlyList<RuleTerm> rules, HashSet<string> told) => (_source, Rules, _told) = (source, rules, told);

    public static RuleList Of(StrategyGraph graph) => new RuleListReader(graph).Read();

    /// <summary>In the order of the graph.</summary>
    public IReadOnlyList<RuleTerm> Rules { get; }

    /// <summary>With other rules.</summary>
    public RuleList With(IEnumerable<RuleTerm> rules) => new(_source, [.. rules], _told);

    public RuleList Replace(int index, RuleTerm rule) => With(Rules.Select((r, i) => i == index ? rule : r));

    public RuleList Remove(int index) => With(Rules.Where((_, i) => i != index));

    public RuleList Add(RuleTerm rule) => With(Rules.Append(rule));

    /// <summary>The rule one place up or down; nothing where there is no such place.</summary>
    public RuleList Move(int index, int by)
    {
        var to = index + by;
        if (to < 0 || to >= Rules.Count) return this;
        var rules = Rules.ToList();
        (rules[index], rules[to]) = (rules[to], rules[index]);
        return With(rules);
    }

    /// <summary>
    /// The graph of these rules. What was not changed keeps its id, its place and its wires, so an untouched list gives the very graph back.
    /// A changed block that something else reads too becomes a block of its own: a row never changes another row.
    /// </summary>
    public StrategyGraph Write() => new RuleListWriter(_source, Rules, _told).Write();
}
