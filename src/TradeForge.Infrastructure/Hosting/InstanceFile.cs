using System.Globalization;
using System.Text.Json;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>What a running instance tells other processes of the same user: who it is and where its servers listen. Holds passwords, so only the owner may read it.</summary>
/// <param name="Command">What runs, such as <c>run</c> or <c>import</c>.</param>
/// <param name="Address">The address of the pages; null while there is none.</param>
/// <param name="Postgres">Connection string.</param>
/// <param name="ClickHouse">Address.</param>
public sealed record InstanceFile(int Pid, string Command, string? Address, string Postgres, string ClickHouse)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"TradeForge ({Command}), process {Pid}{(Address is null ? "" : " at " + Address)}");

    /// <summary>The running instance of the folder, or null. A file that a killed process left does not count: nobody holds its lock.</summary>
    public static InstanceFile? FindRunning(DataFolders folders)
    {
        if (!File.Exists(folders.LockFile)) return null;
        using (var free = InstanceLock.TryTake(folders))
        {
            if (free is not null) return null;
        }

        return Read(folders) ?? throw new StartupException(InstanceLock.Holder(folders));
    }

    internal static InstanceFile? Read(DataFolders folders)
    {
        try
        {
            return JsonSerializer.Deserialize<InstanceFile>(File.ReadAllBytes(folders.InstanceFile));
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal void Write(DataFolders folders)
    {
        var temporary = folders.InstanceFile + ".tmp";
        File.Delete(temporary);
        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            JsonSerializer.Serialize(file, this);
        File.Move(temporary, folders.InstanceFile, overwrite: true);
    }
}
