using System.Net.Sockets;
using Npgsql;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Web.Shared;

/// <summary>Tells a store that does not answer from a bug, such as a statement that the store refuses.</summary>
public static class StoreFault
{
    private const int ClickHouseTimeout = 159;

    /// <summary>The name of the store that is down, or null when the error is something else.</summary>
    public static string? Of(Exception? error)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is PostgresException refused) return IsAway(refused.SqlState) ? "PostgreSQL" : null;
            if (e is NpgsqlException && (e.InnerException is SocketException or IOException or TimeoutException || e is NpgsqlException { IsTransient: true })) return "PostgreSQL";
            if (e is ClickHouseException store) return store.IsUnavailable || store.Code == ClickHouseTimeout ? "ClickHouse" : null;
        }

        return null;
    }

    /// <summary>Connection trouble (class 08), too many clients, or a server that stops or starts (57P01 to 57P03).</summary>
    private static bool IsAway(string state) => state.StartsWith("08", StringComparison.Ordinal) || state is "53300" or "57P01" or "57P02" or "57P03";
}
