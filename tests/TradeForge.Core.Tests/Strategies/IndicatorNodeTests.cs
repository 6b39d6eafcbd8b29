using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Indicators of two series and outputs that look ahead, as nodes.</summary>
public class IndicatorNodeTests
{
    private const double NaN = double.NaN;

    [Fact]
    public void Compile_WireFromAChartOnlyOutput_IsRefused()
    {
        var problems = GraphBuilder.Entry("gt.result").Node("cloud", "ichimoku").Node("close", "price").Node("gt", "compare")
            .Wire("close.value -> gt.a", "cloud.chikou -> gt.b").Problems();
        Assert.Contains(problems, p => p is { Code: "chart-only", Path: "cloud" or "gt" });
    }

    [Fact]
    public void Compile_PairWithAnOpenEnd_IsAnError()
    {
        var graph = GraphBuilder.Entry("gt.result").Node("open", "price", "field=open").Node("close", "price").Node("pair", "correlation", "period=2").Node("half", "constant", "value=0.5")
            .Node("gt", "compare").Wire("open.value -> pair.a", "pair.value -> gt.a", "half.value -> gt.b");
        Assert.Contains(graph.Problems(), p => p.Severity == Severity.Error && p.Path == "pair");
        Assert.DoesNotContain(graph.Wire("close.value -> pair.b").Problems(), p => p.Severity == Severity.Error);
    }

    [Fact]
    public void Append_Correlation_ReadsBothSeriesInBatchAndLive()
    {
        var strategy = GraphBuilder.Entry("gt.result").Node("open", "price", "field=open").Node("close", "price").Node("pair", "correlation", "period=2").Node("half", "constant", "value=0.5")
            .Node("gt", "compare").Wire("open.value -> pair.a", "close.value -> pair.b", "pair.value -> gt.a", "half.value -> gt.b").Compile();
        var series = Bars.Pairs([1, 2, 3, 5], [4, 6, 5, 9]); // both up, apart, both up
        Assert.Equal([NaN, 1, -1, 1], strategy.Evaluate(series).Numbers("pair"));
        var live = new StrategyEvaluation(strategy);
        for (var i = 0; i < series.Count; i++) live.Append(series.Slice(i, 1));
        Assert.Equal([NaN, 1, -1, 1], live.Numbers("pair"));
    }

    [Fact]
    public void Hindsight_UsedAndUnusedNodes_AreDrawnFromTheirSources()
    {
        var strategy = GraphBuilder.Entry("gt.result").Node("cloud", "ichimoku", "tenkan=1", "kijun=2", "senkou=3").Node("mean", "sma", "period=2").Node("line", "stddev-channels", "period=2", "deviations=1")
            .Node("other", "stddev-channels", "timeframe=1w").Node("gt", "compare")
            .Wire("cloud.tenkan -> gt.a", "mean.value -> gt.b", "mean.value -> line.source").Compile();
        var series = Bars.Closes(1, 3, 5, 9);
        var columns = HindsightColumns.Of(strategy.Evaluate(series), series);
        Assert.Equal(["cloud.chikou", "line.center", "line.upper", "line.lower"], columns.Select(c => $"{c.NodeId}.{c.Output.Name}"));
        Assert.Equal([5, 9, NaN, NaN], columns[0].Values);
        Assert.Equal([NaN, NaN, 4, 7], columns[1].Values.Select(v => Math.Round(v, 12))); // the means are unknown, 2, 4, 7; the older piece holds the unknown one
        Assert.Equal(-1, strategy.SlotOf("cloud", "chikou"));
    }
}
