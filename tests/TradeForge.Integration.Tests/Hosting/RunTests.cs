using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using TradeForge.Integration.Tests.Postgres;

namespace TradeForge.Integration.Tests.Hosting;

/// <summary>The server executable as a user meets it: starts, is refused, is stopped, is killed.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task Run_FirstStart_TellsHowToSignInAndAnswers()
    {
        using var temp = new TempFolder();
        await using var run = TestProcess.Web("--data", temp.Below("data"), "--port", "0");
        var address = (await run.WaitForAsync("TradeForge runs at ")).Split(' ')[0];
        var link = await run.WaitForAsync("  http://");
        using var http = new HttpClient();
        Assert.Contains("TradeForge", await http.GetStringAsync(address), StringComparison.Ordinal);
        Assert.Contains("/account/first-admin?token=", link, StringComparison.Ordinal);
        Assert.Contains($"Data: {temp.Below("data")}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Logs: {temp.Below("data")}/logs", run.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temp.Below("data/instance.json")));

        var (code, _, error) = await SecondAsync(temp.Below("data"));
        Assert.Equal(2, code);
        Assert.Contains($"process {run.Id} at {address}", error, StringComparison.Ordinal);

        var doctor = await TestProcess.CliAsync("doctor", "--json", "--data", temp.Below("data"));
        Assert.Equal(0, doctor.Code);
        var findings = JsonDocument.Parse(doctor.Output).RootElement.EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Contains("answers", findings["postgresql"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("answers", findings["clickhouse"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains($"process {run.Id}", findings["instance"].GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains(temp.Below("data/mail"), findings["mail"].GetProperty("detail").GetString(), StringComparison.Ordinal);

        Assert.Equal(0, await run.StopAsync());
        Assert.Empty(TestProcess.NamingFolder(temp.Path));
        Assert.False(File.Exists(temp.Below("data/instance.json")));
    }

    [Fact]
    public async Task Run_KilledHard_LeavesNoOrphanAndStartsAgain()
    {
        using var temp = new TempFolder();
        await using (var run = TestProcess.Web("--data", temp.Below("data"), "--port", "0"))
        {
            await run.WaitForAsync("TradeForge runs at ");
            Assert.True(TestProcess.NamingFolder(temp.Path).Count >= 3); // the app and its two engines
            run.KillHard();
            await run.ExitAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Empty(TestProcess.NamingFolder(temp.Path));
        await using var again = TestProcess.Web("--data", temp.Below("data"), "--port", "0");
        await again.WaitForAsync("TradeForge runs at ");
    }

    [Fact]
    public async Task Run_PortInUse_IsOneSentence()
    {
        using var temp = new TempFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var run = TestProcess.Web("--data", temp.Below("data"), "--urls", $"http://127.0.0.1:{port}");
        Assert.Equal(2, await run.ExitAsync());
        Assert.Contains($"{port}: address already in use", OneSentence(run.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_UnusableDataFolder_IsOneSentence()
    {
        using var temp = new TempFolder();
        await File.WriteAllTextAsync(temp.Below("data"), "a file, not a folder");
        await using var run = TestProcess.Web("--data", temp.Below("data"), "--port", "0");
        Assert.Equal(2, await run.ExitAsync());
        Assert.Contains(temp.Below("data"), OneSentence(run.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongOptions_AreAllNamed()
    {
        await using var run = TestProcess.Web("--prot", "5000", "--port", "x");
        Assert.Equal(1, await run.ExitAsync());
        Assert.Contains("--prot", run.Error, StringComparison.Ordinal);
        Assert.Contains("--port is 'x'", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> SecondAsync(string data)
    {
        await using var second = TestProcess.Web("--data", data, "--port", "0");
        var code = await second.ExitAsync();
        return (code, second.Output, second.Error);
    }

    private static string OneSentence(string error) => Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
