namespace TradeForge.Web.Shared;

/// <summary>Keeps redirects on this site.</summary>
public static class LocalUrl
{
    /// <summary>The path itself if it stays on this site, else <paramref name="fallback"/>.</summary>
    public static string Or(string? url, string fallback) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl) ? url : fallback;
}
