using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        await Assertions.Expect(tab.Page.Locator("[data-entry=buy]")).ToContainTextAsync("buy asked for a trade on 13 of 1000 bars");
        await tab.Page.Locator("[data-reason] button:enabled").Last.ClickAsync();
        await Assertions.Expect(tab.Page.Locator("[data-reason] [data-place]")).ToHaveTextAsync("1 / 1");
        await tab.Page.Locator("[data-preview]").ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", "preview-why-not.png") });
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
    public async Task Preview_WhileEdited_KeepsTheLastResultUntilTheNextOne()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await OpenAsync(tab);
        await tab.DrawnAsync();
        var profit = tab.Page.Locator("[data-preview] [data-metric=netProfit]");
        var before = await profit.GetAttributeAsync("data-value");
        await tab.Page.WaitForFunctionAsync($"() => ({Drawn})() && (document.querySelector('.tf-replay-chart .tf-chart').dataset.same = 'yes')");
        await EditAsync(tab, "fast.period", "4");
        await Assertions.Expect(profit).Not.ToHaveAttributeAsync("data-value", before!);
        Assert.Equal(1, await tab.Page.Locator(".tf-replay-chart [data-same=yes]").CountAsync()); // the chart took the new values in place

        var after = await profit.GetAttributeAsync("data-value");
        await EditAsync(tab, "fast.period", "-1");
        await Assertions.Expect(tab.Page.Locator("[data-no-preview]")).ToContainTextAsync("Period");
        Assert.Equal(after, await profit.GetAttributeAsync("data-value"));
        await tab.ShootAsync("preview-stale");
        Assert.Empty(await tab.AxeAsync());
        await EditAsync(tab, "fast.period", "10");
        await Assertions.Expect(tab.Page.Locator("[data-no-preview]")).ToHaveCountAsync(0);
        await Assertions.Expect(profit).ToHaveAttributeAsync("data-value", before!);

        await tab.GoAsync(address); // what it ran on is remembered
        await Assertions.Expect(tab.Page.Locator("[data-terms]")).ToContainTextAsync("WAVE 1h, 1,000 bars");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Preview_StrategyWithoutASignal_NamesTheBottleneck()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await OpenAsync(tab);
        await EditAsync(tab, "slow.period", "10000"); // longer than all bars: never known
        await Assertions.Expect(tab.Page.Locator("[data-preview] [data-metric=trades]")).ToHaveAttributeAsync("data-value", "0");
        await tab.Page.ClickAsync("#replay-tab-WhyNot");
        await Assertions.Expect(tab.Page.Locator("[data-entry=buy]")).ToContainTextAsync("buy never asked for a trade on 1000 bars. Never true: SMA(10) crosses above SMA(10000)");
        await tab.ShootAsync("preview-no-signal");
    }

    [Fact]
    public async Task Preview_AndCommandLine_GiveTheSameFigures()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await OpenAsync(tab);
        using var json = JsonDocument.Parse(await CommandLineAsync());
        foreach (var name in new[] { "netProfit", "trades", "maxDrawdownPercent", "winRatePercent" })
        {
            var shown = await tab.Page.Locator($"[data-preview] [data-metric={name}]").GetAttributeAsync("data-value");
            Assert.Equal(json.RootElement.GetProperty("metrics").GetProperty(name).GetDouble(), double.Parse(shown!, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Result_WhyTab_ExplainsTheSignalOfATrade()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series);
        await tab.GoAsync(run + "?tab=why&trade=3");
        await tab.Page.WaitForSelectorAsync("[data-bar]");
        await tab.DrawnAsync();
        await Assertions.Expect(tab.Page.Locator("[data-action=buy]")).ToHaveAttributeAsync("data-truth", "true");
        await Assertions.Expect(tab.Page.Locator("[data-action=buy] [data-outcome]")).ToContainTextAsync("sent a market order");
        Assert.Equal(0, await tab.Page.Locator("[data-differs]").CountAsync());
        await tab.Page.ClickAsync("#replay-tab-Values");
        await Assertions.Expect(tab.Page.Locator("[data-ports]")).ToContainTextAsync("fast.value");

        ILocator Block(string id) => tab.Page.Locator($".tf-canvas-view[data-view=ready] .react-flow__node[data-id='{id}']"); // the same colours as in the designer
        await Assertions.Expect(Block("buy").Locator(".tf-block.tf-path-true")).ToBeVisibleAsync();
        await Assertions.Expect(Block("buy")).ToHaveAttributeAsync("aria-label", "Enter long, buy, Entry: true");
        await Assertions.Expect(Block("up").Locator(".tf-value")).ToHaveTextAsync("true");
        await tab.ShootAsync("result-why-dark-1440");
        Assert.Empty(await tab.AxeAsync());
        await tab.Page.ClickAsync("[aria-label='Next bar']"); // the cross is over
        await Assertions.Expect(Block("up").Locator(".tf-blamed .tf-tag")).ToHaveTextAsync("✗ first not true");
        await Assertions.Expect(Block("up").Locator(".tf-value")).ToHaveTextAsync("false");

        await tab.GoLightAsync();
        await tab.Page.SetViewportSizeAsync(390, 900);
        await tab.GoAsync(run + "?tab=why&trade=3");
        await Assertions.Expect(Block("buy").Locator(".tf-block.tf-path-true")).ToBeVisibleAsync();
        await tab.DrawnAsync();
        await tab.ShootAsync("result-why-light-390");
        Assert.Empty(await tab.AxeAsync());
        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Charts_OfSomebodyElsesPreview_AreNotFound()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await OpenAsync(tab);
        var newest = $"/api/charts/replays/{await tab.Page.Locator("[data-replay]").GetAttributeAsync("data-replay")}";
        await using var other = await fixture.OpenSignedInAsync();
        foreach (var chart in new[] { "candles", "equity", "trades" })
        {
            Assert.Equal(200, (await tab.Page.APIRequest.GetAsync($"{newest}/{chart}")).Status);
            Assert.Equal(404, (await other.Page.APIRequest.GetAsync($"{newest}/{chart}")).Status);
        }
    }

    [Fact]
    public async Task Preview_BarIsChosen_CanvasShowsItsValuesAndItsPath()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await OpenAsync(tab);
        await tab.DrawnAsync();
        await tab.Page.Locator(".tf-replay-chart .tf-chart-canvas").FocusAsync();
        await tab.Page.Keyboard.PressAsync("ArrowRight");
        await tab.Page.Keyboard.PressAsync("ArrowLeft"); // back on the last traded signal
        await Assertions.Expect(tab.Page.Locator(".react-flow__edge.tf-path-true")).ToHaveCountAsync(1); // up to buy
        await tab.Page.ClickAsync("#replay-tab-Values");
        foreach (var (node, handle) in new[] { ("fast", "value"), ("slow", "value"), ("up", "result"), ("down", "result") })
        {
            var value = await tab.Page.Locator($"[data-ports] tr:has-text('{node}.{handle}') td").Last.InnerTextAsync();
            await Assertions.Expect(tab.Page.Locator($".react-flow__node[data-id={node}]")).ToContainTextAsync(value);
        }

        await tab.ShootAsync("preview-canvas-1440");
        var low = await HeightAsync(tab);
        await tab.Page.ClickAsync(".tf-preview-size");
        await Assertions.Expect(tab.Page.Locator(".tf-preview.tf-tall")).ToHaveCountAsync(1);
        Assert.True(await HeightAsync(tab) > 1.4 * low);
        await tab.Page.ClickAsync("button[name=theme][value=light]");
        await tab.Page.WaitForSelectorAsync("html[data-theme=light]");
        await tab.ReadyAsync();
        await tab.Page.WaitForSelectorAsync(".tf-preview.tf-tall [data-figures]"); // remembered
        await tab.DrawnAsync();
        await tab.ShootAsync("preview-canvas-light");
        await tab.Page.Locator(".tf-replay-chart .tf-chart-canvas").FocusAsync();
        await tab.Page.Keyboard.PressAsync("ArrowRight");
        await tab.Page.Keyboard.PressAsync("ArrowLeft");
        await tab.Page.ClickAsync("[aria-label='Take the colours off the canvas']");
        await Assertions.Expect(tab.Page.Locator(".react-flow__edge.tf-path-true")).ToHaveCountAsync(0);
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Preview_MouseOverAndOnCandles_TellsValuesAndPath()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await OpenAsync(tab);
        await tab.DrawnAsync();
        var chart = tab.Page.Locator(".tf-replay-chart .tf-chart-canvas");
        var box = await Tab.BoxAsync(chart, scroll: true);
        var (bar, fast) = (tab.Page.Locator("[data-bar]"), tab.Page.Locator(".react-flow__node[data-id=fast]"));
        var first = await bar.GetAttributeAsync("data-bar");
        var chosen = await fast.InnerTextAsync();
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width * 0.3f), box.Y + 60);
        await Assertions.Expect(fast).Not.ToHaveTextAsync(chosen, new() { UseInnerText = true }); // the value under the pointer
        await Assertions.Expect(bar).ToHaveAttributeAsync("data-bar", first!); // which chooses nothing
        var seen = await fast.InnerTextAsync();
        await tab.Page.Mouse.ClickAsync(box.X + (box.Width * 0.3f), box.Y + 60);
        await Assertions.Expect(bar).Not.ToHaveAttributeAsync("data-bar", first!);
        await tab.Page.ClickAsync("#replay-tab-Values");
        var value = await tab.Page.Locator("[data-ports] tr:has-text('fast.value') td").Last.InnerTextAsync();
        Assert.Contains(value, seen, StringComparison.Ordinal); // the bar under the pointer was the one that was clicked
        await Assertions.Expect(tab.Page.Locator(".react-flow__edge.tf-path-true, .react-flow__edge.tf-path-false")).Not.ToHaveCountAsync(0);
        await tab.ShootAsync("preview-mouse");
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + 60);
        await Assertions.Expect(fast).Not.ToHaveTextAsync(seen, new() { UseInnerText = true });
        await tab.Page.Mouse.MoveAsync(5, 5); // off the chart: the values of the chosen bar again
        await Assertions.Expect(fast).ToContainTextAsync(value);
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
    internal static async Task<string> OpenAsync(Tab tab)
    {
        var address = await tab.CreateStrategyAsync();
        await tab.Page.WaitForSelectorAsync("[data-preview=rest] [data-figures]");
        await tab.Page.SelectOptionAsync("#preview-instrument", AppFixture.Series);
        await tab.Page.SelectOptionAsync("#preview-timeframe", "1h"); // another test may have brought days, which a preview prefers
        await tab.Page.SelectOptionAsync("#preview-bars", "1000");
        await Assertions.Expect(tab.Page.Locator("[data-terms]")).ToContainTextAsync("WAVE 1h, 1,000 bars");
        await tab.Page.WaitForFunctionAsync(Drawn);
        return address;
    }

    /// <summary>The chart shows the newest preview: words come before the drawing.</summary>
    private const string Drawn = "() => document.querySelector('.tf-replay-chart .tf-chart')?.dataset.ready?.includes(document.querySelector('[data-replay]').dataset.replay)";

    private static Task<double> HeightAsync(Tab tab) => tab.Page.EvaluateAsync<double>("() => document.querySelector('[data-preview]').getBoundingClientRect().height");

    /// <summary>Sets a parameter in the JSON view.</summary>
    internal static async Task EditAsync(Tab tab, string parameter, string value)
    {
        await tab.Page.ClickAsync("#tab-json");
        var graph = JsonNode.Parse(await tab.Page.InputValueAsync("textarea.tf-json"))!;
        var name = parameter.Split('.');
        graph["nodes"]!.AsArray().First(n => (string?)n!["id"] == name[0])!["data"]![name[1]] = JsonNode.Parse(value);
        await tab.Page.FillAsync("textarea.tf-json", graph.ToJsonString());
        await tab.Page.PressAsync("textarea.tf-json", "Tab");
    }

    private static async Task<string> CommandLineAsync()
    {
        using var cli = new CommandLine();
        var series = AppFixture.Wave();
        var from = series[series.Count - 1000].OpenTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return await cli.BacktestAsync("--strategy", cli.File("strategy.json", StrategyJson.Write(StrategyTemplates.All[0].Graph)), "--candles", cli.File("WAVE.csv", series), "--slippage", "0.05%", "--from", from);
    }
}
