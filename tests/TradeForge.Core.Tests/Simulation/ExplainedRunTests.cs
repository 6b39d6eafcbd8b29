using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;

namespace TradeForge.Core.Tests.Simulation;

public sealed class ExplainedRunTests
{
    // Buy when close > 2 and (close < 4 and close <> 9).
    private static GraphBuilder Graph => GraphBuilder.Entry("both.result").Node("both", "and").Node("inner", "and").Node("p", "price")
        .Node("two", "constant", "value=2").Node("four", "constant", "value=4").Node("nine", "constant", "value=9")
        .Node("above", "compare").Node("below", "compare", "op=lt").Node("other", "compare", "op=ne")
        .Wire("p.value -> above.a", "two.value -> above.b", "p.value -> below.a", "four.value -> below.b", "p.value -> other.a", "nine.value -> other.b")
        .Wire("above.result -> both.in1", "inner.result -> both.in2", "below.result -> inner.in1", "other.result -> inner.in2");

    [Fact]
    public void Entries_OfNestedAnds_CountEachCondition()
    {
        var tally = Run(Graph, 1, 5, 9, 4, 2, 8).Entries.Single();
        Assert.Equal(0, tally.True);
        Assert.Equal(["above", "below", "other"], tally.Conditions.Select(c => c.NodeId));
        Assert.Equal([4, 2, 5], tally.Conditions.Select(c => c.True)); // 5 9 4 8 are above 2; 1 2 below 4; all but 9 differ from 9
        Assert.Equal([2, 3, 0], tally.Conditions.Select(c => c.AloneMissing)); // alone: above on 1 and 2; below on 5, 4 and 8; on 9 below and other miss
        Assert.Equal("below", tally.Bottleneck.NodeId);
        Assert.Equal(2, tally.Together);
        Assert.Equal([0, 1, 3, 4, 5], tally.Closest);
        Assert.Equal(new NearMiss(3, 4, 4), tally.Bottleneck.Nearest); // 4 is not below 4 by nothing at all
    }

    [Fact]
    public void Entries_ConditionNeverTrue_IsTheBottleneckAndIsNamed()
    {
        var tally = Run(Graph, 5, 6, 9).Entries.Single();
        Assert.Equal(("below", 0, 2), (tally.Bottleneck.NodeId, tally.Bottleneck.True, tally.Bottleneck.AloneMissing));
        Assert.Equal("buy never asked for a trade on 3 bars. At best 2 of its 3 conditions were true together. Never true: close is below 4. It missed by least with 5 against 4 on bar 0.", tally.Sentence.En);
        Assert.Contains($"Ни разу не истинно: {tally.Bottleneck.What.Ru}.", tally.Sentence.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_SingleCondition_NotKnownIsNotFalse()
    {
        var graph = GraphBuilder.Entry("c.result").Node("c", "compare").Node("s", "sma", "period=3").Node("p", "price").Wire("p.value -> c.a", "s.value -> c.b");
        var tally = Run(graph, 1, 2, 3, 1).Entries.Single();
        var only = Assert.Single(tally.Conditions);
        Assert.Equal((1, 1, 2), (only.True, only.False, only.Unknown)); // SMA(3) from the third bar on: 3 > 2, 1 < 2
        Assert.Equal(1, tally.True);
    }

    /// <summary>Each instrument answers for its own bars, of which one of them lacks the second.</summary>
    [Fact]
    public void Play_OfSeveralInstruments_CountsTheBarsOfEach()
    {
        var strategy = Graph.Compile();
        var settings = Play.Settings with { Exposure = new() { Symbol = 40 } };
        var data = PlayMany.Data(strategy, settings, PlayMany.Flat("A", (1, 1), (0, 1), (3, 1), (3, 1), (3, 1)), PlayMany.Flat("B", (1, 1), (3, 1), (3, 1), (3, 1), (5, 1)));
        var whole = PortfolioBacktest.Run(strategy, data, settings, null, CancellationToken.None);
        foreach (var (symbol, signal) in new[] { ("A", 1), ("B", 1) }) // the first close above 2: moment 2 of A is its bar 1
        {
            var run = ExplainedRun.Play(strategy, data, symbol, settings, CancellationToken.None);
            Assert.Equal([signal], run.Becomes("buy", "when"));
            Assert.Equal(signal, run.Result.Orders[0].Bar);
            Assert.Equal(whole.Orders.Count(o => o.Symbol == symbol), run.Result.Orders.Count);
            Assert.StartsWith("sent a market order", Assert.Single(run.At(signal).Actions).Outcome.En, StringComparison.Ordinal);
            Assert.Equal(3, run.PortsAt(signal).Single(v => v.NodeId == "p").Number);
            var (said, problem) = BarExplanation.At(strategy, data, symbol, settings, run.TimeOf(signal), CancellationToken.None); // as the command line asks
            Assert.Null(problem);
            Assert.Equal((signal, run.At(signal).Actions[0].Outcome), (said!.Bar, said.Actions[0].Outcome));
        }
        Assert.Equal(4, ExplainedRun.Play(strategy, data, "A", settings, CancellationToken.None).Bars);
        Assert.Equal("no-such-bar", BarExplanation.At(strategy, data, "A", settings, whole.Manifest.From.AddDays(-1), CancellationToken.None).Problem!.Code);
    }

    [Fact]
    public void Becomes_AfterBarsBeforeFrom_CountsTheRunAlone()
    {
        var settings = Play.Settings with { From = DateTimeOffset.FromUnixTimeMilliseconds(Play.Bars(Play.Flat(1)).Times[0]).AddDays(2) };
        var run = Run(Graph, settings, 3, 1, 3, 3, 1, 3);
        Assert.Equal([0, 3], run.Becomes("buy", "when")); // bars 2 and 5 of the data; the one before the start does not count
        Assert.Equal([2], Run(Graph, settings, 3, 3, 5, 5, 3).Becomes("below", "result"));
        Assert.Throws<ArgumentException>(() => run.Becomes("buy", "result"));
    }

    [Fact]
    public void Becomes_OfEveryCondition_MatchesItsValues()
    {
        var run = Run(Graph, 1, 3, 3, 9, 3, 2, 3);
        Assert.Equal("buy", run.Conditions[0].NodeId); // actions first
        foreach (var port in run.Conditions.Where(c => c.Handle != "when"))
        {
            var truths = Enumerable.Range(0, run.Bars).Select(bar => run.PortsAt(bar).Single(v => v.NodeId == port.NodeId && v.Handle == port.Handle).Truth == Truth.True).ToArray();
            Assert.Equal(Enumerable.Range(0, run.Bars).Where(i => truths[i] && (i == 0 || !truths[i - 1])), run.Becomes(port.NodeId, port.Handle));
        }
    }

    [Fact]
    public void At_EachBar_TellsFillsBlockersAndPosition()
    {
        var run = Run(Graph, 3, 3, 5);
        Assert.Equal("sent a market order, filled on bar 1 at 3", run.At(0).Actions.Single().Outcome.En);
        Assert.Equal("flat", run.At(0).Position.En);
        var fill = Assert.Single(run.At(1).Fills);
        Assert.Equal(("buy", 0), (fill.Node, fill.SignalBar));
        Assert.Equal("bought 3333 at 3: signal of buy on bar 0", fill.What.En);
        Assert.Equal("in-position", run.At(1).Actions.Single().Blocked);
        Assert.Equal("long since bar 1", run.At(2).Position.En);
        Assert.Null(run.At(2).Actions.Single().Blocked);
        Assert.Throws<ArgumentOutOfRangeException>(() => run.At(3));
    }

    [Fact]
    public void PortsAt_OfAGroup_AreThoseInsideAndAtItsPort()
    {
        const string group = """
            { "nodes": [ { "id": "avg", "type": "sma", "data": { "period": 2 } }, { "id": "cmp", "type": "compare" } ],
              "edges": [ { "id": "e1", "source": "avg", "sourceHandle": "value", "target": "cmp", "targetHandle": "b" } ],
              "inputs": [ { "handle": "x", "node": "avg", "targetHandle": "source" }, { "handle": "x", "node": "cmp", "targetHandle": "a" } ],
              "outputs": [ { "handle": "yes", "node": "cmp", "sourceHandle": "result" } ] }
            """;
        var graph = StrategyJson.Parse($$"""
            { "schemaVersion": 1, "name": "grouped", "nodes": [ { "id": "p", "type": "price" }, { "id": "g", "type": "group", "data": {{group}} }, { "id": "buy", "type": "enter-long" } ],
              "edges": [ { "id": "in", "source": "p", "sourceHandle": "value", "target": "g", "targetHandle": "x" }, { "id": "out", "source": "g", "sourceHandle": "yes", "target": "buy", "targetHandle": "when" } ] }
            """).Graph!;
        var values = Run(StrategyCompiler.Compile(graph).Strategy!, Play.Settings, 1, 2, 3).PortsAt(2).ToDictionary(v => $"{v.NodeId}.{v.Handle}");
        Assert.Equal(2.5, values["g/avg.value"].Number); // (2 + 3) / 2
        Assert.Equal((Truth.True, Truth.True), (values["g/cmp.result"].Truth, values["g.yes"].Truth));
        Assert.Equal(["g.yes", "g/avg.value", "g/cmp.result", "p.value"], values.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void BarAt_AnyMoment_IsTheBarThatHoldsIt()
    {
        var run = Run(Graph, 1, 2, 3);
        Assert.Equal([0, 1, 1, 2], new[] { run.TimeOf(0).AddYears(-1), run.TimeOf(1), run.TimeOf(2).AddSeconds(-1), run.TimeOf(2).AddYears(1) }.Select(run.BarAt));
    }

    [Fact]
    public void Play_Result_EqualsTheBacktest()
    {
        var strategy = StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!;
        var series = WorkloadBars.Generate(3000, out _);
        var data = BacktestData.Prepare(series, Play.Settings).Data!;
        var expected = ResultJson.ToBytes(Backtest.Run(strategy, data, Play.Settings, null, CancellationToken.None));
        Assert.Equal(expected, ResultJson.ToBytes(ExplainedRun.Play(strategy, data, Play.Settings, CancellationToken.None).Result));
    }

    [Fact]
    public void Play_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => ExplainedRun.Play(Graph.Compile(), BacktestData.Prepare(Bars.Closes(1, 2), Play.Settings).Data!, Play.Settings, stop.Token));
    }

    private static ExplainedRun Run(GraphBuilder graph, params double[] closes) => Run(graph, Play.Settings, closes);

    private static ExplainedRun Run(GraphBuilder graph, BacktestSettings settings, params double[] closes) => Run(graph.Compile(), settings, closes);

    private static ExplainedRun Run(CompiledStrategy strategy, BacktestSettings settings, params double[] closes) =>
        ExplainedRun.Play(strategy, BacktestData.Prepare(Play.Bars([.. closes.Select(c => Play.Flat(c))]), settings).Data!, settings, CancellationToken.None);
}
