using System.Net.Sockets;
using Npgsql;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The schemas of both databases, moved together.</summary>
public static class Schema
{
    /// <summary>Brings both schemas up to this version, side by side.</summary>
    /// <exception cref="StartupException">A server does not answer, or a newer TradeForge has been here.</exception>
    public static Task UpAsync(string postgres, ClickHouseEndpoint clickHouse, CancellationToken cancellationToken) =>
        Task.WhenAll(OnPostgresAsync(postgres, m => m.UpAsync(cancellationToken)), OnClickHouseAsync(clickHouse, m => m.UpAsync(cancellationToken)));

    /// <summary>Does something with the PostgreSQL schema and puts what fails into words.</summary>
    /// <exception cref="StartupException">The server does not answer, or a newer TradeForge has been here.</exception>
    public static async Task<T> OnPostgresAsync<T>(string connectionString, Func<PostgresMigrator, Task<T>> work)
    {
        try
        {
            return await work(new PostgresMigrator(connectionString));
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or ArgumentException)
        {
            throw new StartupException(new Text($"PostgreSQL does not do its part: {e.GetBaseException().Message}", $"PostgreSQL не отвечает как нужно: {e.GetBaseException().Message}"), e);
        }
    }

    /// <summary>Does something with the ClickHouse schema and puts what fails into words.</summary>
    /// <exception cref="StartupException">The server does not answer, or a newer TradeForge has been here.</exception>
    public static async Task<T> OnClickHouseAsync<T>(ClickHouseEndpoint endpoint, Func<ClickHouseMigrator, Task<T>> work)
    {
        using var client = new ClickHouseClient(endpoint);
        try
        {
            return await work(new ClickHouseMigrator(client, TimeProvider.System));
        }
        catch (ClickHouseException e)
        {
            throw new StartupException(new Text($"ClickHouse at {endpoint} does not do its part: {e.Message}", $"ClickHouse ({endpoint}) не отвечает как нужно: {e.Message}"), e);
        }
        catch (InvalidOperationException e)
        {
            throw new StartupException(new Text(e.Message, "База ClickHouse создана более новой версией: " + e.Message), e);
        }
    }
}
