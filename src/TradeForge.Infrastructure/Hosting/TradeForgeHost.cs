using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.MarketData;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Identity;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The server executable's frame: data folder, lock, databases, then the web host, and everything down again in order.</summary>
public sealed class TradeForgeHost
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(5);
    private readonly RunOptions _options;
    private readonly FileLog _log;
    private readonly EmbeddedServers _servers;

    private TradeForgeHost(RunOptions options, HostSettings settings, DataFolders folders, FileLog log, EmbeddedServers servers) =>
        (_options, Settings, Folders, _log, _servers) = (options, settings, folders, log, servers);

    public HostSettings Settings { get; }

    public DataFolders Folders { get; }

    /// <summary>Connection string of the database in use.</summary>
    public string Postgres => _servers.Postgres;

    /// <summary>Starts everything, runs until the process is told to stop, and returns the exit code. What prevents the start is one sentence on standard error.</summary>
    /// <param name="build">Makes the application from <see cref="CreateBuilder"/>.</param>
    public static async Task<int> RunAsync(string[] args, Func<TradeForgeHost, WebApplication> build)
    {
        if (args is ["--help"])
        {
            Console.WriteLine(RunOptions.Help);
            return 0;
        }

        using var interrupted = new CancellationTokenSource();
        try
        {
            return await StartAndRunAsync(RunOptions.Parse(args), build, interrupted);
        }
        catch (RunRefusedException e)
        {
            return Refuse(e.Text, 1);
        }
        catch (StartupException e)
        {
            return Refuse(e.Text, 2);
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            return Refuse(new Text($"The disk is full: {e.Message}", $"Диск переполнен: {e.Message}"), 2);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return 130;
        }
    }

    /// <summary>A web host builder that knows the data folder, the databases, the addresses and the log.</summary>
    public WebApplicationBuilder CreateBuilder()
    {
        var isHosted = _options.Rest.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = _options.Rest, ContentRootPath = isHosted ? null : AppContext.BaseDirectory });
        builder.Configuration["TradeForge:Data"] = Folders.Root;
        if (_options.Urls is { } urls) builder.WebHost.UseUrls(urls);
        else if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(RunOptions.Loopback(RunOptions.DefaultPort));
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.ClearProviders().AddProvider(_log).AddConsole()
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter<ConsoleLoggerProvider>(null, LogLevel.Error)
            .AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting", LogLevel.None); // said in one sentence by Refuse
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = ShutdownLimit);
        builder.Services.AddSingleton(Folders);
        builder.Services.AddTradeForgeKeys(Folders.Keys);
        builder.Services.AddTradeForgePostgres(_servers.Postgres);
        builder.Services.AddTradeForgeClickHouse(_servers.ClickHouse);
        builder.Services.AddTradeForgeMarketData();
        return builder;
    }

    private static async Task<int> StartAndRunAsync(RunOptions options, Func<TradeForgeHost, WebApplication> build, CancellationTokenSource interrupted)
    {
        void Interrupt(PosixSignalContext context)
        {
            context.Cancel = true;
            interrupted.Cancel();
        }

        var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        var settings = HostSettings.Read(options.Data);
        var folders = DataFolders.Create(settings.Data);
        Console.WriteLine($"Data: {folders.Root}{Environment.NewLine}Logs: {folders.Logs}");
        using var held = InstanceLock.Take(folders);
        await using var log = new FileLog(folders.Logs, TimeProvider.System);
        Console.WriteLine(settings.IsEmbedded ? "Starting the databases …" : "Using the configured databases …");
        await using var servers = await EmbeddedServers.StartAsync(settings, folders, log.CreateLogger("TradeForge.Servers"), interrupted.Token);
        await Schema.UpAsync(servers.Postgres, servers.ClickHouse, interrupted.Token);

        var host = new TradeForgeHost(options, settings, folders, log, servers);
        await using var app = build(host);
        await FirstStart.PrepareAsync(app.Services, host, interrupted.Token);
        await StartAsync(app, interrupted.Token);
        onInterrupt.Dispose(); // from here the web host listens to signals itself
        onTerminate.Dispose();
        new InstanceFile(Environment.ProcessId, "run", app.Urls.FirstOrDefault(), servers.Postgres, servers.ClickHouse.ToString()).Write(folders);
        await FirstStart.AnnounceAsync(app, host, CancellationToken.None);
        return await WaitAsync(app, servers);
    }

    private static async Task StartAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartupException(new Text(
                $"{e.Message.TrimEnd('.')}. Stop the other program, or choose another port with --port.",
                $"Порт занят: {e.Message.TrimEnd('.')}. Остановите другую программу или выберите другой порт через --port."), e);
        }
        catch (SocketException e)
        {
            throw new StartupException(new Text($"The address cannot be listened on: {e.Message}.", $"Этот адрес нельзя слушать: {e.Message}."), e);
        }
    }

    private static async Task<int> WaitAsync(WebApplication app, EmbeddedServers servers)
    {
        var stopped = app.WaitForShutdownAsync();
        if (await Task.WhenAny(stopped, servers.GivenUp) == servers.GivenUp)
        {
            await app.StopAsync();
            throw await servers.GivenUp;
        }

        await stopped;
        Console.WriteLine("Stopping …");
        return 0;
    }

    private static int Refuse(Text text, int exitCode)
    {
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        Console.Error.WriteLine("error: " + (locale?.StartsWith("ru", StringComparison.OrdinalIgnoreCase) == true ? text.Ru : text.En));
        return exitCode;
    }
}
