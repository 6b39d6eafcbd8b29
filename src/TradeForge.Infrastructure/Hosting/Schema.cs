using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The schemas of both databases, moved together.</summary>
public static class Schema
{
    /// <summary>Opens the database for a short use of its own.</summary>
    public static TradeForgeDb OpenDb(string connectionString)
    {
        var options = new DbContextOptionsBuilder<TradeForgeDb>();
        PostgresServices.Configure(options, connectionString);
        return new TradeForgeDb(options.Options);
    }

    /// <summary>Brings both schemas up to this version, side by side.</summary>
    /// <exception cref="StartupException">A server does not answer, or a newer TradeForge has been here.</exception>
    public static Task UpAsync(string postgres, ClickHouseEndpoint clickHouse, CancellationToken cancellationToken) =>
        Task.WhenAll(PostgresUpAsync(postgres, cancellationToken), ClickHouseUpAsync(clickHouse, cancellationToken));

    private static async Task PostgresUpAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = OpenDb(connectionString);
            var applied = await db.Database.CanConnectAsync(cancellationToken) ? [.. await db.Database.GetAppliedMigrationsAsync(cancellationToken)] : Array.Empty<string>();
            var known = db.Database.GetMigrations().ToArray();
            if (applied.Except(known).LastOrDefault() is { } newer) throw NewerPostgres(newer);
            if (known.Except(applied).Any()) await db.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or ArgumentException && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(e);
        }
    }

    private static async Task ClickHouseUpAsync(ClickHouseEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var client = new ClickHouseClient(endpoint);
        try
        {
            await new ClickHouseMigrator(client, TimeProvider.System).UpAsync(cancellationToken);
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

    internal static StartupException Unreachable(Exception e) => new(
        new Text($"PostgreSQL does not answer: {e.GetBaseException().Message}", $"PostgreSQL не отвечает: {e.GetBaseException().Message}"), e);

    private static StartupException NewerPostgres(string migration) => new(new Text(
        $"The PostgreSQL database has migration {migration}, which this TradeForge does not know: a newer one made it. Use that one, or another data folder.",
        $"В базе PostgreSQL есть миграция {migration}, неизвестная этой версии TradeForge: её сделала более новая. Запустите её или укажите другую папку данных."));
}
