using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What looks like a mistake only once the preview has run on its bars.</summary>
[Collection(AppFixture.Collection)]
public sealed class PreviewLintStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Preview_BarsShowAMistake_StandsOnTheBlockAndInTheListUntilItIsMended()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await PreviewStoryTests.OpenAsync(tab);
        var counted = tab.Page.Locator("#tab-problems");
        await Assertions.Expect(counted).ToHaveTextAsync("Problems (0)");
        await PreviewStoryTests.EditAsync(tab, "slow.period", "10000");
        await tab.Page.ClickAsync("#tab-problems");
        var list = tab.Page.Locator(".tf-aside .tf-problems .tf-p-warning");
        await Assertions.Expect(list.Filter(new() { HasText = "is not known on any of the" })).ToHaveCountAsync(2);
        await tab.Page.ClickAsync("#tab-canvas");
        await Assertions.Expect(tab.Page.Locator(".react-flow__node[data-id=up] .tf-block-problem")).ToContainTextAsync("is not known on any of the");
        Assert.Equal(1, await tab.Page.Locator("a[href^='/runs/new']").CountAsync()); // it may be run all the same
        await tab.ShootAsync("preview-mistakes-1440");
        Assert.Empty(await tab.AxeAsync());
        await PreviewStoryTests.EditAsync(tab, "slow.period", "30");
        await Assertions.Expect(counted).ToHaveTextAsync("Problems (0)");
        Assert.Empty(tab.Complaints);
    }
}
