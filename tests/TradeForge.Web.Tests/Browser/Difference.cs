using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Two versions of the first template that differ in every way, and what the page shows of them.</summary>
internal static class Difference
{
    /// <summary>Every kind of difference: another period, a block and wires less, a block and a wire more, a block elsewhere.</summary>
    public static string Make(string text)
    {
        var graph = JsonNode.Parse(text)!;
        var (nodes, edges) = (graph["nodes"]!.AsArray(), graph["edges"]!.AsArray());
        JsonNode Node(string id) => nodes.Single(n => (string?)n!["id"] == id)!;
        nodes.Remove(Node("sell"));
        foreach (var edge in edges.Where(e => (string?)e!["target"] == "sell" || ((string?)e["source"] == "slow" && (string?)e["target"] == "up")).ToList()) edges.Remove(edge);
        Node("fast")["data"]!["period"] = 12;
        Node("slow")["position"]!["y"] = 190;
        nodes.Add(JsonNode.Parse("""{ "id": "stop", "type": "stop-loss", "position": { "x": 520, "y": 320 }, "data": { "value": 5 } }"""));
        nodes.Add(JsonNode.Parse("""{ "id": "other", "type": "ema", "position": { "x": 0, "y": 360 }, "data": { "period": 40 } }"""));
        edges.Add(JsonNode.Parse("""{ "id": "new", "source": "other", "sourceHandle": "value", "target": "up", "targetHandle": "b" }"""));
        return graph.ToJsonString(new() { WriteIndented = true });
    }

    /// <summary>The drawing tells every kind by sign, word and name; a block leads to its line and a line to its block; nothing can be changed.</summary>
    public static async Task LookAsync(Tab tab)
    {
        var canvas = tab.Page.Locator(".tf-canvas-view[data-view=ready]");
        ILocator Block(string id) => canvas.Locator($".react-flow__node[data-id='{id}']");
        foreach (var (id, tag) in new[] { ("fast", "≠ changed"), ("slow", "↔ moved"), ("stop", "+ added"), ("sell", "− removed") }) await Assertions.Expect(Block(id).Locator(".tf-tag")).ToHaveTextAsync(tag);
        await Assertions.Expect(Block("fast")).ToHaveAttributeAsync("aria-label", "Simple Moving Average, fast: changed, Period, bars from 10 to 12");
        await Assertions.Expect(canvas.Locator(".react-flow__edge.tf-change-removed")).ToHaveCountAsync(2);
        await Assertions.Expect(canvas.Locator(".react-flow__edge.tf-change-added .react-flow__edge-text")).ToHaveTextAsync("+");
        await Assertions.Expect(tab.Page.Locator("[data-count]")).ToHaveTextAsync(["+ added: blocks 2, wires 1", "− removed: blocks 1, wires 2", "≠ changed: blocks 1", "↔ moved: blocks 1"]);
        await Assertions.Expect(canvas.Locator(".react-flow__node.draggable, .connectable, .tf-toolbar, .tf-palette")).ToHaveCountAsync(0);

        var told = tab.Page.Locator("tr[data-told]");
        await Block("stop").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(told).ToHaveAttributeAsync("data-line", "stop");
        await tab.Page.Locator("[data-show=sell]").ClickAsync();
        await Assertions.Expect(told).ToHaveAttributeAsync("data-line", "sell");
        await Assertions.Expect(Block("sell")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Delete");
        await tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(told).ToHaveCountAsync(0);
        await Assertions.Expect(Block("sell")).ToBeVisibleAsync();
    }
}
