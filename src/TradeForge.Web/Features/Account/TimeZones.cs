using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Account;

internal static class TimeZones
{
    /// <summary>UTC first, then every zone named after a place.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Preferences.Utc,
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
