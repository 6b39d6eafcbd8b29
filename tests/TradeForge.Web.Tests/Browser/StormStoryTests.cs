using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Edits and undos faster than the server answers them.</summary>
[Collection(AppFixture.Beside)]
public sealed class StormStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Storm_TwoHundredEditsAndUndos_BrowserAndServerHoldTheSame()
    {
        const int Edits = 200;
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var (hands, random) = (new Hands(tab), new Random(20260));
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Edits; i++)
        {
            var nodes = await tab.Page.Locator(".react-flow__node").CountAsync();
            var edit = random.Next(10) switch
            {
                < 3 => "undo",
                3 => "redo",
                4 => "undo button",
                5 when nodes > 3 => "delete",
                6 when nodes < 30 => "duplicate",
                7 => "tidy",
                _ => "move",
            };
            counts[edit] = counts.GetValueOrDefault(edit) + 1;
            if (edit is "delete" or "duplicate" or "move" && nodes > 0)
            {
                await tab.Page.Locator(".react-flow__node").Nth(random.Next(nodes)).FocusAsync();
                await hands.KeyAsync("Escape"); // nothing is chosen …
                await hands.KeyAsync("Space");  // … but this one
            }
            var undo = tab.Page.Locator(".tf-toolbar [aria-label=Undo]");
            if (edit == "undo button" && await undo.IsEnabledAsync()) await undo.EvaluateAsync("button => button.click()"); // it may turn off meanwhile
            else if (edit == "tidy") await hands.ClickAsync("[aria-label='Tidy up']");
            else await hands.KeyAsync(edit switch { "redo" => "Control+y", "delete" => "Delete", "duplicate" => "Control+d", "move" => "Shift+ArrowRight", _ => "Control+z" });
        }
        Assert.True(counts.Count == 7 && counts.Values.Min() > 3, string.Join(", ", counts));
        await hands.SettledAsync();
        var drawn = await DrawnAsync(tab);
        Assert.Equal(Held(await hands.SavedAsync()), drawn);
        await tab.GoAsync(tab.Page.Url);
        await Assertions.Expect(tab.Page.Locator(".react-flow__node, .react-flow__edge")).ToHaveCountAsync(drawn.Length);
        Assert.Equal(drawn, await DrawnAsync(tab));
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Every block with its place and every wire, as the browser draws them.</summary>
    private static Task<string[]> DrawnAsync(Tab tab) => tab.Page.EvaluateAsync<string[]>("""
        () => [
            ...[...document.querySelectorAll('.react-flow__node')].map(n => `block ${n.dataset.id} ${[...n.style.transform.matchAll(/-?[\d.]+/g)].slice(0, 2).map(v => Math.round(v[0])).join(' ')}`),
            ...[...document.querySelectorAll('.react-flow__edge')].map(e => `wire ${e.getAttribute('aria-label')}`),
        ].sort()
        """);

    /// <summary>The same of the graph that the server holds.</summary>
    private static string[] Held(JsonElement graph) =>
    [
        .. graph.GetProperty("nodes").EnumerateArray().Select(n => (Id: n.GetProperty("id"), At: n.GetProperty("position")))
            .Select(n => $"block {n.Id} {Math.Floor(n.At.GetProperty("x").GetDouble() + 0.5)} {Math.Floor(n.At.GetProperty("y").GetDouble() + 0.5)}")
            .Concat(graph.GetProperty("edges").EnumerateArray().Select(e => $"wire {e.GetProperty("source")} → {e.GetProperty("target")}")).Order(StringComparer.Ordinal),
    ];
}
