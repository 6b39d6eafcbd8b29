using System.Net;
using Microsoft.Playwright;

namespace TradeForge.Web.Tests.Browser;

/// <summary>Share links: who has one reads the strategy, and nothing tells a revoked link from one that never was.</summary>
[Collection(AppFixture.Beside)]
public sealed class ShareStoryTests(AppFixture fixture)
{
    [Fact]
    public async Task SharedStrategy_WithoutAnAccount_ReadsAndShowsNothingElse()
    {
        await using var owner = await fixture.OpenSignedInAsync();
        await owner.CreateStrategyAsync(); // the designer shares as the list does
        var link = await LibraryStoryTests.ShareAsync(owner, "Shown to friends");
        await using var stranger = await fixture.OpenAsync();
        List<string> scripts = [];
        stranger.Page.Request += (_, request) => { if (request.ResourceType == "script") scripts.Add(request.Url); };
        var answer = (await stranger.Page.GotoAsync(link))!;
        Assert.Equal(200, answer.Status);
        var headers = answer.Headers;
        Assert.Equal("noindex, nofollow", headers["x-robots-tag"]);
        Assert.Contains("no-store", headers["cache-control"], StringComparison.Ordinal);
        Assert.Equal("Shown to friends", await stranger.Page.InnerTextAsync("h1"));
        Assert.Equal(1, await stranger.Page.Locator("meta[name=robots][content*=noindex]").CountAsync());
        var blocks = stranger.Page.Locator(".tf-canvas-view[data-view=ready] .react-flow__node");
        await Assertions.Expect(blocks).ToHaveCountAsync(6); // those of the template
        await stranger.Page.ClickAsync("[data-show=slow]");
        await Assertions.Expect(stranger.Page.Locator(".react-flow__node[data-id=slow]")).ToBeFocusedAsync();
        await stranger.Page.Keyboard.PressAsync("Delete");
        await Assertions.Expect(stranger.Page.Locator("tr[data-told]")).ToHaveAttributeAsync("data-line", "slow");
        await Assertions.Expect(blocks).ToHaveCountAsync(6);
        Assert.Contains(scripts, s => s.Contains("/shared/view.", StringComparison.Ordinal));
        Assert.DoesNotContain(scripts, s => s.Contains("/shared/designer.", StringComparison.Ordinal)); // what edits stays away
        Assert.Contains("Buy", await stranger.Page.InnerTextAsync(".tf-readback"), StringComparison.Ordinal);
        var html = await stranger.Page.ContentAsync();
        Assert.DoesNotContain("@test.example", html, StringComparison.Ordinal); // the owner's address
        Assert.Equal(0, await stranger.Page.Locator("main form, main input, main button:not([data-show], .react-flow__controls-button)").CountAsync());
        Assert.Empty(stranger.Complaints);

        await owner.Page.ClickAsync("[aria-label='Revoke Shown to friends']");
        await Assertions.Expect(owner.Page.Locator("[aria-label^='Revoke']")).ToHaveCountAsync(0);
        Assert.Equal(await AnswerAsync("/share/strategy/" + new string('A', 43)), await AnswerAsync(link));
    }

    [Fact]
    public async Task SharedPages_AboveTheLimit_AreRefused()
    {
        await using var app = await AppProcess.StartAsync("--TradeForge:SharedViewsPerMinute=3");
        using var client = new HttpClient { BaseAddress = new Uri(app.Address), DefaultRequestHeaders = { { "Accept", "text/html" } } };
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++) codes.Add((await client.GetAsync($"/share/{(i % 2 == 0 ? "strategy" : "run")}/guess{i}")).StatusCode); // both kinds of link count together
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], codes);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/licences")).StatusCode); // other pages go on
    }

    /// <summary>Everything of an answer but what is new in each: nonce, cookie, correlation and date.</summary>
    private async Task<string> AnswerAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri(fixture.App.Address), DefaultRequestHeaders = { { "Accept", "text/html" } } };
        using var answer = await client.GetAsync(path);
        var headers = answer.Headers.Where(h => h.Key is not ("Date" or "Set-Cookie" or "Content-Security-Policy") && !h.Key.Contains("Correlation", StringComparison.OrdinalIgnoreCase)).Select(h => $"{h.Key}: {string.Join(",", h.Value)}");
        var body = System.Text.RegularExpressions.Regex.Replace(await answer.Content.ReadAsStringAsync(), "nonce=\"[^\"]*\"|<!--Blazor.*?-->|value=\"CfDJ8[^\"]*\"|returnUrl\" value=\"[^\"]*\"|[0-9a-f]{32}", "")
            .Replace(path, "PATH", StringComparison.Ordinal);
        return $"{answer.StatusCode}\n{string.Join('\n', headers)}\n{body}";
    }
}
