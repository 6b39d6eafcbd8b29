using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Groups;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>What a node shows outside, and the colour that people give it.</summary>
public class GroupShapeTests
{
    private const string Data = """
        { "name": "Trend",
          "nodes": [ { "id": "avg", "type": "sma", "data": { "period": 3 } }, { "id": "cmp", "type": "compare" } ],
          "edges": [ { "id": "e1", "source": "avg", "sourceHandle": "value", "target": "cmp", "targetHandle": "b" } ],
          "inputs": [ { "handle": "x", "node": "avg", "targetHandle": "source" }, { "handle": "x", "node": "cmp", "targetHandle": "a" } ],
          "outputs": [ { "handle": "result", "node": "cmp", "sourceHandle": "result" } ],
          "parameters": [ { "name": "length", "node": "avg", "parameter": "period" } ] }
        """;

    private static GraphNode Node(string type, string data, string more = "") =>
        StrategyJson.Parse($$"""{ "schemaVersion": 1, "name": "n", "nodes": [ { "id": "n", "type": "{{type}}", "data": {{data}} {{more}} } ], "edges": [] }""").Graph!.Nodes[0];

    [Fact]
    public void Of_Group_ShowsPortsAndParametersOfItsNodes()
    {
        var shape = GroupShape.Of(Node("group", Data))!;
        Assert.Equal("Trend", shape.Name.En);
        Assert.Equal([("x", PortKind.Series, false)], shape.Inputs.Select(p => (p.Handle, p.Kind, p.Optional))); // one of the inputs that x feeds must be wired
        Assert.Equal([("result", "Result")], shape.Outputs.Select(p => (p.Handle, p.Label.En)));
        Assert.Equal([("name", double.NaN), ("length", 3.0)], shape.Parameters.Select(p => (p.Name, p.Default))); // the inner node's own value
        Assert.Equal(1, shape.Parameters[1].Min);
    }

    [Fact]
    public void Of_GroupInAGroup_ShowsWhatTheInnerOneShows()
    {
        var inner = "{ \"id\": \"g\", \"type\": \"group\", \"data\": " + Data + " }";
        var outer = "{ \"nodes\": [ " + inner + " ], \"inputs\": [ { \"handle\": \"in\", \"node\": \"g\", \"targetHandle\": \"x\" } ], \"parameters\": [ { \"name\": \"bars\", \"node\": \"g\", \"parameter\": \"length\" } ] }";
        var shape = GroupShape.Of(Node("group", outer))!;
        Assert.Equal(["in"], shape.Inputs.Select(p => p.Handle));
        Assert.Equal(3, shape.Parameters.Single(p => p.Name == "bars").Default);
    }

    [Fact]
    public void Of_OtherNodes_IsTheirType()
    {
        Assert.Same(NodeCatalog.Find("sma"), GroupShape.Of(Node("sma", "{}")));
        Assert.Null(GroupShape.Of(Node("nonsense", "{}")));
        Assert.Empty(GroupShape.Of(Node("group", """{ "nodes": 7 }"""))!.Inputs); // unreadable: its name only
    }

    [Fact]
    public void Color_RoundTripsAndMeansNothing()
    {
        var (plain, red) = (Node("sma", """{ "period": 3 }"""), Node("sma", """{ "period": 3 }""", ", \"color\": \"red\""));
        Assert.Equal("red", red.Color);
        Assert.Null(plain.Color);
        var text = StrategyJson.Write(new StrategyGraph(1, "n", [red, plain with { Id = "m" }], []));
        Assert.Equal(["red", null], StrategyJson.Parse(text).Graph!.Nodes.Select(n => n.Color));
        var template = StrategyTemplates.All[0].Graph;
        var painted = template with { Nodes = [.. template.Nodes.Select(n => n with { Color = "green" })] };
        Assert.Equal(StrategyCompiler.Compile(template).Strategy!.DefinitionHash, StrategyCompiler.Compile(painted).Strategy!.DefinitionHash);
    }

    [Theory]
    [InlineData("\"pink\"")]
    [InlineData("7")]
    [InlineData("\"\\ud800\"")]
    public void Color_Unknown_IsRefused(string color) =>
        Assert.Null(StrategyJson.Parse($$"""{ "schemaVersion": 1, "name": "n", "nodes": [ { "id": "n", "type": "sma", "color": {{color}} } ], "edges": [] }""").Graph);
}
