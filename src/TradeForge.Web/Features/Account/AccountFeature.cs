using Microsoft.AspNetCore.Identity;

namespace TradeForge.Web.Features.Account;

/// <summary>Registration, sign-in and the profile, on ASP.NET Core Identity with a cookie.</summary>
public static class AccountFeature
{
    public static void AddAccount(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddAuthorization();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "tf.session";
            cookie.LoginPath = "/account/sign-in";
            cookie.AccessDeniedPath = "/status/403";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.SlidingExpiration = true;
        });
    }
}
