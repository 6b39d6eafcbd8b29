using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using TradeForge.Core.Strategies;
using TradeForge.Web.Shared.Graphs;

namespace TradeForge.Web.Tests.Rules;

public sealed class DrawnDiffTests
{
    private static readonly IStringLocalizer<CanvasText> Words =
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<CanvasText>>();

    [Fact]
    public void Between_EveryKindOfChange_IsMarkedAndHasItsLine()
    {
        var before = Graph([Node("kept", "sma", 0), Node("slower", "sma", 100, 10), Node("elsewhere", "rsi", 200), Node("gone", "ema", 300)], [("e1", "gone", "kept")]);
        var after = Graph([Node("kept", "sma", 0), Node("slower", "sma", 100, 12), Node("elsewhere", "rsi", 250), Node("fresh", "ema", 400)], [("e1", "fresh", "kept")]);
        var diff = DrawnDiff.Between(before, after);
        Assert.Equal(["elsewhere moved", "fresh added", "gone removed", "slower changed"], diff.Marks.Nodes.Select(n => $"{n.Key} {n.Value.Kind}").Order(StringComparer.Ordinal));
        Assert.Equal(["e1 added", "e1-was removed"], diff.Marks.Wires.Select(w => $"{w.Key} {w.Value}")); // the removed one gives its id to the new one
        Assert.Equal(["kept", "slower", "elsewhere", "fresh", "gone"], diff.Graph.Nodes.Select(n => n.Id));
        Assert.Equal(["slower: 10 → 12", "elsewhere: 200, 0 → 250, 0", "fresh", "gone", "e1", "e1-was"], diff.Lines.Select(l => l.Value is { } v ? $"{l.Part}: {v.Before} → {v.After}" : l.Part));
        Assert.Equal((1, 1, 1, 1), (diff.Marks.Blocks("added"), diff.Marks.Blocks("moved"), diff.Marks.Blocks("removed"), diff.Marks.WiresThat("removed")));
        Assert.False(diff.IsSame);
    }

    [Fact]
    public void Between_ChangedAndMoved_CountsUnderBoth()
    {
        var diff = DrawnDiff.Between(Graph([Node("a", "sma", 0, 10)], []), Graph([Node("a", "sma", 50, 20)], []));
        Assert.Equal(("changed", true), (diff.Marks.Nodes["a"].Kind, diff.Marks.Nodes["a"].Moved));
        Assert.Equal((1, 1), (diff.Marks.Blocks("changed"), diff.Marks.Blocks("moved")));
        Assert.Equal(2, diff.Lines.Count);
    }

    [Fact]
    public void Between_InsideOfAGroup_DrawsBothInsidesWithThePortsOfBoth()
    {
        var before = Graph([Group([Node("x", "sma", 0), Node("y", "ema", 0)], [("w", "x", "y")], "in", "other")], []);
        var after = Graph([Group([Node("x", "sma", 0)], [], "in")], []);
        var diff = DrawnDiff.Between(before, after);
        Assert.Equal(["g", "g/y"], diff.Marks.Nodes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["g/w"], diff.Marks.Wires.Keys);
        var data = diff.Graph.Nodes[0].Data;
        Assert.Equal(["x", "y"], data["nodes"].EnumerateArray().Select(n => n.GetProperty("id").GetString()));
        Assert.Equal(["in", "other"], data["inputs"].EnumerateArray().Select(p => p.GetProperty("handle").GetString()));
        Assert.Equal(["ema", "group", "sma"], CanvasView.Of(diff.Graph, "", Words).Types.Keys.Order(StringComparer.Ordinal)); // also those inside, and no others
    }

    [Fact]
    public void Between_TheSameUnknownAndBroken_IsDrawnAsFarAsItGoes()
    {
        var graph = Graph([Node("a", "no-such-type", 0)], [("e", "a", "nowhere")]);
        var diff = DrawnDiff.Between(graph, graph);
        Assert.Empty(diff.Lines);
        Assert.True(diff.IsSame);
        Assert.Empty(CanvasView.Of(diff.Graph, "", Words).Types);
    }

    [Fact]
    public void With_ValuesOfARun_StandInTheGraphAlsoInsideOfAGroup()
    {
        var graph = Graph([Node("a", "sma", 0, 10), Group([Node("x", "sma", 0, 20)], [])], []);
        var given = graph.With(new Dictionary<string, string> { ["a.period"] = "11", ["g/x.period"] = "21", ["nowhere.period"] = "1" });
        Assert.Equal(11, given.Nodes[0].Data["period"].GetDouble());
        Assert.Equal(21, given.Nodes[1].Data["nodes"][0].GetProperty("data").GetProperty("period").GetDouble());
        Assert.Same(graph, graph.With(new Dictionary<string, string>()));
    }

    private static StrategyGraph Graph(GraphNode[] nodes, (string Id, string From, string To)[] wires) => new(1, "g", nodes, [.. wires.Select(w => new GraphEdge(w.Id, w.From, "value", w.To, "source"))]);

    private static GraphNode Node(string id, string type, double x, int period = 14) =>
        new(id, type, new(x, 0), type == "sma" ? new Dictionary<string, JsonElement> { ["period"] = JsonSerializer.SerializeToElement(period) } : new Dictionary<string, JsonElement>());

    private static GraphNode Group(GraphNode[] nodes, (string, string, string)[] wires, params string[] inputs)
    {
        using var inner = JsonDocument.Parse(StrategyJson.Write(Graph(nodes, wires)));
        return new("g", "group", new(0, 0), new Dictionary<string, JsonElement>
        {
            ["nodes"] = inner.RootElement.GetProperty("nodes").Clone(),
            ["edges"] = inner.RootElement.GetProperty("edges").Clone(),
            ["inputs"] = JsonSerializer.SerializeToElement(inputs.Select(i => new { handle = i, node = "x", targetHandle = "source" })),
        });
    }
}
