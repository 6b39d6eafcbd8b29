using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Looking around on the canvas, and a wire drawn by finger.</summary>
[Collection(AppFixture.Collection)]
public sealed class CanvasHandsStoryTests(AppFixture fixture)
{
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
        var box = (await map.BoundingBoxAsync())!;
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await tab.Page.Mouse.DownAsync();
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 30, box.Y + (box.Height / 2), new() { Steps = 5 });
        await tab.Page.Mouse.UpAsync();
        await tab.Page.WaitForFunctionAsync("x => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform).e < x - 20", before.X);
        await tab.ShootAsync("canvas-map");

        await hands.ClickAsync(".tf-toolbar [aria-label=Keys]");
        var list = tab.Page.Locator("dialog.tf-dialog[open]");
        await Assertions.Expect(list.Locator("dt")).ToHaveCountAsync(10);
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
        var pane = (await tab.Page.Locator(".react-flow__pane").BoundingBoxAsync())!;
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
        var box = (await locator.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    private static async Task DragAsync(ICDPSession finger, (double X, double Y) from, (double X, double Y) to)
    {
        await TouchAsync("touchStart", from.X, from.Y);
        for (var step = 1; step <= 8; step++) await TouchAsync("touchMove", from.X + ((to.X - from.X) * step / 8), from.Y + ((to.Y - from.Y) * step / 8));
        await finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });

        Task TouchAsync(string type, double x, double y) => finger.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } } });
    }
}
