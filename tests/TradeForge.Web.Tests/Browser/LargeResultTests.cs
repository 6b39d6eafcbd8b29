using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TradeForge.Core.Market;

namespace TradeForge.Web.Tests.Browser;

/// <summary>A result with many trades on many bars. TRADEFORGE_RESULT_BARS takes more bars than the suite has time for; times are written to artifacts/result-speed.txt and are no pass or fail.</summary>
[Collection(AppFixture.Beside)]
public sealed class LargeResultTests(AppFixture fixture)
{
    private const string Series = "test:LARGE";
    /// <summary>What the browser may send to the hub in one message.</summary>
    private const int HubLimit = 256 * 1024;
    private const string Watch = """
        () => { window.tfFrames = []; let last = performance.now(); window.tfWatch = true;
          const frame = now => { window.tfFrames.push(now - last); last = now; if (window.tfWatch) requestAnimationFrame(frame); }; requestAnimationFrame(frame); }
        """;

    private readonly List<string> _lines = [];
    private int _sent, _received;

    private static int Bars => int.TryParse(Environment.GetEnvironmentVariable("TRADEFORGE_RESULT_BARS"), out var bars) ? bars : 60_000;

    [Fact]
    public async Task Result_WithManyTradesAndBars_IsReadWithoutLag()
    {
        await AppFixture.SeedAsync(fixture.App, Minutes(Bars));
        await using var tab = await fixture.OpenSignedInAsync();
        tab.Page.WebSocket += (_, socket) =>
        {
            socket.FrameSent += (_, frame) => _sent = Math.Max(_sent, (frame.Binary ?? []).Length);
            socket.FrameReceived += (_, frame) => _received = Math.Max(_received, (frame.Binary ?? []).Length);
        };
        var run = await tab.RunAsync(await StrategyAsync(tab), Series, ("commission", "0"), ("slippage", "0"));
        await TimeAsync("result opens", async () => { await tab.Page.GotoAsync(run); await tab.Page.WaitForSelectorAsync("[data-figures]"); });
        await TradesAsync(tab, run);
        await ChartAsync(tab, run);
        Assert.Empty(tab.Complaints);
        Assert.InRange(_sent, 1, HubLimit / 8);
        _lines.Add($"largest message to the server {_sent} bytes, to the browser {_received} bytes");
        await File.AppendAllTextAsync(Path.Combine(Repository.Root, "artifacts", "result-speed.txt"), string.Join('\n', _lines.Prepend($"{Bars} bars")) + "\n\n");
    }

    private async Task TradesAsync(Tab tab, string run)
    {
        await TimeAsync("trade list opens", async () => { await tab.Page.GotoAsync(run + "?tab=trades"); await tab.Page.WaitForSelectorAsync("tr[data-trade='1']"); });
        await tab.ReadyAsync();
        var count = int.Parse((await tab.Page.Locator("[data-shown]").GetAttributeAsync("data-shown"))!, CultureInfo.InvariantCulture);
        Assert.True(count > Bars / 25, $"{count} trades of {Bars} bars");
        _lines.Add($"{count} trades");
        var box = tab.Page.Locator(".tf-trades");
        var at = await Tab.BoxAsync(box);
        await tab.Page.Mouse.MoveAsync(at.X + 300, at.Y + 200);
        await FramesAsync(tab, "wheel over the list", () => tab.Page.Mouse.WheelAsync(0, 600));
        await TimeAsync("end of the list", async () => { await box.EvaluateAsync("e => e.scrollTop = e.scrollHeight"); await tab.Page.WaitForSelectorAsync($"tr[data-trade='{count}']"); });
        await TimeAsync("sort by profit", async () => { await tab.Page.ClickAsync(".tf-trades thead button:text-matches('^Profit\\\\b')"); await tab.Page.WaitForSelectorAsync(".tf-trades th[aria-sort=ascending]"); });
        await TimeAsync("filter wins", async () =>
        {
            await tab.Page.SelectOptionAsync("[data-filter-won]", "True");
            await Assertions.Expect(tab.Page.Locator("[data-shown]")).Not.ToHaveAttributeAsync("data-shown", count.ToString(CultureInfo.InvariantCulture));
        });
        await tab.GoAsync($"{run}?tab=trades&trade={count}"); // as somebody who was sent the address
        await Assertions.Expect(tab.Page.Locator($"tr[data-trade='{count}']")).ToHaveClassAsync("tf-this-row");
    }

    private async Task ChartAsync(Tab tab, string run)
    {
        var slowest = 0f;
        tab.Page.RequestFinished += (_, request) => slowest = request.Url.Contains("/api/charts", StringComparison.Ordinal) ? Math.Max(slowest, request.Timing.ResponseEnd) : slowest;
        await TimeAsync("chart opens", async () => { await tab.Page.GotoAsync(run + "?tab=chart"); await tab.DrawnAsync(); });
        await tab.ReadyAsync();
        var chart = tab.Page.Locator("[data-chart=candles] .tf-chart-canvas");
        var box = await Tab.BoxAsync(chart);
        await tab.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 150);
        await FramesAsync(tab, "zoom out to all bars", () => tab.Page.Mouse.WheelAsync(0, 240));
        await FramesAsync(tab, "zoom in", () => tab.Page.Mouse.WheelAsync(0, -240));
        for (var i = 0; i < 4; i++)
        {
            await tab.Page.Mouse.MoveAsync(box.X + 100, box.Y + 150);
            await tab.Page.Mouse.DownAsync();
            await tab.Page.Mouse.MoveAsync(box.X + 700, box.Y + 150, new() { Steps = 10 });
            await tab.Page.Mouse.UpAsync();
        }

        await tab.Page.Locator("[data-chart=candles] .tf-chart-table summary").ClickAsync();
        await chart.PressAsync("Home");
        var first = tab.Page.Locator("[data-chart=candles] .tf-chart-rows tbody th").First;
        await Assertions.Expect(first).ToContainTextAsync("Jan 1, 2020", new() { Timeout = 10_000 });
        await chart.PressAsync("End");
        await Assertions.Expect(first).Not.ToContainTextAsync("Jan 1, 2020", new() { Timeout = 10_000 });
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"slowest answer to a chart {slowest:F0} ms"));
        await tab.ShootAsync("result-large-chart");
    }

    private async Task TimeAsync(string what, Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalMilliseconds:F0} ms"));
    }

    /// <summary>Frames of the browser while something is done a hundred times.</summary>
    private async Task FramesAsync(Tab tab, string what, Func<Task> act)
    {
        await tab.Page.EvaluateAsync(Watch);
        for (var i = 0; i < 100; i++) await act();
        var frames = (await tab.Page.EvaluateAsync<double[]>("() => { window.tfWatch = false; return window.tfFrames; }")).Order().ToArray();
        _lines.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: frames p50 {frames[frames.Length / 2]:F1} ms, p95 {frames[(int)(frames.Length * 0.95)]:F1} ms, worst {frames[^1]:F1} ms, {frames.Length} frames"));
    }

    /// <summary>An average cross so short that it trades every few bars, one unit at a time.</summary>
    private static async Task<string> StrategyAsync(Tab tab)
    {
        var address = await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-json");
        var graph = JsonNode.Parse(await tab.Page.InputValueAsync("textarea.tf-json"))!;
        foreach (var (id, period) in new[] { ("fast", 3), ("slow", 7) }) graph["nodes"]!.AsArray().First(n => (string?)n!["id"] == id)!["data"]!["period"] = period;
        graph["nodes"]!.AsArray().Add(JsonNode.Parse("""{ "id": "size", "type": "position-size", "position": { "x": 260, "y": 320 }, "data": { "mode": "quantity", "value": 1 } }"""));
        graph["edges"]!.AsArray().Add(JsonNode.Parse("""{ "id": "e9", "source": "size", "sourceHandle": "size", "target": "buy", "targetHandle": "size" }"""));
        await tab.Page.FillAsync("textarea.tf-json", graph.ToJsonString());
        await tab.Page.PressAsync("textarea.tf-json", "Tab");
        await tab.Page.ClickAsync("#tab-canvas");
        await new Hands(tab).SettledAsync();
        return address;
    }

    /// <summary>A walk of minutes from 2020 on, the same each time.</summary>
    internal static CandleSeries Minutes(int count, string symbol = Series)
    {
        var (random, price, start) = (new Random(7), 1000.0, DateTimeOffset.Parse("2020-01-01T00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
        return CandleSeries.From(symbol, Timeframe.OneMinute, [.. Enumerable.Range(0, count).Select(i =>
        {
            var open = price;
            price = Math.Max(100, Math.Round(price + random.NextDouble() - 0.5, 2));
            return new Candle(start + (i * 60_000L), open, Math.Max(open, price) + 0.1, Math.Min(open, price) - 0.1, price, 1 + (i % 50));
        })]);
    }
}
