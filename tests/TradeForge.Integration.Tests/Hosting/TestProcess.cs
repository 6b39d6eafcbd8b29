using System.Diagnostics;
using System.Text;
using TradeForge.Integration.Tests.Postgres;

namespace TradeForge.Integration.Tests.Hosting;

/// <summary>One of the product's executables as a process of its own, with its output.</summary>
internal sealed class TestProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _error = new();

    private TestProcess(string dll, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [dll, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["TRADEFORGE_RUNTIME"] = Engines.RuntimeFolder;
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var name in new[] { "TRADEFORGE_DATA", "TRADEFORGE_POSTGRES", "TRADEFORGE_CLICKHOUSE", "ASPNETCORE_URLS" }) start.Environment.Remove(name);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Append(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Append(_error, e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output { get { lock (_output) return _output.ToString(); } }

    public string Error { get { lock (_error) return _error.ToString(); } }

    public static TestProcess Web(params string[] arguments) => new(Find("TradeForge.Web", "TradeForge.Web.dll"), arguments);

    public static async Task<(int Code, string Output, string Error)> CliAsync(params string[] arguments)
    {
        await using var process = new TestProcess(Find("TradeForge.Cli", "tradeforge-cli.dll"), arguments);
        var code = await process.ExitAsync();
        return (code, process.Output, process.Error);
    }

    /// <summary>Waits for a line that begins with this and returns what follows.</summary>
    public async Task<string> WaitForAsync(string beginning)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < Limit; await Task.Delay(50))
        {
            if (Output.Split('\n').FirstOrDefault(l => l.StartsWith(beginning, StringComparison.Ordinal)) is { } line) return line[beginning.Length..].Trim();
            if (_process.HasExited) break;
        }

        throw new InvalidOperationException($"'{beginning}' was not printed.\n{Output}\n{Error}");
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        _process.WaitForExit(); // the rest of the output
        return _process.ExitCode;
    }

    public void KillHard() => _process.Kill();

    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await ExitAsync();
    }

    /// <summary>Processes whose command line names the folder.</summary>
    public static List<string> NamingFolder(string folder)
    {
        var found = new List<string>();
        foreach (var process in Directory.GetDirectories("/proc").Where(d => char.IsDigit(Path.GetFileName(d)[0])))
        {
            try
            {
                var line = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
                if (line.Contains(folder, StringComparison.Ordinal)) found.Add(Path.GetFileName(process) + " " + line);
            }
            catch (IOException)
            {
                // it has ended meanwhile
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await StopAsync();
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text) text.Append(line).Append('\n');
    }

    private static string Find(string project, string file)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var path = Path.Combine(Engines.RepositoryRoot, "src", project, "bin", configuration, "net10.0", file);
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build TradeForge.sln ({configuration}) first.");
    }
}
