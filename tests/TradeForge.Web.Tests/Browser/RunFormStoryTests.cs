using Microsoft.Playwright;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The run form on an app of its own: two instruments, and a tier that allows little.</summary>
[Collection(AppFixture.Collection)]
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
        await using var app = await SeedAsync(await AppProcess.StartWithoutWorkersAsync("--TradeForge:Tier:InstrumentsPerRun=1", "--TradeForge:Tier:RunsAtOnce=1"));
        await using var tab = await SignInAsync(app);
        var strategy = await tab.CreateStrategyAsync();
        var form = $"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(AppFixture.Series)}";
        await tab.GoAsync(form);
        await tab.Page.SelectOptionAsync("#add-instrument", Second);
        await Assertions.Expect(tab.Page.Locator("[data-limit=instruments-limit]")).ToContainTextAsync("allows 1 instruments in one run; this would be 2");
        await Assertions.Expect(tab.Page.Locator("button[type=submit].tf-wide")).ToBeDisabledAsync();
        await tab.Page.ClickAsync($"[aria-label='Remove {Second}']");
        await Assertions.Expect(tab.Page.Locator("button[type=submit].tf-wide")).ToBeEnabledAsync();

        var other = await tab.Page.Context.NewPageAsync(); // asked before the first has started: its form still offers the button
        await other.GotoAsync(form);
        await other.WaitForSelectorAsync("[data-live=yes]");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        await other.ClickAsync("button[type=submit].tf-wide");
        await Assertions.Expect(other.Locator("#problems")).ToContainTextAsync("allows 1 runs at once; this would be 2");
    }

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
