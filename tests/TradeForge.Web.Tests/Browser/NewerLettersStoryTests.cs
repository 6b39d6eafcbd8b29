using System.Text;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Somebody who types on while the server still works on what was typed before: its answer must not take the place of newer letters.</summary>
[Collection(AppFixture.Beside)]
public sealed class NewerLettersStoryTests(AppFixture fixture)
{
    // the first text is given to the server, the second is being typed when its answer comes
    private const string Over = "(field, [first, second]) => { field.value = first; field.dispatchEvent(new Event('change', { bubbles: true })); field.value = second; }";

    [Fact]
    public async Task FieldsOfTheDesigner_KeepNewerLetters()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.Page.WaitForSelectorAsync("[data-preview=rest] [data-figures]");
        await tab.Page.SelectOptionAsync("#preview-instrument", AppFixture.Series);
        var terms = tab.Page.Locator("[data-terms]");
        await Assertions.Expect(terms).ToContainTextAsync("WAVE");
        var until = tab.Page.Locator("#preview-to");
        await TypeOverAsync(until, "2023-06-01", "2023-07-01");
        await Assertions.Expect(terms).ToContainTextAsync("to 2023-06-01");
        await Assertions.Expect(until).ToHaveValueAsync("2023-07-01");

        var said = tab.Page.Locator(".tf-words .tf-readback").First;
        await new Hands(tab).SelectAsync("fast");
        var field = tab.Page.Locator("#inspector #fast-period");
        await TypeOverAsync(field, "11", "112");
        await Assertions.Expect(said).ToContainTextAsync("SMA(11)");
        await Assertions.Expect(field).ToHaveValueAsync("112");

        await tab.Page.ClickAsync("#tab-rules");
        var period = tab.Page.Locator(".tf-rule-field input").First;
        await Assertions.Expect(period).ToHaveValueAsync("11");
        await TypeOverAsync(period, "12", "123");
        await Assertions.Expect(said).ToContainTextAsync("SMA(12)");
        await Assertions.Expect(period).ToHaveValueAsync("123");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task FieldsOfTheRunForm_KeepNewerLetters()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.CreateStrategyAsync();
        await tab.GoAsync($"/runs/new?instrument={Uri.EscapeDataString(AppFixture.Series)}");
        await tab.OpenGroupsAsync();
        var (most, limits) = (tab.Page.Locator("#max-symbol"), tab.Page.Locator("#group-limits summary"));
        var before = await limits.InnerTextAsync();
        await TypeOverAsync(most, "5", "50");
        await Assertions.Expect(limits).Not.ToHaveTextAsync(before, new() { UseInnerText = true });
        await Assertions.Expect(most).ToHaveValueAsync("50");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task FilterOfTrades_KeepsNewerLetters()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series);
        await tab.GoAsync(run + "?tab=trades");
        await Assertions.Expect(tab.Page.Locator("tr[data-trade]").First).ToBeVisibleAsync();
        var words = tab.Page.Locator(".tf-trade-filter input[type=search]");
        await TypeOverAsync(words, "gap", "gap down");
        await Assertions.Expect(tab.Page.Locator("tr[data-trade]")).ToHaveCountAsync(0);
        await Assertions.Expect(words).ToHaveValueAsync("gap down");
        await tab.Page.ClickAsync(".tf-trade-filter button.tf-ghost"); // shows all again
        await Assertions.Expect(words).ToHaveValueAsync("");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task ColumnsOfAnImport_KeepNewerLetters()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/data/import");
        var csv = "time,open,high,low,close,last\n" + string.Concat(Enumerable.Range(1, 28).Select(day => $"2023-02-{day:00},1,2,0.5,1.5,1.25\n"));
        await tab.Page.SetInputFilesAsync("#import-file", new FilePayload { Name = "letters.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await tab.Page.ClickAsync("[data-overrides] summary");
        var close = tab.Page.Locator("#o-close");
        await TypeOverAsync(close, "last", "lastly");
        await Assertions.Expect(tab.Page.Locator("main")).ToContainTextAsync("1.25");
        await Assertions.Expect(close).ToHaveValueAsync("lastly");
        await tab.Page.SelectOptionAsync("#o-delimiter", ";");
        await Assertions.Expect(tab.Page.Locator("#o-delimiter")).ToHaveValueAsync(";");
        Assert.Empty(tab.Complaints);
    }

    private static Task TypeOverAsync(ILocator field, string first, string second) => field.EvaluateAsync(Over, new[] { first, second });
}
