namespace TradeForge.Web.Tests.Browser;

/// <summary>What holds for every page: nothing from elsewhere, no complaint of the browser, readable by everybody, usable on a telephone.</summary>
[Collection(AppFixture.Collection)]
public sealed class PageTests(AppFixture fixture)
{
    private static readonly string[] Public = ["/account/sign-in", "/account/register", "/account/forgot-password", "/account/reset-password", "/account/first-admin", "/licences", "/no-such-page", "/status/429"];
    private static readonly string[] Private = ["/", "/strategies", "/strategies/new", "STRATEGY", "/runs", "/runs/new", "/data", "/account/profile"];

    [Theory]
    [InlineData("dark", 1440)]
    [InlineData("dark", 390)]
    [InlineData("light", 1440)]
    [InlineData("light", 390)]
    public async Task Page_InThemeAtWidth_IsClean(string theme, int width)
    {
        await using var stranger = await fixture.OpenAsync(width);
        var faults = await VisitAsync(stranger, Public, theme, width);
        await using var tab = await fixture.OpenSignedInAsync(width);
        var strategy = await tab.CreateStrategyAsync();
        faults.AddRange(await VisitAsync(tab, [.. Private.Select(p => p == "STRATEGY" ? strategy : p)], theme, width));
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
            var name = path.Contains("/strategies/", StringComparison.Ordinal) && !path.EndsWith("new", StringComparison.Ordinal) ? "strategy" : path.Trim('/').Replace('/', '-');
            await tab.ShootAsync($"{(name.Length == 0 ? "dashboard" : name)}-{theme}-{width}");
            faults.AddRange((await tab.AxeAsync()).Select(v => $"{path} ({theme}, {width}) {v}"));
            if (await tab.OverflowAsync() is > 0 and var pixels) faults.Add($"{path} ({theme}, {width}) scrolls {pixels} pixels sideways");
        }

        faults.AddRange(tab.Foreign.Select(url => $"asked elsewhere: {url}"));
        faults.AddRange(tab.Complaints.Select(text => $"console: {text}"));
        return faults;
    }
}
