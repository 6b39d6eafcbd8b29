using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

/// <summary>From registering to the figures of a run, which the command line must give for the same inputs too.</summary>
[Collection(AppFixture.Beside)]
public sealed class WholeStoryTests(AppFixture fixture)
{
    internal const string Key = "moex:SBERSTORY";
    private static readonly int Template = StrategyTemplates.All.Index().First(t => t.Item.Name.En.StartsWith("Donchian", StringComparison.Ordinal)).Index; // a breakout with a trailing stop and a size: prices inside bars, lots, costs
    private static readonly string Candles = Path.Combine(Repository.Root, "samples", "SBER.moex.1d.csv.gz");
    private static readonly (string Field, string Value)[] Settings = [("cash", "250000"), ("commission", "5+0.06%"), ("slippage", "2t"), ("lot", "10"), ("price-step", "0.01")];

    [Fact]
    public async Task Story_RegisterImportDrawRun_PageAndCommandLineAgreeToTheLastDigit()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await ImportAsync(tab);
        var graph = await SavedStrategyAsync(tab, await tab.CreateStrategyAsync(Template));
        var run = await RunAsync(tab);
        using var expected = JsonDocument.Parse(await CommandLineAsync(graph));
        var trades = expected.RootElement.GetProperty("trades");
        Assert.True(trades.GetArrayLength() > 20, "the sample must make the template trade");

        using var download = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        Assert.Equal(JsonSerializer.Serialize(expected.RootElement), JsonSerializer.Serialize(download.RootElement));
        await CompareFiguresAsync(tab.Page.Locator("[data-figures] [data-metric]"), expected.RootElement, atLeast: 9);
        await CompareOverviewAsync(tab, expected.RootElement);
        await tab.Page.ClickAsync("#tab-Trades");
        await CompareTradeAsync(tab, trades, 1);
        await tab.Page.Locator(".tf-trades thead button").First.ClickAsync(); // by number, last first
        await CompareTradeAsync(tab, trades, trades.GetArrayLength());

        await tab.Page.ClickAsync("#tab-Metrics");
        var known = expected.RootElement.GetProperty("metrics").EnumerateObject().Count();
        await CompareFiguresAsync(tab.Page.Locator("[data-metrics] [data-metric]"), expected.RootElement, known);
        await tab.Page.ClickAsync("#tab-Performance");
        await ComparePerformanceAsync(tab, expected.RootElement);
        Assert.Empty(tab.Foreign);
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Brings the sample candles in under <see cref="Key"/>.</summary>
    internal static async Task ImportAsync(Tab tab)
    {
        await tab.GoAsync("/data/import");
        await tab.Page.SetInputFilesAsync("#import-file", Candles);
        await tab.Page.WaitForSelectorAsync("[data-first-rows]");
        await tab.Page.SelectOptionAsync("#venue", Key.Split(':')[0]);
        await tab.Page.FillAsync("#symbol", Key.Split(':')[1]);
        await tab.Page.ClickAsync("[data-import-start]");
        await tab.Page.WaitForSelectorAsync("[data-import-status=succeeded]", new() { Timeout = 60_000 });
    }

    /// <summary>The graph as the editor loads it from the store.</summary>
    private static async Task<string> SavedStrategyAsync(Tab tab, string address)
    {
        await tab.GoAsync(address);
        await tab.Page.ClickAsync("#tab-json");
        return await tab.Page.InputValueAsync("textarea.tf-json");
    }

    private static async Task<string> RunAsync(Tab tab)
    {
        await tab.Page.ClickAsync("a:has-text('Run backtest')");
        await tab.Page.WaitForURLAsync("**/runs/new?strategy=*");
        await tab.ReadyAsync();
        await tab.Page.SelectOptionAsync("#instrument", Key);
        await Assertions.Expect(tab.Page.Locator("#timeframe")).ToHaveValueAsync("1d");
        foreach (var (field, value) in Settings) await tab.Page.FillAsync("#" + field, value);
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        var row = tab.Page.Locator("tr[data-run]").First;
        await Assertions.Expect(row).ToHaveAttributeAsync("data-status", "Succeeded", new() { Timeout = 60_000 });
        await row.Locator("a").First.ClickAsync();
        await tab.Page.WaitForSelectorAsync("[data-figures]");
        await tab.ReadyAsync();
        return new Uri(tab.Page.Url).AbsolutePath;
    }

    /// <summary>Every figure that is shown equals the metric of its name; a figure that is not defined is null there.</summary>
    private static async Task CompareFiguresAsync(ILocator figures, JsonElement expected, int atLeast)
    {
        await Assertions.Expect(figures.First).ToBeVisibleAsync();
        var shown = await figures.EvaluateAllAsync<string[]>("all => all.map(f => f.dataset.metric + '=' + (f.dataset.value ?? ''))");
        var all = shown.Select(s => s.Split('=')).ToDictionary(s => s[0], s => s[1].Length == 0 ? (double?)null : double.Parse(s[1], CultureInfo.InvariantCulture));
        Assert.True(all.Keys.Count(name => !name.Contains('.', StringComparison.Ordinal)) >= atLeast, $"{all.Count} figures are shown");
        foreach (var (name, value) in all) Assert.Equal((name, Metric(expected, name)), (name, value));
    }

    /// <summary>The cost strip and the band are the command line's.</summary>
    private static async Task CompareOverviewAsync(Tab tab, JsonElement expected)
    {
        var strip = expected.GetProperty("costStrip");
        foreach (var row in strip.GetProperty("rows").EnumerateArray())
        {
            var shown = await ValuesAsync(tab.Page.Locator($"tr[data-cost='{row.GetProperty("multiple")}'] [data-value]"));
            string[] names = ["netProfit", "returnPercent", "sharpe", "maxDrawdownPercent", "trades", "fees"];
            Assert.Equal(names.Select(name => row.GetProperty(name).GetDouble()), shown);
        }

        var band = expected.GetProperty("band");
        double[] ends = [band.GetProperty("pessimistic").GetProperty("netProfit").GetDouble(), band.GetProperty("optimistic").GetProperty("netProfit").GetDouble()];
        Assert.Equal(ends, await ValuesAsync(tab.Page.Locator("[data-band] [data-value]")));
    }

    /// <summary>Months and groups of trades are the command line's.</summary>
    private static async Task ComparePerformanceAsync(Tab tab, JsonElement expected)
    {
        await Assertions.Expect(tab.Page.Locator("[data-months]")).ToBeVisibleAsync();
        var months = expected.GetProperty("monthly").EnumerateArray().SelectMany(y => y.GetProperty("months").EnumerateArray()).Where(m => m.ValueKind == JsonValueKind.Number).Select(m => m.GetDouble()).ToList();
        Assert.True(months.Count > 24);
        Assert.Equal(months, await ValuesAsync(tab.Page.Locator("[data-months] td[data-value]:not([data-value=''])")));
        foreach (var by in new[] { "weekday", "exitReason", "tag", "month" })
        {
            await tab.Page.ClickAsync($"[data-by={by}]");
            await Assertions.Expect(tab.Page.Locator($"[data-breakdown={by}]")).ToBeVisibleAsync();
            var counts = expected.GetProperty("breakdowns").GetProperty(by).EnumerateArray().Select(r => r.GetProperty("trades").GetDouble());
            Assert.Equal(counts, await ValuesAsync(tab.Page.Locator("[data-breakdown] td:first-of-type[data-value]")));
        }
    }

    private static async Task<double[]> ValuesAsync(ILocator figures) =>
        [.. (await figures.EvaluateAllAsync<string[]>("all => all.map(f => f.dataset.value)")).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];

    private static double? Metric(JsonElement result, string name)
    {
        var (metrics, key) = name.Split('.') is [var side, var own] ? (result.GetProperty("bySide").GetProperty(side), own) : (result.GetProperty("metrics"), name);
        var value = metrics.GetProperty(key);
        return value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
    }

    private static async Task CompareTradeAsync(Tab tab, JsonElement trades, int number)
    {
        var trade = trades[number - 1];
        var row = tab.Page.Locator($"tr[data-trade='{number}']");
        var read = await tab.Page.WaitForFunctionAsync( // in one step: a row of a virtual list may be drawn again at any time
            "number => { const all = [...document.querySelectorAll(`tr[data-trade='${number}'] [data-value]`)]; return all.length === 8 && all.map(f => f.dataset.value); }", number);
        var shown = await read.JsonValueAsync<string[]>();
        string[] names = ["pnl", "pnlPercent", "entryPrice", "exitPrice", "quantity", "fees", "mae", "mfe"];
        Assert.Equal(names.Select(name => trade.GetProperty(name).GetDouble()), shown.Select(v => double.Parse(v, CultureInfo.InvariantCulture)));
        var text = await row.InnerTextAsync();
        foreach (var time in new[] { "entryTime", "exitTime" })
            Assert.Contains(trade.GetProperty(time).GetDateTimeOffset().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
    }

    private static async Task<string> CommandLineAsync(string graph)
    {
        using var cli = new CommandLine();
        return await cli.BacktestAsync(["--strategy", cli.File("strategy.json", graph), "--candles", Candles, "--symbol", Key, "--timeframe", "1d", "--calendar", "moex", "--cost-strip",
            .. Settings.SelectMany(s => new[] { "--" + s.Field, s.Value })]);
    }
}
