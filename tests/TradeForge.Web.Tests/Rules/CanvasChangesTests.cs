using TradeForge.Core.Strategies;
using TradeForge.Web.Features.Strategies;
using TradeForge.Web.Features.Strategies.Canvas;

namespace TradeForge.Web.Tests.Rules;

/// <summary>Which blocks carry the mark "changed since the last run".</summary>
public sealed class CanvasChangesTests
{
    private static readonly StrategyGraph Ran = Read("""
        { "schemaVersion": 1, "name": "A",
          "nodes": [
            { "id": "fast", "type": "sma", "position": { "x": 0, "y": 0 }, "data": { "period": 10 } },
            { "id": "slow", "type": "sma", "position": { "x": 0, "y": 90 }, "data": { "period": 30 } },
            { "id": "up", "type": "crosses", "position": { "x": 200, "y": 0 }, "data": {} },
            { "id": "buy", "type": "enter-long", "position": { "x": 400, "y": 0 }, "data": {} },
            { "id": "say", "type": "note", "position": { "x": 0, "y": 300 }, "data": { "text": "old" } },
            { "id": "trend", "type": "group", "position": { "x": 0, "y": 200 }, "data": { "name": "T", "inputs": [], "parameters": [],
              "outputs": [{ "handle": "value", "node": "avg", "sourceHandle": "value" }], "edges": [],
              "nodes": [{ "id": "avg", "type": "ema", "position": { "x": 0, "y": 0 }, "data": { "period": 5 } }, { "id": "n", "type": "note", "position": { "x": 0, "y": 0 }, "data": { "text": "old" } }] } } ],
          "edges": [
            { "id": "e1", "source": "fast", "sourceHandle": "value", "target": "up", "targetHandle": "a" },
            { "id": "e2", "source": "slow", "sourceHandle": "value", "target": "up", "targetHandle": "b" },
            { "id": "e3", "source": "up", "sourceHandle": "result", "target": "buy", "targetHandle": "when" } ] }
        """);

    [Fact]
    public void Of_NoRun_MarksNothing() => Assert.Empty(CanvasChanges.Of(null, Ran));

    [Fact]
    public void Of_WhatMeansNothing_MarksNothing() => Assert.Empty(CanvasChanges.Of(Ran, Ran with
    {
        Name = "B",
        Nodes = [.. Ran.Nodes.Reverse().Select(n => Written(n, "new") with { Position = new(7, 7), Color = "red" })],
        Edges = [.. Ran.Edges.Select(e => e with { Id = "x" + e.Id })],
    }));

    [Fact]
    public void Of_AnotherValue_MarksTheBlock() => Assert.Equal(["fast"], CanvasChanges.Of(Ran, Ran.Set("fast", NodeCatalog.Find("sma").Parameters.Single(p => p.Name == "period"), "12")));

    [Fact]
    public void Of_ADefaultSaidAloud_MarksNothing() =>
        Assert.Empty(CanvasChanges.Of(Ran, Ran.Set("up", NodeCatalog.Find("crosses").Parameters.Single(p => p.Name == "direction"), "above")));

    [Fact]
    public void Of_WiredOtherwise_MarksWhereTheWireEnds() => Assert.Equal(["up"], CanvasChanges.Of(Ran, Ran.Wire("up", "b", "fast.value")));

    [Fact]
    public void Of_ABlockGoneAndOneNew_MarksTheNewOneAndWhatLostItsWire() =>
        Assert.Equal(["up", "rsi1"], CanvasChanges.Of(Ran, Ran.Remove("slow").Add(NodeCatalog.Find("rsi"))));

    [Fact]
    public void Of_SomethingInsideABlock_MarksBoth()
    {
        var changed = Ran.Within("trend", g => g.Set("avg", NodeCatalog.Find("ema").Parameters.Single(p => p.Name == "period"), "6"));
        Assert.Equal(["trend", "trend/avg"], CanvasChanges.Of(Ran, changed));
        Assert.Equal(["trend"], CanvasChanges.Of(Ran, Ran.Within("trend", g => g.Remove("avg"))));
    }

    private static GraphNode Written(GraphNode node, string text) => node.Type switch
    {
        "note" => node with { Data = new Dictionary<string, System.Text.Json.JsonElement> { ["text"] = System.Text.Json.JsonSerializer.SerializeToElement(text) } },
        "group" => new StrategyGraph(1, "", [node], []).Within("trend", g => g with { Nodes = [.. g.Nodes.Select(n => Written(n, text))] }).Nodes[0],
        _ => node,
    };

    private static StrategyGraph Read(string json) => StrategyJson.Parse(json).Graph!;
}
