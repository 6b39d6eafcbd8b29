using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Identity;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Account;

/// <summary>Registration, sign-in and the profile, on ASP.NET Core Identity with a cookie.</summary>
public static class AccountFeature
{
    /// <summary>Forms that one address may send to the account pages in a minute; setting <c>TradeForge:AccountPostsPerMinute</c>.</summary>
    private const int DefaultPostsPerMinute = 20;

    public static void AddAccount(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddAuthorization();
        services.AddTradeForgeIdentity().AddSignInManager().AddErrorDescriber<AccountErrors>();
        services.ConfigureApplicationCookie(Configure);
        services.AddSingleton<MailDrop>();
        services.AddScoped<AccountMail>();
        services.AddScoped<UserPreferences>();
        AddLimits(builder);
    }

    public static void MapAccount(this IEndpointRouteBuilder app) =>
        app.MapPost("/account/sign-out", async (SignInManager<AppUser> signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/account/sign-in?note=signed-out");
        }).WithMetadata(new Microsoft.AspNetCore.Antiforgery.RequireAntiforgeryTokenAttribute());

    private static void Configure(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "tf.session";
        cookie.LoginPath = "/account/sign-in";
        cookie.AccessDeniedPath = "/status/403";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
        cookie.SlidingExpiration = true;
    }

    private static void AddLimits(WebApplicationBuilder builder)
    {
        var perMinute = builder.Configuration.GetValue("TradeForge:AccountPostsPerMinute", DefaultPostsPerMinute);
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsAccountPost(context.Request)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) })
                : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static bool IsAccountPost(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path.StartsWithSegments("/account");
}
