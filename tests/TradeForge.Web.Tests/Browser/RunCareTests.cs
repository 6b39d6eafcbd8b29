using System.Text.Json;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What a user does with runs besides reading them: cancel, delete, run again.</summary>
[Collection(AppFixture.Beside)]
public sealed class RunCareTests(AppFixture fixture)
{
    [Fact]
    public async Task Cancel_WaitingRun_EndsItFromTheListAndFromItsPage()
    {
        await using var app = await AppProcess.StartWithoutWorkersAsync();
        await AppFixture.SeedAsync(app);
        await using var tab = await fixture.OpenAtAsync(app.Address);
        var email = fixture.NewEmail();
        await tab.RegisterAsync(email);
        await tab.SignInAsync(email, AppFixture.Password);
        var strategy = await tab.CreateStrategyAsync();

        await tab.StartRunAsync(strategy, AppFixture.Series);
        var row = tab.Page.Locator("tr[data-run]").First;
        await Assertions.Expect(row).ToHaveAttributeAsync("data-status", "Queued");
        await row.Locator("button:has-text('Cancel')").ClickAsync();
        await Assertions.Expect(row).ToHaveAttributeAsync("data-status", "Cancelled");

        await tab.StartRunAsync(strategy, AppFixture.Series);
        await Assertions.Expect(tab.Page.Locator("tr[data-run]")).ToHaveCountAsync(2);
        await tab.GoAsync((await tab.Page.Locator("tr[data-status=Queued] a").First.GetAttributeAsync("href"))!);
        await tab.Page.WaitForSelectorAsync("[data-run-status=queued]");
        await tab.Page.ClickAsync("button:has-text('Cancel the run')");
        await tab.Page.WaitForSelectorAsync("[data-run-status=cancelled]");
        Assert.Contains("It has no result", await tab.Page.InnerTextAsync("[data-run-status=cancelled]"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_FinishedRun_GoesToTheTrashComesBackAndIsLostForGood()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series);
        using var json = JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var trades = json.RootElement.GetProperty("trades").GetArrayLength();

        await tab.GoAsync("/runs");
        await tab.Page.ClickAsync("[aria-label^='Delete the run']");
        var words = await tab.Page.InnerTextAsync(".tf-dialog p");
        foreach (var part in new[] { "Moving-average cross", AppFixture.Series, "goes to the trash", "brought back", "stop working: 0" }) Assert.Contains(part, words, StringComparison.Ordinal);
        var rows = tab.Page.Locator("tr[data-run]");
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await Assertions.Expect(rows).ToHaveCountAsync(0);
        await tab.ShootAsync("runs-deleted");
        Assert.Equal(404, (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).Status);
        await tab.Page.ClickAsync("button:has-text('Undo')"); // at once
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Equal(200, (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).Status);

        await tab.Page.ClickAsync("[aria-label^='Delete the run']");
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await Assertions.Expect(rows).ToHaveCountAsync(0);
        Assert.Equal(404, (await tab.Page.GotoAsync(run))!.Status);
        await tab.GoAsync("/runs");
        await tab.Page.ClickAsync("#trash");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Empty(await tab.AxeAsync());
        await tab.ShootAsync("runs-trash");
        await tab.Page.ClickAsync("[aria-label^='Bring back']"); // later
        await Assertions.Expect(rows).ToHaveCountAsync(0);
        await tab.Page.ClickAsync("a:has-text('Back to the list')");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        Assert.Equal(200, (await tab.Page.GotoAsync(run))!.Status);

        await tab.GoAsync("/runs");
        await tab.Page.ClickAsync("[aria-label^='Delete the run']");
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await tab.Page.ClickAsync("#trash");
        await tab.Page.ClickAsync("[aria-label^='Delete for good']");
        words = await tab.Page.InnerTextAsync(".tf-dialog p");
        foreach (var part in new[] { $"{trades} trades", "what you noted (0)", "share links (0)", "cannot be taken back" }) Assert.Contains(part, words, StringComparison.Ordinal);
        await tab.Page.ClickAsync(".tf-dialog .tf-danger");
        await Assertions.Expect(tab.Page.Locator(".tf-empty h2")).ToHaveTextAsync("The trash is empty");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task RunAgain_OfAFinishedRun_TakesItsSettingsAndGivesTheSameResult()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        (string Field, string Value)[] settings = [("cash", "12345"), ("commission", "1+0.2%"), ("slippage", "0.1%"), ("lot", "0.5"), ("from", "2023-03-01")];
        var first = await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series, settings);

        await tab.GoAsync(first);
        await tab.Page.ClickAsync("a:has-text('Run again')");
        await tab.Page.WaitForURLAsync("**/runs/new?*again=*");
        await tab.ReadyAsync();
        foreach (var (field, value) in settings) await Assertions.Expect(tab.Page.Locator("#" + field)).ToHaveValueAsync(value);
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForURLAsync("**/runs?started=*");
        await Assertions.Expect(tab.Page.Locator("tr[data-run]")).ToHaveCountAsync(2);
        var second = await tab.FinishedRunAsync();

        Assert.NotEqual(first, second);
        var (one, two) = (await ResultAsync(tab, first), await ResultAsync(tab, second));
        Assert.Contains("\"cash\":12345", one, StringComparison.Ordinal);
        Assert.Equal(one, two);
    }

    private static async Task<string> ResultAsync(Tab tab, string run) => await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).TextAsync();
}
