using System.Diagnostics;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>One engine process as its parent sees it.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamWriter _log;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private string? _error;

    private HostProcess(ProcessStartInfo start, string logFile, TimeProvider clock)
    {
        _clock = clock;
        _log = new StreamWriter(new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => OnLine(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLine(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = _process.WaitForExitAsync(CancellationToken.None);
    }

    public int Id => _process.Id;
    public string Version { get; private set; } = "";
    public int ExitCode => _process.HasExited ? _process.ExitCode : -1;

    /// <summary>Completes when the process is gone and its last line is written.</summary>
    public Task Ended { get; }

    public static HostProcess Start(IReadOnlyList<string> command, string logFile, TimeProvider clock)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment.Remove("DOTNET_STARTUP_HOOKS"); // those of this process are not the engine's
        try
        {
            return new HostProcess(start, logFile, clock);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new ClickHouseServerException($"The ClickHouse engine process cannot be started: {e.Message}", e);
        }
    }

    public async Task WaitUntilReadyAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        var first = await Task.WhenAny(_ready.Task, Ended, Task.Delay(deadline, _clock, cancellationToken));
        if (first == _ready.Task) return;
        var ended = first == Ended;
        await StopAsync(TimeSpan.Zero, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        var exit = ExitCode;
        Dispose();
        throw new ClickHouseServerException(_error ?? (ended
            ? $"The ClickHouse engine ended while starting (exit code {exit}); see clickhouse.log in the log folder."
            : $"The ClickHouse engine did not answer within {deadline.TotalSeconds:0} s; see clickhouse.log in the log folder."));
    }

    public async Task StopAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            _process.StandardInput.Close();
            if (patience > TimeSpan.Zero) await Task.WhenAny(Ended, Task.Delay(patience, _clock, cancellationToken));
        }
        catch (IOException)
        {
            // it is gone already
        }
        if (!Ended.IsCompleted) _process.Kill();
        await Ended;
    }

    public void Dispose()
    {
        lock (_gate) _log.Dispose();
        _process.Dispose();
    }

    private void OnLine(string? line)
    {
        if (string.IsNullOrEmpty(line)) return;
        lock (_gate)
        {
            if (_log.BaseStream is { CanWrite: true }) _log.WriteLine($"{_clock.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {line}");
        }
        if (line.StartsWith(ClickHouseHost.ErrorPrefix, StringComparison.Ordinal)) _error = line[ClickHouseHost.ErrorPrefix.Length..];
        if (!line.StartsWith(ClickHouseHost.ReadyPrefix, StringComparison.Ordinal)) return;
        Version = line[ClickHouseHost.ReadyPrefix.Length..];
        _ready.TrySetResult();
    }
}
