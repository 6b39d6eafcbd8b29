using System.Diagnostics;
using TradeForge.Integration.Tests.Postgres;
using Xunit.Abstractions;

namespace TradeForge.Integration.Tests.Hosting;

/// <summary>docker/Dockerfile is really built and started where podman can.</summary>
public sealed class ContainerTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(18);

    [PodmanFact]
    public async Task Image_BuiltAndStarted_AnswersWithReadOnlyRoot()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Engines.RepositoryRoot, "docker", "test.sh")) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        output.WriteLine(await said);
        Assert.True(process.ExitCode == 0, $"docker/test.sh ended with {process.ExitCode}.\n{await said}\n{await error}");
    }
}

/// <summary>A test that needs root and podman; skipped with the reason elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PodmanFactAttribute : FactAttribute
{
    public PodmanFactAttribute()
    {
        string[] missing = [.. new[] { "podman", "runc", "buildah", "debootstrap" }.Where(t => !Paths().Any(p => File.Exists(Path.Combine(p, t))))];
        if (missing.Length > 0) Skip = $"containers: {string.Join(", ", missing)} not installed";
        else if (Environment.UserName != "root") Skip = "containers: building the stand-in images needs root";
    }

    private static IEnumerable<string> Paths() => [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin"];
}
