using System.Text.Json;
using TradeForge.Integration.Tests.Postgres;

namespace TradeForge.Integration.Tests.Hosting;

/// <summary>The verbs that need the databases, on databases that they start themselves.</summary>
public sealed class StoreVerbTests
{
    [Fact]
    public async Task Migrate_UpDownUp_MovesBothSchemas()
    {
        using var temp = new TempFolder();
        Assert.Equal(0, (await TestProcess.CliAsync("migrate", "up", "--data", temp.Path)).Code);
        var down = await TestProcess.CliAsync("migrate", "down", "1", "--json", "--data", temp.Path);
        Assert.Equal([false, false], LastOfEach(down.Output));
        var up = await TestProcess.CliAsync("migrate", "up", "--json", "--data", temp.Path);
        Assert.Equal([true, true], LastOfEach(up.Output));
    }

    [Fact]
    public async Task Backup_RestoredElsewhere_HoldsTheSameRows()
    {
        using var temp = new TempFolder();
        var sample = Path.Combine(Engines.RepositoryRoot, "samples", "SBER.moex.1d.csv.gz");
        var import = await TestProcess.CliAsync("import", sample, "--instrument", "moex:SBER", "--json", "--data", temp.Below("a"));
        Assert.Equal(0, import.Code);
        Assert.Equal(4631, JsonDocument.Parse(import.Output).RootElement.GetProperty("files")[0].GetProperty("stored").GetInt32()); // the rows of samples/README.md
        Assert.Equal(0, (await TestProcess.CliAsync("admin", "create-link", "--data", temp.Below("a"))).Code);

        Assert.Equal(0, (await TestProcess.CliAsync("backup", temp.Below("first.zip"), "--data", temp.Below("a"))).Code);
        var restored = await TestProcess.CliAsync("restore", temp.Below("first.zip"), "--json", "--data", temp.Below("b"));
        Assert.True(restored.Code == 0, restored.Error);
        var again = await TestProcess.CliAsync("backup", temp.Below("second.zip"), "--json", "--data", temp.Below("b"));

        var rows = JsonDocument.Parse(restored.Output).RootElement.GetProperty("rows");
        Assert.Equal(4631, rows.GetProperty("clickhouse.candles").GetInt32());
        Assert.Equal(1, rows.GetProperty("postgres.one_time_tokens").GetInt32());
        Assert.Equal(rows.GetRawText(), JsonDocument.Parse(again.Output).RootElement.GetProperty("rows").GetRawText());
        Assert.Equal(KeysOf(temp.Below("a")), KeysOf(temp.Below("b")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temp.Below("first.zip")));
    }

    [Fact]
    public async Task Restore_OfABrokenFile_IsRefused()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.Below("broken.zip"), "not a backup");
        var (code, _, error) = await TestProcess.CliAsync("restore", temp.Below("broken.zip"), "--data", temp.Below("data"));
        Assert.Equal(2, code);
        Assert.Contains("cannot be read", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admin_UnknownAddress_IsRefused()
    {
        using var temp = new TempFolder();
        var (code, _, error) = await TestProcess.CliAsync("admin", "reset-password", "nobody@example.org", "--data", temp.Path);
        Assert.Equal(1, code);
        Assert.Contains("Nobody has the address nobody@example.org", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("frobnicate")]
    public async Task Verb_NotThere_IsRefusedByName(string verb)
    {
        var (code, _, error) = await TestProcess.CliAsync(verb, "--anything", "x");
        Assert.Equal(1, code);
        Assert.Contains(verb, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_Wrong_AreAllNamedAtOnce()
    {
        var (code, output, error) = await TestProcess.CliAsync("import", "no-such-file.csv", "--instrment=x", "--timeframe", "7q", "--json");
        Assert.Equal(1, code);
        Assert.All(["no-such-file.csv", "--instrment", "--instrument is needed", "'7q'"], words => Assert.Contains(words, error, StringComparison.Ordinal));
        Assert.Equal(4, JsonDocument.Parse(output).RootElement.GetProperty("problems").GetArrayLength());
    }

    private static bool[] LastOfEach(string json) =>
        [.. JsonDocument.Parse(json).RootElement.EnumerateArray().GroupBy(r => r.GetProperty("store").GetString()).Select(g => g.Last().GetProperty("applied").GetBoolean())];

    private static string[] KeysOf(string data) => [.. Directory.GetFiles(Path.Combine(data, "keys"), "*.xml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
