using Microsoft.Extensions.Logging;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The stores for one verb of the command line: those of the running instance, or started for the verb's duration.</summary>
public sealed class ServerSession : IAsyncDisposable
{
    private readonly EmbeddedServers? _own;
    private readonly InstanceLock? _lock;
    private readonly FileLog? _log;

    private ServerSession(string postgres, ClickHouseEndpoint clickHouse, DataFolders folders, InstanceFile? running, EmbeddedServers? own = null, InstanceLock? held = null, FileLog? log = null)
    {
        (Postgres, ClickHouse, Folders, Running) = (postgres, clickHouse, folders, running);
        (_own, _lock, _log) = (own, held, log);
    }

    /// <summary>Connection string.</summary>
    public string Postgres { get; }

    public ClickHouseEndpoint ClickHouse { get; }

    public DataFolders Folders { get; }

    /// <summary>The instance whose servers are used; null when they are real ones or the verb's own.</summary>
    public InstanceFile? Running { get; }

    /// <param name="command">The verb; other processes are told by whom the folder is used.</param>
    /// <param name="say">Takes one line about what takes time.</param>
    /// <exception cref="StartupException">The servers cannot be reached or started.</exception>
    public static async Task<ServerSession> OpenAsync(HostSettings settings, string command, Action<string> say, CancellationToken cancellationToken)
    {
        var folders = DataFolders.Create(settings.Data);
        if (!settings.IsEmbedded) return new ServerSession(settings.Postgres!, EmbeddedServers.ReadEndpoint(settings.ClickHouse!), folders, null);
        if (InstanceFile.FindRunning(folders) is { } running)
            return new ServerSession(running.Postgres, EmbeddedServers.ReadEndpoint(running.ClickHouse), folders, running);
        var held = InstanceLock.Take(folders);
        var log = new FileLog(folders.Logs, TimeProvider.System);
        try
        {
            say("Starting the databases …");
            var own = await EmbeddedServers.StartAsync(settings, folders, log.CreateLogger("TradeForge.Servers"), cancellationToken);
            new InstanceFile(Environment.ProcessId, command, null, own.Postgres, own.ClickHouse.ToString()).Write(folders);
            return new ServerSession(own.Postgres, own.ClickHouse, folders, null, own, held, log);
        }
        catch
        {
            held.Dispose();
            await log.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        if (_own is not null) await _own.DisposeAsync();
        _lock?.Dispose();
        if (_log is not null) await _log.DisposeAsync();
    }
}
