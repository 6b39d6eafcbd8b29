using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Collection)]
public sealed class ResultStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Result_OfATemplate_ShowsTheFiguresOfItsJsonToTheLastDigit()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await RunAsync(tab);
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var metrics = json.RootElement.GetProperty("metrics");
        foreach (var name in new[] { "netProfit", "returnPercent", "maxDrawdownPercent", "trades", "winRatePercent" })
        {
            var shown = await tab.Page.Locator($"[data-figures] [data-metric={name}]").GetAttributeAsync("data-value");
            Assert.Equal(metrics.GetProperty(name).GetDouble(), double.Parse(shown!, CultureInfo.InvariantCulture));
        }

        var trades = json.RootElement.GetProperty("trades").GetArrayLength();
        Assert.True(trades > 3);
        var csv = await (await tab.Page.APIRequest.GetAsync(run + "/download/trades.csv")).TextAsync();
        Assert.Equal(trades + 1, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Foreign);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Result_TradeIsChosen_ChartJumpsToIt()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await RunAsync(tab);
        await tab.Page.WaitForSelectorAsync("[data-chart=candles] .tf-chart[data-ready]");
        await tab.Page.Locator("[data-chart=candles] .tf-chart-table summary").ClickAsync();
        var last = tab.Page.Locator("[data-chart=candles] .tf-chart-rows tbody tr").Last.Locator("th");
        await Assertions.Expect(last).ToContainTextAsync("Dec", new() { Timeout = 10_000 });
        await tab.Page.Locator("tr[data-trade='1'] button").ClickAsync();
        await Assertions.Expect(last).ToContainTextAsync("Jan", new() { Timeout = 10_000 });
        await Assertions.Expect(tab.Page.Locator("tr[data-trade='1']")).ToHaveClassAsync("tf-chosen");
    }

    [Fact]
    public async Task Result_EveryTab_BreaksNoRuleAndFitsAPhone()
    {
        await using var tab = await fixture.OpenSignedInAsync(width: 390, height: 844);
        await RunAsync(tab);
        foreach (var name in new[] { "Trades", "Metrics", "Signals", "Manifest" })
        {
            await tab.Page.Locator("#tab-" + name).ClickAsync();
            await Assertions.Expect(tab.Page.Locator("#tab-" + name)).ToHaveAttributeAsync("aria-selected", "true");
            Assert.Empty(await tab.AxeAsync());
            Assert.Equal(0, await tab.OverflowAsync());
        }

        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Result_OfSomebodyElse_IsNotFoundAnywhere()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await RunAsync(tab);
        var charts = run.Replace("/runs/", "/api/charts/runs/", StringComparison.Ordinal);
        string[] addresses = [run + "/download/result.json", run + "/download/trades.csv", charts + "/candles", charts + "/equity", charts + "/trades"];
        foreach (var address in addresses) Assert.Equal(200, (await tab.Page.APIRequest.GetAsync(address)).Status);
        await using var other = await fixture.OpenSignedInAsync();
        Assert.Equal(404, (await other.Page.GotoAsync(run))!.Status);
        foreach (var address in addresses) Assert.Equal(404, (await other.Page.APIRequest.GetAsync(address)).Status);
    }

    private static async Task<string> RunAsync(Tab tab)
    {
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series);
        await tab.GoAsync(run);
        await tab.Page.WaitForSelectorAsync("[data-figures]");
        return run;
    }
}
