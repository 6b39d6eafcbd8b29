using Microsoft.Playwright;
using TradeForge.Core.Market;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The run card: the same data, the same bytes, a link for others. On an app of its own, for it changes stored bars.</summary>
[Collection(AppFixture.Beside)]
public sealed class RunCardStoryTests(AppFixture fixture)
{
    private const int After = 3_000;

    [Fact]
    public async Task Card_RunAgain_IsEqualUntilTheBarsChange()
    {
        await using var app = await AppProcess.StartAsync();
        await AppFixture.SeedAsync(app);
        await using var tab = await SignInAsync(app);
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series, ("commission", "0.1%"), ("split", "2023-07-01"));
        await tab.GoAsync(run);
        await tab.DrawnAsync();
        await Assertions.Expect(tab.Page.Locator("[data-parts] [data-metric='outside.returnPercent']")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Page.Locator("[data-forward]")).ToHaveAttributeAsync("data-forward", "0"); // made today, on bars of 2023
        await tab.ShootAsync("result-parts-dark-1440");

        await tab.GoAsync(run + "?tab=manifest");
        await Assertions.Expect(tab.Page.Locator("[data-data-state]")).ToHaveAttributeAsync("data-data-state", "same");
        await tab.Page.ClickAsync("#prove");
        await Assertions.Expect(tab.Page.Locator("[data-proof-state]")).ToHaveAttributeAsync("data-proof-state", "equal", new() { Timeout = 60_000 });
        await Assertions.Expect(tab.Page.Locator("[data-twins]")).ToHaveAttributeAsync("data-twins", "1");
        await Assertions.Expect(tab.Page.Locator("[data-alarm]")).ToHaveCountAsync(0);
        await tab.Page.FillAsync("#note", "looks too good");
        await tab.Page.PressAsync("#note", "Tab");
        await Assertions.Expect(tab.Page.Locator("text=Kept.")).ToBeVisibleAsync();
        await tab.ShootAsync("run-card-dark-1440");
        Assert.Empty(await tab.AxeAsync());

        await AppFixture.SeedAsync(app, Changed());
        await tab.GoAsync(run + "?tab=manifest");
        await Assertions.Expect(tab.Page.Locator("[data-data-state]")).ToHaveAttributeAsync("data-data-state", "changed");
        await tab.Page.ClickAsync("#prove");
        await Assertions.Expect(tab.Page.Locator("[data-proof-state]")).ToHaveAttributeAsync("data-proof-state", "different", new() { Timeout = 60_000 });
        await Assertions.Expect(tab.Page.Locator("[data-proof] table")).ToContainTextAsync("manifest.dataHash");

        await tab.GoAsync("/runs");
        await Assertions.Expect(tab.Page.Locator("tr[data-run]")).ToHaveCountAsync(3); // the repetitions are runs like others
        await tab.Page.FillAsync("#search", "too good");
        await tab.Page.PressAsync("#search", "Enter");
        await Assertions.Expect(tab.Page.Locator("tr[data-run]")).ToHaveCountAsync(1);
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Forward_BarsAfterTheLastChange_AreCountedAndDrawnApart()
    {
        await using var app = await AppProcess.StartAsync();
        await AppFixture.SeedAsync(app, AroundNow());
        await using var tab = await SignInAsync(app);
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(), "test:NOW");
        await tab.GoAsync(run);
        await tab.DrawnAsync();
        var points = int.Parse((await tab.Page.Locator("[data-forward]").GetAttributeAsync("data-forward"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(points, After - 2, After); // the strategy was made a moment ago
        using var json = System.Text.Json.JsonDocument.Parse(await (await tab.Page.APIRequest.GetAsync(run + "/download/result.json")).BodyAsync());
        var equity = json.RootElement.GetProperty("equity");
        double At(int i) => equity[i].GetProperty("equity").GetDouble();
        var shown = await tab.Page.Locator("[data-metric='forward.returnPercent']").GetAttributeAsync("data-value");
        Assert.Equal(100 * (At(equity.GetArrayLength() - 1) / At(equity.GetArrayLength() - points - 1) - 1), double.Parse(shown!, System.Globalization.CultureInfo.InvariantCulture), 6);
        await tab.ShootAsync("forward-dark-1440");
        Assert.Empty(tab.Complaints);
    }

    [Fact]
    public async Task Share_WithAndWithoutRules_OpensWithoutAnAccountUntilItIsRevoked()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        var run = await tab.RunAsync(await tab.CreateStrategyAsync(), AppFixture.Series);
        await tab.GoAsync(run + "?tab=manifest");
        var closed = await LinkAsync(tab, "For the club", rules: false);
        var open = await LinkAsync(tab, "For friends", rules: true);
        var profit = await tab.Page.APIRequest.GetAsync(run + "/download/result.json");
        using var json = System.Text.Json.JsonDocument.Parse(await profit.BodyAsync());

        await using var visitor = await fixture.OpenAsync(390);
        var answer = (await visitor.Page.GotoAsync(closed))!;
        Assert.Equal((200, "noindex, nofollow"), (answer.Status, answer.Headers["x-robots-tag"]));
        Assert.Contains("no-store", answer.Headers["cache-control"], StringComparison.Ordinal);
        Assert.Equal("For the club", await visitor.Page.InnerTextAsync("h1"));
        var shown = await visitor.Page.Locator("[data-shared-figures] [data-metric=netProfit]").GetAttributeAsync("data-value");
        Assert.Equal(json.RootElement.GetProperty("metrics").GetProperty("netProfit").GetDouble(), double.Parse(shown!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(0, await visitor.Page.Locator("[data-shared-rules]").CountAsync());
        foreach (var secret in new[] { "enter-long", "Moving-average", "crosses" }) Assert.DoesNotContain(secret, await visitor.Page.ContentAsync(), StringComparison.Ordinal);
        await visitor.ShootAsync("shared-run-dark-390");
        Assert.Empty(await visitor.AxeAsync());
        Assert.Equal(0, await visitor.OverflowAsync());

        await visitor.Page.GotoAsync(open);
        Assert.True(await visitor.Page.Locator("[data-shared-rules]").IsVisibleAsync());
        await tab.Page.ClickAsync("[aria-label='Revoke For the club']");
        await Assertions.Expect(tab.Page.Locator("[data-share]")).ToHaveCountAsync(1);
        var (revoked, unknown) = ((await visitor.Page.GotoAsync(closed))!, (await visitor.Page.GotoAsync(open[..^4] + "AAAA"))!);
        Assert.Equal((404, 404), (revoked.Status, unknown.Status));
        Assert.Equal(200, (await visitor.Page.GotoAsync(open))!.Status);
    }

    private static async Task<string> LinkAsync(Tab tab, string name, bool rules)
    {
        await tab.Page.FillAsync("#share-name", name);
        await tab.Page.SetCheckedAsync("#share-rules", rules);
        await tab.Page.ClickAsync("button:has-text('Make a link')");
        await Assertions.Expect(tab.Page.Locator($"[data-share]:has-text('{name}')")).ToBeVisibleAsync();
        return await tab.Page.InputValueAsync("#share-link");
    }

    /// <summary>The wave so that its last hours are yet to come.</summary>
    private static CandleSeries AroundNow()
    {
        var wave = AppFixture.Wave();
        var hour = wave.Timeframe.Milliseconds;
        var shift = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / hour * hour) + (After * hour) - wave.Times[^1];
        return CandleSeries.From("test:NOW", wave.Timeframe, [.. Enumerable.Range(0, wave.Count).Select(i => wave[i] with { Time = wave[i].Time + shift })]);
    }

    /// <summary>The wave with one other close in its middle.</summary>
    private static CandleSeries Changed()
    {
        var wave = AppFixture.Wave();
        return CandleSeries.From(wave.Symbol, wave.Timeframe, [.. Enumerable.Range(0, wave.Count).Select(i => i == 4_000 ? wave[i] with { Close = wave[i].Low } : wave[i])]);
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
