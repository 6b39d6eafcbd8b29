using System.Text;

namespace TradeForge.Infrastructure.Postgres.Server;

/// <summary>The server's log file. One old one is kept.</summary>
internal sealed class PostgresLog
{
    private const long Largest = 10_000_000;

    private PostgresLog(string path) => Path = path;

    public string Path { get; }
    public long Length => File.Exists(Path) ? new FileInfo(Path).Length : 0;

    public static PostgresLog Open(string folder)
    {
        var log = new PostgresLog(System.IO.Path.Combine(folder, "postgres.log"));
        if (log.Length > Largest) File.Move(log.Path, log.Path + ".1", overwrite: true);
        File.AppendAllText(log.Path, ""); // shows at once whether it can be written
        return log;
    }

    /// <summary>What was written after <paramref name="offset"/>.</summary>
    public string From(long offset)
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(offset, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
