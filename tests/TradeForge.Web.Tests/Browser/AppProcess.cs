using System.Collections.Concurrent;
using System.Diagnostics;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The real server executable on a free port with embedded databases in a temporary folder; gone with the tests.</summary>
public sealed class AppProcess : IAsyncDisposable
{
    private const string Announcement = "TradeForge runs at ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private static readonly ConcurrentDictionary<string, AppProcess> Started = new(StringComparer.Ordinal);
    private readonly Process _process;
    private readonly List<string> _output;

    private AppProcess(Process process, string data, string address, List<string> output)
    {
        (_process, Data, Address, _output) = (process, data, address, output);
        Started[address] = this;
    }

    public string Data { get; }
    public string Address { get; }
    public string Mail => Path.Combine(Data, "mail");
    public string Output
    {
        get { lock (_output) return string.Join('\n', _output); }
    }

    /// <summary>What the app at this address has written.</summary>
    public static string OutputAt(string address) => Started.TryGetValue(address, out var app) ? app.Output : "";

    /// <param name="settings">Such as <c>--TradeForge:AccountPostsPerMinute=3</c>.</param>
    public static Task<AppProcess> StartAsync(params string[] settings) => StartOnAsync(NewData(), Runtime, settings);

    /// <summary>An empty data folder; it goes with its app.</summary>
    public static string NewData() => Directory.CreateTempSubdirectory("tradeforge-web-").FullName;

    /// <summary>An app that shows pages and does no work: a run stays in the queue.</summary>
    public static Task<AppProcess> StartWithoutWorkersAsync(params string[] settings) => LaunchAsync(NewData(), Runtime, "web", settings);

    /// <summary>Where the engines are installed.</summary>
    public static string Runtime => Environment.GetEnvironmentVariable("TRADEFORGE_RUNTIME") ?? Path.Combine(Repository.Root, ".runtime");

    /// <param name="data">The data folder; it goes with the app.</param>
    /// <param name="runtime">Where the engines are installed.</param>
    /// <param name="settings">As for <see cref="StartAsync"/>.</param>
    public static Task<AppProcess> StartOnAsync(string data, string runtime, params string[] settings) => LaunchAsync(data, runtime, "", settings);

    private static async Task<AppProcess> LaunchAsync(string data, string runtime, string roles, string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Built("TradeForge.Web", "TradeForge.Web.dll"), "--data", data, "--port", "0", .. settings]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TRADEFORGE_RUNTIME"] = runtime;
        start.Environment["Host__Roles"] = roles;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Testing";
        start.Environment["DOTNET_TieredPGO"] = "0"; // an app lives for some minutes only: what counting and compiling once more costs does not come back
        start.Environment.Remove("TRADEFORGE_POSTGRES");
        start.Environment.Remove("TRADEFORGE_CLICKHOUSE");
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var (output, ready) = (new List<string>(), new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        process.OutputDataReceived += (_, e) => Take(e.Data, output, ready);
        process.ErrorDataReceived += (_, e) => Take(e.Data, output, ready);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(StartLimit));
        if (first == ready.Task) return new AppProcess(process, data, await ready.Task, output);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Directory.Delete(data, recursive: true);
        lock (output) throw new InvalidOperationException($"The app did not start:\n{string.Join('\n', output)}");
    }

    /// <summary>Ends the app as a power cut would; its data folder stays for another start.</summary>
    public async Task KillHardAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])?.WaitForExit();
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }

        Directory.Delete(Data, recursive: true);
    }

    private static void Take(string? line, List<string> output, TaskCompletionSource<string> ready)
    {
        if (line is null) return;
        lock (output) output.Add(line);
        var at = line.IndexOf(Announcement, StringComparison.Ordinal);
        if (at >= 0) ready.TrySetResult(line[(at + Announcement.Length)..].Split(' ')[0].TrimEnd('/'));
    }
}
