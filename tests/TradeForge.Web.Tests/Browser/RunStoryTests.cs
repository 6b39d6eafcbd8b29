using System.Globalization;
using Microsoft.Playwright;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Beside)]
public sealed class RunStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task RunForm_EverythingWrong_NamesEveryProblemAtOnce()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.GoAsync("/runs/new");
        await tab.OpenGroupsAsync();
        foreach (var (field, value) in new[] { ("cash", "-1"), ("commission", "a lot"), ("slippage", "1x"), ("touch", "x") }) await tab.Page.FillAsync("#" + field, value);
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForSelectorAsync("#problems");
        var paths = await tab.Page.Locator("#problems code").AllInnerTextsAsync();
        Assert.Superset(new HashSet<string> { "strategy", "cash", "commission", "slippage", "touch" }, paths.ToHashSet());
    }

    [Fact]
    public async Task Run_OfATemplate_ShowsTheFiguresOfTheEngineToItsOwnerOnly()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        await StartAsync(tab, strategy);
        var row = tab.Page.Locator("tr[data-run]");
        await Assertions.Expect(row).ToHaveAttributeAsync("data-status", "Succeeded", new() { Timeout = 60_000 });
        var link = await row.Locator("a").GetAttributeAsync("href");
        await CompareAsync(tab, link!);
        await using var other = await fixture.OpenSignedInAsync();
        Assert.Equal(404, (await other.Page.GotoAsync(link!))!.Status);
    }

    /// <summary>Every figure of the page's summary equals the engine's on the same inputs, to the last digit.</summary>
    private static async Task CompareAsync(Tab tab, string link)
    {
        await tab.GoAsync(link);
        await tab.Page.WaitForSelectorAsync("[data-figures]");
        await tab.ShootAsync("result-dark-1440");
        var settings = new BacktestSettings { Timeframe = Timeframe.OneHour, Commission = new(Percent: 0.1m), Slippage = new(0.05m) };
        var strategy = StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!;
        var expected = Backtest.Run(strategy, BacktestData.Prepare(AppFixture.Wave(), settings).Data!, settings, progress: null, CancellationToken.None);
        Assert.True(expected.Trades.Count > 10, "the wave must make the template trade");
        foreach (var name in new[] { "netProfit", "returnPercent", "cagrPercent", "sharpe", "maxDrawdownPercent", "winRatePercent", "profitFactor", "trades", "exposurePercent" })
        {
            var shown = await tab.Page.Locator($"[data-figures] [data-metric='{name}']").First.GetAttributeAsync("data-value");
            Assert.Equal((name, expected.Metrics[name]), (name, double.Parse(shown!, CultureInfo.InvariantCulture)));
        }

        Assert.Equal(expected.Trades.Count.ToString(CultureInfo.InvariantCulture), await tab.Page.Locator("[data-metric='trades']").First.GetAttributeAsync("data-value"));
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
