using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What the canvas shows by itself: blocks changed since the last run, problems in words, lanes.</summary>
[Collection(AppFixture.Beside)]
public sealed class CanvasRulesStoryTests(AppFixture fixture)
{
    private const string Changed = ".react-flow__node .tf-changed";

    [Fact]
    public async Task Blocks_ChangedSinceTheLastRun_CarryADotUntilTheNextRun()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await hands.SelectAsync("fast");
        await hands.SetAsync("fast-period", "11");
        await Assertions.Expect(hands.Node("fast").Locator("dd")).ToHaveTextAsync("11");
        await hands.SettledAsync();
        await Assertions.Expect(tab.Page.Locator(Changed)).ToHaveCountAsync(0); // nothing has run
        await tab.RunAsync(address, AppFixture.Series);
        await tab.GoAsync(address);
        await hands.SelectAsync("slow");
        await hands.SetAsync("slow-period", "44");
        await Assertions.Expect(hands.Node("slow").Locator(".tf-changed")).ToHaveAttributeAsync("title", "Changed since the last run");
        await Assertions.Expect(hands.Node("slow")).ToHaveAttributeAsync("aria-label", "Simple Moving Average, slow, Changed since the last run");
        await hands.KeyAsync("Escape");
        await hands.Node("down").Locator("header").ClickAsync();
        await hands.KeyAsync("Delete");
        await Assertions.Expect(hands.Node("sell").Locator(".tf-changed")).ToHaveCountAsync(1); // it lost its wire
        await Assertions.Expect(tab.Page.Locator(Changed)).ToHaveCountAsync(2);
        await Assertions.Expect(hands.Node("sell").Locator(".tf-block-problem")).ToHaveTextAsync("The input “When” is not connected.");
        await Assertions.Expect(tab.Page.Locator("[data-no-preview] .tf-problems")).ToContainTextAsync("The input “When” is not connected.");
        await Assertions.Expect(tab.Page.Locator(".tf-legend")).ToContainTextAsync("Changed since the last run");
        Assert.Empty(await tab.AxeAsync());
        await tab.ShootAsync("canvas-changed");
        await hands.ClickAsync("[aria-label=Undo]");
        await Assertions.Expect(tab.Page.Locator(Changed)).ToHaveCountAsync(1);
        await hands.SettledAsync();
        var other = new Tab(tab.Page.Context, await tab.Page.Context.NewPageAsync(), fixture.App.Address);
        await other.RunAsync(address, AppFixture.Series);
        await Assertions.Expect(tab.Page.Locator(Changed)).ToHaveCountAsync(0); // without a reload
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Lanes_OfATemplate_FollowTheWiresAndComeBackByTidy()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        var lanes = tab.Page.Locator(".tf-lane");
        await Assertions.Expect(lanes).ToHaveTextAsync(["Entry", "Exit"]);
        await Assertions.Expect(hands.Node("up")).ToHaveAttributeAsync("aria-label", "Crosses, up, Entry");
        await Assertions.Expect(hands.Node("fast")).ToHaveAttributeAsync("aria-label", "Simple Moving Average, fast"); // both lanes need it
        var buy = await Tab.BoxAsync(hands.Node("buy"));
        await hands.DragAsync(hands.Node("sell").Locator("header"), buy.X + (buy.Width / 2), buy.Y + (buy.Height / 2));
        await Assertions.Expect(lanes).ToHaveCountAsync(0); // a block of each stands in the other
        await hands.ClickAsync(".tf-toolbar [aria-label='Add a block']");
        await tab.Page.WaitForSelectorAsync(".tf-quick input:focus");
        await hands.TypeAsync("stop loss");
        await hands.KeyAsync("Enter");
        await tab.Page.WaitForSelectorAsync("#inspector #node-stop-loss1");
        var before = Places(await hands.SavedAsync());
        await hands.ClickAsync("[aria-label='Tidy up']");
        await Assertions.Expect(lanes).ToHaveTextAsync(["Entry", "Exit", "Risk and size"]);
        foreach (var (id, lane) in new[] { ("up", 0), ("buy", 0), ("down", 1), ("sell", 1), ("stop-loss1", 2) }) await ExpectInsideAsync(hands.Node(id), lanes.Nth(lane));
        await tab.Page.WaitForFunctionAsync(AllSeen);
        Assert.Empty(await tab.AxeAsync());
        await tab.ShootAsync("canvas-lanes");
        Assert.NotEqual(before, Places(await hands.SavedAsync()));
        await hands.ClickAsync("[aria-label=Undo]");
        Assert.Equal(before, Places(await hands.SavedAsync()));
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Every block, and every lane with its name, is on the canvas.</summary>
    private const string AllSeen = """
        () => { const c = document.querySelector('.tf-canvas').getBoundingClientRect();
          return [...document.querySelectorAll('.react-flow__node, .tf-lane')].every(n => { const b = n.getBoundingClientRect(); return b.left >= c.left && b.right <= c.right && b.top >= c.top && b.bottom <= c.bottom; }); }
        """;

    private static string Places(System.Text.Json.JsonElement graph) => string.Join(' ', graph.GetProperty("nodes").EnumerateArray().Select(n => $"{n.GetProperty("id")} {n.GetProperty("position").GetProperty("x")} {n.GetProperty("position").GetProperty("y")}"));

    private static async Task ExpectInsideAsync(ILocator block, ILocator lane)
    {
        var (inner, outer) = (await Tab.BoxAsync(block), await Tab.BoxAsync(lane));
        Assert.True(inner.X >= outer.X && inner.Y >= outer.Y && inner.X + inner.Width <= outer.X + outer.Width && inner.Y + inner.Height <= outer.Y + outer.Height, $"{await block.GetAttributeAsync("data-id")} is not in its lane");
    }
}
