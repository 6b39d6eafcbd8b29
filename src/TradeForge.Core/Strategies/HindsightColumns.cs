using TradeForge.Core.Indicators;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>An output that looks ahead, over the bars of a finished evaluation.</summary>
/// <param name="NodeId">The node of the graph.</param>
/// <param name="Output">Which of its outputs.</param>
/// <param name="Values">One number per bar, NaN = nothing to draw.</param>
public sealed record HindsightColumn(string NodeId, IndicatorOutput Output, double[] Values);

/// <summary>The chart-only outputs of a strategy's indicators: for the eye, never for a decision (golden rule G12).</summary>
public static class HindsightColumns
{
    /// <summary>In the order of the graph's nodes, those that lead to no action included. Left out are nodes on another series, and those whose source was not computed.</summary>
    /// <param name="evaluation">It has taken all of <paramref name="series"/> and nothing else.</param>
    /// <param name="series">The bars.</param>
    public static IReadOnlyList<HindsightColumn> Of(StrategyEvaluation evaluation, CandleSeries series)
    {
        var columns = new List<HindsightColumn>();
        foreach (var node in evaluation.Strategy.Graph.Nodes)
        {
            if (IndicatorCatalog.Find(node.Type) is not { Hindsight: { } draw } indicator) continue;
            var values = Values(evaluation.Strategy, node);
            if (values.IsGiven("symbol") || values.IsGiven("timeframe") || Source(evaluation, node, indicator, series) is not { } source) continue;
            double[][] drawn = [.. indicator.Outputs.Skip(indicator.LiveOutputs).Select(_ => new double[series.Count])];
            foreach (var column in drawn) Array.Fill(column, double.NaN);
            draw([.. values.Numbers.Take(indicator.Parameters.Count)], series, source, drawn);
            columns.AddRange(indicator.Outputs.Skip(indicator.LiveOutputs).Zip(drawn, (output, column) => new HindsightColumn(node.Id, output, column)));
        }

        return columns;
    }

    private static NodeValues Values(CompiledStrategy strategy, GraphNode node) =>
        strategy.Plan.Nodes.TryGetValue(node.Id, out var reached) ? reached.Values : new ParameterReader(node, NodeCatalog.Find(node.Type), []).Read(new Dictionary<string, string>());

    /// <summary>What is wired into the node, or the default; null if that was not computed.</summary>
    private static double[]? Source(StrategyEvaluation evaluation, GraphNode node, IndicatorDefinition indicator, CandleSeries series)
    {
        if (!indicator.TakesSource) return [];
        if (evaluation.Strategy.Graph.Edges.FirstOrDefault(e => e.Target == node.Id && e.TargetHandle == Ports.Source.Handle) is { } wire)
            return evaluation.Strategy.SlotOf(wire.Source, wire.SourceHandle) is >= 0 and var slot ? evaluation.Values(slot).ToArray() : null;
        var column = new double[series.Count];
        NodeCatalog.Find(node.Type).DefaultSource.Copy(series, column);
        return column;
    }
}
