using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What the canvas shows by itself: blocks changed since the last run, problems in words, lanes.</summary>
[Collection(AppFixture.Collection)]
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
}
