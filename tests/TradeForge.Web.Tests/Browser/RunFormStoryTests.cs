using Microsoft.Playwright;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The run form on an app of its own: two instruments, and a tier that allows little.</summary>
[Collection(AppFixture.Beside)]
public sealed class RunFormStoryTests(AppFixture fixture)
{
    private const string Second = "us:WAVE";

    [Fact]
    public async Task Form_TwoInstrumentsLimitsAndSplit_RunAsTheEngineDoes()
    {
        await using var app = await SeedAsync(await AppProcess.StartAsync());
        await using var tab = await SignInAsync(app);
        var strategy = await tab.CreateStrategyAsync();
        await tab.GoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(AppFixture.Series)}");
        await tab.Page.SelectOptionAsync("#add-instrument", Second);
        await Assertions.Expect(tab.Page.Locator("[data-instrument]")).ToHaveCountAsync(2);
        Assert.Contains("8,760 bars, 2023-01-01", await tab.Page.InnerTextAsync($"[data-instrument='{Second}']"), StringComparison.Ordinal);
        await Assertions.Expect(tab.Page.Locator("[data-bars]")).ToHaveAttributeAsync("data-bars", "17520"); // 2 × 8760
        await Assertions.Expect(tab.Page.Locator("#lot")).ToHaveValueAsync($"0; {Second} = 1");
        await Assertions.Expect(tab.Page.Locator("#price-step")).ToHaveValueAsync($"0; {Second} = 0.01");
        await tab.ShootAsync("run-form-several-dark-1440");
        await tab.Page.FillAsync("#split", "2023-07-01");
        await tab.Page.FillAsync("#commission", "0.1%");
        await tab.Page.FillAsync("#slippage", "0");
        await tab.Page.Locator("#group-limits summary").ClickAsync();
        await tab.Page.FillAsync("#max-symbol", "50");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        var run = await tab.FinishedRunAsync();
        var shown = await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).TextAsync();

        var settings = new BacktestSettings
        {
            Timeframe = Timeframe.OneHour,
            Commission = new(Percent: 0.1m),
            Exposure = new() { Symbol = 50 },
            OwnTerms = new Dictionary<string, SymbolTerms> { [Second] = new() { Lot = 1, PriceStep = 0.01m } }, // those of its venue, as the form has suggested
            Split = new(2023, 7, 1, 0, 0, 0, TimeSpan.Zero),
        };
        var compiled = StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!;
        IReadOnlyList<Text> none = [];
        var (data, _) = PortfolioData.Prepare(compiled, [(AppFixture.Wave(), none), (Renamed(), none)], settings);
        var expected = PortfolioBacktest.Run(compiled, data!, settings, null, CancellationToken.None);
        Assert.True(expected.Trades.Select(t => t.Symbol).Distinct().Count() == 2 && expected.Parts.Count == 2, "both must trade, on both sides of the split");
        expected = expected with { CostStrip = CostStrip.Of(compiled, data!, settings, expected, CancellationToken.None) };
        Assert.Equal(System.Text.Encoding.UTF8.GetString(ResultJson.ToBytes(expected)), shown);
    }

    [Fact]
    public async Task Form_TierAllowsLess_SaysHowMuchAndTwoTabsCannotPassTogether()
    {
        await using var app = await SeedAsync(await AppProcess.StartWithoutWorkersAsync("--TradeForge:Tier:InstrumentsPerRun=1", "--TradeForge:Tier:RunsAtOnce=1", "--TradeForge:Tier:Strategies=1"));
        await using var tab = await SignInAsync(app);
        var strategy = await tab.CreateStrategyAsync();
        var form = $"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(AppFixture.Series)}";
        await tab.GoAsync(form);
        await tab.Page.SelectOptionAsync("#add-instrument", Second);
        await Assertions.Expect(tab.Page.Locator("[data-limit=instruments-limit]")).ToContainTextAsync("limits instruments of one run: at most 1 allowed, this would be 2");
        await Assertions.Expect(tab.Page.Locator("button[type=submit].tf-wide")).ToBeDisabledAsync();
        await tab.Page.ClickAsync($"[aria-label='Remove {Second}']");
        await Assertions.Expect(tab.Page.Locator("button[type=submit].tf-wide")).ToBeEnabledAsync();

        var other = await tab.Page.Context.NewPageAsync(); // asked before the first has started: its form still offers the button
        await other.GotoAsync(form);
        await other.WaitForSelectorAsync("[data-live=yes]");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        await other.ClickAsync("button[type=submit].tf-wide");
        await Assertions.Expect(other.Locator("#problems")).ToContainTextAsync("limits runs at once: at most 1 allowed, this would be 2");

        await tab.GoAsync("/strategies");
        await tab.Page.ClickAsync("[aria-label^='Duplicate ']");
        await Assertions.Expect(tab.Page.Locator(".rz-notification")).ToContainTextAsync("limits strategies: at most 1 allowed, this would be 2");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Form_StrategyWithParameterSizeAndColumn_OffersAllThree()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-json");
        await tab.Page.FillAsync(".tf-json", Signal);
        await tab.Page.PressAsync(".tf-json", "Tab");
        if (await tab.Page.Locator("button:has-text('Save')").CountAsync() > 0) await tab.Page.ClickAsync("button:has-text('Save')");
        await tab.Page.WaitForSelectorAsync("a:has-text('Run backtest')");
        await tab.SavedAsync();
        await tab.GoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(AppFixture.Series)}");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await Assertions.Expect(tab.Page.Locator("#column-tv-problem")).ToContainTextAsync("reads the column tv");
        await tab.Page.SetInputFilesAsync("#column-tv", new FilePayload { Name = "tv.csv", MimeType = "text/csv", Buffer = "timestamp,value\nsoon,1\n"u8.ToArray() });
        await Assertions.Expect(tab.Page.Locator("#column-tv-problem")).ToContainTextAsync("line(s) without a readable time");
        await tab.Page.SetInputFilesAsync("#column-tv", new FilePayload { Name = "tv.csv", MimeType = "text/csv", Buffer = "timestamp,value\n2023-01-05T00:00Z,1\n2023-01-10T00:00Z,0\n"u8.ToArray() });
        await Assertions.Expect(tab.Page.Locator("[data-column-rows='2']")).ToBeVisibleAsync();
        await tab.Page.FillAsync("#param-level-value", "0,25");
        await tab.Page.FillAsync("#param-size-value", "50");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        var run = await tab.FinishedRunAsync();

        using var json = System.Text.Json.JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var parameters = json.RootElement.GetProperty("manifest").GetProperty("parameters");
        Assert.Equal(("0.25", "50"), (parameters.GetProperty("level.value").GetString(), parameters.GetProperty("size.value").GetString()));
        var trade = Assert.Single(json.RootElement.GetProperty("trades").EnumerateArray());
        Assert.StartsWith("2023-01-05", trade.GetProperty("entryTime").GetString(), StringComparison.Ordinal);
        Assert.InRange(trade.GetProperty("quantity").GetDouble() * trade.GetProperty("entryPrice").GetDouble(), 49_000, 50_100); // half of 100 000
        await tab.GoAsync(run);
        await tab.DrawnAsync();
        await tab.Page.ClickAsync("a:has-text('Run again')");
        await tab.Page.WaitForURLAsync("**/runs/new?*again=*");
        await Assertions.Expect(tab.Page.Locator("[data-column-rows]")).ToBeVisibleAsync(); // the file is still with the run
        await Assertions.Expect(tab.Page.Locator("#param-level-value")).ToHaveValueAsync("0.25");
        Assert.Empty(tab.Complaints);
    }

    private const string Signal = """
        { "schemaVersion": 1, "name": "Signal", "nodes": [
          { "id": "tv", "type": "external-signal", "position": { "x": 0, "y": 0 }, "data": { "column": "tv" } },
          { "id": "level", "type": "input", "position": { "x": 0, "y": 120 }, "data": { "value": 0.5 } },
          { "id": "on", "type": "compare", "position": { "x": 260, "y": 0 }, "data": { "op": "gt" } },
          { "id": "off", "type": "not", "position": { "x": 520, "y": 120 }, "data": {} },
          { "id": "buy", "type": "enter-long", "position": { "x": 780, "y": 0 }, "data": {} },
          { "id": "sell", "type": "exit-long", "position": { "x": 780, "y": 120 }, "data": {} },
          { "id": "size", "type": "position-size", "position": { "x": 520, "y": 240 }, "data": { "mode": "percent-equity", "value": 100 } } ],
          "edges": [
          { "id": "1", "source": "tv", "sourceHandle": "value", "target": "on", "targetHandle": "a" },
          { "id": "2", "source": "level", "sourceHandle": "value", "target": "on", "targetHandle": "b" },
          { "id": "3", "source": "on", "sourceHandle": "result", "target": "off", "targetHandle": "in" },
          { "id": "4", "source": "on", "sourceHandle": "result", "target": "buy", "targetHandle": "when" },
          { "id": "5", "source": "off", "sourceHandle": "result", "target": "sell", "targetHandle": "when" } ] }
        """;

    [Theory]
    [InlineData("dark", 1440)]
    [InlineData("light", 390)]
    public async Task Form_AllOpenWithProblems_IsReadableByEverybody(string theme, int width)
    {
        await using var tab = await fixture.OpenSignedInAsync(width);
        if (theme == "light") await tab.GoLightAsync();
        await tab.CreateStrategyAsync();
        await tab.GoAsync($"/runs/new?instrument={Uri.EscapeDataString(AppFixture.Series)}");
        await tab.ShootAsync($"run-form-closed-{theme}-{width}");
        await tab.OpenGroupsAsync();
        foreach (var field in new[] { "cash", "touch", "max-net", "trials" }) await tab.Page.FillAsync("#" + field, "x");
        await tab.Page.PressAsync("#cash", "Enter"); // keyboard alone sends it
        await tab.Page.WaitForSelectorAsync("#problems");
        foreach (var field in new[] { "strategy", "cash", "touch", "max-net", "trials" }) Assert.True(await tab.Page.Locator($"#{field}-problem").IsVisibleAsync(), field);
        await tab.ShootAsync($"run-form-open-{theme}-{width}");
        Assert.Empty(await tab.AxeAsync());
        Assert.Equal(0, await tab.OverflowAsync());
        Assert.Empty(tab.Complaints);
    }

    private static CandleSeries Renamed()
    {
        var wave = AppFixture.Wave();
        return CandleSeries.From(Second, Timeframe.OneHour, [.. Enumerable.Range(0, wave.Count).Select(i => wave[i])]);
    }

    private static async Task<AppProcess> SeedAsync(AppProcess app)
    {
        await AppFixture.SeedAsync(app);
        await AppFixture.SeedAsync(app, Renamed());
        return app;
    }

    private async Task<Tab> SignInAsync(AppProcess app)
    {
        var tab = await fixture.OpenAtAsync(app.Address);
        var email = fixture.NewEmail();
        await tab.RegisterAsync(email);
        await tab.SignInAsync(email, AppFixture.Password);
        return tab;
    }
}
