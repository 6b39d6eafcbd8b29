using Microsoft.AspNetCore.Mvc;

namespace TradeForge.Web.Shared;

/// <summary>The theme and language switches: plain form posts, so they work before any script has loaded.</summary>
public static class PreferenceEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapPost("/preferences/theme", SetThemeAsync).AllowAnonymous();
        app.MapPost("/preferences/language", SetLanguageAsync).AllowAnonymous();
    }

    private static async Task<IResult> SetThemeAsync(HttpContext context, UserPreferences preferred, [FromForm] string theme, [FromForm] string? returnUrl)
    {
        theme = theme == Preferences.Light ? Preferences.Light : Preferences.Dark;
        (Preferences.Read(context.Request) with { Theme = theme }).Write(context.Response);
        await preferred.SaveAsync(language: null, theme, context);
        return Back(returnUrl);
    }

    private static async Task<IResult> SetLanguageAsync(HttpContext context, UserPreferences preferred, [FromForm] string language, [FromForm] string? returnUrl)
    {
        language = Languages.All.Contains(language) ? language : Languages.All[0];
        Preferences.Read(context.Request).Write(context.Response, language);
        await preferred.SaveAsync(language, theme: null, context);
        return Back(returnUrl);
    }

    private static IResult Back(string? returnUrl) => Results.LocalRedirect(LocalUrl.Or(returnUrl, "/"));
}
