using System.Diagnostics;
using TradeForge.Integration.Tests.Postgres;

namespace TradeForge.Integration.Tests.Hosting;

/// <summary>The commands of README.md do what it says, in a folder and with data of their own.</summary>
public sealed class ReadmeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Commands_OfReadme_Work()
    {
        var commands = Commands().Where(c => c is not ("./tradeforge run" or "./tradeforge test")).ToArray(); // run: RunTests; test: what is running
        Assert.True(commands.Length >= 7, $"README.md shows {commands.Length} commands.");
        using var temp = new TempFolder();
        foreach (var part in new[] { "tradeforge", "samples" }) File.CreateSymbolicLink(temp.Below(part), Path.Combine(Engines.RepositoryRoot, part));
        foreach (var command in commands) await RunAsync(command, temp);
        Assert.True(File.Exists(temp.Below("result.json")));
        Assert.True(File.Exists(temp.Below("rsi.csv")));
    }

    private static IEnumerable<string> Commands()
    {
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Engines.RepositoryRoot, "README.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```console";
            else if (inside) yield return line.Trim();
        }
    }

    private static async Task RunAsync(string command, TempFolder temp)
    {
        var start = new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = temp.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["TRADEFORGE_DATA"] = temp.Below("data");
        start.Environment["TRADEFORGE_RUNTIME"] = Engines.RuntimeFolder;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}.\n{await output}\n{await error}");
    }
}
