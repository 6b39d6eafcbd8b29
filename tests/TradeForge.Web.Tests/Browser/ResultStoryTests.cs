using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Collection)]
public sealed class ResultStoryTests(AppFixture fixture)
{
    private static readonly string[] Tabs = ["Overview", "Chart", "Why", "Performance", "Trades", "Orders", "Metrics", "Signals", "Manifest"];

    /// <summary>A template with a trailing stop that trades often on the wave.</summary>
    private static readonly int Donchian = StrategyTemplates.All.Index().First(t => t.Item.Name.En.StartsWith("Donchian", StringComparison.Ordinal)).Index;

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
    public async Task Result_TradeIsChosen_ChartJumpsToItAndBack()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await RunAsync(tab);
        await OpenAsync(tab, "Trades");
        await tab.Page.Locator("tr[data-trade='1'] a").First.ClickAsync();
        await tab.Page.WaitForURLAsync("**?tab=chart&trade=1");
        await tab.Page.WaitForSelectorAsync("[data-chart=candles] .tf-chart[data-ready]");
        await tab.Page.Locator("[data-chart=candles] .tf-chart-table summary").ClickAsync();
        var last = tab.Page.Locator("[data-chart=candles] .tf-chart-rows tbody tr").Last.Locator("th");
        await Assertions.Expect(last).ToContainTextAsync("Jan", new() { Timeout = 10_000 }); // the chart opens at the newest bar, in December
        await tab.Page.Locator("[data-chosen-trade] a[href*='tab=trades']").ClickAsync();
        await Assertions.Expect(tab.Page.Locator("tr[data-trade='1']")).ToHaveClassAsync("tf-this-row");
        await tab.Page.GoBackAsync();
        await Assertions.Expect(tab.Page.Locator("#tab-Chart")).ToHaveAttributeAsync("aria-current", "page");
        await tab.GoAsync(run + "?tab=chart&trade=2"); // as somebody who was sent the address
        await Assertions.Expect(tab.Page.Locator("[data-chosen-trade='2']")).ToBeVisibleAsync();
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Result_EveryTab_BreaksNoRuleAndFitsAPhone()
    {
        await using var tab = await fixture.OpenSignedInAsync(width: 390, height: 844);
        await RunAsync(tab);
        foreach (var name in Tabs)
        {
            await OpenAsync(tab, name);
            Assert.Empty(await tab.AxeAsync());
            Assert.Equal((name, 0), (name, await tab.OverflowAsync()));
        }

        Assert.Empty(tab.Complaints);
    }

    /// <summary>Leaves pictures of every tab behind, to be looked at.</summary>
    [Fact]
    public async Task Result_InBothThemesAndWidths_ShowsEveryTabWithoutComplaint()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await RunAsync(tab, template: Donchian);
        var run = new Uri(tab.Page.Url).AbsolutePath;
        foreach (var (width, theme) in new[] { (1440, "dark"), (390, "dark"), (1440, "light"), (390, "light") })
        {
            await tab.Page.SetViewportSizeAsync(width, 900);
            if (await tab.Page.GetAttributeAsync("html", "data-theme") != theme) await SwitchThemeAsync(tab);
            foreach (var name in Tabs)
            {
                await tab.GoAsync($"{run}?tab={name}&trade=3");
                await tab.DrawnAsync();
                if (await tab.Page.GetAttributeAsync("html", "data-theme") != theme) await SwitchThemeAsync(tab);
                await tab.ShootAsync($"result-{name.ToLowerInvariant()}-{width}-{theme}");
                Assert.Equal((name, width, 0), (name, width, await tab.OverflowAsync()));
                Assert.Empty(await tab.AxeAsync());
            }
        }

        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Result_TradesAreSiftedAndNoted_ListKeepsBoth()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await RunAsync(tab);
        await tab.GoAsync(run + "?tab=trades");
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var wins = json.RootElement.GetProperty("trades").EnumerateArray().Count(t => t.GetProperty("pnl").GetDouble() > 0);
        await tab.Page.SelectOptionAsync("[data-filter-won]", "True");
        await Assertions.Expect(tab.Page.Locator("[data-shown]")).ToHaveAttributeAsync("data-shown", wins.ToString(CultureInfo.InvariantCulture));
        await tab.Page.SelectOptionAsync("[data-filter-won]", "");
        await tab.GoAsync(run + "?tab=orders"); // with those that became no trade
        var filled = json.RootElement.GetProperty("orders").EnumerateArray().Count(o => o.GetProperty("status").GetString() == "filled");
        await Assertions.Expect(tab.Page.Locator("[data-orders]")).ToHaveAttributeAsync("aria-rowcount", (json.RootElement.GetProperty("orders").GetArrayLength() + 1).ToString(CultureInfo.InvariantCulture));
        await tab.Page.SelectOptionAsync("[data-order-status]", "filled");
        await Assertions.Expect(tab.Page.Locator("[data-orders]")).ToHaveAttributeAsync("aria-rowcount", (filled + 1).ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(tab.Page.Locator("tr[data-order]").First).ToContainTextAsync("2023-");
        await tab.GoAsync(run + "?tab=trades");

        await tab.Page.Locator("tr[data-trade='2'] .tf-note-cell button").ClickAsync();
        await tab.Page.FillAsync("#note-words", "Entered too late");
        await tab.Page.FillAsync("#note-tags", "late, news, late");
        await tab.Page.ClickAsync("form.tf-dialog button[type=submit]");
        await Assertions.Expect(tab.Page.Locator("tr[data-trade='2'] .tf-note-cell")).ToContainTextAsync("Entered too late");
        await Assertions.Expect(tab.Page.Locator("tr[data-trade='2'] .tf-badge")).ToHaveCountAsync(2);
        await tab.Page.ClickAsync(".tf-trade-filter details summary");
        await tab.Page.Locator(".tf-column-choice input").Nth(6).UncheckAsync(); // the entry block
        await Assertions.Expect(tab.Page.Locator(".tf-trades thead th")).ToHaveCountAsync(15); // of the columns the instrument, money of run-up and drawdown, both rates, four levels, the place in the account, the values of blocks and this one are hidden; the note is one more
        await tab.Page.Locator(".tf-column-choice input").Last.CheckAsync(); // what the last block held at the exit
        await Assertions.Expect(tab.Page.Locator(".tf-trades thead th")).ToHaveCountAsync(16);
        var value = json.RootElement.GetProperty("trades")[1].GetProperty("exitValues").EnumerateArray().Last().GetDouble();
        await Assertions.Expect(tab.Page.Locator("tr[data-trade='2'] td").Last).ToHaveTextAsync(value.ToString("G7", CultureInfo.InvariantCulture));
        Assert.Empty(await tab.AxeAsync());

        await tab.GoAsync(run + "?tab=trades&trade=2");
        await Assertions.Expect(tab.Page.Locator("tr[data-trade='2'] .tf-note-cell")).ToContainTextAsync("Entered too late");
        await Assertions.Expect(tab.Page.Locator(".tf-trades thead th")).ToHaveCountAsync(16);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Report_Opened_NeedsNoOtherFileAndPrints()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await RunAsync(tab, template: Donchian);
        var requests = new List<string>();
        tab.Page.Request += (_, request) => requests.Add(request.Url);
        await tab.Page.GotoAsync(run + "/report.html");
        Assert.Single(requests);
        var html = await tab.Page.ContentAsync();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.OrdinalIgnoreCase);
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var shown = await tab.Page.Locator("[data-figures] [data-metric=netProfit]").GetAttributeAsync("data-value");
        Assert.Equal(json.RootElement.GetProperty("metrics").GetProperty("netProfit").GetDouble(), double.Parse(shown!, CultureInfo.InvariantCulture));
        Assert.Empty(await tab.AxeAsync());
        await tab.ShootAsync("report-1440");
        var pdf = await tab.Page.PdfAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", "report.pdf"), PreferCSSPageSize = true });
        Assert.True(pdf.Length > 20_000);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Result_ColoursForEveryEye_ChartsAndFiguresFollow()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/account/profile");
        await tab.Page.SelectOptionAsync("#colors", "blue-orange");
        await tab.Page.ClickAsync("form:has(#colors) button[type=submit]");
        await tab.Page.WaitForURLAsync("**?saved=true");
        var run = await RunAsync(tab);
        await tab.GoAsync(run + "?tab=chart&trade=3");
        await tab.DrawnAsync();
        await tab.ShootAsync("result-chart-blue-orange");
        await tab.GoAsync(run);
        await tab.DrawnAsync();
        await tab.ShootAsync("result-overview-blue-orange");
        Assert.Equal("rgb(124, 199, 240)", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.tf-figure.tf-up')).color")); // #7cc7f0
        Assert.Empty(await tab.AxeAsync());
    }

    [Fact]
    public async Task Result_OfSomebodyElse_IsNotFoundAnywhere()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await RunAsync(tab);
        var charts = run.Replace("/runs/", "/api/charts/runs/", StringComparison.Ordinal);
        string[] addresses = [run + "/download/result.json", run + "/download/trades.csv", charts + "/candles", charts + "/equity", charts + "/trades", run + "/download/result.xlsx", run + "/download/report.html", run + "/report.html"];
        foreach (var address in addresses) Assert.Equal(200, (await tab.Page.APIRequest.GetAsync(address)).Status);
        await using var other = await fixture.OpenSignedInAsync();
        Assert.Equal(404, (await other.Page.GotoAsync(run))!.Status);
        foreach (var address in addresses) Assert.Equal(404, (await other.Page.APIRequest.GetAsync(address)).Status);
    }

    private static async Task SwitchThemeAsync(Tab tab)
    {
        await tab.Page.ClickAsync("button[name=theme]");
        await tab.ReadyAsync();
        await tab.DrawnAsync();
    }

    private static async Task OpenAsync(Tab tab, string name)
    {
        await tab.Page.ClickAsync("#tab-" + name);
        await Assertions.Expect(tab.Page.Locator("#tab-" + name)).ToHaveAttributeAsync("aria-current", "page");
    }

    private static async Task<string> RunAsync(Tab tab, int template = 0)
    {
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(template), AppFixture.Series);
        await tab.GoAsync(run);
        await tab.Page.WaitForSelectorAsync("[data-figures]");
        return run;
    }
}
