namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>Where a ClickHouse server answers: a URL, or a unix socket of the embedded engine.</summary>
public sealed record ClickHouseEndpoint(Uri Url, string? SocketPath = null, string User = "default", string Password = "")
{
    /// <summary>The embedded engine's socket.</summary>
    public static ClickHouseEndpoint Unix(string socketPath) => new(new Uri("http://clickhouse.localhost/"), socketPath);

    /// <summary>Reads <c>http[s]://user:password@host:8123/</c>.</summary>
    /// <exception cref="FormatException">The text is no such address.</exception>
    public static ClickHouseEndpoint Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new FormatException("The address of the ClickHouse server must look like http://user:password@host:8123/.");
        var user = uri.UserInfo.Split(':', 2);
        var address = new UriBuilder(uri) { UserName = "", Password = "", Query = "" }.Uri;
        return new ClickHouseEndpoint(address, null, user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : "default", user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "");
    }

    /// <summary>For people and logs; never the password.</summary>
    public override string ToString() => SocketPath ?? Url.ToString();
}
