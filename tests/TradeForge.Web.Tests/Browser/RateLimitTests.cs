using System.Net;

namespace TradeForge.Web.Tests.Browser;

/// <summary>In the collection of the browser tests so that two apps do not start at once; it needs an app with a low limit of its own.</summary>
[Collection(AppFixture.Beside)]
public sealed class RateLimitTests
{
    [Fact]
    public async Task AccountPosts_AboveTheLimit_AreRefusedWithAPage()
    {
        await using var app = await AppProcess.StartAsync("--TradeForge:AccountPostsPerMinute=3");
        using var client = new HttpClient { BaseAddress = new Uri(app.Address), DefaultRequestHeaders = { { "Accept", "text/html" } } };
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++)
        {
            using var answer = await client.PostAsync("/account/sign-in", new FormUrlEncodedContent([new("Form.Email", "a@b.example")]));
            codes.Add(answer.StatusCode);
            if (i == 3) Assert.Contains("Too many attempts", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests], codes); // no antiforgery token, then no patience
    }
}
