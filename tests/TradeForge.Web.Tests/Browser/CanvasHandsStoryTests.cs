using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The tools of the canvas, one after the other: arranging, painting and writing; looking around; a wire drawn by finger.</summary>
[Collection(AppFixture.Beside)]
public sealed class CanvasHandsStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Tools_DuplicateAlignSpreadPaintAndNote_ServerFollows()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        var blocks = tab.Page.Locator(".react-flow__node");
        await PickAsync(hands, "fast", "up", "buy");
        await hands.KeyAsync("Control+d");
        await Assertions.Expect(blocks).ToHaveCountAsync(9);
        await Assertions.Expect(hands.Wires).ToHaveCountAsync(8);                          // those between the copies
        await Assertions.Expect(tab.Page.Locator(".react-flow__node.selected")).ToHaveCountAsync(3);
        await hands.KeyAsync("Delete");                                                    // the copies are what is selected
        await Assertions.Expect(blocks).ToHaveCountAsync(6);

        await PickAsync(hands, "fast", "up", "buy");
        await hands.ClickAsync("[aria-label='Align top']");
        var aligned = await hands.SavedAsync();
        Assert.Single(new[] { "fast", "up", "buy" }.Select(id => At(aligned, id).Y).Distinct());
        await PickAsync(hands, "up");
        await hands.KeyAsync("Shift+ArrowRight");
        await PickAsync(hands, "fast", "up", "buy");
        await hands.ClickAsync("[aria-label='Equal gaps']");
        var spread = await hands.SavedAsync();
        Assert.NotEqual(At(aligned, "up").X + 50, At(spread, "up").X);
        Assert.Equal(At(spread, "buy").X - At(spread, "up").X, At(spread, "up").X - At(spread, "fast").X, 1.0); // whole numbers
        await PickAsync(hands, "slow", "down", "sell");
        await hands.ClickAsync("[aria-label='Align left']");
        var left = await hands.SavedAsync();
        Assert.Single(new[] { "slow", "down", "sell" }.Select(id => At(left, id).X).Distinct());
        Assert.Equal(At(spread, "slow").X, At(left, "slow").X);

        await PickAsync(hands, "up");
        await hands.ClickAsync("[aria-label=Colour]");
        await hands.ClickAsync(".tf-swatches [aria-label=Violet]");
        await Assertions.Expect(hands.Node("up").Locator(".tf-block.tf-paint-violet")).ToHaveCountAsync(1);
        Assert.Equal("violet", Node(await hands.SavedAsync(), "up").GetProperty("color").GetString());

        await hands.ClickAsync(".tf-toolbar [aria-label='Add a block']");
        await tab.Page.WaitForSelectorAsync(".tf-quick input:focus");
        await hands.TypeAsync("note");
        await hands.KeyAsync("Enter");
        await hands.Node("note1").Locator(".tf-note").DblClickAsync();
        await Assertions.Expect(tab.Page.Locator(".tf-note textarea")).ToBeFocusedAsync();
        await hands.TypeAsync("Slow markets only");
        await hands.KeyAsync("Escape");
        await Assertions.Expect(hands.Node("note1")).ToHaveTextAsync("Slow markets only");
        Assert.Equal("Slow markets only", Node(await hands.SavedAsync(), "note1").GetProperty("data").GetProperty("text").GetString());
        await tab.ShootAsync("canvas-tools");
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task CtrlClick_OnTheEmptyCanvasAddsABlockThere_OnABlockSelectsItToo()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await PickAsync(hands, "fast");
        await hands.Node("up").Locator("header").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Assertions.Expect(tab.Page.Locator(".react-flow__node.selected")).ToHaveCountAsync(2);
        await Assertions.Expect(tab.Page.Locator(".tf-quick")).ToHaveCountAsync(0);

        var pane = await Tab.BoxAsync(tab.Page.Locator(".react-flow__pane"));
        var (x, y) = (pane.X + (pane.Width / 2), pane.Y + 12); // above the blocks
        await tab.Page.Keyboard.DownAsync("Control");
        await tab.Page.Mouse.ClickAsync(x, y);
        await tab.Page.Keyboard.UpAsync("Control");
        await tab.Page.WaitForSelectorAsync(".tf-quick input:focus");
        var menu = await Tab.BoxAsync(tab.Page.Locator(".tf-quick"));
        Assert.InRange(menu.X - x, -2, 2);
        Assert.InRange(menu.Y - y, -2, 2);
        await hands.TypeAsync("relative strength index");
        await hands.KeyAsync("Enter");
        await Assertions.Expect(hands.Node("rsi1")).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Looking_ZoomsFitsGoesByTheMapAndListsTheKeys()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await hands.ClickAsync(".tf-preview .tf-fold");                                    // room for the map
        var map = tab.Page.GetByRole(AriaRole.Img, new() { Name = "Map of the canvas" });
        await Assertions.Expect(map).ToBeVisibleAsync();
        await hands.ClickAsync("[aria-label='Show everything']");
        var whole = await ViewAsync(tab);
        await hands.ClickAsync(".react-flow__controls-zoomin");
        var near = await ScaledAsync(tab, s => $"s > {s}", whole.Scale);
        await hands.ClickAsync(".react-flow__controls-zoomout");
        await ScaledAsync(tab, s => $"s < {s}", near.Scale);

        await hands.SelectAsync("buy");
        await hands.KeyAsync("Shift+Digit2");                                              // zoom to the selection
        await tab.Page.WaitForFunctionAsync(Middle, "buy");
        await hands.KeyAsync("Shift+Digit1");                                              // show everything
        await tab.Page.WaitForFunctionAsync("""
            () => { const c = document.querySelector('.tf-canvas').getBoundingClientRect();
              return [...document.querySelectorAll('.react-flow__node')].every(n => { const b = n.getBoundingClientRect(); return b.left >= c.left && b.right <= c.right && b.top >= c.top && b.bottom <= c.bottom; }); }
            """);
        var before = await ViewAsync(tab);
        await Assertions.Expect(tab.Page.Locator(".react-flow__minimap-node")).ToHaveCountAsync(6);
        var box = await Tab.BoxAsync(map);
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 30, box.Y + (box.Height / 2), new() { Steps = 5 });
        await tab.Page.Mouse.UpAsync();
        await tab.Page.WaitForFunctionAsync("x => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform).e < x - 20", before.X);
        await tab.ShootAsync("canvas-map");

        await hands.ClickAsync(".tf-toolbar [aria-label=Keys]");
        var list = tab.Page.Locator("dialog.tf-dialog[open]");
        await Assertions.Expect(list.Locator("dt")).ToHaveCountAsync(11);
        await Assertions.Expect(list).ToContainTextAsync("Shift+1, Shift+2, T");
        Assert.Empty(await tab.AxeAsync());
        await tab.ShootAsync("canvas-keys");
        await hands.KeyAsync("Escape");
        await Assertions.Expect(list).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Finger_DragsAWire_ToAPortAndOntoTheEmptyCanvas()
    {
        await using var tab = await fixture.OpenSignedInAsync(390, 844, touch: true);
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await tab.Page.Locator(".tf-canvas").ScrollIntoViewIfNeededAsync();
        var finger = await tab.Page.Context.NewCDPSessionAsync(tab.Page);
        var (from, to) = (await CentreAsync(hands.Port("up", "result")), await CentreAsync(hands.Port("sell", "when")));
        await DragAsync(finger, from, to);
        await Assertions.Expect(tab.Page.Locator(".tf-sentence")).ToContainTextAsync("Wired Crosses to Exit long");
        var wires = (await hands.SavedAsync()).GetProperty("edges").EnumerateArray().Select(e => $"{e.GetProperty("source")}>{e.GetProperty("target")}").ToList();
        Assert.Contains("up>sell", wires);
        Assert.DoesNotContain("down>sell", wires);                                         // one wire per input
        await tab.Page.Locator(".tf-canvas").ScrollIntoViewIfNeededAsync();
        var pane = await Tab.BoxAsync(tab.Page.Locator(".react-flow__pane"));
        await DragAsync(finger, await CentreAsync(hands.Port("down", "result")), (pane.X + (pane.Width / 2), pane.Y + 30));
        await Assertions.Expect(tab.Page.Locator(".tf-quick")).ToBeVisibleAsync();
        await tab.ShootAsync("canvas-finger");
        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(tab.Complaints);
    }

    /// <summary>True once the block stands in the middle of the canvas.</summary>
    private const string Middle = """
        id => { const c = document.querySelector('.tf-canvas').getBoundingClientRect(), b = document.querySelector(`.react-flow__node[data-id=${id}]`).getBoundingClientRect();
          return Math.abs(c.left + c.width / 2 - b.left - b.width / 2) < 4 && Math.abs(c.top + c.height / 2 - b.top - b.height / 2) < 4; }
        """;

    private static async Task PickAsync(Hands hands, params string[] ids)
    {
        await hands.Page.Locator(".react-flow__pane").ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await Assertions.Expect(hands.Page.Locator(".react-flow__node.selected")).ToHaveCountAsync(0);
        foreach (var id in ids) await hands.Node(id).Locator("header").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Assertions.Expect(hands.Page.Locator(".react-flow__node.selected")).ToHaveCountAsync(ids.Length);
    }

    private static async Task<(double X, double Scale)> ViewAsync(Tab tab)
    {
        var view = await tab.Page.EvaluateAsync<double[]>("() => { const m = new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform); return [m.e, m.a]; }");
        return (view[0], view[1]);
    }

    /// <summary>Waits until the scale has changed so, and has come to rest.</summary>
    private static async Task<(double X, double Scale)> ScaledAsync(Tab tab, Func<string, string> wanted, double from)
    {
        var limit = from.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await tab.Page.WaitForFunctionAsync($$"""
            () => new Promise(done => { const at = () => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform).a, s = at();
              requestAnimationFrame(() => requestAnimationFrame(() => done(at() === s && {{wanted(limit)}}))); })
            """);
        return await ViewAsync(tab);
    }

    private static async Task<(double X, double Y)> CentreAsync(ILocator locator)
    {
        var box = await Tab.BoxAsync(locator);
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static async Task DragAsync(ICDPSession finger, (double X, double Y) from, (double X, double Y) to)
    {
        await TouchAsync("touchStart", from.X, from.Y);
        for (var step = 1; step <= 8; step++) await TouchAsync("touchMove", from.X + ((to.X - from.X) * step / 8), from.Y + ((to.Y - from.Y) * step / 8));
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });

        Task TouchAsync(string type, double x, double y) => finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } } });
    }

    private static JsonElement Node(JsonElement graph, string id) => graph.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("id").GetString() == id);

    private static (double X, double Y) At(JsonElement graph, string id)
    {
        var position = Node(graph, id).GetProperty("position");
        return (position.GetProperty("x").GetDouble(), position.GetProperty("y").GetDouble());
    }
}
