using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using TradeForge.Infrastructure.ClickHouse.Host;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>The engine process: one of the executables run again with a hidden first argument. It ends when its standard input ends.</summary>
public static class ClickHouseHost
{
    internal const string Argument = "__clickhouse-host", ReadyPrefix = "ready ", ErrorPrefix = "error: ";
    private const int ExitFailed = 2;
    private static readonly TimeSpan _graceful = TimeSpan.FromSeconds(1);

    public static bool IsRequested(string[] args) => args is [Argument, ..];

    /// <summary>Runs until standard input ends. Prints <c>ready VERSION</c> when it answers, or <c>error: SENTENCE</c> and returns 2.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var options = HostOptions.Parse(args);
            ThreadPool.SetMinThreads(32, 32); // statements block their thread
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true); // Ctrl-C is the parent's to handle
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => { c.Cancel = true; Exit(0); });
            await ServeAsync(options);
            return 0;
        }
        catch (Exception e) when (e is HostRefusedException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(ErrorPrefix + e.Message);
            return ExitFailed;
        }
    }

    private static async Task ServeAsync(HostOptions options)
    {
        Directory.SetCurrentDirectory(options.Data); // the engine would read a config.xml of any other working folder
        var guard = new SignalGuard();
        var library = Load(options.Library);
        library.DisableSignalHandlers();
        DataVersion.Check(options.Data, library.Version);
        var pool = Open(library, guard, options);
        var version = await DataVersion.AskAsync(pool);
        DataVersion.Write(options.Data, library.Version);
        await Console.Out.WriteLineAsync($"engine library {library.Version}, signal handlers given back to the runtime: {string.Join(' ', pool.RestoredSignals)}");
        await using var app = Build(options, new HostHandler(library, pool, version));
        await app.StartAsync();
        await Console.Out.WriteLineAsync(ReadyPrefix + version);

        await WaitForParentAsync();
        _ = Task.Delay(_graceful).ContinueWith(_ => Exit(0), TaskScheduler.Default); // a long statement must not keep the process
        await app.StopAsync();
        File.Delete(options.Socket);
        pool.Dispose();
        Exit(0); // the engine's own threads would hold up a plain return
    }

    private static ChdbLibrary Load(string path)
    {
        try
        {
            return new ChdbLibrary(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new HostRefusedException(File.Exists(path)
                ? $"The ClickHouse engine library {path} cannot be loaded: {e.Message}"
                : $"The ClickHouse engine library is missing: {path}. Install it with ./tradeforge run, or set TRADEFORGE_RUNTIME to the folder that has it.", e);
        }
        catch (EntryPointNotFoundException e)
        {
            throw new HostRefusedException($"The ClickHouse engine library {path} is too old: {e.Message} TradeForge needs 26.7.3.", e);
        }
    }

    private static ChdbPool Open(ChdbLibrary library, SignalGuard guard, HostOptions options)
    {
        string[] arguments = ["clickhouse", $"--path={options.Data}", $"--max_server_memory_usage={options.MemoryBytes}", "--mark_cache_size=134217728"];
        try
        {
            return new ChdbPool(library, guard, arguments, options.Connections);
        }
        catch (InvalidOperationException e)
        {
            throw new HostRefusedException(DataFolder.WhyRefused(options.Data), e);
        }
    }

    private static WebApplication Build(HostOptions options, HostHandler handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = null;
            k.Limits.MinRequestBodyDataRate = null;
            k.Limits.MinResponseDataRate = null;
            k.Limits.MaxRequestLineSize = 1 << 20;
            k.Limits.MaxRequestBufferSize = 4 << 20;
            k.Limits.MaxResponseBufferSize = 4 << 20;
            File.Delete(options.Socket); // left by a killed host: the engine's lock says that no other one lives
            k.ListenUnixSocket(options.Socket);
        });
        umask(0x3F); // 077: the socket is for its owner alone
        var app = builder.Build();
        app.Run(handler.HandleAsync);
        return app;
    }

    private static async Task WaitForParentAsync()
    {
        await using var input = Console.OpenStandardInput();
        var buffer = new byte[256];
        while (await input.ReadAsync(buffer) > 0)
        {
        }
    }

    private static void Exit(int code) => _exit(code);

#pragma warning disable IDE1006, SYSLIB1054, CA2101 // the C library's own names
    [DllImport("libc")]
    private static extern uint umask(uint mask);

    [DllImport("libc")]
    private static extern void _exit(int code);
#pragma warning restore IDE1006, SYSLIB1054, CA2101
}

/// <summary>The engine cannot run, for a reason that a person can act on.</summary>
internal sealed class HostRefusedException(string message, Exception? inner = null) : Exception(message, inner);
