namespace TradeForge.Web.Features.Data;

/// <summary>Files on their way in: streamed to a folder of the data folder, named by their id, removed after the import or after a day.
/// A file whose import was asked for has its ticket beside it, so that the import outlives the process.</summary>
public sealed class Uploads(string folder, TimeProvider clock)
{
    /// <summary>Largest file that is taken, in bytes.</summary>
    public const long MostBytes = 512L * 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>Copies the stream; half a file is removed again.</summary>
    /// <param name="content">At most <see cref="MostBytes"/>.</param>
    /// <param name="name">The name that the user's machine gave it; only its ending is used.</param>
    /// <param name="progress">Bytes so far.</param>
    /// <returns>The path of the copy.</returns>
    public async Task<string> SaveAsync(Stream content, string name, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        Sweep();
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}{(name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? ".gz" : ".txt")}");
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous);
            var buffer = new byte[1 << 16];
            for (long total = 0; await content.ReadAsync(buffer, cancellationToken) is > 0 and var read; progress?.Report(total += read))
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            return path;
        }
        catch
        {
            Remove(path);
            throw;
        }
    }

    /// <summary>Removes the file and its ticket.</summary>
    public static void Remove(string path)
    {
        File.Delete(path);
        File.Delete(path + ImportTicket.Ending);
    }

    /// <summary>The imports that were asked for and are not done, oldest first. Tickets without a file or that cannot be read are removed.</summary>
    public IReadOnlyList<(string Path, ImportTicket Ticket)> Waiting()
    {
        var waiting = new List<(string, ImportTicket)>();
        if (!Directory.Exists(folder)) return waiting;
        foreach (var file in new DirectoryInfo(folder).GetFiles("*" + ImportTicket.Ending).OrderBy(f => f.LastWriteTimeUtc))
        {
            var path = file.FullName[..^ImportTicket.Ending.Length];
            if (File.Exists(path) && ImportTicket.Read(path) is { } ticket) waiting.Add((path, ticket));
            else Remove(path);
        }

        return waiting;
    }

    private void Sweep()
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
            if (clock.GetUtcNow() - file.LastWriteTimeUtc > Life && !file.Name.EndsWith(ImportTicket.Ending, StringComparison.Ordinal) && !File.Exists(file.FullName + ImportTicket.Ending)) file.Delete();
    }
}
