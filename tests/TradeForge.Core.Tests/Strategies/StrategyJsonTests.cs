using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyJsonTests
{
    private const string Small = """
        { "schemaVersion": 1, "name": "Проба", "nodes": [ { "id": "p", "type": "price", "position": { "x": 1.0, "y": -2e0 }, "data": { "field": "high" } },
          { "id": "s", "type": "sma", "position": { "x": 0, "y": 0 }, "data": { "period": 5.0 } } ],
          "edges": [ { "id": "e1", "source": "p", "sourceHandle": "value", "target": "s", "targetHandle": "source" } ], "viewport": { "x": 0, "y": 1, "zoom": 0.5 } }
        """;

    [Fact]
    public void Parse_SmallGraph_ReadsEverything()
    {
        var (graph, problems) = StrategyJson.Parse(Small);
        Assert.Empty(problems);
        Assert.Equal("Проба", graph!.Name);
        Assert.Equal(("p", "price", new GraphPosition(1, -2)), (graph.Nodes[0].Id, graph.Nodes[0].Type, graph.Nodes[0].Position));
        Assert.Equal(5, graph.Nodes[1].Data["period"].GetDouble());
        Assert.Equal(new GraphEdge("e1", "p", "value", "s", "source"), Assert.Single(graph.Edges));
        Assert.Equal(new GraphViewport(0, 1, 0.5), graph.Viewport);
    }

    [Fact]
    public void Write_ThenParseThenWrite_IsTheSameText()
    {
        var once = StrategyJson.Write(StrategyJson.Parse(Small).Graph!);
        Assert.Equal(once, StrategyJson.Write(StrategyJson.Parse(once).Graph!));
        Assert.Contains("\"period\": 5\n", once); // canonical: 5, not 5.0
        Assert.Contains("\"Проба\"", once);
    }

    [Fact]
    public void Parse_ManyFaults_ReturnsThemAllWithTheirPlace()
    {
        var (graph, problems) = StrategyJson.Parse("""
            { "schemaVersion": 2, "name": 7, "colour": "red",
              "nodes": [ { "id": "a", "type": "sma", "label": "x", "data": { "period": 1, "period": 2 } }, { "type": "rsi", "position": 5 }, 3 ],
              "edges": [ { "id": "e", "source": "a", "sourceHandle": 1, "target": "b" } ] }
            """);
        Assert.Null(graph);
        Assert.Equal(
        [
            ("", "unknown-field"), ("", "wrong-type"), ("a", "duplicate-field"), ("a", "unknown-field"), ("e", "missing-field"), ("e", "wrong-type"),
            ("nodes[1]", "missing-field"), ("nodes[1]", "wrong-type"), ("nodes[2]", "wrong-type"), ("schemaVersion", "wrong-schema-version"),
        ], problems.Select(p => (p.Path, p.Code)).Order());
        Assert.All(problems, p => Assert.NotEqual(p.Message.En, p.Message.Ru));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1, 2]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("""{ "schemaVersion": 1, "name": "\ud800", "nodes": [], "edges": [] }""")]
    public void Parse_NoStrategy_IsAProblemNotAnException(string text)
    {
        var (graph, problems) = StrategyJson.Parse(text);
        Assert.Null(graph);
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void Parse_TooManyNodes_IsRefused()
    {
        var nodes = string.Join(',', Enumerable.Range(0, StrategyJson.MostNodes + 1).Select(i => $$"""{"id":"n{{i}}","type":"price"}"""));
        var (graph, problems) = StrategyJson.Parse($$"""{"schemaVersion":1,"name":"x","nodes":[{{nodes}}],"edges":[]}""");
        Assert.Null(graph);
        Assert.Equal("too-large", Assert.Single(problems).Code);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("{\"x\":\"\\ud800\"}")]
    public void Parse_HalfACharacter_NamesTheNode(string value)
    {
        var problem = Assert.Single(StrategyJson.Parse($$"""{"schemaVersion":1,"name":"x","nodes":[{"id":"n","type":"note","data":{"text":{{value}} } }],"edges":[] }""").Problems);
        Assert.Equal(("wrong-type", "n"), (problem.Code, problem.Path));
        Assert.Contains("'text'", problem.Message.En);
    }

    [Fact]
    public void Parse_DeepNesting_NamesTheLine()
    {
        var problem = Assert.Single(StrategyJson.Parse("{ \"name\": \"[[[[[[[[[[[[[[[[[\",\n\"nodes\": " + new string('[', 100_000)).Problems); // brackets in a text do not count
        Assert.Equal(("nested-too-deep", "line 2"), (problem.Code, problem.Path));
    }

    [Fact]
    public void Compile_TenThousandNodes_IsRefusedWithTheLimit()
    {
        var nodes = Enumerable.Range(0, 10_000).Select(i => new GraphNode($"n{i}", "not", new(0, 0), new Dictionary<string, System.Text.Json.JsonElement>())).ToList();
        var problem = Assert.Single(StrategyCompiler.Compile(new StrategyGraph(1, "x", nodes, [])).Problems);
        Assert.Equal("too-large", problem.Code);
        Assert.Contains("10000", problem.Message.En);
        Assert.Contains($"{StrategyJson.MostNodes}", problem.Message.En);
    }

    [Fact]
    public void Compile_LargestGraph_IsQuick()
    {
        var nodes = Enumerable.Range(0, StrategyJson.MostNodes).Select(i => new GraphNode($"n{i}", "not", new(0, 0), new Dictionary<string, System.Text.Json.JsonElement>())).ToList();
        var ring = Enumerable.Range(0, nodes.Count).Select(i => new GraphEdge($"e{i}", $"n{i}", "result", $"n{(i + 1) % nodes.Count}", "in")).ToList();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Contains(StrategyCompiler.Compile(new StrategyGraph(1, "ring", nodes, ring)).Problems, p => p.Code == "cycle");
        Assert.True(clock.ElapsedMilliseconds < 3_000, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void Parse_TooLongText_IsRefused() => Assert.Equal("too-large", Assert.Single(StrategyJson.Parse(new string(' ', StrategyJson.MostCharacters + 1)).Problems).Code);

    [Fact]
    public void Write_AnyCulture_WritesPoints()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("ru-RU");
            Assert.Contains("\"zoom\": 0.5", StrategyJson.Write(StrategyJson.Parse(Small).Graph!));
        }
        finally { System.Globalization.CultureInfo.CurrentCulture = before; }
    }
}
