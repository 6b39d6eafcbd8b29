using TradeForge.Core.Strategies.Groups;

namespace TradeForge.Core.Strategies;

/// <summary>Checks a graph and turns it into a plan. It never throws on user input: everything wrong is returned at once.</summary>
public static class StrategyCompiler
{
    /// <param name="graph">What the user drew.</param>
    /// <param name="overrides"><c>node.name</c> → value as text, checked like the graph's own; null = none.</param>
    /// <param name="cancellationToken">Looked at for every node and wire.</param>
    public static Compilation Compile(StrategyGraph graph, IReadOnlyDictionary<string, string>? overrides = null, CancellationToken cancellationToken = default)
    {
        var expansion = new GroupExpansion(graph, overrides ?? new Dictionary<string, string>());
        var check = new GraphCheck(expansion, cancellationToken);
        if (check.HasErrors) return new Compilation(null, check.Problems);
        var (plan, rules) = new PlanBuilder(check, cancellationToken).Build();
        if (check.HasErrors) return new Compilation(null, check.Problems);
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in plan.Nodes.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (name, text) in node.Values.Canonical()) parameters[$"{node.Id}.{name}"] = text;
        }
        return new Compilation(new CompiledStrategy(graph, expansion, DefinitionHash.Of(check), parameters, rules, plan), check.Problems);
    }
}
