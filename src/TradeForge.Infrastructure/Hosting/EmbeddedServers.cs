using Microsoft.Extensions.Logging;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Postgres.Server;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The PostgreSQL and ClickHouse that a process uses: real ones as configured, else children of its own.</summary>
public sealed class EmbeddedServers : IAsyncDisposable
{
    private readonly SupervisedPostgres? _postgres;
    private readonly ClickHouseServer? _clickHouse;

    private EmbeddedServers(HostSettings settings, SupervisedPostgres? postgres, ClickHouseServer? clickHouse)
    {
        (_postgres, _clickHouse) = (postgres, clickHouse);
        Postgres = postgres?.ConnectionString ?? settings.Postgres!;
        ClickHouse = clickHouse?.Endpoint ?? ReadEndpoint(settings.ClickHouse!);
    }

    /// <summary>Connection string.</summary>
    public string Postgres { get; }

    public ClickHouseEndpoint ClickHouse { get; }

    /// <summary>Ends when a child died too often to be started again.</summary>
    public Task<StartupException> GivenUp => _postgres?.GivenUp ?? new TaskCompletionSource<StartupException>().Task;

    /// <summary>Starts the children that the settings ask for, side by side; stops all of them if one fails.</summary>
    /// <exception cref="StartupException">One cannot run.</exception>
    public static async Task<EmbeddedServers> StartAsync(HostSettings settings, DataFolders folders, ILogger log, CancellationToken cancellationToken)
    {
        var postgres = settings.Postgres is null ? StartPostgresAsync(settings, folders, log, cancellationToken) : Task.FromResult<SupervisedPostgres?>(null);
        var clickHouse = settings.ClickHouse is null ? StartClickHouseAsync(settings, folders, log, cancellationToken) : Task.FromResult<ClickHouseServer?>(null);
        try
        {
            return new EmbeddedServers(settings, await postgres, await clickHouse);
        }
        catch
        {
            await DisposeWhenStartedAsync(postgres);
            await DisposeWhenStartedAsync(clickHouse);
            throw;
        }
    }

    /// <summary>ClickHouse first, then PostgreSQL, which owns the truth.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_clickHouse is not null) await _clickHouse.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    /// <summary>A URL, or the path of a unix socket.</summary>
    internal static ClickHouseEndpoint ReadEndpoint(string text)
    {
        try
        {
            return text.StartsWith('/') ? ClickHouseEndpoint.Unix(text) : ClickHouseEndpoint.Parse(text);
        }
        catch (FormatException e)
        {
            throw new StartupException(new Text($"TRADEFORGE_CLICKHOUSE is wrong: {e.Message}", $"Неверное значение TRADEFORGE_CLICKHOUSE: {e.Message}"), e);
        }
    }

    private static async Task<SupervisedPostgres?> StartPostgresAsync(HostSettings settings, DataFolders folders, ILogger log, CancellationToken cancellationToken)
    {
        var binaries = Environment.GetEnvironmentVariable("TRADEFORGE_PG_BIN");
        var options = new PostgresServerOptions(folders.Postgres, settings.Runtime, folders.Logs, string.IsNullOrWhiteSpace(binaries) ? null : binaries);
        return await SupervisedPostgres.StartAsync(options, log, cancellationToken);
    }

    private static async Task<ClickHouseServer?> StartClickHouseAsync(HostSettings settings, DataFolders folders, ILogger log, CancellationToken cancellationToken)
    {
        var options = new ClickHouseServerOptions { DataFolder = folders.ClickHouse, RuntimeFolder = settings.Runtime, LogFolder = folders.Logs };
        try
        {
            return await ClickHouseServer.StartAsync(options, TimeProvider.System, text => log.LogInformation("{Event}", text), cancellationToken);
        }
        catch (ClickHouseServerException e)
        {
            throw new StartupException(new Text(e.Message, "ClickHouse не запустился: " + e.Message), e);
        }
    }

    private static async Task DisposeWhenStartedAsync<T>(Task<T?> starting) where T : class, IAsyncDisposable
    {
        try
        {
            if (await starting is { } started) await started.DisposeAsync();
        }
        catch (Exception e) when (e is StartupException or OperationCanceledException)
        {
            // the first failure is the one reported
        }
    }
}
