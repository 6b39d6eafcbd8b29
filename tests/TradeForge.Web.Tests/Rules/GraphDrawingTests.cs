using System.Text.Json;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Differences;
using TradeForge.Web.Shared.Graphs;

namespace TradeForge.Web.Tests.Rules;

public sealed class GraphDrawingTests
{
    [Fact]
    public void Of_Difference_KeepsWhatWasRemovedWhereItStood()
    {
        var before = Graph([Node("a", "sma", 100, 100), Node("b", "rsi", 400, 50)], []);
        var drawing = GraphDrawing.Of(GraphDiff.Between(before, before with { Nodes = [before.Nodes[0], Node("c", "ema", 100, 300)] }));
        Assert.Equal(["a Same 14 64", "c Added 14 264", "b Removed 314 14"], drawing.Blocks.Select(b => $"{b.Id} {b.Kind} {b.X} {b.Y}")); // 14 of margin
        Assert.Equal(314 + 190 + 14, drawing.Width);
    }

    [Fact]
    public void Of_Wires_JoinTheirPortsInTheOrderOfTheType()
    {
        var graph = Graph([Node("x", "sma", 0, 0), Node("y", "sma", 0, 200), Node("up", "crosses", 300, 0)], [("y", "value", "up", "b"), ("x", "value", "up", "a")]);
        var drawing = GraphDrawing.Of(graph);
        // a is the first input of crosses, whatever comes first in the file: 14 + 30 + 7.5, and 15 below
        Assert.StartsWith("M204 251.5 ", drawing.Wires[0].Path, StringComparison.Ordinal);
        Assert.EndsWith(" 314 66.5", drawing.Wires[0].Path, StringComparison.Ordinal);
        Assert.EndsWith(" 314 51.5", drawing.Wires[1].Path, StringComparison.Ordinal);
        Assert.All(drawing.Wires, w => Assert.Equal(PortKind.Series, w.Carries));
    }

    [Fact]
    public void Of_ChangedBlock_SaysBothValues()
    {
        var (before, after) = (Graph([Node("a", "sma", 0, 0, 10)], []), Graph([Node("a", "sma", 0, 0, 20)], []));
        Assert.Equal(["10 → 20"], GraphDrawing.Of(GraphDiff.Between(before, after)).Blocks[0].Lines);
        Assert.Equal("10", GraphDrawing.Of(before).Blocks[0].Lines[0].Split(' ')[^1]);
    }

    [Fact]
    public void Of_EmptyUnknownAndBrokenGraphs_AreDrawnAsFarAsTheyGo()
    {
        Assert.Empty(GraphDrawing.Of(Graph([], [])).Blocks);
        var drawing = GraphDrawing.Of(Graph([Node("a", "no-such-type", 5, 5)], [("a", "out", "gone", "in")]));
        Assert.Equal("no-such-type", drawing.Blocks[0].Title);
        Assert.Empty(drawing.Wires); // it leads nowhere
    }

    private static StrategyGraph Graph(GraphNode[] nodes, (string, string, string, string)[] wires) =>
        new(1, "g", nodes, [.. wires.Select((w, i) => new GraphEdge($"e{i}", w.Item1, w.Item2, w.Item3, w.Item4))]);

    private static GraphNode Node(string id, string type, double x, double y, int period = 14) =>
        new(id, type, new(x, y), type == "sma" ? new Dictionary<string, JsonElement> { ["period"] = JsonSerializer.SerializeToElement(period) } : new Dictionary<string, JsonElement>());
}
