using System.IO.Compression;
using System.Text.Json;
using TradeForge.Core;

namespace TradeForge.Infrastructure.Hosting.Backups;

/// <summary>What a backup says of itself; written last, so that a broken file has none.</summary>
/// <param name="Migrations">PostgreSQL migrations of the saved database, in order.</param>
/// <param name="Rows">Rows by store and table, checked after a restore.</param>
public sealed record BackupManifest(int Format, string Version, DateTimeOffset CreatedAt, IReadOnlyList<string> Migrations, IReadOnlyDictionary<string, long> Rows);

/// <summary>One file with all that a data folder means: people and runs, candles, and the keys of sign-ins and links.</summary>
public static class Backup
{
    private const int Format = 1;
    private const string ManifestEntry = "manifest.json", KeysFolder = "keys/";

    /// <summary>Writes the file. The servers may go on working: what they hold at one moment is saved.</summary>
    public static async Task<BackupManifest> SaveAsync(ServerSession session, string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        await Schema.UpAsync(session.Postgres, session.ClickHouse, cancellationToken); // what an older version left is saved as this one reads it
        var temporary = path + ".tmp";
        try
        {
            BackupManifest manifest;
            await using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            using (var archive = new ZipArchive(file, ZipArchiveMode.Create))
                manifest = await FillAsync(session, archive, clock, cancellationToken);
            File.Move(temporary, path, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Puts the saved state in the place of an unused one.</summary>
    /// <exception cref="StartupException">The file is broken or newer, an instance runs, or somebody has an account already.</exception>
    public static async Task<BackupManifest> RestoreAsync(ServerSession session, string path, CancellationToken cancellationToken)
    {
        using var archive = Open(path);
        var manifest = Read(archive, path);
        if (session.Running is { } running)
            throw new StartupException(new Text($"Stop {running.Describe()} first: a restore replaces what it works on.", $"Сначала остановите {running.Describe()}: восстановление заменяет его данные."));
        if (!await PostgresCopy.IsUnusedAsync(session.Postgres, cancellationToken))
            throw new StartupException(new Text(
                $"The data folder {session.Folders.Root} has accounts, and a restore would lose them. Name an empty folder with --data.",
                $"В папке данных {session.Folders.Root} есть учётные записи, восстановление их уничтожит. Укажите пустую папку через --data."));
        await PostgresCopy.EmptyAsync(session.Postgres, cancellationToken);
        await Schema.UpAsync(session.Postgres, session.ClickHouse, cancellationToken);
        await CheckMigrationsAsync(session, manifest, cancellationToken);
        var rows = Named("postgres", await PostgresCopy.LoadAsync(session.Postgres, archive, cancellationToken))
            .Concat(Named("clickhouse", await ClickHouseCopy.LoadAsync(session.ClickHouse, archive, cancellationToken))).ToDictionary();
        var wrong = manifest.Rows.Where(r => rows.GetValueOrDefault(r.Key) != r.Value).Select(r => $"{r.Key}: {rows.GetValueOrDefault(r.Key)} of {r.Value}").ToArray();
        if (wrong.Length > 0) throw new StartupException(new Text($"Rows are missing after the restore ({string.Join(", ", wrong)}).", $"После восстановления не хватает строк ({string.Join(", ", wrong)})."));
        foreach (var key in archive.Entries.Where(e => e.FullName.StartsWith(KeysFolder, StringComparison.Ordinal)))
            key.ExtractToFile(Path.Combine(session.Folders.Keys, Path.GetFileName(key.FullName)), overwrite: true);
        return manifest;
    }

    private static async Task<BackupManifest> FillAsync(ServerSession session, ZipArchive archive, TimeProvider clock, CancellationToken cancellationToken)
    {
        var migrations = await Schema.OnPostgresAsync(session.Postgres, m => m.StatusAsync(cancellationToken));
        var people = Named("postgres", await PostgresCopy.SaveAsync(session.Postgres, archive, cancellationToken));
        var market = Named("clickhouse", await ClickHouseCopy.SaveAsync(session.ClickHouse, archive, cancellationToken));
        foreach (var key in Directory.GetFiles(session.Folders.Keys, "*.xml")) archive.CreateEntryFromFile(key, KeysFolder + Path.GetFileName(key));
        var version = typeof(Backup).Assembly.GetName().Version!.ToString(3);
        var manifest = new BackupManifest(Format, version, clock.GetUtcNow(), [.. migrations.Where(m => m.IsApplied).Select(m => m.Name)], people.Concat(market).ToDictionary());
        await using var entry = archive.CreateEntry(ManifestEntry).Open();
        await JsonSerializer.SerializeAsync(entry, manifest, JsonSerializerOptions.Web, cancellationToken);
        return manifest;
    }

    private static async Task CheckMigrationsAsync(ServerSession session, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var known = (await Schema.OnPostgresAsync(session.Postgres, m => m.StatusAsync(cancellationToken))).Select(m => m.Name).ToArray();
        if (known.SequenceEqual(manifest.Migrations)) return;
        if (manifest.Migrations.Except(known).Any())
            throw new StartupException(new Text($"The backup was made by a newer TradeForge ({manifest.Version}).", $"Резервная копия сделана более новым TradeForge ({manifest.Version})."));
        var count = known.Length - manifest.Migrations.Count; // an older backup: load it into its own schema; the next start brings it up
        await Schema.OnPostgresAsync(session.Postgres, m => m.DownAsync(count, cancellationToken));
    }

    private static ZipArchive Open(string path)
    {
        try
        {
            return ZipFile.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new StartupException(new Text($"The backup {path} cannot be read: {e.Message}", $"Резервную копию {path} нельзя прочитать: {e.Message}"), e);
        }
    }

    private static BackupManifest Read(ZipArchive archive, string path)
    {
        if (archive.GetEntry(ManifestEntry) is not { } entry)
            throw new StartupException(new Text($"{path} is no whole backup of TradeForge.", $"{path} — не целая резервная копия TradeForge."));
        using var stream = entry.Open();
        var manifest = JsonSerializer.Deserialize<BackupManifest>(stream, JsonSerializerOptions.Web)!;
        return manifest.Format == Format ? manifest : throw new StartupException(new Text(
            $"{path} has format {manifest.Format}; this TradeForge reads {Format}.", $"Формат {path} — {manifest.Format}, а эта версия читает {Format}."));
    }

    private static Dictionary<string, long> Named(string store, Dictionary<string, long> rows) => rows.ToDictionary(r => $"{store}.{r.Key}", r => r.Value);
}
