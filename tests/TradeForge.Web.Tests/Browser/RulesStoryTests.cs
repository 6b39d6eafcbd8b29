using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The list of rules, the export and the problems of a strategy, for people who dislike wires.</summary>
[Collection(AppFixture.Beside)]
public sealed class RulesStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Rules_EditedByChoices_ChangeTheWordsAndTheGraph()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var address = await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-rules");
        await Assertions.Expect(tab.Page.Locator(".tf-rule")).ToHaveCountAsync(2);
        await tab.ShootAsync("rules-1440-dark");
        Assert.Empty(await tab.AxeAsync());

        // the fast average of the purchase becomes an RSI: the sale keeps its own
        var first = tab.Page.Locator(".tf-rule").First;
        await first.Locator(".tf-rule-operand select").First.SelectOptionAsync("rsi");
        await Reads(tab, "Buy when RSI(10) crosses above SMA(30).");
        await Reads(tab, "Close the long position when SMA(10) crosses below SMA(30).");
        await first.Locator(".tf-rule-operand").First.Locator("input.tf-num").First.FillAsync("14");
        await tab.Page.Keyboard.PressAsync("Tab");
        await Reads(tab, "Buy when RSI(14) crosses above SMA(30).");

        // the other side becomes a number, the relation a comparison
        await first.Locator(".tf-rule-row > .tf-rule-operand select").Nth(2).SelectOptionAsync("constant");
        await first.Locator(".tf-rule-row > select").First.SelectOptionAsync("compare/lt");
        await Reads(tab, "Buy when RSI(14) is below");

        // and …
        await first.Locator("button:has-text('and…')").ClickAsync();
        await Reads(tab, "Buy when all of these hold:");

        // a stop by the list at the end
        await tab.Page.SelectOptionAsync("#add-rule", "stop-loss");
        await tab.Page.ClickAsync(".tf-add button");
        await Reads(tab, "Stop-loss 5 %");
        await tab.ShootAsync("rules-edited-1440-dark");
        Assert.Empty(await tab.AxeAsync());

        await Assertions.Expect(tab.Page.Locator(".tf-saved")).ToHaveAttributeAsync("data-saved", "yes");
        await tab.GoAsync(address);
        await Reads(tab, "Stop-loss 5 %");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Rules_OnATelephoneByTheKeyboard_AddAndRemove()
    {
        await using var tab = await fixture.OpenSignedInAsync(390, 844);
        await tab.GoAsync("/licences");
        await tab.Page.ClickAsync("button[name=theme]");
        await tab.Page.WaitForSelectorAsync("html[data-theme=light]");
        await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-rules");
        await Assertions.Expect(tab.Page.Locator(".tf-rule")).ToHaveCountAsync(2);
        await tab.ShootAsync("rules-390-light");
        Assert.True(await tab.OverflowAsync() <= 0);
        Assert.Empty(await tab.AxeAsync());
        await tab.Page.Locator(".tf-rule").Nth(1).Locator("header button").Last.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator(".tf-rule")).ToHaveCountAsync(1);
        await tab.Page.FocusAsync("#add-rule");
        await tab.Page.SelectOptionAsync("#add-rule", "exit-long");
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator(".tf-rule")).ToHaveCountAsync(2);
        await Reads(tab, "Close the long position when [not wired yet].");
    }

    [Fact]
    public async Task Problems_AreCountedAndSaidInTheWordsOfTheBlocks()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-rules");
        await tab.Page.Locator(".tf-rule").First.Locator("input.tf-num").First.FillAsync("-5");
        await tab.Page.Keyboard.PressAsync("Tab");
        await tab.Page.ClickAsync("#tab-problems");
        await Assertions.Expect(tab.Page.Locator(".tf-aside [data-severity=Error]")).ToHaveTextAsync("Errors: 1");
        await Assertions.Expect(tab.Page.Locator(".tf-aside .tf-problems li")).ToContainTextAsync("“Period, bars” is -5 but must be at least 1");
        await tab.ShootAsync("problems-1440-dark");
        await tab.Page.ClickAsync(".tf-aside .tf-problems button");
        Assert.Empty(await tab.AxeAsync());
    }

    [Fact]
    public async Task Export_ThreeTexts_CanBeSeenCopiedAndTaken()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.Page.ClickAsync("#tab-export");
        await Assertions.Expect(tab.Page.Locator(".tf-source")).ToContainTextAsync("\"schemaVersion\": 1");
        await tab.Page.ClickAsync(".tf-chip:has-text('Pine')");
        await Assertions.Expect(tab.Page.Locator(".tf-source")).ToContainTextAsync("//@version=5");
        Assert.True(await tab.Page.Locator(".tf-notes li").CountAsync() > 0);
        await tab.ShootAsync("export-1440-dark");
        Assert.Empty(await tab.AxeAsync());
        var file = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.ClickAsync(".tf-export button:has-text('Download')"));
        Assert.Equal("Moving-average-cross.pine", file.SuggestedFilename);
        await tab.Page.ClickAsync(".tf-chip:has-text('C#')");
        await Assertions.Expect(tab.Page.Locator(".tf-source")).ToContainTextAsync("Exported by TradeForge");
        await tab.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await tab.Page.ClickAsync(".tf-export button:has-text('Copy')");
        await tab.Page.WaitForSelectorAsync("text=Copied");
        Assert.Contains("Exported by TradeForge", await tab.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    private static Task Reads(Tab tab, string words) => Assertions.Expect(tab.Page.Locator(".tf-readback").First).ToContainTextAsync(words);
}
