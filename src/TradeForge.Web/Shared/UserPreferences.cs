using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Web.Shared;

/// <summary>Keeps what a signed-in user chose with the account, so that it follows to the next browser.</summary>
public sealed class UserPreferences(UserManager<AppUser> users)
{
    private const string ZoneClaim = "tf:zone", ColorsClaim = "tf:colors";

    /// <summary>Brings the saved choices into this browser's cookies.</summary>
    public async Task ApplyAsync(AppUser user, HttpContext context)
    {
        var claims = await users.GetClaimsAsync(user);
        string Of(string type, string usual) => claims.FirstOrDefault(c => c.Type == type)?.Value ?? usual;
        new Preferences(user.Theme, Of(ZoneClaim, Preferences.Utc), Of(ColorsClaim, Preferences.GreenRed)).Write(context.Response, user.Culture);
    }

    /// <summary>Saves the choices with the account and in the cookies; an unknown value leaves what was.</summary>
    public async Task SaveAsync(AppUser user, string? language, string? theme, string? zone, string? colors, HttpContext context)
    {
        if (language is not null && Languages.All.Contains(language)) user.Culture = language;
        if (theme is Preferences.Dark or Preferences.Light) user.Theme = theme;
        await users.UpdateAsync(user);
        if (zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) await SaveClaimAsync(user, ZoneClaim, zone);
        if (colors is Preferences.GreenRed or Preferences.BlueOrange) await SaveClaimAsync(user, ColorsClaim, colors);
        await ApplyAsync(user, context);
    }

    public async Task SaveAsync(string? language, string? theme, HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated == true && await users.GetUserAsync(context.User) is { } user)
            await SaveAsync(user, language, theme, zone: null, colors: null, context);
    }

    private async Task SaveClaimAsync(AppUser user, string type, string value)
    {
        var old = (await users.GetClaimsAsync(user)).FirstOrDefault(c => c.Type == type);
        var now = new Claim(type, value);
        if (old is null) await users.AddClaimAsync(user, now);
        else await users.ReplaceClaimAsync(user, old, now);
    }
}
