using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Groups: blocks of nodes with ports and parameters of their own.</summary>
public class GroupTests
{
    private const string Above = """
        { "name": "Above its average",
          "nodes": [ { "id": "avg", "type": "sma", "data": { "period": 3 } }, { "id": "cmp", "type": "compare" } ],
          "edges": [ { "id": "e1", "source": "avg", "sourceHandle": "value", "target": "cmp", "targetHandle": "b" } ],
          "inputs": [ { "handle": "x", "node": "avg", "targetHandle": "source" }, { "handle": "x", "node": "cmp", "targetHandle": "a" } ],
          "outputs": [ { "handle": "yes", "node": "cmp", "sourceHandle": "result" } ],
          "parameters": [ { "name": "length", "node": "avg", "parameter": "period" } ] }
        """;

    /// <summary>Buy when the close is above its average, as a group g with these data.</summary>
    private static StrategyGraph Graph(string data) => Parsed(
        $$"""
        { "schemaVersion": 1, "name": "grouped", "nodes": [ { "id": "p", "type": "price" }, { "id": "g", "type": "group", "data": {{data}} }, { "id": "buy", "type": "enter-long" } ],
          "edges": [ { "id": "in", "source": "p", "sourceHandle": "value", "target": "g", "targetHandle": "x" }, { "id": "out", "source": "g", "sourceHandle": "yes", "target": "buy", "targetHandle": "when" } ] }
        """);

    private static StrategyGraph Parsed(string json)
    {
        var (graph, problems) = StrategyJson.Parse(json);
        return graph ?? throw new InvalidOperationException(string.Join("; ", problems.Select(p => p.Message.En)));
    }

    private static CompiledStrategy Compile(StrategyGraph graph, params (string Key, string Value)[] overrides)
    {
        var (strategy, problems) = StrategyCompiler.Compile(graph, overrides.ToDictionary(o => o.Key, o => o.Value));
        Assert.Empty(problems);
        return strategy!;
    }

    private static Problem Only(StrategyGraph graph, params (string Key, string Value)[] overrides) =>
        Assert.Single(StrategyCompiler.Compile(graph, overrides.ToDictionary(o => o.Key, o => o.Value)).Problems, p => p.Severity == Severity.Error);

    [Fact]
    public void Compile_Group_IsItsNodes()
    {
        var strategy = Compile(Graph(Above));
        var run = strategy.Evaluate(Bars.Closes(1, 2, 3, 1, 5)); // means of three: - - 2 2 3
        Assert.Equal("UUTFT", run.Truths("g", "yes").Letters());
        Assert.Equal("UUTFT", run.Truths("g/cmp").Letters());
        Assert.Equal("3", strategy.Parameters["g/avg.period"]);
        Assert.Equal(["p", "g/avg", "g/cmp", "buy"], strategy.Expanded.Nodes.Select(n => n.Id));
        Assert.Equal(3, strategy.Graph.Nodes.Count);
    }

    [Fact]
    public void Compile_GroupAndItsNodesDrawnOut_HaveOneHash()
    {
        var drawnOut = new GraphBuilder().Node("p", "price").Node("g/avg", "sma", "period=3").Node("g/cmp", "compare").Node("buy", "enter-long")
            .Wire("p.value -> g/avg.source", "p.value -> g/cmp.a", "g/avg.value -> g/cmp.b", "g/cmp.result -> buy.when").Compile();
        Assert.Equal(drawnOut.DefinitionHash, Compile(Graph(Above)).DefinitionHash);
    }

    [Fact]
    public void Compile_ParameterOfAGroup_ReachesTheInnerNode()
    {
        var valued = Graph(Above.Replace("\"name\": \"Above", "\"length\": 2, \"name\": \"Above", StringComparison.Ordinal));
        Assert.Equal("2", Compile(valued).Parameters["g/avg.period"]);
        Assert.Equal("4", Compile(valued, ("g.length", "4")).Parameters["g/avg.period"]);
        Assert.Equal("5", Compile(valued, ("g/avg.period", "5"), ("g.length", "4")).Parameters["g/avg.period"]);
        Assert.Equal(Compile(Graph(Above), ("g.length", "2")).DefinitionHash, Compile(valued).DefinitionHash);
    }

    [Fact]
    public void Compile_GroupInGroup_PassesWiresAndParametersOn()
    {
        var outer = $$"""
            { "nodes": [ { "id": "inner", "type": "group", "data": {{Above}} } ],
              "inputs": [ { "handle": "x", "node": "inner", "targetHandle": "x" } ], "outputs": [ { "handle": "yes", "node": "inner", "sourceHandle": "yes" } ],
              "parameters": [ { "name": "bars", "node": "inner", "parameter": "length" } ], "bars": 2 }
            """;
        var strategy = Compile(Graph(outer));
        Assert.Equal("2", strategy.Parameters["g/inner/avg.period"]);
        Assert.Equal("7", Compile(Graph(outer), ("g.bars", "7")).Parameters["g/inner/avg.period"]);
        Assert.Equal("UTTFT", strategy.Evaluate(Bars.Closes(1, 2, 3, 1, 5)).Truths("g", "yes").Letters());
    }

    [Fact]
    public void Json_RoundTrip_KeepsTheGroup()
    {
        var graph = Graph(Above.Replace("3 }", "3.0 }", StringComparison.Ordinal));
        var text = StrategyJson.Write(graph);
        Assert.Contains("\"period\": 3\n", text);
        Assert.Equal(text, StrategyJson.Write(Parsed(text)));
        Assert.Equal(Compile(graph).DefinitionHash, Compile(Parsed(text)).DefinitionHash);
    }

    [Theory]
    [InlineData("\"node\": \"avg\", \"targetHandle\": \"source\"", "\"node\": \"ghost\", \"targetHandle\": \"source\"", "unknown-node", "g", "ghost")]
    [InlineData("\"targetHandle\": \"source\"", "\"targetHandle\": \"sauce\"", "unknown-handle", "g/avg", "sauce")]
    [InlineData("\"sourceHandle\": \"result\" } ]", "\"sourceHandle\": \"value\" } ]", "unknown-handle", "g/cmp", "value")]
    [InlineData("\"parameter\": \"period\"", "\"parameter\": \"length\"", "unknown-parameter", "g/avg", "length")]
    [InlineData("\"name\": \"length\"", "\"name\": \"nodes\"", "reserved-name", "g", "nodes")]
    [InlineData("\"name\": \"length\"", "\"name\": \"\"", "empty-name", "g", "parameters")]
    [InlineData("\"period\": 3", "\"period\": 0", "out-of-range", "g/avg", "period")]
    [InlineData("\"type\": \"sma\"", "\"type\": \"smurf\"", "unknown-node-type", "g/avg", "smurf")]
    [InlineData("\"nodes\": [", "\"knots\": 1, \"nodes\": [", "unknown-parameter", "g", "knots")]
    [InlineData("\"name\": \"Above its average\"", "\"name\": 5", "wrong-type", "g", "name")]
    [InlineData("{ \"id\": \"cmp\"", "{ \"colour\": 1, \"id\": \"cmp\"", "unknown-field", "g/cmp", "colour")]
    [InlineData("\"node\": \"cmp\", \"sourceHandle\"", "\"sourceHandle\"", "missing-field", "g/outputs[0]", "node")]
    public void Compile_WrongGroup_NamesTheGroupAndTheWord(string right, string wrong, string code, string path, string word)
    {
        Assert.Contains(right, Above);
        var problem = Only(Graph(Above.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Equal((code, path), (problem.Code, problem.Path));
        Assert.Contains(word, problem.Message.En);
        Assert.Contains(word, problem.Message.Ru);
    }

    [Fact]
    public void Compile_UnknownHandleOfAGroup_IsRefused()
    {
        var graph = Graph(Above);
        var wires = graph.Edges.Select(e => e with { TargetHandle = e.TargetHandle == "x" ? "y" : e.TargetHandle, SourceHandle = e.SourceHandle == "yes" ? "no" : e.SourceHandle }).ToList();
        var problems = StrategyCompiler.Compile(graph with { Edges = wires }).Problems;
        Assert.Contains(problems, p => p is { Code: "unknown-handle", Path: "g" } && p.Message.En.Contains("'y'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p is { Code: "unknown-handle", Path: "g" } && p.Message.En.Contains("'no'", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_OpenInputInside_NamesTheInnerNode()
    {
        var graph = Graph(Above);
        var problem = Only(graph with { Edges = [graph.Edges[1]] });
        Assert.Equal(("missing-input", "g/cmp"), (problem.Code, problem.Path));
    }

    [Fact]
    public void Compile_UnknownOverrideOfAGroup_IsRefused() => Assert.Equal(("unknown-override", "g.width"), (Only(Graph(Above), ("g.width", "1")).Code, "g.width"));

    [Fact]
    public void Compile_TwoNodesOfOneId_AreRefused()
    {
        var graph = Graph(Above);
        Assert.Contains(StrategyCompiler.Compile(graph with { Nodes = [.. graph.Nodes, graph.Nodes[1]] }).Problems, p => p is { Code: "duplicate-node-id", Path: "g" });
        Assert.Contains(StrategyCompiler.Compile(graph with { Nodes = [.. graph.Nodes, graph.Nodes[0] with { Id = "g" }] }).Problems, p => p is { Code: "duplicate-node-id", Path: "g" });
        Assert.Contains(StrategyCompiler.Compile(graph with { Nodes = [.. graph.Nodes, graph.Nodes[0] with { Id = "g/avg" }] }).Problems, p => p is { Code: "duplicate-node-id", Path: "g/avg" });
    }

    [Fact]
    public void Compile_CycleThroughGroups_NamesTheInnerNodes()
    {
        const string not = """{ "nodes": [ { "id": "n", "type": "not" } ], "inputs": [ { "handle": "i", "node": "n", "targetHandle": "in" } ], "outputs": [ { "handle": "o", "node": "n", "sourceHandle": "result" } ] }""";
        var problem = Only(Parsed($$"""
            { "schemaVersion": 1, "name": "", "nodes": [ { "id": "a", "type": "group", "data": {{not}} }, { "id": "b", "type": "group", "data": {{not}} }, { "id": "buy", "type": "enter-long" } ],
              "edges": [ { "id": "1", "source": "a", "sourceHandle": "o", "target": "b", "targetHandle": "i" }, { "id": "2", "source": "b", "sourceHandle": "o", "target": "a", "targetHandle": "i" },
                         { "id": "3", "source": "a", "sourceHandle": "o", "target": "buy", "targetHandle": "when" } ] }
            """));
        Assert.Equal("cycle", problem.Code);
        Assert.Contains("a/n → b/n → a/n", problem.Message.En);
    }

    /// <summary>One not in this many groups; each level passes its input on as often as told.</summary>
    private static StrategyGraph Nested(int depth, int wide)
    {
        var inputs = string.Join(",", Enumerable.Range(0, wide).SelectMany(i => Enumerable.Range(0, wide).Select(k => $$"""{ "handle": "x{{i}}", "node": "n", "targetHandle": "x{{k}}" }""")));
        var data = """{ "nodes": [ { "id": "n", "type": "or" } ], "inputs": [ { "handle": "x0", "node": "n", "targetHandle": "in1" }, { "handle": "x1", "node": "n", "targetHandle": "in2" } ], "outputs": [ { "handle": "yes", "node": "n", "sourceHandle": "result" } ] }""";
        for (var i = 1; i < depth; i++)
            data = $$"""{ "nodes": [ { "id": "n", "type": "group", "data": {{data}} } ], "inputs": [ {{inputs}} ], "outputs": [ { "handle": "yes", "node": "n", "sourceHandle": "yes" } ] }""";
        return Parsed($$"""
            { "schemaVersion": 1, "name": "", "nodes": [ { "id": "p", "type": "in-position" }, { "id": "g", "type": "group", "data": {{data}} }, { "id": "buy", "type": "enter-long" } ],
              "edges": [ { "id": "1", "source": "p", "sourceHandle": "result", "target": "g", "targetHandle": "x0" }, { "id": "2", "source": "g", "sourceHandle": "yes", "target": "buy", "targetHandle": "when" } ] }
            """);
    }

    [Theory]
    [InlineData(StrategyJson.MostGroups, false)]
    [InlineData(StrategyJson.MostGroups + 1, true)]
    public void Compile_DeepNesting_IsRefusedBeyondTheLimit(int depth, bool refused)
    {
        var problems = StrategyCompiler.Compile(Nested(depth, 1)).Problems;
        Assert.Equal(refused, problems.Any(p => p.Code == "too-deep"));
        Assert.Equal(refused, problems.Count > 0);
    }

    [Fact]
    public void Compile_InputsThatMultiplyAtEveryLevel_EndAtTheLimitOfEdges() =>
        Assert.Contains(StrategyCompiler.Compile(Nested(StrategyJson.MostGroups, 2)).Problems, p => p.Code == "too-large"); // 2 to the 16th wires

    [Fact]
    public void Compile_TenThousandNodesInGroups_AreRefusedByTheirNumber()
    {
        var nodes = string.Join(",", Enumerable.Range(0, 1000).Select(i => $$"""{ "id": "n{{i}}", "type": "note" }"""));
        var groups = string.Join(",", Enumerable.Range(0, 10).Select(i => $$"""{ "id": "g{{i}}", "type": "group", "data": { "nodes": [ {{nodes}} ] } }"""));
        var problem = Only(Parsed($$"""{ "schemaVersion": 1, "name": "", "nodes": [ {{groups}} ], "edges": [] }"""));
        Assert.Equal("too-large", problem.Code);
        Assert.Contains($"{StrategyJson.MostNodes}", problem.Message.En);
    }

    [Fact]
    public void Parse_JsonBeyondAnyNesting_IsRefused() =>
        Assert.Equal("nested-too-deep", Assert.Single(StrategyJson.Parse(string.Concat(Enumerable.Repeat("{\"nodes\":[", 5000))).Problems).Code);

    /// <summary>Puts some nodes of a graph into a group; every wire over its border gets a handle.</summary>
    private static StrategyGraph Grouped(StrategyGraph graph, Func<GraphNode, bool> inside, string id)
    {
        var ids = graph.Nodes.Where(inside).Select(n => n.Id).ToHashSet();
        bool Crosses(GraphEdge e) => ids.Contains(e.Source) != ids.Contains(e.Target);
        var (ins, outs) = (graph.Edges.Where(e => Crosses(e) && ids.Contains(e.Target)).ToList(), graph.Edges.Where(e => Crosses(e) && ids.Contains(e.Source)).ToList());
        var data = new Dictionary<string, JsonElement>
        {
            ["nodes"] = JsonSerializer.SerializeToElement(graph.Nodes.Where(n => ids.Contains(n.Id)).Select(n => new { id = n.Id, type = n.Type, data = n.Data })),
            ["edges"] = JsonSerializer.SerializeToElement(graph.Edges.Where(e => ids.Contains(e.Source) && ids.Contains(e.Target)).Select(e => new { id = e.Id, source = e.Source, sourceHandle = e.SourceHandle, target = e.Target, targetHandle = e.TargetHandle })),
            ["inputs"] = JsonSerializer.SerializeToElement(ins.Select(e => new { handle = e.Id, node = e.Target, targetHandle = e.TargetHandle })),
            ["outputs"] = JsonSerializer.SerializeToElement(outs.Select(e => new { handle = e.Id, node = e.Source, sourceHandle = e.SourceHandle })),
        };
        var edges = graph.Edges.Where(e => !ids.Contains(e.Source) || !ids.Contains(e.Target))
            .Select(e => ids.Contains(e.Target) ? e with { Target = id, TargetHandle = e.Id } : ids.Contains(e.Source) ? e with { Source = id, SourceHandle = e.Id } : e);
        return graph with { Nodes = [.. graph.Nodes.Where(n => !ids.Contains(n.Id)), new GraphNode(id, "group", new(0, 0), data)], Edges = [.. edges] };
    }

    [Fact]
    public void Compile_RandomNodesPutIntoGroups_ComputesTheSame() => Prop.ForAll<int>(seed =>
    {
        var (graph, random, series) = (RandomGraphs.Valid(seed), new Random(seed), RandomGraphs.Candles(seed, 60));
        var once = Grouped(graph, _ => random.Next(2) == 0, "g");
        var twice = Grouped(once, n => n.Id == "g" || random.Next(2) == 0, "h");
        var plain = Run(graph, series);
        return Run(once, series).SequenceEqual(plain) && Run(twice, series).SequenceEqual(plain) && Run(Parsed(StrategyJson.Write(twice)), series).SequenceEqual(plain);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>The conditions of every action, by the own id of its node.</summary>
    private static IEnumerable<string> Run(StrategyGraph graph, Core.Market.CandleSeries series)
    {
        var (strategy, problems) = StrategyCompiler.Compile(graph);
        if (strategy is null) throw new InvalidOperationException(string.Join("; ", problems.Select(p => p.Message.En)));
        using var run = strategy.Evaluate(series);
        for (var bar = 0; bar < series.Count; bar++) run.Decide(bar, RandomGraphs.Position(bar));
        return strategy.Entries.Select(e => (e.NodeId, e.WhenSlot)).Concat(strategy.Exits.Select(e => (e.NodeId, e.WhenSlot)))
            .Select(a => $"{a.NodeId[(a.NodeId.LastIndexOf('/') + 1)..]} {Convert.ToHexString(run.Conditions(a.WhenSlot))}").Order(StringComparer.Ordinal).ToList();
    }
}
