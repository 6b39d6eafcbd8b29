using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Large strategies on the canvas. Times are written to artifacts/designer-speed.txt; they are no pass or fail.</summary>
[Collection(AppFixture.Beside)]
public sealed class LargeCanvasTests(AppFixture fixture)
{
    // frames while a block is dragged in small steps
    private const string Watch = """
        () => { window.tfFrames = []; let last = performance.now(); window.tfWatch = true;
          const frame = now => { window.tfFrames.push(now - last); last = now; if (window.tfWatch) requestAnimationFrame(frame); }; requestAnimationFrame(frame); }
        """;

    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    public async Task Canvas_WithManyBlocks_OpensDragsAndSaves(int blocks)
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await tab.Page.ClickAsync("#tab-json");
        await tab.Page.FillAsync("textarea.tf-json", Ladder(blocks));
        await tab.Page.PressAsync("textarea.tf-json", "Tab");
        await tab.Page.ClickAsync("#tab-canvas");
        await hands.SettledAsync();
        await tab.Page.GotoAsync("/strategies");
        await tab.ReadyAsync();
        var watch = Stopwatch.StartNew();
        await tab.Page.GotoAsync(address);
        await tab.Page.WaitForSelectorAsync(".react-flow__node");
        var open = watch.Elapsed.TotalMilliseconds;
        await tab.ReadyAsync();
        await tab.Page.Locator(".react-flow__controls-fitview").ClickAsync();
        var node = tab.Page.Locator(".react-flow__node header").First;
        var box = await Tab.BoxAsync(node);
        await tab.Page.Mouse.MoveAsync(box.X + 10, box.Y + 5);
        await tab.Page.Mouse.DownAsync();
        await tab.Page.EvaluateAsync(Watch);
        for (var i = 0; i < 120; i++) await tab.Page.Mouse.MoveAsync(box.X + 10 + i, box.Y + 5 + (i / 2));
        var frames = await tab.Page.EvaluateAsync<double[]>("() => { window.tfWatch = false; return window.tfFrames; }");
        await tab.Page.Mouse.UpAsync();
        await hands.SettledAsync();
        var graph = await hands.SavedAsync();
        Assert.Equal(blocks, graph.GetProperty("nodes").GetArrayLength());
        Assert.Empty(tab.Complaints);
        var sorted = frames.Order().ToArray();
        var line = string.Create(CultureInfo.InvariantCulture, $"{blocks} blocks: open {open:F0} ms, frames while dragging p50 {sorted[sorted.Length / 2]:F1} ms, p95 {sorted[(int)(sorted.Length * 0.95)]:F1} ms, {frames.Length} frames\n");
        await File.AppendAllTextAsync(Path.Combine(Repository.Root, "artifacts", "designer-speed.txt"), line);
    }

    /// <summary>Averages of averages, compared in pairs: rungs of five blocks.</summary>
    private static string Ladder(int blocks)
    {
        var nodes = Enumerable.Range(0, blocks).Select(i => new { id = $"n{i}", type = i == blocks - 1 ? "enter-long" : i % 5 == 4 ? "compare" : "sma", position = new { x = i % 20 * 230, y = i / 20 * 160 }, data = i == blocks - 1 || i % 5 == 4 ? new Dictionary<string, object>() : new() { ["period"] = 5 + (i % 40) } }).ToList();
        var edges = new List<object>();
        for (var i = 1; i < blocks - 1; i++)
        {
            if (i % 5 is 1 or 2 or 3) edges.Add(new { id = $"e{i}", source = $"n{i - 1}", sourceHandle = "value", target = $"n{i}", targetHandle = "source" });
            if (i % 5 != 4) continue;
            edges.Add(new { id = $"a{i}", source = $"n{i - 1}", sourceHandle = "value", target = $"n{i}", targetHandle = "a" });
            edges.Add(new { id = $"b{i}", source = $"n{i - 2}", sourceHandle = "value", target = $"n{i}", targetHandle = "b" });
        }

        edges.Add(new { id = "end", source = "n4", sourceHandle = "result", target = $"n{blocks - 1}", targetHandle = "when" });
        return JsonSerializer.Serialize(new { schemaVersion = 1, name = "Ladder", nodes, edges });
    }
}
