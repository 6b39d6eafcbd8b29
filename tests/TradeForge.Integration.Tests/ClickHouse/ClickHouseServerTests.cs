using System.Diagnostics;
using System.Runtime.InteropServices;
using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.ClickHouse.Host;

namespace TradeForge.Integration.Tests.ClickHouse;

/// <summary>The life of the engine's process. Each test has a data folder of its own.</summary>
[Collection(ClickHouseCollection.Name)] // one after the other: the machine may be small
public sealed class ClickHouseServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tf-ch-server-").FullName;
    private readonly List<string> _log = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task KillOfTheEngine_WhileInserting_LosesNoAcknowledgedRowAndStartsAgain()
    {
        await using var server = await StartAsync(ClickHouseFixture.Options(_folder));
        using var client = new ClickHouseClient(server.Endpoint);
        await new ClickHouseMigrator(client, TimeProvider.System).UpAsync(default);
        var store = new CandleStore(client, TimeProvider.System);
        var bars = CandleStoreTests.Bars("k", 200_000, seed: 1);
        var (acknowledged, failed, first) = (0, 0, server.ProcessId);
        for (var batch = 0; batch < 60; batch++)
        {
            if (batch == 20) _ = Task.Run(async () => { await Task.Delay(7); Process.GetProcessById(first).Kill(); });
            try
            {
                await store.AppendAsync("k", Timeframe.OneMinute, bars.Slice(batch * 100, 100), default);
                acknowledged += 100;
            }
            catch (ClickHouseException e) when (e.IsUnavailable)
            {
                failed++; // in doubt: stored or not
                await Task.Delay(200);
            }
        }
        var stored = await store.ReadAsync("k", Timeframe.OneMinute, null, null, default);
        Assert.InRange(stored.Count, acknowledged, acknowledged + failed * 100);
        Assert.True(acknowledged > 3000, $"only {acknowledged} rows were taken; log: {string.Join(" | ", _log)}");
        Assert.NotEqual(first, server.ProcessId);
        Assert.Contains(_log, l => l.Contains("ended unexpectedly"));
        Assert.Null(server.Failure);
    }

    [Fact]
    public async Task DeathOfTheParent_DuringALongStatement_LeavesNoProcessAfterTwoSeconds()
    {
        // The engine's standard input is a pipe that `sleep` holds; killing sleep is to the engine what a killed parent is.
        var options = ClickHouseFixture.Options(_folder);
        Directory.CreateDirectory(options.DataFolder);
        var socket = Path.Combine(_folder, "s");
        var host = new HostOptions(ClickHouseServer.LibraryIn(options.RuntimeFolder), options.DataFolder, socket, 1 << 30, 2);
        var shell = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        foreach (var a in (string[])["-c", "(echo $$ >&2; exec sleep 600) 2>/dev/null | { \"$@\"; } & echo pid; wait", "sh", .. options.HostCommand!, .. host.ToArguments()]) shell.ArgumentList.Add(a);
        using var parent = Process.Start(shell)!;
        while (await parent.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("ready ", StringComparison.Ordinal))
        {
        }
        using var client = new ClickHouseClient(ClickHouseEndpoint.Unix(socket), "default");
        var long_ = client.QueryAsync("SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1", null, default);
        await Task.Delay(500);
        var (sleeper, engine) = (Child(parent.Id, "sleep"), Child(parent.Id, "dotnet"));

        Process.GetProcessById(sleeper).Kill();
        var watch = Stopwatch.StartNew();
        while (Directory.Exists($"/proc/{engine}") && watch.ElapsedMilliseconds < 10_000) await Task.Delay(20);

        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
        Assert.True((await Assert.ThrowsAsync<ClickHouseException>(() => long_)).IsUnavailable);
        await parent.WaitForExitAsync();
    }

    [Fact]
    public async Task StopAsync_ThenStart_KeepsTheDataAndTheSocketIsGone()
    {
        var options = ClickHouseFixture.Options(_folder);
        await using (var server = await StartAsync(options))
        {
            using var client = new ClickHouseClient(server.Endpoint);
            await new ClickHouseMigrator(client, TimeProvider.System).UpAsync(default);
            await new CandleStore(client, TimeProvider.System).AppendAsync("s", Timeframe.OneMinute, CandleStoreTests.Bars("s", 10, seed: 1), default);
            var second = await Assert.ThrowsAsync<ClickHouseServerException>(() => StartAsync(options));
            Assert.Contains("in use by another process", second.Message);
            Assert.Equal(server.Version, await client.PingAsync(default)); // the first one is not disturbed
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(server.Endpoint.SocketPath!));
            await server.StopAsync(default);
            Assert.False(File.Exists(server.Endpoint.SocketPath));
            Assert.True((await Assert.ThrowsAsync<ClickHouseException>(() => client.PingAsync(default))).IsUnavailable);
        }
        await using var again = await StartAsync(options);
        using var reader = new ClickHouseClient(again.Endpoint);
        Assert.Equal(10, (await new CandleStore(reader, TimeProvider.System).ReadAsync("s", Timeframe.OneMinute, null, null, default)).Count);
        Assert.Contains("given back to the runtime: 34", await File.ReadAllTextAsync(Path.Combine(options.LogFolder, "clickhouse.log"))); // without it a garbage collection takes seconds
    }

    [Fact]
    public async Task StartAsync_NoLibrary_SaysWhereItIsMissing()
    {
        var error = await Assert.ThrowsAsync<ClickHouseServerException>(() => StartAsync(ClickHouseFixture.Options(_folder) with { RuntimeFolder = "/no/such/folder" }));
        Assert.Contains("/no/such/folder", error.Message);
        Assert.Contains("is missing", error.Message);
    }

    [Fact]
    public async Task StartAsync_FolderOfANewerEngine_IsRefused()
    {
        var options = ClickHouseFixture.Options(_folder);
        Directory.CreateDirectory(options.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(options.DataFolder, "tradeforge-engine-version"), "99.1.2");
        var error = await Assert.ThrowsAsync<ClickHouseServerException>(() => StartAsync(options));
        Assert.Contains("99.1.2", error.Message);
        Assert.False(Directory.Exists(Path.Combine(options.DataFolder, "store"))); // nothing was touched
    }

    [Fact]
    public async Task StartAsync_UnusableFolder_SaysSo()
    {
        var file = Path.Combine(_folder, "data");
        await File.WriteAllTextAsync(file, "a file, no folder");
        var error = await Assert.ThrowsAsync<ClickHouseServerException>(() => StartAsync(ClickHouseFixture.Options(_folder)));
        Assert.Contains(file, error.Message);
    }

    [Fact]
    public async Task StartAsync_NeverReady_EndsAtTheDeadline()
    {
        var error = await Assert.ThrowsAsync<ClickHouseServerException>(() => StartAsync(ClickHouseFixture.Options(_folder) with
        {
            HostCommand = ["/bin/sh", "-c", "exec sleep 60", "sh"],
            StartDeadline = TimeSpan.FromSeconds(0.5),
        }));
        Assert.Contains("did not answer within", error.Message);
    }

    [Fact]
    public async Task Watch_EngineThatAlwaysDies_IsGivenUpWithASentence()
    {
        await using var server = await StartAsync(ClickHouseFixture.Options(_folder) with
        {
            HostCommand = ["/bin/sh", "-c", "echo ready 1.0; sleep 0.05", "sh"],
            RestartPauses = [TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10)],
        });
        for (var tries = 0; server.Failure == null && tries < 200; tries++) await Task.Delay(50);
        Assert.Equal(3, _log.Count(l => l.Contains("runs as process"))); // the start and two restarts
        Assert.Contains("not started again", server.Failure);
    }

    [Fact]
    public void Restore_ReplacedHandler_IsPutBack()
    {
        var guard = new SignalGuard();
        var before = signal(64, 1); // 1 = ignore; signal 64 is used by nobody here
        Assert.Equal([64], guard.Restore());
        Assert.Equal(before, signal(64, before));
        Assert.Empty(guard.Restore());
    }

    private Task<ClickHouseServer> StartAsync(ClickHouseServerOptions options) => ClickHouseServer.StartAsync(options, TimeProvider.System, l => { lock (_log) _log.Add(l); }, default);

    private static int Child(int parent, string name) => Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(d => int.TryParse(d, out _)).Select(int.Parse!)
        .First(pid => Below(pid, parent) && File.ReadAllText($"/proc/{pid}/comm").Trim() == name);

    private static bool Below(int pid, int ancestor)
    {
        while (pid > 1)
        {
            try
            {
                var stat = File.ReadAllText($"/proc/{pid}/stat");
                pid = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
            }
            catch (IOException)
            {
                return false;
            }
            if (pid == ancestor) return true;
        }
        return false;
    }

#pragma warning disable IDE1006, SYSLIB1054
    [DllImport("libc")]
    private static extern nint signal(int number, nint handler);
#pragma warning restore IDE1006, SYSLIB1054
}
