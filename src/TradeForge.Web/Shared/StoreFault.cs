using System.Data.Common;
using System.Net.Sockets;

namespace TradeForge.Web.Shared;

/// <summary>Tells a store that does not answer from a bug.</summary>
public static class StoreFault
{
    /// <summary>The name of the store that is down, or null when the error is something else.</summary>
    public static string? Of(Exception? error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is DbException { IsTransient: true } || e is DbException && e.InnerException is SocketException or IOException or TimeoutException) return "PostgreSQL";
            if (e is HttpRequestException || e.GetType().Name.StartsWith("ClickHouse", StringComparison.Ordinal)) return "ClickHouse";
        }

        return null;
    }
}
