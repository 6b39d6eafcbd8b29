using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Beside)]
public sealed class StrategyStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Template_EditAndReload_KeepsTheChange()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        await SetPeriodAsync(tab.Page, "12");
        await Assertions.Expect(tab.Page.Locator(".tf-aside .tf-readback")).ToContainTextAsync("SMA(12)");
        await Assertions.Expect(tab.Page.Locator("[data-saved=yes]")).ToBeVisibleAsync();
        await tab.GoAsync(address);
        await tab.Page.ClickAsync("#tab-form");
        Assert.Equal("12", await tab.Page.InputValueAsync("#fast-period"));
    }

    [Fact]
    public async Task Editor_ValueOutOfRange_NamesTheBlockAndForbidsTheRun()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await SetPeriodAsync(tab.Page, "-5");
        await tab.Page.FillAsync("#slow-period", "many");
        await tab.Page.PressAsync("#slow-period", "Tab");
        await tab.Page.ClickAsync("#tab-problems");
        await Assertions.Expect(tab.Page.Locator(".tf-aside .tf-problems li")).ToHaveCountAsync(2);
        Assert.Contains("errors to repair: 2", await tab.Page.InnerTextAsync("#why-not"), StringComparison.Ordinal);
        Assert.True(await tab.Page.IsDisabledAsync("button:has-text('Run backtest')"));
    }

    [Fact]
    public async Task JsonView_BrokenText_SaysWhereAndKeepsTheText()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-json");
        await tab.Page.ClickAsync("#tab-problems");
        var json = await tab.Page.InputValueAsync("textarea");
        await tab.Page.FillAsync("textarea", json[..^5]);
        await tab.Page.PressAsync("textarea", "Tab");
        await tab.Page.WaitForSelectorAsync(".tf-aside .tf-p-error");
        Assert.Equal(json[..^5], await tab.Page.InputValueAsync("textarea"));
        await tab.Page.FillAsync("textarea", json);
        await tab.Page.PressAsync("textarea", "Tab");
        await Assertions.Expect(tab.Page.Locator(".tf-aside .tf-p-error")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Edit_AfterAnotherTabSaved_TellsAndLosesNothing()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        var other = await tab.Page.Context.NewPageAsync();
        await other.GotoAsync(address);
        await other.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await SetPeriodAsync(tab.Page, "11");
        await Assertions.Expect(tab.Page.Locator("[data-saved=yes]")).ToBeVisibleAsync();
        await SetPeriodAsync(other, "13");
        await other.WaitForSelectorAsync("text=Somebody saved this strategy meanwhile");
        Assert.Equal("13", await other.InputValueAsync("#fast-period"));
        await other.ClickAsync("text=Replace the stored one with mine");
        await Assertions.Expect(other.Locator("[data-saved=yes]")).ToBeVisibleAsync();
        await tab.GoAsync(address);
        await tab.Page.ClickAsync("#tab-form");
        Assert.Equal("13", await tab.Page.InputValueAsync("#fast-period"));
    }

    [Fact]
    public async Task Delete_ThenUndo_BringsTheStrategyBack()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.GoAsync("/strategies");
        await tab.Page.ClickAsync("[aria-label^='Delete']");
        Assert.Contains("Moving-average cross", await tab.Page.InnerTextAsync(".tf-dialog p"), StringComparison.Ordinal);
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await tab.Page.ClickAsync("button:has-text('Undo')");
        await tab.Page.WaitForSelectorAsync("td a:has-text('Moving-average cross')");
    }

    [Fact]
    public async Task Strategy_OfAnotherUser_IsNotFound()
    {
        await using var owner = await fixture.OpenSignedInAsync();
        var address = await owner.CreateStrategyAsync();
        await using var other = await fixture.OpenSignedInAsync();
        var answer = await other.Page.GotoAsync(address);
        Assert.Equal(404, answer!.Status);
        Assert.Equal("There is no such page", await other.Page.InnerTextAsync("h1"));
    }

    private static async Task SetPeriodAsync(IPage page, string value)
    {
        await page.ClickAsync("#tab-form");
        await page.FillAsync("#fast-period", value);
        await page.PressAsync("#fast-period", "Tab");
        await page.WaitForFunctionAsync("value => document.querySelector('.react-flow__node[data-id=fast] dd')?.textContent === value", value);
    }
}
