using System.Globalization;

namespace TradeForge.Web.Shared;

/// <summary>What a viewer chose for reading: kept in cookies, so that the first byte of a page is already right.</summary>
/// <param name="Colors">Of gains and losses: green and red, or blue and orange, which everybody can tell apart.</param>
public sealed record Preferences(string Theme = Preferences.Dark, string TimeZone = Preferences.Utc, string Colors = Preferences.GreenRed)
{
    public const string Dark = "dark", Light = "light", Utc = "UTC", GreenRed = "green-red", BlueOrange = "blue-orange";
    public const string ThemeCookie = "tf.theme", ZoneCookie = "tf.zone", LanguageCookie = "tf.language", ColorsCookie = "tf.colors";

    public static Preferences Read(HttpRequest request) => new(
        request.Cookies[ThemeCookie] == Light ? Light : Dark,
        request.Cookies[ZoneCookie] is { } zone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : Utc,
        request.Cookies[ColorsCookie] == BlueOrange ? BlueOrange : GreenRed);

    /// <summary>Writes the cookies; <paramref name="language"/> is <c>en</c> or <c>ru</c>, null leaves it.</summary>
    public void Write(HttpResponse response, string? language = null)
    {
        Append(response, ThemeCookie, Theme);
        Append(response, ZoneCookie, TimeZone);
        Append(response, ColorsCookie, Colors);
        if (language is not null) Append(response, LanguageCookie, $"c={language}|uic={language}");
    }

    /// <summary>A time in the viewer's zone, the zone named beside it: <c>2026-01-31 14:05 UTC</c>.</summary>
    public string Format(DateTimeOffset time, bool seconds = false)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return $"{local.ToString(seconds ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {ZoneName(local.Offset)}";
    }

    private string ZoneName(TimeSpan offset) => TimeZone == Utc
        ? Utc
        : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}";

    private static void Append(HttpResponse response, string name, string value) => response.Cookies.Append(name, value, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        SameSite = SameSiteMode.Lax,
        HttpOnly = true,
        IsEssential = true,
        Secure = response.HttpContext.Request.IsHttps,
        Path = "/",
    });
}
