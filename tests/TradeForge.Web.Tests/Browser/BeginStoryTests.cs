using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The ways to a first strategy: a template, nothing, a file of another system, and the tour.</summary>
[Collection(AppFixture.Collection)]
public sealed class BeginStoryTests(AppFixture fixture)
{
    private static string Data(string name) => Path.Combine(Repository.Root, "tests", "data", "algotrade", name);

    [Theory]
    [InlineData(1440, "dark")]
    [InlineData(390, "light")]
    public async Task Templates_SearchAndKind_FindAndSayWhatTheyDo(int width, string theme)
    {
        await using var tab = await fixture.OpenSignedInAsync(width);
        if (theme == "light")
        {
            await tab.GoAsync("/licences");
            await tab.Page.ClickAsync("button[name=theme]");
            await tab.Page.WaitForSelectorAsync("html[data-theme=light]");
        }
        await tab.GoAsync("/strategies/new");
        await Assertions.Expect(tab.Page.Locator(".tf-template")).ToHaveCountAsync(23);
        await tab.ShootAsync($"templates-{width}-{theme}");
        await tab.Page.FillAsync("input[type=search]", "divergence");
        await Assertions.Expect(tab.Page.Locator(".tf-template h2")).ToHaveTextAsync(["RSI divergence"]);
        await tab.Page.FillAsync("input[type=search]", "");
        await tab.Page.ClickAsync(".tf-chip:has-text('Breakout')");
        await Assertions.Expect(tab.Page.Locator(".tf-template")).ToHaveCountAsync(4);
        Assert.Contains("Buy when", await tab.Page.InnerTextAsync(".tf-template .tf-readback >> nth=1"), StringComparison.Ordinal);
        Assert.Empty(await tab.AxeAsync());
        Assert.True(await tab.OverflowAsync() <= 0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Blank_OpensWithAPriceAndAPurchase()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/strategies/new");
        await tab.Page.ClickAsync("button:has-text('Start blank')");
        await tab.Page.WaitForURLAsync(url => Guid.TryParse(url.Split('/')[^1], out _));
        await tab.ReadyAsync();
        await Assertions.Expect(tab.Page.Locator(".tf-readback")).ToContainTextAsync("Buy when [not wired yet].");
    }

    [Fact]
    public async Task Import_EveryBlockOfAlgoTrade_ReportsThenCreates()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/strategies/new");
        await tab.Page.SetInputFilesAsync("input[type=file]", Data("every-type.json"));
        await Assertions.Expect(tab.Page.Locator("#import-title")).ToContainTextAsync("Every block");
        await Assertions.Expect(tab.Page.Locator("[data-kind=Differs] li")).ToHaveCountAsync(7);
        await Assertions.Expect(tab.Page.Locator("[data-kind=Missing]")).ToHaveCountAsync(0); // every block was carried over
        await tab.ShootAsync("import-every-type-1440-dark");
        Assert.Empty(await tab.AxeAsync());
        await tab.Page.ClickAsync("button:has-text('Create the strategy')");
        await tab.Page.WaitForURLAsync(url => Guid.TryParse(url.Split('/')[^1], out _));
        await tab.ReadyAsync();
        await Assertions.Expect(tab.Page.Locator(".tf-readback")).ToContainTextAsync("close is below the lower band of Bollinger Bands (20, 2) of close");
        await tab.GoAsync("/strategies");
        await tab.Page.WaitForSelectorAsync("td a:has-text('Every block')");
    }

    [Fact]
    public async Task Import_DriftedHandles_AreListedOneByOneAndNothingIsSavedYet()
    {
        await using var tab = await fixture.OpenSignedInAsync(390, 844);
        await tab.GoAsync("/strategies/new");
        await tab.Page.SetInputFilesAsync("input[type=file]", Data("drifted-handles.json"));
        await Assertions.Expect(tab.Page.Locator("[data-kind=Drifted] li")).ToHaveCountAsync(5);
        Assert.Contains("overbought-out", await tab.Page.InnerTextAsync("[data-kind=Drifted]"), StringComparison.Ordinal);
        await tab.ShootAsync("import-drifted-390-dark");
        Assert.True(await tab.OverflowAsync() <= 0);
        await tab.Page.ClickAsync("button:has-text('Cancel')");
        await Assertions.Expect(tab.Page.Locator(".tf-template")).ToHaveCountAsync(23);
        await tab.GoAsync("/strategies");
        Assert.Equal(0, await tab.Page.Locator("td a:has-text('Drifted handles')").CountAsync());
    }

    [Fact]
    public async Task Import_RuleTree_SaysWhatDiffersThenCreatesWhatCanRun()
    {
        const string Tree = """
            {"entry_buy_conditions":{"type":"AND","conditions":[
              {"type":"CROSSOVER_UP","line1":{"type":"INDICATOR_VALUE","key":"ema_timeperiod_12_value"},"line2":{"type":"INDICATOR_VALUE","key":"ema_timeperiod_26_value"}},
              {"type":"GREATER_THAN","left":{"type":"INDICATOR_VALUE","key":"rsi_timeperiod_14_value"},"right":{"type":"VALUE","value":50}}]},
             "exit_conditions":{"type":"SUPER_TREND_FLIP","indicator_key":"supertrend_length_10_multiplier_3.0_direction","target_direction":"OPPOSITE_TO_POSITION"},
             "stop_loss":{"type":"PERCENTAGE","percentage":3},"take_profit":{"type":"RISK_REWARD","risk_reward_ratio":2}}
            """;
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/strategies/new");
        await tab.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "Trend tree.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(Tree) });
        await Assertions.Expect(tab.Page.Locator("#import-title")).ToContainTextAsync("Trend tree");
        await Assertions.Expect(tab.Page.Locator("[data-kind=Differs]")).ToContainTextAsync("this-close"); // when signals fill
        await Assertions.Expect(tab.Page.Locator("[data-kind=Missing]")).ToHaveCountAsync(0);
        await tab.ShootAsync("import-rule-tree-1440-dark");
        Assert.Empty(await tab.AxeAsync());
        await tab.Page.ClickAsync("button:has-text('Create the strategy')");
        await tab.Page.WaitForURLAsync(url => Guid.TryParse(url.Split('/')[^1], out _));
        await Assertions.Expect(tab.Page.Locator(".tf-words .tf-readback")).ToContainTextAsync("EMA(12) crosses above EMA(26)");
        await Assertions.Expect(tab.Page.Locator("a:has-text('Run backtest')")).ToBeVisibleAsync(); // nothing needs repair
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Import_NoStrategy_SaysWhatItIsNot()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/strategies/new");
        await tab.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "x.json", MimeType = "application/json", Buffer = "{\"a\":1}"u8.ToArray() });
        await Assertions.Expect(tab.Page.Locator(".tf-alert.tf-error")).ToContainTextAsync("neither an AlgoTrade graph");
    }

    [Fact]
    public async Task Tour_FromTheTemplateToTheVerdict_IsRemembered()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/");
        await tab.ShootAsync("tour-offer-1440-dark");
        await tab.Page.ClickAsync("a:has-text('Start the tour')");
        var card = tab.Page.Locator(".tf-tour");
        await Assertions.Expect(card).ToContainTextAsync("Choose a template");
        await tab.ReadyAsync();
        await tab.ShootAsync("tour-1-1440-dark");
        Assert.Empty(await tab.AxeAsync());
        await tab.Page.Locator(".tf-template button").First.ClickAsync();
        await tab.Page.WaitForURLAsync(url => Guid.TryParse(url.Split('/')[^1], out _));
        await Assertions.Expect(card).ToContainTextAsync("Look at the blocks");
        await card.Locator("button:has-text('Next')").ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync("Change a number");
        await tab.ShootAsync("tour-3-1440-dark");
        await card.Locator("button:has-text('Next')").ClickAsync();
        await card.Locator("a:has-text('To the run')").ClickAsync();
        await tab.Page.WaitForURLAsync("**/runs/new?strategy=*");
        await Assertions.Expect(card).ToContainTextAsync("Run the backtest");
        await card.Locator("button[aria-expanded]").ClickAsync();
        await tab.Page.SelectOptionAsync("#instrument", AppFixture.Series);
        await Assertions.Expect(tab.Page.Locator("#timeframe")).Not.ToHaveValueAsync("");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        await tab.GoAsync(await tab.FinishedRunAsync());
        await Assertions.Expect(card).ToContainTextAsync("Read the verdict");
        await tab.ShootAsync("tour-5-1440-dark");
        await card.Locator("button:has-text('Done')").ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await tab.GoAsync("/strategies/new");
        await Assertions.Expect(card).ToHaveCountAsync(0);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Tour_OnATelephone_IsDismissedByTheKeyboardAndStaysAway()
    {
        await using var tab = await fixture.OpenSignedInAsync(390, 844);
        await tab.GoAsync("/strategies/new?tour=start");
        var card = tab.Page.Locator(".tf-tour");
        await Assertions.Expect(card).ToContainTextAsync("Choose a template");
        await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", "tour-1-390-dark.png") });
        Assert.True(await tab.OverflowAsync() <= 0);
        await card.Locator("button[aria-expanded]").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(card).ToHaveCountAsync(0);
        await tab.GoAsync("/");
        await Assertions.Expect(tab.Page.Locator("a:has-text('Take the tour again')")).ToBeVisibleAsync();
    }
}
