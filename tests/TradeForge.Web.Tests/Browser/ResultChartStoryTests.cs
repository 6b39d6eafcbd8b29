using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The charts of a result: several instruments, bars that are ambiguous, what the pointer tells.</summary>
[Collection(AppFixture.Collection)]
public sealed class ResultChartStoryTests(AppFixture fixture)
{
    /// <summary>A template with a trailing stop and a part of the equity in each position.</summary>
    private static readonly int Donchian = StrategyTemplates.All.Index().First(t => t.Item.Name.En.StartsWith("Donchian", StringComparison.Ordinal)).Index;

    [Fact]
    public async Task Result_OfTwoInstruments_ChartShowsTheOneOfTheTrade()
    {
        const string First = "moex:GAZP", Second = "moex:SBER";
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync(Donchian);
        await tab.GoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(Second)}");
        await tab.Page.SelectOptionAsync("#add-instrument", First);
        await Assertions.Expect(tab.Page.Locator("[data-instrument]")).ToHaveCountAsync(2);
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        var run = await tab.FinishedRunAsync();
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var symbols = json.RootElement.GetProperty("trades").EnumerateArray().Select(t => t.GetProperty("symbol").GetString()!).ToList();
        var (gazp, sber) = (symbols.IndexOf(First) + 1, symbols.LastIndexOf(Second) + 1);
        Assert.True(gazp > 0 && sber > 0, "both must trade");

        await tab.GoAsync(run);
        await tab.DrawnAsync();
        var named = tab.Page.Locator(".tf-page-head [data-instruments]");
        await Assertions.Expect(named).ToHaveTextAsync($"{Second} +1");
        await Assertions.Expect(named).ToHaveAttributeAsync("title", $"{Second}, {First}");
        await Assertions.Expect(tab.Page.Locator("[data-chart=equity] .tf-chart-legend")).ToContainTextAsync("Equal parts of all, held");
        var held = tab.Page.Locator("[data-chart=equity] .tf-chart-part").Filter(new() { HasText = "Equal parts" }).Locator("b");
        var market = json.RootElement.GetProperty("days").EnumerateArray().Last().GetProperty("benchmarkEquity").GetDouble();
        Assert.Equal(market, 100_000 * (1 + (json.RootElement.GetProperty("metrics").GetProperty("buyHoldPercent").GetDouble() / 100)), 1e-6);
        Assert.Equal(market, double.Parse((await held.InnerTextAsync()).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), 0.01);
        await tab.ShootAsync("result-several-overview");

        await tab.GoAsync(run + "?tab=chart");
        await ShowsAsync(tab, Second); // the one that the run form named first
        await tab.Page.SelectOptionAsync("[data-chart-symbol]", First);
        await tab.Page.WaitForURLAsync("**&symbol=*");
        await ShowsAsync(tab, First);
        await tab.GoAsync($"{run}?tab=chart&trade={sber}");
        await ShowsAsync(tab, Second);
        await Assertions.Expect(tab.Page.Locator("[data-chosen-trade] .tf-badge")).ToHaveTextAsync(Second);
        await TipAsync(tab, $"{sber} · ");
        await Assertions.Expect(tab.Page.Locator("[data-chart=candles] .tf-chart-legend")).ToContainTextAsync("Stop");
        await tab.ShootAsync("result-several-chart");
        Assert.Empty(await tab.AxeAsync());
        await tab.GoAsync($"{run}?tab=why&trade={sber}");
        await Assertions.Expect(tab.Page.Locator("[data-action][data-truth=true] [data-outcome]").First).ToContainTextAsync("sent a");
        Assert.Equal(0, await tab.Page.Locator("[data-differs]").CountAsync());
        await Assertions.Expect(tab.Page.Locator("[data-chart-symbol]")).ToHaveValueAsync(Second);
        await tab.DrawnAsync();
        await tab.ShootAsync("result-several-why");
        await tab.GoAsync($"{run}?tab=trades&trade={gazp}");
        await tab.Page.Locator($"tr[data-trade='{gazp}'] a").First.ClickAsync();
        await ShowsAsync(tab, First);
        await tab.Page.SetViewportSizeAsync(390, 844);
        Assert.Equal(0, await tab.OverflowAsync());
        await tab.ShootAsync("result-several-chart-390");
        await tab.Page.SetViewportSizeAsync(1440, 900);
        await OpenPositionsAsync(tab, run, json.RootElement.GetProperty("trades")[sber - 1].GetProperty("exitTime").GetDateTimeOffset());
        var charts = run.Replace("/runs/", "/api/charts/runs/", StringComparison.Ordinal);
        Assert.Equal(404, (await tab.Page.APIRequest.GetAsync(charts + "/candles/2")).Status); // there are two
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Result_OfBarsThatTouchStopAndTarget_DrawsTheBandAndTheLevels()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/data/import");
        await tab.Page.SetInputFilesAsync("#import-file", new FilePayload { Name = "WIDE.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(WideBars()) });
        await tab.Page.WaitForSelectorAsync("[data-first-rows]");
        await tab.Page.SelectOptionAsync("#venue", "moex");
        await tab.Page.FillAsync("#symbol", "WIDE");
        await tab.Page.ClickAsync("[data-import-start]");
        await tab.Page.WaitForSelectorAsync("[data-import-status=succeeded]", new() { Timeout = 60_000 });
        var run = await tab.RunAsync(await StrategyAsync(tab), "moex:WIDE", ("commission", "0"), ("slippage", "0"));
        await tab.GoAsync(run);
        await tab.DrawnAsync();
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var band = json.RootElement.GetProperty("band");
        double Equity(string assumption) => band.GetProperty(assumption).GetProperty("equity").GetDouble();
        Assert.True(band.GetProperty("ambiguousBars").GetInt32() > 3);
        var legend = tab.Page.Locator("[data-chart=equity] .tf-chart-legend");
        foreach (var (words, of) in new[] { ("Worst inside bars", "pessimistic"), ("Best inside bars", "optimistic") })
            await Assertions.Expect(legend).ToContainTextAsync($"{words} {Equity(of).ToString("N2", CultureInfo.InvariantCulture)}");
        Assert.True(Equity("optimistic") > 1.1 * Equity("pessimistic"));
        await tab.ShootAsync("result-band-dark-1440");
        await tab.Page.SetViewportSizeAsync(390, 844);
        await tab.ShootAsync("result-band-dark-390");
        Assert.Equal(0, await tab.OverflowAsync());
        await tab.Page.SetViewportSizeAsync(1440, 900);

        var trade = json.RootElement.GetProperty("trades")[2];
        var entry = trade.GetProperty("entryPrice").GetDouble();
        await tab.GoAsync(run + "?tab=chart&trade=3");
        await tab.DrawnAsync();
        await TipAsync(tab, "3 · Long");
        var tip = tab.Page.Locator("[data-chart=candles] .tf-chart-tip");
        await Assertions.Expect(tip).ToContainTextAsync("(Enter long)");
        await Assertions.Expect(tip).ToContainTextAsync("(Stop-loss)");
        var prices = tab.Page.Locator("[data-chart=candles] .tf-chart-legend");
        await Assertions.Expect(prices).ToContainTextAsync($"Stop {(entry * 0.97).ToString("N2", CultureInfo.InvariantCulture)}");
        await Assertions.Expect(prices).ToContainTextAsync($"Target {(entry * 1.04).ToString("N2", CultureInfo.InvariantCulture)}");
        await tab.ShootAsync("result-levels-dark-1440");
        await tab.GoLightAsync();
        await tab.GoAsync(run);
        await tab.DrawnAsync();
        await tab.ShootAsync("result-band-light-1440");
        Assert.Empty(tab.Complaints);
    }

    /// <summary>G60: bars of the other sessions, which the run did not have, are not on its chart, and no indicator is made of them.</summary>
    [Fact]
    public async Task Result_OfTheRegularSession_DrawsTheBarsThatTheRunUsed()
    {
        var hours = EveningHours("moex:EVENING");
        await AppFixture.SeedAsync(fixture.App, hours);
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync(Donchian);
        await tab.GoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(hours.Symbol)}");
        await tab.Page.SelectOptionAsync("#timeframe", "4h");
        await tab.OpenGroupsAsync();
        await tab.Page.SelectOptionAsync("#session", "regular");
        await tab.Page.FillAsync("#to", "2023-06-01");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        var run = await tab.FinishedRunAsync();
        var settings = new BacktestSettings { Session = SessionChoice.Regular, Calendar = CalendarKind.Moex, Timeframe = Timeframe.Parse("4h"), To = new(2023, 6, 1, 0, 0, 0, TimeSpan.Zero) };
        var used = BacktestData.Prepare(hours, settings).Data!.Series;
        Assert.True(used.Count < BacktestData.Prepare(hours, settings with { Session = SessionChoice.All }).Data!.Bars, "evenings must make bars of their own");

        var bytes = await (await tab.Page.APIRequest.GetAsync(run.Replace("/runs/", "/api/charts/runs/", StringComparison.Ordinal) + "/candles?max=10000")).BodyAsync();
        var count = (int)BitConverter.ToUInt32(bytes);
        Assert.Equal(used.Times.ToArray(), Enumerable.Range(0, count).Select(i => BitConverter.ToUInt32(bytes, 8 + (4 * i)) * 1000L));
        var closes = 8 + (4 * (count + (count % 2))) + (3 * 8 * count);
        Assert.Equal(used.Close.ToArray(), Enumerable.Range(0, count).Select(i => BitConverter.ToDouble(bytes, closes + (8 * i))));
        await tab.GoAsync(run + "?tab=chart");
        await Assertions.Expect(tab.Page.Locator(".tf-terms")).ToContainTextAsync("the regular one");
        await tab.DrawnAsync();
        await tab.ShootAsync("result-regular-session");
        Assert.Empty(tab.Complaints);
    }

    /// <summary>Hours of Moscow from 10:00 to 23:00 on weekdays; evenings jump far away.</summary>
    private static CandleSeries EveningHours(string symbol)
    {
        var days = Enumerable.Range(0, 200).Select(i => new DateTimeOffset(2023, 1, 9, 7, 0, 0, TimeSpan.Zero).AddDays(i)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        return CandleSeries.From(symbol, Timeframe.OneHour, [.. days.SelectMany((day, d) => Enumerable.Range(0, 13).Select(hour =>
        {
            var price = Math.Round(200 + (40 * Math.Sin(d / 7.0)) + hour + (hour > 8 ? 30 : 0), 2);
            return new Candle(day.AddHours(hour).ToUnixTimeMilliseconds(), price, price + 1, price - 1, price, 1000);
        }))]);
    }

    /// <summary>The same run once more, ended while a trade was open: its position names the instrument.</summary>
    private static async Task OpenPositionsAsync(Tab tab, string run, DateTimeOffset end)
    {
        await tab.GoAsync(run);
        await tab.Page.ClickAsync("a:has-text('Run again')");
        await tab.Page.WaitForURLAsync("**/runs/new?*again=*");
        await tab.ReadyAsync();
        await tab.Page.FillAsync("#to", end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        await Assertions.Expect(tab.Page.Locator("tr[data-run] [data-instruments='2']")).ToHaveCountAsync(2);
        var shorter = await tab.FinishedRunAsync();
        Assert.NotEqual(run, shorter);
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(shorter + "/download/result.json")).BodyAsync());
        var open = json.RootElement.GetProperty("openPositions").EnumerateArray().Select(p => p.GetProperty("symbol").GetString()!).ToArray();
        Assert.NotEmpty(open);
        await tab.GoAsync(shorter + "?tab=trades");
        Assert.Equal(open, await tab.Page.Locator("[data-open-positions] tbody tr td:first-child").AllInnerTextsAsync());
        await tab.ShootAsync("result-several-trades");
    }

    private static async Task ShowsAsync(Tab tab, string symbol)
    {
        await Assertions.Expect(tab.Page.Locator("[data-chart=candles] .tf-chart[data-ready] .tf-chart-canvas")).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(symbol));
        await Assertions.Expect(tab.Page.Locator("[data-chart-symbol]")).ToHaveValueAsync(symbol);
    }

    /// <summary>Moves the pointer over the chart until it tells of the trade.</summary>
    private static async Task TipAsync(Tab tab, string words)
    {
        var tip = tab.Page.Locator("[data-chart=candles] .tf-chart-tip");
        var chart = await Tab.BoxAsync(tab.Page.Locator("[data-chart=candles] .tf-chart-canvas"));
        for (var round = 0; round < 5; round++) // the marks come after the bars
            for (var x = chart.X + 10; x < chart.X + chart.Width - 80; x += 5)
            {
                await tab.Page.Mouse.MoveAsync(x, chart.Y + 180);
                if (await tip.IsVisibleAsync() && (await tip.InnerTextAsync()).Contains(words, StringComparison.Ordinal)) return;
            }

        Assert.Fail("The pointer found no trade on the chart.");
    }

    /// <summary>Days that swing by six on both sides of a slow wave, so that a stop three percent away and a target four percent away are both inside.</summary>
    private static string WideBars()
    {
        var csv = new StringBuilder("time,open,high,low,close,volume\n");
        double Price(int i) => Math.Round(100 + (12 * Math.Sin(i / 5.0)), 2);
        for (var i = 0; i < 240; i++)
        {
            var (open, close) = (Price(i), Price(i + 1));
            csv.AppendLine(CultureInfo.InvariantCulture, $"{new DateOnly(2022, 1, 1).AddDays(i):yyyy-MM-dd},{open},{Math.Max(open, close) + 6:0.00},{Math.Min(open, close) - 6:0.00},{close},1000");
        }

        return csv.ToString();
    }

    private static async Task<string> StrategyAsync(Tab tab)
    {
        var address = await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-json");
        var graph = JsonNode.Parse(await tab.Page.InputValueAsync("textarea.tf-json"))!;
        var nodes = graph["nodes"]!.AsArray();
        foreach (var (id, period) in new[] { ("fast", 2), ("slow", 5) }) nodes.First(n => (string?)n!["id"] == id)!["data"]!["period"] = period;
        nodes.Add(JsonNode.Parse("""{ "id": "stop", "type": "stop-loss", "position": { "x": 780, "y": 0 }, "data": { "kind": "percent", "value": 3 } }"""));
        nodes.Add(JsonNode.Parse("""{ "id": "target", "type": "take-profit", "position": { "x": 780, "y": 150 }, "data": { "kind": "percent", "value": 4 } }"""));
        await tab.Page.FillAsync("textarea.tf-json", graph.ToJsonString());
        await tab.Page.PressAsync("textarea.tf-json", "Tab");
        await tab.Page.ClickAsync("#tab-canvas");
        await new Hands(tab).SettledAsync();
        return address;
    }
}
