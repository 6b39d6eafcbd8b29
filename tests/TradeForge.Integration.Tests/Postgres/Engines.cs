using TradeForge.Infrastructure.Postgres.Server;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>Where the engines for tests are.</summary>
internal static class Engines
{
    /// <summary>TRADEFORGE_RUNTIME, else <c>.runtime</c> beside the solution.</summary>
    public static string RuntimeFolder => Environment.GetEnvironmentVariable("TRADEFORGE_RUNTIME") is { Length: > 0 } named ? named : Path.Combine(RepositoryRoot, ".runtime");

    /// <summary>The newest PostgreSQL of the distribution, or null.</summary>
    public static string? DebianBinFolder => !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).OrderDescending().FirstOrDefault();

    public static PostgresServerOptions Options(string folder, string? binFolder = null) =>
        new(Path.Combine(folder, "data"), RuntimeFolder, Path.Combine(folder, "logs"), binFolder);

    public static string RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException($"TradeForge.sln is not above {AppContext.BaseDirectory}.");
        }
    }
}

/// <summary>A folder that is gone after the test. Other users may walk through it, as through a usual data folder.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "tradeforge-test-" + Guid.NewGuid().ToString("N")[..12])).FullName;

    public string Below(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>Runs where the distribution's PostgreSQL is installed; elsewhere the reason is printed.</summary>
internal sealed class DebianPostgresFactAttribute : FactAttribute
{
    public DebianPostgresFactAttribute()
    {
        if (Engines.DebianBinFolder is null) Skip = "No PostgreSQL in /usr/lib/postgresql: apt-get install --no-install-recommends postgresql-15 brings one.";
    }
}
