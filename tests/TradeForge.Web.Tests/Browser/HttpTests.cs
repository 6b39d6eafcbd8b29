using System.Net;
using System.Text.RegularExpressions;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Collection)]
public sealed partial class HttpTests(AppFixture fixture)
{
    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/health")]
    [InlineData("/nowhere")]
    public async Task Answer_Always_CarriesTheSecurityHeaders(string path)
    {
        using var client = Client();
        using var answer = await client.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Matches(Script(), policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Single(answer.Headers.GetValues("X-Correlation-Id"));
    }

    [Fact]
    public async Task Nonce_OfTwoAnswers_Differs()
    {
        using var client = Client();
        var seen = new HashSet<string>();
        for (var i = 0; i < 3; i++) seen.Add((await client.GetAsync("/account/sign-in")).Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task Ready_StoresAnswer_Is200AndNamesThem()
    {
        using var client = Client();
        Assert.Equal("""{"PostgreSQL":true,"ClickHouse":true}""", await client.GetStringAsync("/ready"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/strategies")]
    [InlineData("/runs/new")]
    public async Task Page_WithoutSignIn_SendsToSignIn(string path)
    {
        using var client = Client();
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/account/sign-in?returnUrl=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theme_PostWithoutToken_IsRefused()
    {
        using var client = Client();
        using var answer = await client.PostAsync("/preferences/theme", new FormUrlEncodedContent([new("theme", "light")]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(fixture.App.Address), DefaultRequestHeaders = { { "Accept", "text/html" } } };

    [GeneratedRegex("script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}';")]
    private static partial Regex Script();
}
