using TradeForge.Core;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Strategies.Canvas;

internal sealed record CanvasProblem(bool Error, string Text);

/// <summary>Problems by the block that shows them: a node, the groups that it lies in, the node that a wire leads to.</summary>
internal static class CanvasProblems
{
    public static Dictionary<string, List<CanvasProblem>> Of(StrategyDraft draft)
    {
        var found = new Dictionary<string, List<CanvasProblem>>(StringComparer.Ordinal);
        var words = draft.Graph is null ? null : new ProblemWords(draft.Graph);
        foreach (var problem in draft.Problems.OrderBy(p => p.Severity))
            foreach (var block in Blocks(NodeOf(problem, draft.Graph)))
            {
                if (!found.TryGetValue(block, out var list)) found[block] = list = [];
                list.Add(new(problem.Severity == Severity.Error, (words?.Of(problem).What ?? problem.Message).Here()));
            }
        return found;
    }

    /// <summary>The node that a problem is about, empty for the whole strategy.</summary>
    private static string NodeOf(Problem problem, StrategyGraph? graph)
    {
        var path = problem.Path.Split('.')[0];
        return graph?.Edges.FirstOrDefault(e => e.Id == path) is { } edge && graph.Nodes.All(n => n.Id != path) ? edge.Target : path;
    }

    private static IEnumerable<string> Blocks(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1)) yield return path[..slash];
        if (path.Length > 0) yield return path;
    }
}
