using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Runs side by side, from the ticks in the list to a saved comparison.</summary>
[Collection(AppFixture.Collection)]
public sealed class CompareStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Compare_TwoRunsOfOtherTerms_ShowsDeltasWhereTheyMeanSomething()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        var first = await tab.RunAsync(strategy, AppFixture.Series, ("commission", "0"));
        var second = await tab.RunAsync(await tab.CreateStrategyAsync(1), AppFixture.Series, ("commission", "0.2%"), ("cash", "50000"));

        await tab.GoAsync("/runs");
        foreach (var run in new[] { first, second }) await tab.Page.CheckAsync($"tr[data-run='{run.Split('/')[^1]}'] input[type=checkbox]");
        await tab.Page.ClickAsync("#compare");
        await tab.Page.WaitForURLAsync("**/compare?runs=*");
        await Assertions.Expect(tab.Page.Locator("[data-compared]")).ToHaveCountAsync(2);
        await tab.Page.WaitForSelectorAsync(".tf-chart[data-ready]");
        await Assertions.Expect(tab.Page.Locator(".tf-canvas-view[data-view=ready] .tf-change-changed").First).ToBeVisibleAsync(); // simple averages became exponential ones
        await tab.ShootAsync("compare-dark-1440");
        Assert.DoesNotContain("–", await tab.Page.InnerTextAsync(".tf-chart-legend"), StringComparison.Ordinal); // each curve has a value at the last moment

        var (one, two) = (await MetricsAsync(tab, first), await MetricsAsync(tab, second));
        foreach (var metric in new[] { "returnPercent", "sharpe", "winRatePercent", "trades" })
        {
            foreach (var (run, i) in new[] { (one, 0), (two, 1) }) Assert.Equal(run.GetProperty(metric).GetDouble(), await ValueAsync(tab, $"[data-metric='{i}.{metric}']"));
            Assert.Equal(two.GetProperty(metric).GetDouble() - one.GetProperty(metric).GetDouble(), await ValueAsync(tab, $"[data-delta='1.{metric}']"));
        }
        Assert.Equal("money from different initial cash", await tab.Page.InnerTextAsync("[data-obstacle=netProfit]"));
        Assert.Equal(0, await tab.Page.Locator("[data-delta='1.netProfit']").CountAsync());
        await Assertions.Expect(tab.Page.Locator("[data-term='costs.commission']")).ToContainTextAsync("0.2%");
        await Assertions.Expect(tab.Page.Locator("[data-graph-diff] tbody tr[data-line=stop]").First).ToContainTextAsync("added");
        Assert.Empty(await tab.AxeAsync());

        await tab.Page.ClickAsync("button:has-text('Save the comparison')");
        await tab.Page.FillAsync("#prompt", "Cross against the other");
        await tab.Page.ClickAsync(".tf-dialog .tf-primary");
        await Assertions.Expect(tab.Page.Locator("[data-saved] a")).ToHaveTextAsync("Cross against the other");
        await tab.GoAsync("/compare");
        await tab.Page.ClickAsync("[data-saved] a");
        await Assertions.Expect(tab.Page.Locator("[data-compared]")).ToHaveCountAsync(2);
        Assert.Empty(tab.Complaints);

        await using var stranger = await fixture.OpenSignedInAsync();
        await stranger.GoAsync($"/compare?runs={first.Split('/')[^1]},{second.Split('/')[^1]}"); // knows the ids
        await Assertions.Expect(stranger.Page.Locator("[data-compared]")).ToHaveCountAsync(0);
        Assert.Equal(404, (await stranger.Page.APIRequest.GetAsync($"/api/charts/compare/{first.Split('/')[^1]}?from=2023-01-01&to=2024-01-01&max=100")).Status);
    }

    [Fact]
    public async Task Compare_OnATelephoneInTheLight_IsReadable()
    {
        await using var tab = await fixture.OpenSignedInAsync(390);
        await tab.GoLightAsync();
        var strategy = await tab.CreateStrategyAsync();
        var runs = new List<string>();
        foreach (var commission in new[] { "0", "0.1%", "0.3%" }) runs.Add((await tab.RunAsync(strategy, AppFixture.Series, ("commission", commission))).Split('/')[^1]);
        await tab.GoAsync("/compare?runs=" + string.Join(',', runs));
        await tab.DrawnAsync();
        await tab.ShootAsync("compare-light-390");
        await Assertions.Expect(tab.Page.Locator("[data-same-graph]")).ToHaveCountAsync(2);
        Assert.Empty(await tab.AxeAsync());
        Assert.Equal(0, await tab.OverflowAsync());
        await tab.Page.ClickAsync("[aria-label^='Take']"); // two are left, and none can be taken out any more
        await Assertions.Expect(tab.Page.Locator("[data-compared]")).ToHaveCountAsync(2);
        await Assertions.Expect(tab.Page.Locator("[aria-label^='Take']")).ToHaveCountAsync(0);
    }

    private static async Task<JsonElement> MetricsAsync(Tab tab, string run)
    {
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        return json.RootElement.GetProperty("metrics").Clone();
    }

    private static async Task<double> ValueAsync(Tab tab, string selector) =>
        double.Parse((await tab.Page.Locator(selector).First.GetAttributeAsync("data-value"))!, CultureInfo.InvariantCulture);
}
