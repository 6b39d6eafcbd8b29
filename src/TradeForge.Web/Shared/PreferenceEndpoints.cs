using Microsoft.AspNetCore.Mvc;

namespace TradeForge.Web.Shared;

/// <summary>The theme and language switches: plain form posts, so they work before any script has loaded.</summary>
public static class PreferenceEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapPost("/preferences/theme", SetTheme).AllowAnonymous();
        app.MapPost("/preferences/language", SetLanguage).AllowAnonymous();
    }

    private static IResult SetTheme(HttpContext context, [FromForm] string theme, [FromForm] string? returnUrl)
    {
        (Preferences.Read(context.Request) with { Theme = theme == Preferences.Light ? Preferences.Light : Preferences.Dark }).Write(context.Response);
        return Back(returnUrl);
    }

    private static IResult SetLanguage(HttpContext context, [FromForm] string language, [FromForm] string? returnUrl)
    {
        Preferences.Read(context.Request).Write(context.Response, Languages.All.Contains(language) ? language : "en");
        return Back(returnUrl);
    }

    private static IResult Back(string? returnUrl) => Results.LocalRedirect(LocalUrl.Or(returnUrl, "/"));
}
