using System.Globalization;
using TradeForge.Core;
using TradeForge.Infrastructure.Hosting.Backups;

namespace TradeForge.Cli.Verbs;

/// <summary><c>backup FILE</c> and <c>restore FILE</c>.</summary>
internal static class BackupVerb
{
    public static Verb CreateBackup() => new("backup", "FILE", new Text("saves accounts, runs, candles and keys into one file", "сохраняет учётные записи, прогоны, свечи и ключи в один файл"), [StoreVerb.Data], SaveAsync) { MaxWords = 1 };

    public static Verb CreateRestore() => new("restore", "FILE", new Text("puts a backup into an unused data folder", "восстанавливает копию в неиспользованную папку данных"), [StoreVerb.Data], RestoreAsync) { MaxWords = 1 };

    private static async Task<int> SaveAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var path = File(arguments);
        if (path.Length > 0 && !Directory.Exists(Path.GetDirectoryName(path))) arguments.Add("no-folder", path, $"There is no folder {Path.GetDirectoryName(path)}.", $"Папки {Path.GetDirectoryName(path)} нет.");
        await using var session = await StoreVerb.OpenAsync("backup", arguments, output, cancellationToken);
        output.Note("Saving …");
        Print(await Backup.SaveAsync(session, path, TimeProvider.System, cancellationToken), path, arguments, output);
        return ExitCode.Ok;
    }

    private static async Task<int> RestoreAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var path = File(arguments);
        if (path.Length > 0 && !System.IO.File.Exists(path)) arguments.Add("no-file", path, $"There is no file {path}.", $"Файла {path} нет.");
        await using var session = await StoreVerb.OpenAsync("restore", arguments, output, cancellationToken);
        output.Note("Restoring …");
        Print(await Backup.RestoreAsync(session, path, cancellationToken), path, arguments, output);
        return ExitCode.Ok;
    }

    private static string File(Arguments arguments)
    {
        if (arguments.Words.Count > 0) return Path.GetFullPath(arguments.Words[0]);
        arguments.Add("missing-file", "", "The name of the backup file is missing.", "Не указано имя файла копии.");
        return "";
    }

    private static void Print(BackupManifest manifest, string path, Arguments arguments, Output output)
    {
        if (!arguments.Json)
        {
            output.Line($"{path}: TradeForge {manifest.Version}, {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC, {manifest.Rows.Values.Sum()} rows in {manifest.Rows.Count(r => r.Value > 0)} tables");
            return;
        }

        output.Json(null, json =>
        {
            json.WriteStartObject();
            json.WriteString("file", path);
            json.WriteString("version", manifest.Version);
            json.WriteString("createdAt", manifest.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteStartObject("rows");
            foreach (var (table, count) in manifest.Rows) json.WriteNumber(table, count);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
