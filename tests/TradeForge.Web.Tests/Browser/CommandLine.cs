using System.Diagnostics;
using System.Globalization;
using TradeForge.Core.Market;

namespace TradeForge.Web.Tests.Browser;

/// <summary>The command line in a folder of its own, to compare pages with.</summary>
internal sealed class CommandLine : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tradeforge-command-line-");

    /// <summary>A file with this text; its path.</summary>
    public string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public string File(string name, CandleSeries series) => File(name, "time,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, series.Count).Select(i => series[i])
        .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.OpenTime:yyyy-MM-dd'T'HH:mm:ss'Z'},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume}\n"))));

    /// <summary>Runs a backtest and returns its result.</summary>
    public async Task<string> BacktestAsync(params string[] options)
    {
        var result = Path.Combine(_folder.FullName, "result.json");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.Built("TradeForge.Cli", "tradeforge-cli.dll"), "backtest", .. options, "--out", result]) { RedirectStandardError = true })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        Assert.True(process.ExitCode == 0, said);
        return await System.IO.File.ReadAllTextAsync(result);
    }

    /// <summary>Runs a backtest that is refused and returns what it says.</summary>
    public static async Task<string> RefusalAsync(params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Repository.Built("TradeForge.Cli", "tradeforge-cli.dll"), "backtest", .. options]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = process.StandardError.ReadToEndAsync();
        _ = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        Assert.NotEqual(0, process.ExitCode);
        return await said;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
