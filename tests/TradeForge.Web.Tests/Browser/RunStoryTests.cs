using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Collection)]
public sealed class RunStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task RunForm_EverythingWrong_NamesEveryProblemAtOnce()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.GoAsync("/runs/new");
        foreach (var (field, value) in new[] { ("cash", "-1"), ("commission", "a lot"), ("slippage", "1x"), ("touch", "x") }) await tab.Page.FillAsync("#" + field, value);
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForSelectorAsync("#problems");
        var paths = await tab.Page.Locator("#problems code").AllInnerTextsAsync();
        Assert.Superset(new HashSet<string> { "strategy", "cash", "commission", "slippage", "touch" }, paths.ToHashSet());
    }

    [Fact]
    public async Task Run_OfATemplate_FinishesLiveAndIsNotFoundByOthers()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        await StartAsync(tab, strategy);
        var row = tab.Page.Locator("tr[data-run]");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-status", "Succeeded", new() { Timeout = 60_000 });
        var link = await row.Locator("a").GetAttributeAsync("href");
        await using var other = await fixture.OpenSignedInAsync();
        Assert.Equal(404, (await other.Page.GotoAsync(link!))!.Status);
    }

    private static async Task StartAsync(Tab tab, string strategy)
    {
        await tab.GoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(AppFixture.Series)}");
        await Assertions.Expect(tab.Page.Locator("#timeframe")).ToHaveValueAsync("1h");
        await tab.Page.FillAsync("#commission", "0.1%");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
    }
}
