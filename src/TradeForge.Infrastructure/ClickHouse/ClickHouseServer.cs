using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using TradeForge.Infrastructure.ClickHouse.Host;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>How the embedded engine is started.</summary>
public sealed record ClickHouseServerOptions
{
    /// <summary>Folder of the engine's files; made when missing.</summary>
    public required string DataFolder { get; init; }
    /// <summary>Folder with the installed engines (<c>node_modules</c> in it).</summary>
    public required string RuntimeFolder { get; init; }
    /// <summary>Folder for <c>clickhouse.log</c>.</summary>
    public required string LogFolder { get; init; }
    /// <summary>Most memory of all queries together; null = 40 % of the machine's, between 512 MiB and 1.5 GB.</summary>
    public long? MemoryBytes { get; init; }
    /// <summary>Statements that run side by side.</summary>
    public int Connections { get; init; } = 6;
    /// <summary>How to run this program again: the file and its first arguments. Null = as it was started.</summary>
    public IReadOnlyList<string>? HostCommand { get; init; }
    /// <summary>Longest time from a start to the first answer.</summary>
    public TimeSpan StartDeadline { get; init; } = TimeSpan.FromSeconds(30);
    /// <summary>Waits before the restarts that follow each other; when they are used up the engine is given up.</summary>
    internal IReadOnlyList<TimeSpan> RestartPauses { get; init; } = [.. ((double[])[0.1, 0.5, 1, 3, 10]).Select(TimeSpan.FromSeconds)];
}

/// <summary>Starts the engine as a child process, waits until it answers, starts it again when it dies, and stops it.</summary>
/// <remarks>The child ends when its standard input ends, so it does not outlive this process, however this process ends.</remarks>
public sealed class ClickHouseServer : IAsyncDisposable
{
    private static readonly TimeSpan _calm = TimeSpan.FromMinutes(5);
    private readonly ClickHouseServerOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<string> _log;
    private readonly CancellationTokenSource _stopping = new();
    private HostProcess? _process;
    private Task _watch = Task.CompletedTask;

    private ClickHouseServer(ClickHouseServerOptions options, TimeProvider clock, Action<string> log)
    {
        (_options, _clock, _log) = (options, clock, log);
        Endpoint = EndpointOf(options.DataFolder);
    }

    public ClickHouseEndpoint Endpoint { get; }
    /// <summary>Process id of the engine; changes with a restart.</summary>
    public int ProcessId => _process?.Id ?? 0;
    /// <summary>The engine's version, for example 26.7.2.1.</summary>
    public string Version => _process?.Version ?? "";
    /// <summary>Why the engine was given up after too many restarts; null while it runs.</summary>
    public string? Failure { get; private set; }

    /// <summary>Where the embedded engine of a data folder answers while it runs; a second process can ask there whether it does.</summary>
    public static ClickHouseEndpoint EndpointOf(string dataFolder) => ClickHouseEndpoint.Unix(Path.Combine(SocketFolder(dataFolder), "ch.sock"));

    /// <summary>Path of the engine's library below a runtime folder.</summary>
    public static string LibraryIn(string runtimeFolder) => Path.Combine(runtimeFolder, "node_modules", "@chdb", "lib-linux-x64-gnu", "libchdb.so");

    /// <summary>Starts the engine and returns when it answers.</summary>
    /// <param name="log">Takes one sentence per event: start, death, restart, stop.</param>
    /// <exception cref="ClickHouseServerException">It cannot run; the message says why in one sentence.</exception>
    public static async Task<ClickHouseServer> StartAsync(ClickHouseServerOptions options, TimeProvider clock, Action<string> log, CancellationToken cancellationToken)
    {
        var server = new ClickHouseServer(options with { DataFolder = Path.GetFullPath(options.DataFolder), LogFolder = Path.GetFullPath(options.LogFolder) }, clock, log);
        server.PrepareFolders();
        server._process = await server.LaunchAsync(cancellationToken);
        server._watch = server.WatchAsync();
        return server;
    }

    /// <summary>Ends the engine: its input is closed, and after three seconds it is killed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        if (_process is { } process) await process.StopAsync(TimeSpan.FromSeconds(3), cancellationToken);
        await _watch;
        _log("ClickHouse engine stopped.");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _process?.Dispose();
        _stopping.Dispose();
    }

    private void PrepareFolders()
    {
        if (!OperatingSystem.IsLinux()) throw new ClickHouseServerException("The embedded ClickHouse engine runs on Linux only; set TRADEFORGE_CLICKHOUSE to the address of a server.");
        try
        {
            Directory.CreateDirectory(_options.LogFolder);
            Directory.CreateDirectory(_options.DataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var sockets = SocketFolder(_options.DataFolder);
            Directory.CreateDirectory(sockets);
            File.SetUnixFileMode(sockets, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); // fails when it is another user's
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClickHouseServerException($"The folders of the ClickHouse engine cannot be prepared: {e.Message}", e);
        }
    }

    private async Task<HostProcess> LaunchAsync(CancellationToken cancellationToken)
    {
        var memory = _options.MemoryBytes ?? Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 2 / 5, 512L << 20, 1_500_000_000);
        var host = new HostOptions(LibraryIn(_options.RuntimeFolder), _options.DataFolder, Endpoint.SocketPath!, memory, _options.Connections);
        var command = _options.HostCommand ?? OwnCommand();
        var process = HostProcess.Start([.. command, .. host.ToArguments()], Path.Combine(_options.LogFolder, "clickhouse.log"), _clock);
        await process.WaitUntilReadyAsync(_options.StartDeadline, cancellationToken);
        _log($"ClickHouse engine {process.Version} runs as process {process.Id}; data in {_options.DataFolder}.");
        return process;
    }

    private async Task WatchAsync()
    {
        var deaths = 0;
        while (true)
        {
            var started = _clock.GetTimestamp();
            await _process!.Ended;
            if (_stopping.IsCancellationRequested) return;
            deaths = _clock.GetElapsedTime(started) > _calm ? 1 : deaths + 1;
            _log($"ClickHouse engine ended unexpectedly (exit code {_process.ExitCode}).");
            if (!await RestartAsync(deaths)) return;
        }
    }

    private async Task<bool> RestartAsync(int deaths)
    {
        for (; deaths <= _options.RestartPauses.Count; deaths++)
        {
            try
            {
                await Task.Delay(_options.RestartPauses[deaths - 1], _clock, _stopping.Token);
                var old = _process!;
                _process = await LaunchAsync(_stopping.Token);
                old.Dispose();
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
            catch (ClickHouseServerException e)
            {
                _log($"ClickHouse engine did not start again: {e.Message}");
            }
        }
        Failure = $"The ClickHouse engine ended {deaths} times and is not started again; see {Path.Combine(_options.LogFolder, "clickhouse.log")}.";
        _log(Failure);
        return false;
    }

    private static string[] OwnCommand()
    {
        var program = Environment.ProcessPath ?? throw new ClickHouseServerException("The path of this program is unknown, so the ClickHouse engine cannot be started.");
        return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Assembly.GetEntryAssembly()!.Location] : [program];
    }

    // A socket's path may have 107 bytes at most, so it does not stand in the data folder.
    private static string SocketFolder(string dataFolder)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataFolder).TrimEnd('/'))))[..10];
        var temporary = Path.GetTempPath();
        return Path.Combine(temporary.Length <= 80 ? temporary : "/tmp", $"tfch-{hash}");
    }
}

/// <summary>The embedded engine cannot run; the message is a sentence for people.</summary>
public sealed class ClickHouseServerException(string message, Exception? inner = null) : Exception(message, inner);
