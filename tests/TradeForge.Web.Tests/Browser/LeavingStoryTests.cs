using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TradeForge.Core.Simulation;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Somebody quicker than the pages: leaves them while they load, and types before and while the server answers.</summary>
[Collection(AppFixture.Beside)]
public sealed class LeavingStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task Pages_LeftWhileTheyLoad_LeaveTheNextOneAlone()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        var log = fixture.App.Output.Length;
        for (var round = 0; round < 8; round++)
        {
            await tab.Page.ClickAsync(".tf-side a[href='/strategies']");
            await tab.Page.ClickAsync($"a[data-row][href='{strategy}']");
            await tab.Page.WaitForURLAsync("**" + strategy);
            await tab.Page.WaitForTimeoutAsync(round * 80); // each time at another point of its start
            await tab.Page.ClickAsync(".tf-side a[href='/runs']");
            await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync("Runs");
        }
        await Assertions.Expect(tab.Page.Locator("h1:focus")).ToHaveTextAsync("Runs");
        Assert.DoesNotContain("fail:", fixture.App.Output[log..], StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Canvas_LeftBeforeItsScriptHasCome_LeavesTheNextTabAlone()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync(await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series));
        var log = fixture.App.Output.Length;
        var come = await tab.HoldAsync("**/shared/view*.js");
        await tab.Page.RunAndWaitForRequestAsync(() => tab.Page.ClickAsync("#tab-Why"), request => request.Url.Contains("/shared/view", StringComparison.Ordinal));
        foreach (var name in new[] { "Performance", "Metrics", "Manifest", "Signals" })
        {
            await tab.Page.ClickAsync("#tab-" + name);
            await Assertions.Expect(tab.Page.Locator("#tab-" + name)).ToHaveAttributeAsync("aria-current", "page");
            if (name == "Performance") await tab.Page.RunAndWaitForResponseAsync(() => { come.SetResult(); return Task.CompletedTask; }, answer => answer.Url.Contains("/shared/view", StringComparison.Ordinal));
        }

        Assert.DoesNotContain("fail:", fixture.App.Output[log..], StringComparison.Ordinal);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Search_TypedOnASlowLine_LosesNoLetter()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.SlowAsync(120);
        await tab.GoAsync("/strategies");
        var search = tab.Page.Locator("#search");
        await search.FocusAsync();
        await tab.Page.Keyboard.TypeAsync("average cross", new() { Delay = 70 }); // an answer comes between any two letters
        await tab.Page.WaitForURLAsync("**?q=average*cross");
        await Assertions.Expect(search).ToHaveValueAsync("average cross");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await tab.GoAsync("/strategies/new");
        await search.FocusAsync();
        await tab.Page.Keyboard.TypeAsync("rsi divergence", new() { Delay = 70 });
        await Assertions.Expect(tab.Page.Locator(".tf-template h2")).ToHaveTextAsync(["RSI divergence"]);
        await Assertions.Expect(search).ToHaveValueAsync("rsi divergence");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Search_TypedBeforeTheCircuitIsThere_IsKept()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync(0);
        await tab.CreateStrategyAsync(6);
        var come = await tab.HoldAsync("**/_blazor/negotiate*");
        await tab.Page.GotoAsync("/strategies");
        await tab.Page.Locator("[data-live=soon] #search").FocusAsync();
        await tab.Page.Keyboard.TypeAsync("average");
        come.SetResult();
        await tab.Page.WaitForSelectorAsync("[data-live=yes]");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await tab.Page.Keyboard.TypeAsync(" cross");
        await Assertions.Expect(tab.Page.Locator("#search")).ToHaveValueAsync("average cross");
        await tab.Page.WaitForURLAsync("**?q=average*cross");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Start_PressedBeforeTheCircuitIsThere_StartsOneRunWithWhatWasTyped()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var strategy = await tab.CreateStrategyAsync();
        await tab.SlowAsync(120);
        var come = await tab.HoldAsync("**/_blazor/negotiate*");
        await tab.Page.GotoAsync($"/runs/new?strategy={strategy.Split('/')[^1]}&instrument={Uri.EscapeDataString(AppFixture.Series)}");
        await tab.Page.FillAsync("#commission", "0.3%");                    // the page suggests 0 by itself
        await tab.Page.Locator("#group-limits summary").ClickAsync();
        await tab.Page.FillAsync("#max-symbol", "50");
        var start = tab.Page.Locator("[data-live=soon] button[type=submit].tf-wide");
        for (var i = 0; i < 3; i++) await start.ClickAsync();               // nobody waits for an answer
        await Assertions.Expect(start).ToHaveAttributeAsync("aria-busy", "true");
        await tab.ShootAsync("run-form-pressed-early");
        Assert.Empty(await tab.AxeAsync());
        come.SetResult();
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        var run = await tab.FinishedRunAsync();
        await Assertions.Expect(tab.Page.Locator("tr[data-run]")).ToHaveCountAsync(1);
        var settings = ResultJson.Read(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync()).Manifest.Settings;
        Assert.Equal((0.3m, (decimal?)50m), (settings.Commission.Percent, settings.Exposure?.Symbol));
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Template_ChosenByKeyBeforeTheCircuitIsThere_MakesOneStrategy()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.SlowAsync(120);
        var come = await tab.HoldAsync("**/_blazor/negotiate*");
        await tab.Page.GotoAsync("/strategies/new");
        await tab.Page.Locator("[data-live=soon] .tf-template button").Nth(6).FocusAsync();
        var name = await tab.Page.Locator(".tf-template h2").Nth(6).InnerTextAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("button[aria-busy=true]")).ToHaveCountAsync(1);
        come.SetResult();
        await tab.Page.WaitForURLAsync(new Regex("/strategies/[0-9a-f-]{36}$"));
        await Assertions.Expect(tab.Page.Locator("h1")).ToHaveTextAsync(name);
        await tab.GoAsync("/strategies");
        await Assertions.Expect(tab.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task ListButton_PressedBeforeAnyScript_ActsOnItsOwnRowOnce()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync(0);
        await tab.CreateStrategyAsync(0);                                   // of the same name
        await tab.CreateStrategyAsync(6);
        await tab.SlowAsync(120);
        await tab.Page.GotoAsync("/licences");
        var come = await tab.HoldAsync("**/blazor.web*.js");
        await tab.Page.GotoAsync("/strategies", new() { WaitUntil = WaitUntilState.Commit });
        var copies = tab.Page.Locator("[data-live=soon] button[aria-label^='Duplicate ']");
        await copies.Nth(1).ClickAsync();
        await Assertions.Expect(copies.Nth(1)).ToHaveAttributeAsync("aria-busy", "true");
        await copies.Nth(0).ClickAsync();                                   // thought better of it
        await copies.Nth(0).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("button[aria-busy=true]")).ToHaveCountAsync(1);
        come.SetResult();
        await Assertions.Expect(tab.Page.Locator("[data-live=yes] tbody tr")).ToHaveCountAsync(4);
        await tab.Page.WaitForTimeoutAsync(1000);                           // what came twice would be here by now
        await tab.Page.ReloadAsync();
        await Assertions.Expect(tab.Page.Locator("[data-live=yes] tbody tr")).ToHaveCountAsync(4);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Undo_RightAfterTyping_TakesBackWhatWasTyped()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.SlowAsync(200);
        await tab.CreateStrategyAsync();
        var hands = new Hands(tab);
        await hands.SelectAsync("fast");
        var said = tab.Page.Locator(".tf-words .tf-readback");
        var field = tab.Page.Locator("#fast-period");
        var undo = tab.Page.Locator(".tf-toolbar [aria-label=Undo]");
        await Assertions.Expect(field).ToHaveValueAsync("10");
        await field.FillAsync("12");                                        // the first change of all
        await undo.ClickAsync(new() { Force = true });                      // leaves the field, so that its change is on its way
        await Assertions.Expect(tab.Page.Locator(".tf-sentence")).ToContainTextAsync("Taken back: Simple Moving Average: Period, bars is 12");
        await Assertions.Expect(field).ToHaveValueAsync("10");

        await hands.SelectAsync("fast");
        await hands.KeyAsync("Shift+ArrowRight");                           // an edit before the typed one
        await hands.SettledAsync();
        await field.FillAsync("14");
        await tab.Page.Locator(".tf-canvas").FocusAsync();
        await hands.KeyAsync("Control+z");
        await Assertions.Expect(tab.Page.Locator(".tf-sentence")).ToContainTextAsync("Taken back: Simple Moving Average: Period, bars is 14");
        await hands.SettledAsync();
        var graph = await hands.SavedAsync();
        var fast = graph.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("id").GetString() == "fast");
        Assert.Equal(10, fast.GetProperty("data").GetProperty("period").GetDouble());
        await Assertions.Expect(said).ToContainTextAsync("SMA(10)");

        await field.FillAsync("16");
        await tab.Page.Locator(".tf-canvas").FocusAsync();
        for (var i = 0; i < 2; i++) await hands.KeyAsync("Control+z");      // the typed one, and the move
        await Assertions.Expect(tab.Page.Locator(".tf-sentence")).ToContainTextAsync("Taken back: Moved");
        var before = await hands.SavedAsync();
        Assert.NotEqual(X(graph), X(before));
        await Assertions.Expect(said).ToContainTextAsync("SMA(10)");
        Assert.Empty(tab.Complaints);

        static double X(JsonElement graph) => graph.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("id").GetString() == "fast").GetProperty("position").GetProperty("x").GetDouble();
    }
}
