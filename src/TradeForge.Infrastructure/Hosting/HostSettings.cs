using Microsoft.Extensions.Configuration;
using TradeForge.Core;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>Where a process keeps its data and which servers it uses.</summary>
/// <param name="Data">The data folder, absolute.</param>
/// <param name="Postgres">Connection string of a real PostgreSQL server; null for the embedded one.</param>
/// <param name="ClickHouse">Address of a real ClickHouse server; null for the embedded engine.</param>
/// <param name="Runtime">The folder with the npm-installed engines.</param>
/// <param name="Roles">What this process hosts; empty for everything.</param>
public sealed record HostSettings(string Data, string? Postgres, string? ClickHouse, string Runtime, IReadOnlyList<string> Roles)
{
    public static IReadOnlyList<string> KnownRoles { get; } = ["web", "ingestion", "indicators", "backtests", "paper", "execution"];

    public bool IsEmbedded => Postgres is null || ClickHouse is null;

    public bool Hosts(string role) => Roles.Count == 0 || Roles.Contains(role);

    /// <summary>Reads, strongest first: what was typed, the environment (TRADEFORGE_*), appsettings, the defaults.</summary>
    /// <exception cref="StartupException">No data folder can be told, or a role is unknown.</exception>
    public static HostSettings Read(string? data, IConfiguration? configuration = null)
    {
        configuration ??= Load();
        string? Value(string variable, string key) => NullIfEmpty(Environment.GetEnvironmentVariable(variable)) ?? NullIfEmpty(configuration[key]);
        return new HostSettings(
            Path.GetFullPath(NullIfEmpty(data) ?? Value("TRADEFORGE_DATA", "TradeForge:Data") ?? DefaultData()),
            Value("TRADEFORGE_POSTGRES", "TradeForge:Postgres"),
            Value("TRADEFORGE_CLICKHOUSE", "TradeForge:ClickHouse"),
            Path.GetFullPath(Value("TRADEFORGE_RUNTIME", "TradeForge:Runtime") ?? DefaultRuntime()),
            ReadRoles(configuration["Host:Roles"]));
    }

    /// <summary>appsettings.json and appsettings.ENVIRONMENT.json beside the executable, then the environment, for processes without a host of their own.</summary>
    public static IConfiguration Load()
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? "Production";
        return new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{environment}.json", optional: true)
            .AddEnvironmentVariables().Build();
    }

    private static IReadOnlyList<string> ReadRoles(string? text)
    {
        string[] roles = [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(r => r.ToLowerInvariant()).Where(r => r != "all")];
        var unknown = roles.Except(KnownRoles).ToArray();
        if (unknown.Length == 0) return roles;
        throw new StartupException(new Text(
            $"Host:Roles names {string.Join(", ", unknown)}; known are {string.Join(", ", KnownRoles)}.",
            $"В Host:Roles указано {string.Join(", ", unknown)}, а бывает {string.Join(", ", KnownRoles)}."));
    }

    private static string DefaultData()
    {
        var shared = NullIfEmpty(Environment.GetEnvironmentVariable("XDG_DATA_HOME"));
        if (shared is not null && Path.IsPathFullyQualified(shared)) return Path.Combine(shared, "tradeforge");
        var home = NullIfEmpty(Environment.GetEnvironmentVariable("HOME"));
        if (home is not null && Directory.Exists(home)) return Path.Combine(home, ".local", "share", "tradeforge");
        throw new StartupException(new Text(
            "There is no home folder to keep the data in. Name a folder with --data or TRADEFORGE_DATA.",
            "Нет домашней папки, чтобы хранить данные. Укажите папку через --data или TRADEFORGE_DATA."));
    }

    private static string DefaultRuntime()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) return Path.Combine(folder.FullName, ".runtime");
        }

        return Path.Combine(AppContext.BaseDirectory, ".runtime");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
