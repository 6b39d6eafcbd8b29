using TradeForge.Core;

namespace TradeForge.Infrastructure.Postgres.Server;

/// <summary>Turns what the server's programs print into one sentence.</summary>
internal static class PostgresTrouble
{
    public static StartupException Explain(string printed, string dataFolder)
    {
        bool Says(string words) => printed.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (Says("No space left on device") || Says("Disk quota exceeded")) return new(DiskFull(dataFolder));
        if (Says("Permission denied") || Says("Read-only file system") || Says("has wrong ownership")) return new(Unreadable(dataFolder));
        if (IsAnother(printed))
            return new(new Text(
                $"Another PostgreSQL already serves the data in {dataFolder}: stop the other TradeForge first.",
                $"Данные в {dataFolder} уже обслуживает другой PostgreSQL: сначала остановите другой TradeForge."));
        var line = LastLine(printed);
        return new(new Text($"PostgreSQL did not start: {line}", $"PostgreSQL не запустился: {line}"));
    }

    /// <summary>Somebody still holds the cluster: after a kill that passes within seconds.</summary>
    public static bool IsAnother(string printed) =>
        printed.Contains("postmaster.pid\" already exists", StringComparison.Ordinal) || printed.Contains("pre-existing shared memory block", StringComparison.Ordinal)
        || printed.Contains("lock file \"", StringComparison.Ordinal) && printed.Contains("already exists", StringComparison.Ordinal);

    public static Text DiskFull(string folder) => new(
        $"The disk that holds {folder} is full: free some space and start again.",
        $"Диск, на котором лежит {folder}, переполнен: освободите место и запустите снова.");

    public static Text Unreadable(string folder) => new(
        $"The data folder {folder} cannot be read and written by this user: check its owner and permissions, or name another one with --data.",
        $"Папку данных {folder} нельзя читать и писать от этого пользователя: проверьте владельца и права или укажите другую через --data.");

    private static string LastLine(string printed)
    {
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.LastOrDefault(l => l.Contains("FATAL", StringComparison.Ordinal) || l.Contains("error:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it printed nothing";
    }
}
