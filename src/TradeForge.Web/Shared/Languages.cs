using System.Globalization;
using Microsoft.AspNetCore.Localization;
using TradeForge.Core;

namespace TradeForge.Web.Shared;

/// <summary>English and Russian: chosen by cookie, else by the browser's Accept-Language.</summary>
public static class Languages
{
    public static IReadOnlyList<string> All { get; } = ["en", "ru"];

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The text of the current language.</summary>
    public static string Here(this Text text) => Current == "ru" ? text.Ru : text.En;

    public static IServiceCollection AddLanguages(this IServiceCollection services) => services
        .AddLocalization()
        .Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture("en").AddSupportedCultures("en", "ru").AddSupportedUICultures("en", "ru");
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie, Options = options },
                new AcceptLanguageHeaderRequestCultureProvider { Options = options },
            ];
        });
}
