using System.Text;
using TradeForge.Cli;
using TradeForge.Integration.Tests.Postgres;

namespace TradeForge.Integration.Tests.Hosting;

/// <summary>Verbs over files: what is asked wrongly is refused with every problem, and nothing is left behind.</summary>
public sealed class FileVerbTests
{
    private static async Task<(int Code, string Notes)> RunAsync(params string[] typed)
    {
        using var results = new MemoryStream();
        using var notes = new StringWriter();
        int code;
        using (var output = new Output(results, notes, russian: false, terminal: false, TimeProvider.System))
            code = await Runner.RunAsync(typed, output, CancellationToken.None);
        return (code, notes.ToString());
    }

    [Theory]
    [InlineData("absent/rsi.csv")]
    [InlineData("taken")] // a folder
    public async Task Out_CannotBeWritten_IsRefusedAndLeavesNothing(string name)
    {
        using var folder = new TempFolder();
        var candles = Path.Combine(folder.Path, "a.csv");
        await File.WriteAllTextAsync(candles, "timestamp,open,high,low,close,volume\n2024-01-01,1,2,1,2,5\n", Encoding.UTF8);
        Directory.CreateDirectory(Path.Combine(folder.Path, "taken"));
        var (code, notes) = await RunAsync("indicator", "sma", "--candles", candles, "--out", Path.Combine(folder.Path, name));
        Assert.Equal(1, code);
        Assert.Contains("cannot be written", notes, StringComparison.Ordinal);
        Assert.Equal(["a.csv", "taken"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("backtest")]
    [InlineData("explain")]
    [InlineData("optimize")]
    public async Task NothingGiven_NamesEveryMissingOption(string verb)
    {
        var (code, notes) = await RunAsync(verb, "--fill", "later");
        Assert.Equal(1, code);
        foreach (var option in new[] { "--strategy", "--candles", "--fill" }) Assert.Contains(option, notes, StringComparison.Ordinal);
    }
}
