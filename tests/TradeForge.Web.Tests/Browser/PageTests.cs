using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>What holds for every page: nothing from elsewhere, no complaint of the browser, readable by everybody, usable on a telephone.</summary>
[Collection(AppFixture.Collection)]
public sealed class PageTests(AppFixture fixture)
{
    private static readonly string[] Public = ["/account/sign-in", "/account/register", "/account/forgot-password", "/account/reset-password", "/account/first-admin", "/licences", "/no-such-page", "/status/429"];
    private static readonly string[] Private = ["/", "/strategies", "/strategies/new", "STRATEGY", "/runs", "/runs/new", "/compare", "/data", $"/data/{AppFixture.Series}/1h", "/data/import", "/data/imports", "/account/profile"];

    [Theory]
    [InlineData("dark", 1440)]
    [InlineData("dark", 390)]
    [InlineData("light", 1440)]
    [InlineData("light", 390)]
    public async Task Page_InThemeAtWidth_IsClean(string theme, int width)
    {
        await using var stranger = await fixture.OpenAsync(width);
        await using var tab = await fixture.OpenSignedInAsync(width);
        var strategy = await tab.CreateStrategyAsync();
        var faults = (await Task.WhenAll(VisitAsync(stranger, Public, theme, width), VisitAsync(tab, [.. Private.Select(p => p == "STRATEGY" ? strategy : p)], theme, width))).SelectMany(f => f).ToList();
        await tab.GoAsync("/runs/new");
        foreach (var field in new[] { "cash", "commission", "slippage", "lot" }) await tab.Page.FillAsync("#" + field, "no number");
        await tab.Page.ClickAsync("button[type=submit].tf-wide");
        await tab.Page.WaitForSelectorAsync("#problems");
        faults.AddRange(await LookAsync(tab, "run-form-errors", theme, width));
        var run = await tab.RunAsync(strategy, AppFixture.Series);
        await tab.GoAsync("/runs");
        faults.AddRange(await LookAsync(tab, "runs-one", theme, width));
        await tab.GoAsync(run);
        foreach (var panel in new[] { "Trades", "Metrics", "Signals", "Manifest" })
        {
            await tab.Page.ClickAsync("#tab-" + panel);
            await Assertions.Expect(tab.Page.Locator("#tab-" + panel)).ToHaveAttributeAsync("aria-current", "page");
            faults.AddRange(await LookAsync(tab, "result-" + panel.ToLowerInvariant(), theme, width));
        }

        faults.AddRange(Noted(tab));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<List<string>> VisitAsync(Tab tab, string[] paths, string theme, int width)
    {
        var faults = new List<string>();
        if (theme == "light")
        {
            await tab.Page.GotoAsync("/licences");
            await tab.Page.ClickAsync("button[name=theme]");
            await tab.Page.WaitForSelectorAsync("html[data-theme=light]");
        }

        foreach (var path in paths)
        {
            await tab.GoAsync(path);
            faults.AddRange(await LookAsync(tab, NameOf(path), theme, width));
        }

        faults.AddRange(Noted(tab));
        return faults;
    }

    private static async Task<List<string>> LookAsync(Tab tab, string name, string theme, int width)
    {
        await tab.DrawnAsync();
        await tab.Page.EvaluateAsync("() => scrollTo(0, 0)");
        await tab.ShootAsync($"{name}-{theme}-{width}");
        var faults = (await tab.AxeAsync()).Select(v => $"{name} ({theme}, {width}) {v}").ToList();
        if (await tab.OverflowAsync() is > 0 and var pixels) faults.Add($"{name} ({theme}, {width}) scrolls {pixels} pixels sideways");
        return faults;
    }

    private static string NameOf(string path) => path switch
    {
        "/" => "dashboard",
        "/strategies/new" => "strategies-new",
        _ when path.StartsWith("/strategies/", StringComparison.Ordinal) => "strategy",
        _ when path.StartsWith($"/data/{AppFixture.Series}", StringComparison.Ordinal) => "series",
        _ => path.Trim('/').Replace('/', '-'),
    };

    /// <summary>What the browser noted since the tab was opened; broken rules of the content security policy are among its complaints.</summary>
    private static IEnumerable<string> Noted(Tab tab) => [.. tab.Foreign.Select(url => $"asked elsewhere: {url}"), .. tab.Complaints.Select(text => $"console: {text}")];
}
