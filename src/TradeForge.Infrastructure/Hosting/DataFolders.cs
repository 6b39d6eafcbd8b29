using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The parts of a data folder. Everything that a backup holds, and nothing else of the machine, is below it.</summary>
public sealed record DataFolders(string Root)
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Mail that would be sent lies here as .eml files until a mail server is configured.</summary>
    public string Mail => Path.Combine(Root, "mail");

    /// <summary>Keys that protect cookies and links; whoever reads them can forge a sign-in.</summary>
    public string Keys => Path.Combine(Root, "keys");

    public string ClickHouse => Path.Combine(Root, "clickhouse");

    /// <summary>Holds <c>pg18</c>, the cluster of the embedded PostgreSQL, and its password file.</summary>
    public string Postgres => Root;

    internal string LockFile => Path.Combine(Root, "instance.lock");

    internal string InstanceFile => Path.Combine(Root, "instance.json");

    /// <summary>Makes the folder and its parts, for this user alone, and sees that it can be written.</summary>
    /// <exception cref="StartupException">It cannot, for the reason named.</exception>
    public static DataFolders Create(string root)
    {
        var folders = new DataFolders(root);
        try
        {
            var isNew = !Directory.Exists(root);
            Directory.CreateDirectory(root, Mine);
            if (isNew) File.WriteAllText(Path.Combine(root, ".gitignore"), "*\n"); // data never becomes a tracked file, wherever the folder lies
            foreach (var part in new[] { folders.Logs, folders.Mail, folders.Keys }) Directory.CreateDirectory(part, Mine);
            folders.Probe();
            return folders;
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartupException(new Text(
                $"The data folder {root} cannot be read and written by this user. Change its owner, or name another with --data.",
                $"Папку данных {root} нельзя читать и писать от этого пользователя. Смените её владельца или укажите другую через --data."));
        }
        catch (IOException e) when (DiskFull.Is(e))
        {
            throw new StartupException(new Text($"The disk of the data folder {root} is full.", $"Диск с папкой данных {root} переполнен."), e);
        }
        catch (IOException e)
        {
            throw new StartupException(new Text($"The data folder {root} cannot be used: {e.Message}", $"Папкой данных {root} нельзя пользоваться: {e.Message}"), e);
        }
    }

    private void Probe()
    {
        foreach (var part in new[] { Root, Logs, Mail, Keys })
        {
            var probe = Path.Combine(part, ".write-test");
            File.WriteAllText(probe, "The folder can be written.\n");
            File.Delete(probe);
            _ = Directory.EnumerateFileSystemEntries(part).FirstOrDefault();
        }

        var free = new DriveInfo(Root).AvailableFreeSpace;
        if (free >= DiskFull.LeastFreeBytes) return;
        throw new StartupException(new Text(
            $"The disk of the data folder {Root} is full: {free >> 20} MiB are free, and {DiskFull.LeastFreeBytes >> 20} MiB are needed.",
            $"Диск с папкой данных {Root} переполнен: свободно {free >> 20} МиБ, а нужно {DiskFull.LeastFreeBytes >> 20} МиБ."));
    }
}

/// <summary>Knows a full disk when it sees one.</summary>
public static class DiskFull
{
    internal const long LeastFreeBytes = 100L << 20;
    private const int NoSpace = 28, QuotaExceeded = 122, ClickHouseNoSpace = 243;

    public static bool Is(IOException e) => (e.HResult & 0xFFFF) is NoSpace or QuotaExceeded;

    /// <summary>Whether a file or a store said so, however deep.</summary>
    public static bool Is(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
            if ((cause is IOException file && Is(file)) || cause is ClickHouseException { Code: ClickHouseNoSpace } or Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.DiskFull }) return true;
        return false;
    }
}
