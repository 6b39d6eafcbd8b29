using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Web.Shared;

/// <summary>Keeps what a signed-in user chose with the account, so that it follows to the next browser.</summary>
public sealed class UserPreferences(UserManager<AppUser> users)
{
    private const string ZoneClaim = "tf:zone";

    /// <summary>Brings the saved choices into this browser's cookies.</summary>
    public async Task ApplyAsync(AppUser user, HttpContext context)
    {
        var zone = (await users.GetClaimsAsync(user)).FirstOrDefault(c => c.Type == ZoneClaim)?.Value ?? Preferences.Utc;
        new Preferences(user.Theme, zone).Write(context.Response, user.Culture);
    }

    /// <summary>Saves the choices with the account and in the cookies; an unknown value leaves what was.</summary>
    public async Task SaveAsync(AppUser user, string? language, string? theme, string? zone, HttpContext context)
    {
        if (language is not null && Languages.All.Contains(language)) user.Culture = language;
        if (theme is Preferences.Dark or Preferences.Light) user.Theme = theme;
        await users.UpdateAsync(user);
        if (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) await SaveZoneAsync(user, zone);
        await ApplyAsync(user, context);
    }

    public async Task SaveAsync(string? language, string? theme, HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated == true && await users.GetUserAsync(context.User) is { } user)
            await SaveAsync(user, language, theme, zone: null, context);
    }

    private async Task SaveZoneAsync(AppUser user, string zone)
    {
        var old = (await users.GetClaimsAsync(user)).FirstOrDefault(c => c.Type == ZoneClaim);
        var now = new Claim(ZoneClaim, zone);
        if (old is null) await users.AddClaimAsync(user, now);
        else await users.ReplaceClaimAsync(user, old, now);
    }
}
