using System.Text;
using System.Text.Json;
using TradeForge.Cli;
using TradeForge.Integration.Tests.Postgres;

namespace TradeForge.Integration.Tests.MarketData;

public sealed class ImportVerbTests
{
    private static async Task<(int Code, string Results, string Notes)> RunAsync(bool russian, params string[] typed)
    {
        using var results = new MemoryStream();
        using var notes = new StringWriter();
        int code;
        using (var output = new Output(results, notes, russian, terminal: false, TimeProvider.System))
            code = await Runner.RunAsync(["import", .. typed], output, CancellationToken.None);
        return (code, Encoding.UTF8.GetString(results.ToArray()), notes.ToString());
    }

    [Fact]
    public async Task Preview_LocalTimes_ShowsFormatRowsAndWhatIsAssumed()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "finam.csv");
        await File.WriteAllTextAsync(path, "<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>\n240301,100000,1,3,0.5,2,9\n240301,110000,0,0,0,0,0\n");
        var (code, text, _) = await RunAsync(false, path, "--instrument", "moex:SBER", "--preview");
        Assert.Equal(0, code);
        Assert.Contains("date: yymmdd", text, StringComparison.Ordinal);
        Assert.Contains("2024-03-01T07:00:00Z  1  3  0.5  2  9", text, StringComparison.Ordinal);
        Assert.Contains("? The stamps name no time zone and are taken as Europe/Moscow.", text, StringComparison.Ordinal);
        Assert.Contains("! 1 / 2: a price is zero or negative", text, StringComparison.Ordinal);

        var (_, json, _) = await RunAsync(true, path, "--instrument", "moex:SBER", "--preview", "--zone", "UTC", "--json");
        var file = JsonDocument.Parse(json).RootElement[0];
        Assert.Equal("2024-03-01T10:00:00Z", file.GetProperty("firstRows")[0].GetProperty("time").GetString());
        Assert.Equal(1, file.GetProperty("faults").GetProperty("price-not-positive").GetInt32());
        Assert.Contains(file.GetProperty("format").EnumerateArray(), w => w.GetString() == "дата: ггммдд");
    }

    [Fact]
    public async Task Import_WrongRequest_NamesEveryProblemAndStartsNoServer()
    {
        var (code, _, notes) = await RunAsync(false, "absent.csv", "--instrument", "BTCUSD", "--zone", "Mars", "--timeframe", "7x", "--column", "close");
        Assert.Equal(1, code);
        foreach (var part in new[] { "absent.csv", "'BTCUSD' is no instrument", "'Mars' is no time zone", "--timeframe is '7x'", "--column is 'close'" })
            Assert.Contains(part, notes, StringComparison.Ordinal);
        Assert.DoesNotContain("Starting", notes, StringComparison.Ordinal);
    }
}
