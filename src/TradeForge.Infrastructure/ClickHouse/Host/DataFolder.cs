using System.Text;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>Looks at a data folder that the engine refused.</summary>
internal static class DataFolder
{
    private const long LeastFreeBytes = 64L << 20;

    /// <summary>One sentence: locked, full, not writable, or unreadable files.</summary>
    public static string WhyRefused(string folder)
    {
        if (!IsWritable(folder, out var why)) return $"The ClickHouse data folder {folder} cannot be written: {why}";
        if (new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace is var free && free < LeastFreeBytes)
            return $"The disk of the ClickHouse data folder {folder} is full: {free >> 20} MiB are free.";
        return IsLocked(Path.Combine(folder, "status"))
            ? $"The ClickHouse data folder {folder} is in use by another process."
            : $"The ClickHouse engine cannot open its data folder {folder}: its files may be damaged or of another version. Candles can be imported again into an empty folder.";
    }

    private static bool IsWritable(string folder, out string why)
    {
        try
        {
            var probe = Path.Combine(folder, ".write-test");
            File.WriteAllText(probe, "x");
            File.Delete(probe);
            why = "";
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            why = e.Message;
            return false;
        }
    }

    private static bool IsLocked(string status)
    {
        if (!File.Exists(status)) return false;
        try
        {
            using var file = new FileStream(status, FileMode.Open, FileAccess.ReadWrite, FileShare.None); // takes the same flock as the engine
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}

/// <summary>Remembers which engine wrote a data folder, so that an older one does not touch it.</summary>
internal static class DataVersion
{
    private const string FileName = "tradeforge-engine-version";

    /// <summary>Call before the engine opens the folder.</summary>
    /// <exception cref="HostRefusedException">A newer engine has written the folder.</exception>
    public static void Check(string folder, string version)
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is var written && Release(written) > Release(version))
            throw new HostRefusedException($"The ClickHouse data folder {folder} was written by engine {written}; this is {version}, which is older. Install the newer engine, or use another data folder.");
    }

    /// <summary>Call when the engine has opened the folder.</summary>
    public static void Write(string folder, string version) => File.WriteAllText(Path.Combine(folder, FileName), version + "\n");

    /// <exception cref="HostRefusedException">The engine does not answer.</exception>
    public static async Task<string> AskAsync(ChdbPool pool)
    {
        var connection = await pool.RentAsync(CancellationToken.None);
        using var result = connection.Query("SELECT version()"u8, "TabSeparatedRaw", []);
        pool.Return(connection);
        return result.Error is { } error ? throw new HostRefusedException($"The ClickHouse engine does not answer: {error}") : Encoding.UTF8.GetString(result.GetSpan()).Trim();
    }

    private static Version Release(string text) => Version.TryParse(text.TrimStart('v').Split('-')[0], out var v) ? new Version(v.Major, v.Minor) : new Version(0, 0);
}
