using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace TradeForge.Web.Shared;

/// <summary>What pages behind share links have in common: a limit of requests, and that nobody indexes or keeps them.</summary>
public static class ShareLimit
{
    public const string Policy = "share";
    /// <summary>Pages that one address may open in a minute; setting <c>TradeForge:SharedViewsPerMinute</c>.</summary>
    private const int DefaultPerMinute = 60;

    public static void AddShareLimit(this WebApplicationBuilder builder)
    {
        var perMinute = builder.Configuration.GetValue("TradeForge:SharedViewsPerMinute", DefaultPerMinute);
        builder.Services.Configure<RateLimiterOptions>(limits => limits.AddPolicy(Policy, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })));
    }

    public static void Hide(HttpContext context)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
