using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TradeForge.Infrastructure.Postgres.Server;

/// <summary>Runs a small program to its end.</summary>
internal static partial class Shell
{
    public sealed record Answer(int ExitCode, string Output, string Error);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();

    public static int UserId => (int)EffectiveUserId();

    /// <summary>Exit code 127 when the program does not exist. Ends it after a minute.</summary>
    public static async Task<Answer> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string>? environment, CancellationToken cancel)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true } };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) process.StartInfo.Environment[name] = value;
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new Answer(127, "", e.Message);
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            var answer = new Answer(0, await output, await error);
            await process.WaitForExitAsync(limit.Token);
            return answer with { ExitCode = process.ExitCode };
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancel.ThrowIfCancellationRequested();
            throw new TimeoutException($"{string.Join(' ', command)} did not end within a minute.");
        }
    }
}
