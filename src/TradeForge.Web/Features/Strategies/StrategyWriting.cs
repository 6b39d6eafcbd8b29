using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Strategies;

/// <summary>Saves graphs: the name in the row and in the JSON are one, and the hash says what the strategy means.</summary>
internal static class StrategyWriting
{
    /// <summary>In place of a hash while the graph has errors: it means nothing yet.</summary>
    public const string Draft = StrategyStore.Draft;
    public const int LongestName = 200;

    public static Task<StrategyOutcome> CreateAsync(StrategyStore store, StrategyGraph graph, bool imported, CancellationToken cancel) =>
        store.CreateAsync(Fit(graph.Name), StrategyJson.Write(graph with { Name = Fit(graph.Name) }), HashOf(graph), imported, cancel);

    public static string HashOf(StrategyGraph graph) => StrategyCompiler.Compile(graph).Strategy?.DefinitionHash ?? Draft;

    public static string Fit(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length == 0 ? "?" : trimmed[..Math.Min(trimmed.Length, LongestName)];
    }
}
