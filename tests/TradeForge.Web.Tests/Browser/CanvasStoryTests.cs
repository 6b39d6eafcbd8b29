using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What is done with the hands on the canvas, read back from the JSON that the server holds.</summary>
[Collection(AppFixture.Beside)]
public sealed class CanvasStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Canvas_DeleteUndoAndEdit_ServerFollows()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(6);
        await tab.ShootAsync("canvas-template");
        await hands.SelectAsync("sell");
        await hands.KeyAsync("Delete");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(5);
        Assert.Equal(5, (await hands.SavedAsync()).GetProperty("nodes").GetArrayLength());
        await hands.KeyAsync("Control+z");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(6);
        await hands.SelectAsync("fast");
        await Assertions.Expect(tab.Page.Locator("#inspector [data-sentence]")).ToHaveTextAsync("Simple Moving Average of close, 10 bars.");
        await hands.SetAsync("fast-period", "-3");
        await tab.Page.WaitForSelectorAsync(".react-flow__node[data-id=fast] .tf-bad");
        await tab.ShootAsync("canvas-problem");
        await hands.ClickAsync("[aria-label=Undo]");
        await Assertions.Expect(tab.Page.Locator("#inspector #fast-period")).ToHaveValueAsync("10");
        var saved = await hands.SavedAsync();
        Assert.Equal((6, 6), (saved.GetProperty("nodes").GetArrayLength(), saved.GetProperty("edges").GetArrayLength()));
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Wire_DroppedOnEmptyCanvas_OffersWhatFitsAndWiresIt()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        var pane = await Tab.BoxAsync(tab.Page.Locator(".react-flow__pane"));
        await hands.DragAsync(hands.Port("up", "result"), pane.X + 60, pane.Y + 30);
        await tab.Page.WaitForSelectorAsync(".tf-quick");
        var offered = await tab.Page.Locator(".tf-quick [role=option]").AllInnerTextsAsync();
        Assert.Contains(offered, o => o.Contains("Enter short", StringComparison.Ordinal));
        Assert.DoesNotContain(offered, o => o.Contains("Relative Strength", StringComparison.Ordinal)); // takes numbers
        await tab.ShootAsync("canvas-quick-add");
        await hands.TypeAsync("not");
        await hands.KeyAsync("Enter");
        await Assertions.Expect(hands.Wires).ToHaveCountAsync(7);
        var wire = Edges(await hands.SavedAsync()).Single(e => e.StartsWith("up.result>not", StringComparison.Ordinal));
        Assert.Equal("up.result>not1.in", wire);
    }

    [Fact]
    public async Task Wire_ToAPortOfAnotherKind_IsRefusedInWords()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        var port = await Tab.BoxAsync(hands.Port("buy", "when"));
        await tab.Page.Mouse.MoveAsync(0, 0);
        await hands.Port("fast", "value").HoverAsync();
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(port.X + 5, port.Y + 5, new() { Steps = 10 });
        await Assertions.Expect(tab.Page.Locator(".tf-refusal-held")).ToHaveTextAsync("“When” takes: Condition. This wire carries: Number per bar.");
        Assert.True(await tab.Page.Locator(".tf-handle.tf-lit").CountAsync() > 0 && await tab.Page.Locator(".tf-handle.tf-dim").CountAsync() > 0);
        await tab.ShootAsync("canvas-refused");
        await tab.Page.Mouse.UpAsync();
        await Assertions.Expect(tab.Page.Locator("[role=alert].tf-refusal")).ToBeVisibleAsync();
        Assert.Equal(6, await hands.Wires.CountAsync());
    }

    [Fact]
    public async Task Block_DroppedOnAWire_IsSplicedIn()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await tab.Page.FillAsync("[data-palette-search]", "once per day");
        var (from, to) = (await Tab.BoxAsync(hands.Port("up", "result")), await Tab.BoxAsync(hands.Port("buy", "when")));
        await hands.DragAsync(tab.Page.Locator("[data-entry='once-per-day']"), (from.X + to.X + 11) / 2, (from.Y + to.Y + 11) / 2);
        await Assertions.Expect(hands.Wires).ToHaveCountAsync(7);
        var edges = Edges(await hands.SavedAsync());
        Assert.Contains("up.result>once-per-day1.in", edges);
        Assert.Contains("once-per-day1.result>buy.when", edges);
        await hands.KeyAsync("Control+z");
        await Assertions.Expect(tab.Page.Locator(".tf-sentence")).ToContainTextAsync("Taken back:");
        Assert.Contains("up.result>buy.when", Edges(await hands.SavedAsync()));
    }

    [Fact]
    public async Task Blocks_CopiedAndPastedIntoAnotherStrategy_ComeWithTheirWires()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await hands.SelectAsync("fast");
        await tab.Page.Locator(".react-flow__node[data-id=up] header").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await hands.KeyAsync("Control+c");
        await Assertions.Expect(tab.Page.Locator(".tf-sentence")).ToContainTextAsync("Copied");
        await tab.CreateStrategyAsync(1);
        var before = Edges(await hands.SavedAsync()).Count;
        await tab.Page.Locator(".react-flow__pane").ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await hands.KeyAsync("Control+v");
        await Assertions.Expect(hands.Wires).ToHaveCountAsync(before + 1);
        Assert.Contains("fast.value>up.a", Edges(await hands.SavedAsync()));
    }

    [Fact]
    public async Task Selection_MadeABlockOpenedEditedAndTakenApart_RunsAsBefore()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        var reading = await tab.Page.InnerTextAsync(".tf-aside .tf-readback");
        foreach (var id in new[] { "fast", "slow", "up" }) await tab.Page.Locator($".react-flow__node[data-id={id}] header").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await hands.KeyAsync("Control+g");
        await tab.Page.WaitForSelectorAsync("#inspector #node-group1");
        await hands.SetAsync("group1-name", "Trend");
        await tab.Page.Locator("label:has-text('Period')").First.ClickAsync();
        await Assertions.Expect(tab.Page.Locator("#inspector #group1-period")).ToBeVisibleAsync();
        await hands.SetAsync("group1-period", "15");
        await tab.ShootAsync("canvas-group");
        await Assertions.Expect(tab.Page.Locator(".tf-aside .tf-readback")).ToContainTextAsync("SMA(15)");
        await tab.Page.Locator(".react-flow__node[data-id=group1] header").DblClickAsync();
        await Assertions.Expect(tab.Page.Locator(".tf-where b")).ToHaveTextAsync("Trend");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(3);
        await hands.SelectAsync("slow");
        await hands.SetAsync("slow-period", "44");
        await tab.ShootAsync("canvas-group-open");
        await tab.Page.ClickAsync(".tf-where button");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(4);
        await hands.ClickAsync(".react-flow__node[data-id=group1] header");
        await tab.Page.ClickAsync("button:has-text('Keep in my library')");
        await Assertions.Expect(tab.Page.Locator(".tf-offer[data-entry^='group:']")).ToBeVisibleAsync();
        await hands.ClickAsync(".react-flow__node[data-id=group1] header");
        await hands.KeyAsync("Control+Shift+g");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node")).ToHaveCountAsync(6);
        await Assertions.Expect(tab.Page.Locator(".tf-aside .tf-readback")).ToHaveTextAsync(reading.Replace("10", "15", StringComparison.Ordinal).Replace("30", "44", StringComparison.Ordinal), new() { UseInnerText = true });
        Assert.Empty(tab.Complaints);
    }

    private static List<string> Edges(JsonElement graph) =>
        [.. graph.GetProperty("edges").EnumerateArray().Select(e => $"{e.GetProperty("source")}.{e.GetProperty("sourceHandle")}>{e.GetProperty("target")}.{e.GetProperty("targetHandle")}")];
}
