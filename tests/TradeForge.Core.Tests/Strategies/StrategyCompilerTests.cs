using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyCompilerTests
{
    /// <summary>A graph without a fault: buy when close &gt; SMA.</summary>
    private static GraphBuilder Good => new GraphBuilder().Node("p", "price").Node("s", "sma", "period=3").Node("c", "compare").Node("buy", "enter-long")
        .Wire("p.value -> c.a", "s.value -> c.b", "c.result -> buy.when");

    private static void AssertOnly(GraphBuilder graph, string code, string path, params string[] words) => AssertOnly(graph.Problems(), code, path, words);

    private static void AssertOnly(IReadOnlyList<Problem> problems, string code, string path, params string[] words)
    {
        var problem = Assert.Single(problems);
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.All(words, w => Assert.Contains(w, problem.Message.En));
        Assert.All(words, w => Assert.Contains(w, problem.Message.Ru));
        Assert.NotEqual(problem.Message.En, problem.Message.Ru);
    }

    [Fact]
    public void Compile_GoodGraph_HasNoProblem() => Assert.Empty(Good.Problems());

    [Fact]
    public void Compile_UnknownType_NamesNodeAndWord() => AssertOnly(Good.Node("x", "smma-of-doom"), "unknown-node-type", "x", "smma-of-doom");

    [Fact]
    public void Compile_UnknownParameter_NamesIt() => AssertOnly(Good.Node("n", "note", "colour=red"), "unknown-parameter", "n", "colour");

    [Fact]
    public void Compile_PriceOfAMarketOrder_IsRefused() => AssertOnly(Good.Wire("p.value -> buy.limit"), "useless-input", "buy", "limit");

    [Theory]
    [InlineData("orderType=limit", "missing-input", "limit")]
    [InlineData("orderType=stop", "missing-input", "stop")]
    [InlineData("timeInForce=gtd", "missing-parameter", "until")]
    public void Compile_OrderWithoutWhatItNeeds_NamesIt(string data, string code, string word) =>
        Assert.Contains(Good.Node("x", "enter-short", data).Problems(), p => p.Code == code && p.Path == "x" && p.Message.En.Contains(word));

    [Theory]
    [InlineData("period=0", "out-of-range")]
    [InlineData("period=1e9", "out-of-range")]
    [InlineData("period=2.5", "wrong-type")]
    [InlineData("period=ten", "wrong-type")]
    public void Compile_BadPeriod_NamesIt(string data, string code) =>
        AssertOnly(GraphBuilder.Entry("c.result").Node("s", "sma", data).Node("p", "price").Node("c", "compare").Wire("p.value -> c.a", "s.value -> c.b"), code, "s", "period");

    [Fact]
    public void Compile_BadWord_ListsTheWords() =>
        AssertOnly(GraphBuilder.Entry("c.result").Node("p", "price").Node("c", "compare", "op=above").Wire("p.value -> c.a", "p.value -> c.b"), "not-a-choice", "c", "op", "above", "gt");

    [Fact]
    public void Compile_MissingParameter_NamesIt() =>
        AssertOnly(GraphBuilder.Entry("c.result").Node("p", "price").Node("k", "constant").Node("c", "compare").Wire("p.value -> c.a", "k.value -> c.b"), "missing-parameter", "k", "value");

    [Fact]
    public void Compile_MissingInput_NamesIt() =>
        AssertOnly(GraphBuilder.Entry("c.result").Node("p", "price").Node("c", "compare").Wire("p.value -> c.a"), "missing-input", "c", "b");

    [Fact]
    public void Compile_JoinWithoutInputs_IsAMissingInput() => AssertOnly(GraphBuilder.Entry("c.result").Node("c", "or"), "missing-input", "c", "in1");

    [Fact]
    public void Compile_UnconnectedSource_IsTheClose()
    {
        var strategy = Good.Compile();
        Assert.Equal([double.NaN, double.NaN, 2, 3], strategy.Evaluate(Bars.Closes(1, 2, 3, 4)).Numbers("s"));
    }

    [Fact]
    public void Compile_UnknownHandles_NamesThem()
    {
        var problems = Good.Wire("p.price -> s.source", "p.value -> s.input").Problems();
        Assert.Equal([("unknown-handle", "p"), ("unknown-handle", "s")], problems.Select(p => (p.Code, p.Path)));
        Assert.Contains("'price'", problems[0].Message.En);
        Assert.Contains("'input'", problems[1].Message.En);
    }

    [Fact]
    public void Compile_UnknownNodeOfAnEdge_NamesEdgeAndNode() => AssertOnly(Good.Wire("ghost.value -> s.source"), "unknown-node", "e3", "ghost");

    [Fact]
    public void Compile_WrongKind_NamesTheInput() =>
        AssertOnly(GraphBuilder.Entry("p.value").Node("p", "price"), "wrong-port-kind", "buy", "when");

    [Fact]
    public void Compile_TwoWiresIntoAnInput_NamesIt() => AssertOnly(Good.Wire("s.value -> c.a"), "two-wires", "c", "a");

    [Fact]
    public void Compile_Cycle_NamesTheWay()
    {
        var problem = Assert.Single(GraphBuilder.Entry("x.result").Node("x", "not").Node("y", "not").Wire("x.result -> y.in", "y.result -> x.in").Problems(), p => p.Code == "cycle");
        Assert.Contains("x → y → x", problem.Message.En);
    }

    [Fact]
    public void Compile_CycleThroughPrevious_IsStillACycle() =>
        Assert.Contains(GraphBuilder.Entry("c.result").Node("a", "sma", "period=2").Node("b", "previous").Node("c", "compare")
            .Wire("a.value -> b.source", "b.value -> a.source", "a.value -> c.a", "b.value -> c.b").Problems(), p => p.Code == "cycle");

    [Theory] // the comparison and its price are two nodes of the chain, the entry is its last
    [InlineData(497, false)]
    [InlineData(498, true)]
    public void Compile_LongChain_IsRefusedBeyondTheLimit(int links, bool refused)
    {
        var graph = GraphBuilder.Entry($"n{links}.result").Node("p", "price").Node("n0", "compare").Wire("p.value -> n0.a", "p.value -> n0.b");
        for (var i = 1; i <= links; i++) graph.Node($"n{i}", "not").Wire($"n{i - 1}.result -> n{i}.in");
        if (refused) AssertOnly(graph, "too-deep", "buy", "501", "500");
        else Assert.Empty(graph.Problems());
    }

    [Fact]
    public void Compile_DuplicateIds_NamesThem() => AssertOnly(Good.Node("s", "ema"), "duplicate-node-id", "s");

    [Fact]
    public void Compile_DuplicateEdgeIds_NamesThem()
    {
        var graph = Good.Graph();
        var twice = graph with { Edges = [.. graph.Edges, new("e0", "p", "value", "s", "source")] };
        AssertOnly(StrategyCompiler.Compile(twice).Problems, "duplicate-edge-id", "e0");
    }

    [Fact]
    public void Compile_TwoDefaultSizes_IsAnError() =>
        AssertOnly(Good.Node("one", "position-size", "value=1").Node("two", "position-size", "value=2"), "two-default-sizes", "two");

    [Fact]
    public void Compile_RiskRewardWithoutStop_IsAnError() =>
        AssertOnly(Good.Node("target", "take-profit", "kind=risk-reward", "value=2"), "no-stop-loss", "target");

    [Fact]
    public void Compile_StopWithoutValue_IsAnErrorUnlessItIsAPrice()
    {
        AssertOnly(Good.Node("stop", "stop-loss"), "missing-parameter", "stop", "value");
        Assert.Empty(Good.Node("stop", "stop-loss", "kind=price").Wire("s.value -> stop.price").Problems());
        AssertOnly(Good.Node("stop", "stop-loss", "kind=price"), "missing-input", "stop", "price");
        AssertOnly(Good.Node("stop", "stop-loss", "value=2").Wire("s.value -> stop.price"), "useless-input", "stop", "price");
    }

    [Fact]
    public void Compile_NoEntry_IsAnError() =>
        Assert.Contains(new GraphBuilder().Node("p", "price").Problems(), p => p.Code == "no-entry" && p.Severity == Severity.Error);

    [Fact]
    public void Compile_UnreachableNode_IsAWarningOnly()
    {
        var compilation = StrategyCompiler.Compile(Good.Node("lost", "rsi").Node("loose", "abs").Wire("lost.value -> loose.source").Node("remark", "note", "text=hello").Graph());
        Assert.NotNull(compilation.Strategy);
        Assert.Equal([(Severity.Warning, "unused-output", "loose"), (Severity.Warning, "unreachable-node", "lost")], compilation.Problems.Select(p => (p.Severity, p.Code, p.Path)));
    }

    [Fact]
    public void Compile_ManyFaults_ReturnsThemAllAtOnce()
    {
        var problems = new GraphBuilder().Node("a", "sma", "period=-1", "colour=red").Node("b", "nonsense").Node("c", "compare").Node("d", "enter-long")
            .Wire("a.value -> c.a", "b.out -> c.b", "c.value -> d.when", "a.value -> d.nowhere").Problems();
        Assert.Equal(
            [("a", "out-of-range"), ("a", "unknown-parameter"), ("b", "unknown-node-type"), ("c", "unknown-handle"), ("d", "unknown-handle")],
            problems.Select(p => (p.Path, p.Code)).Order());
    }

    [Fact]
    public void Compile_Override_ReplacesTheValue()
    {
        var strategy = Good.Compile(("s.period", "2"), ("c.op", "LT"));
        Assert.Equal("2", strategy.Parameters["s.period"]);
        Assert.Equal("lt", strategy.Parameters["c.op"]);
        Assert.Equal([double.NaN, 1.5, 2.5], strategy.Evaluate(Bars.Closes(1, 2, 3)).Numbers("s"));
    }

    [Theory]
    [InlineData("ghost.period", "2", "unknown-override", "ghost.period")]
    [InlineData("s.length", "2", "unknown-override", "s.length")]
    [InlineData("period", "2", "unknown-override", "period")]
    [InlineData("s.period", "0", "out-of-range", "s")]
    [InlineData("s.period", "2,5", "wrong-type", "s")]
    [InlineData("c.op", "above", "not-a-choice", "c")]
    public void Compile_BadOverride_IsAProblem(string key, string value, string code, string path) =>
        AssertOnly(Good.Problems((key, value)), code, path);

    [Fact]
    public void Parameters_InEffect_IncludeDefaults() =>
        Assert.Equal(
            ["buy.onOpposite=reverse", "buy.orderType=market", "buy.pyramiding=1", "buy.timeInForce=gtc", "buy.validBars=0", "c.op=gt", "p.field=close", "s.period=3"],
            Good.Compile().Parameters.Select(p => $"{p.Key}={p.Value}"));

    [Fact]
    public void DefinitionHash_SameMeaning_IsTheSame()
    {
        var hash = Good.Compile().DefinitionHash;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        // golden rule G69: 3 = 3.0; a default written out; another order, name, place; a remark
        var other = new GraphBuilder().Node("buy", "enter-long", "pyramiding=1").Node("c", "compare", "op=gt").Node("s", "sma", "period=3.0").Node("p", "price", "field=close").Node("n", "note", "text=x")
            .Wire("c.result -> buy.when", "s.value -> c.b", "p.value -> c.a");
        Assert.Equal(hash, other.Compile().DefinitionHash);
        Assert.Equal(hash, StrategyCompiler.Compile(Good.Graph("another name") with { Viewport = new(1, 2, 3) }).Strategy!.DefinitionHash);
        Assert.Equal(hash, Good.Compile(("s.period", "3.0")).DefinitionHash);
    }

    [Fact]
    public void DefinitionHash_OtherMeaning_IsAnother()
    {
        string[] hashes =
        [
            Good.Compile().DefinitionHash, Good.Compile(("s.period", "4")).DefinitionHash, Good.Compile(("p.field", "open")).DefinitionHash,
            Good.Node("stop", "stop-loss", "value=2").Compile().DefinitionHash, Good.Wire("p.value -> s.source").Compile().DefinitionHash,
        ];
        Assert.Equal(5, hashes.Distinct().Count());
    }

    [Fact]
    public void Compile_EqualSubGraphs_AreComputedOnce()
    {
        var strategy = new GraphBuilder().Node("a", "sma", "period=5").Node("b", "sma", "period=5.0").Node("p", "price").Node("q", "price", "field=close")
            .Node("x", "compare").Node("y", "compare").Node("buy", "enter-long").Node("sell", "exit-long")
            .Wire("p.value -> x.a", "a.value -> x.b", "q.value -> y.a", "b.value -> y.b", "x.result -> buy.when", "y.result -> sell.when").Compile();
        Assert.Equal(strategy.SlotOf("a", "value"), strategy.SlotOf("b", "value"));
        Assert.Equal(strategy.Entries[0].WhenSlot, strategy.Exits[0].WhenSlot);
        Assert.Equal(3, strategy.Plan.Steps.Count); // close, its mean, one comparison
    }

    [Fact]
    public void Compile_AtrStop_ReadsTheAtrOfItsPeriod()
    {
        var strategy = Good.Node("stop", "stop-loss", "kind=atr", "value=2", "period=3").Node("atr", "atr", "period=3")
            .Node("d", "compare").Node("sell", "exit-long").Wire("atr.value -> d.a", "p.value -> d.b", "d.result -> sell.when").Compile();
        Assert.Equal(strategy.SlotOf("atr", "value"), strategy.Risks.Single().ValueSlot);
        Assert.Equal(new RiskRule("stop", RiskKind.StopLoss, DistanceKind.Atr, 2, 0, 100, strategy.SlotOf("atr", "value")), strategy.Risks.Single());
    }

    [Fact]
    public void Compile_Rules_CarryTheNodes()
    {
        var strategy = Good.Node("trail", "trailing-stop", "value=3", "activation=1.5").Node("be", "break-even", "trigger=2", "offset=0.1").Node("late", "time-stop", "bars=7")
            .Node("target", "take-profit", "kind=risk-reward", "value=2").Node("stop", "stop-loss", "kind=amount", "value=4")
            .Node("all", "position-size", "mode=lots", "value=3").Node("own", "position-size", "mode=risk-percent", "value=1").Wire("own.size -> buy.size").Compile();
        Assert.Equal(
        [
            new("be", RiskKind.BreakEven, DistanceKind.Percent, 2, 0.1, 100, -1), new("late", RiskKind.TimeStop, DistanceKind.Percent, 7, 0, 100, -1),
            new("stop", RiskKind.StopLoss, DistanceKind.Amount, 4, 0, 100, -1), new("target", RiskKind.TakeProfit, DistanceKind.RiskReward, 2, 0, 100, -1),
            new("trail", RiskKind.TrailingStop, DistanceKind.Percent, 3, 1.5, 100, -1),
        ], strategy.Risks);
        Assert.Equal(new SizeRule("all", SizeMode.Lots, 3), strategy.DefaultSize);
        Assert.Equal(new SizeRule("own", SizeMode.RiskPercent, 1), strategy.Entries.Single().Size);
    }
}
