using TradeForge.Core;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>The right to run servers on a data folder: a lock that the system takes back when the process ends, however it ends.</summary>
public sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;
    private readonly DataFolders _folders;

    private InstanceLock(FileStream file, DataFolders folders) => (_file, _folders) = (file, folders);

    /// <summary>Takes the lock, or returns null if another process holds it.</summary>
    public static InstanceLock? TryTake(DataFolders folders)
    {
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Linux, and the handle is not inherited by children.
            return new InstanceLock(new FileStream(folders.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), folders);
        }
        catch (IOException e) when (!DiskFull.Is(e) && e is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <exception cref="StartupException">Another process holds it; the sentence names it.</exception>
    public static InstanceLock Take(DataFolders folders) => TryTake(folders) ?? throw new StartupException(Holder(folders));

    public void Dispose()
    {
        File.Delete(_folders.InstanceFile);
        _file.Dispose();
    }

    internal static Text Holder(DataFolders folders) => InstanceFile.Read(folders) is { } other
        ? new Text(
            $"The data folder {folders.Root} is in use by {other.Describe()}. Stop it first, or name another folder with --data.",
            $"Папка данных {folders.Root} занята: {other.Describe()}. Остановите его или укажите другую папку через --data.")
        : new Text(
            $"The data folder {folders.Root} is in use by another TradeForge that is just starting or stopping. Try again in some seconds, or name another folder with --data.",
            $"Папка данных {folders.Root} занята другим TradeForge, который запускается или останавливается. Повторите через несколько секунд или укажите другую папку через --data.");
}
