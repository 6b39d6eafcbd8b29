using System.Globalization;
using Microsoft.Playwright;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Collection)]
public sealed class PreviewStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Preview_OfATemplate_ShowsTheFiguresOfTheEngine()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await OpenAsync(tab);
        var series = AppFixture.Wave();
        var settings = new BacktestSettings { Timeframe = Timeframe.OneHour, Slippage = new(0.05m), Commission = Commission.None, From = series[series.Count - 1000].OpenTime };
        var expected = Backtest.Run(StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!, BacktestData.Prepare(series, settings).Data!, settings, null, CancellationToken.None);
        Assert.True(expected.Trades.Count > 3, "the wave must make the template trade");
        foreach (var name in new[] { "netProfit", "trades", "maxDrawdownPercent", "winRatePercent" })
        {
            var shown = await tab.Page.Locator($"[data-preview] [data-metric={name}]").GetAttributeAsync("data-value");
            Assert.Equal((name, expected.Metrics[name]), (name, double.Parse(shown!, CultureInfo.InvariantCulture)));
        }

        await tab.DrawnAsync();
        await tab.ShootAsync("preview-1440");
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Foreign);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Preview_BarsAreStepped_ExplainsEachAndFindsWhatItWaitsFor()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await OpenAsync(tab);
        await tab.DrawnAsync();
        var bar = tab.Page.Locator("[data-bar]");
        var first = int.Parse((await bar.GetAttributeAsync("data-bar"))!, CultureInfo.InvariantCulture);
        await tab.Page.Locator(".tf-replay-chart .tf-chart-canvas").FocusAsync();
        await tab.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(bar).ToHaveAttributeAsync("data-bar", $"{first + 1}");
        await tab.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(bar).ToHaveAttributeAsync("data-bar", $"{first}");
        await Assertions.Expect(tab.Page.Locator("[data-action][data-truth=true]")).ToHaveCountAsync(1); // it starts on the last traded signal
        await tab.ShootAsync("preview-bar");

        await tab.Page.ClickAsync("#replay-tab-WhyNot");
        var blocked = tab.Page.Locator("[data-reason=in-position]");
        if (await blocked.CountAsync() > 0) await blocked.Locator("button[aria-label^=Previous]").ClickAsync();
        await Assertions.Expect(tab.Page.Locator("[data-entry]")).ToHaveCountAsync(1);
        await tab.ShootAsync("preview-why-not");
        Assert.Empty(await tab.AxeAsync());

        await tab.Page.ClickAsync("#replay-tab-Stop");
        await tab.Page.SelectOptionAsync("#stop-when", "0");
        await Assertions.Expect(tab.Page.Locator("[data-becomes]")).Not.ToHaveAttributeAsync("data-becomes", "0");
        await tab.Page.Locator("[data-becomes] button[aria-label^=Previous]").ClickAsync();
        await tab.Page.ClickAsync("#replay-tab-Bar");
        await Assertions.Expect(tab.Page.Locator("[data-action][data-truth=true]")).ToHaveCountAsync(1);
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Preview_OnAPhone_Fits()
    {
        await using var tab = await fixture.OpenSignedInAsync(width: 390, height: 844);
        await OpenAsync(tab);
        await tab.DrawnAsync();
        await tab.ShootAsync("preview-390");
        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(await tab.AxeAsync());
    }

    /// <summary>A strategy of the first template, its preview on the newest thousand bars of the wave.</summary>
    private static async Task<string> OpenAsync(Tab tab)
    {
        var address = await tab.CreateStrategyAsync();
        await tab.Page.WaitForSelectorAsync("[data-preview=rest] [data-figures]");
        await tab.Page.SelectOptionAsync("#preview-instrument", AppFixture.Series);
        await tab.Page.SelectOptionAsync("#preview-bars", "1000");
        await Assertions.Expect(tab.Page.Locator("[data-terms]")).ToContainTextAsync("WAVE 1h, 1,000 bars");
        return address;
    }
}
