using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeForge.Core;

namespace TradeForge.Infrastructure.Postgres.Server;

/// <summary>The files of the embedded server: the cluster, its password, its socket folder.</summary>
internal sealed class PostgresCluster(string dataFolder, int major)
{
    public const string User = "tf";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Folder { get; } = Path.Combine(dataFolder, $"pg{major}");
    public bool Exists => File.Exists(Path.Combine(Folder, "PG_VERSION"));

    /// <summary>Short, because a socket's path has 107 bytes at most.</summary>
    public string SocketFolder { get; } = Path.Combine(ShortTemp, "tfpg-" + Hash(Path.GetFullPath(dataFolder)));

    private static string ShortTemp => Path.GetTempPath() is { Length: <= 60 } temp ? temp : "/tmp";

    /// <summary>Major versions whose clusters lie in the data folder, newest first.</summary>
    public static IReadOnlyList<int> Majors(string dataFolder) =>
        !Directory.Exists(dataFolder) ? [] :
        [.. Directory.GetDirectories(dataFolder, "pg*")
            .Select(d => File.Exists(Path.Combine(d, "PG_VERSION")) && int.TryParse(Path.GetFileName(d).AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var m) ? m : 0)
            .Where(m => m > 0).OrderDescending()];

    /// <exception cref="StartupException">The folder is of another major version than its name says.</exception>
    public void CheckVersion()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "PG_VERSION")).Trim();
        if (text == major.ToString(CultureInfo.InvariantCulture)) return;
        throw new StartupException(new Text(
            $"{Folder} holds data of PostgreSQL {text}, not {major}: move it to {Path.Combine(dataFolder, "pg" + text)} and start again.",
            $"В {Folder} данные PostgreSQL {text}, а не {major}: переместите их в {Path.Combine(dataFolder, "pg" + text)} и запустите снова."));
    }

    /// <summary>Makes a new cluster beside its place and moves it there when it is whole, so that a killed start leaves nothing half.</summary>
    public async Task CreateAsync(PostgresBinaries binaries, PostgresAccount account, CancellationToken cancel)
    {
        var fresh = Folder + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        Directory.CreateDirectory(fresh, Private);
        await account.OwnAsync(fresh, cancel);
        var passwordFile = Path.Combine(SocketFolder, "password"); // where the server's account may read it
        try
        {
            await WritePrivateAsync(passwordFile, await PasswordAsync(cancel), cancel);
            await account.OwnAsync(passwordFile, cancel);
            string[] command = [.. account.Prefix, Path.Combine(binaries.Folder, "initdb"), "-D", fresh, "-U", User, "--pwfile", passwordFile,
                "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"];
            var answer = await Shell.RunAsync(command, new Dictionary<string, string> { ["LC_ALL"] = "C.UTF-8" }, cancel);
            if (answer.ExitCode != 0) throw PostgresTrouble.Explain(answer.Error, dataFolder);
        }
        finally
        {
            File.Delete(passwordFile);
        }
        Directory.Move(fresh, Folder);
    }

    /// <summary>The socket folder: nobody else may enter it, nor have made it.</summary>
    public async Task PrepareSocketFolderAsync(PostgresAccount account, CancellationToken cancel)
    {
        if (new DirectoryInfo(SocketFolder) is { Exists: true, LinkTarget: not null }) Directory.Delete(SocketFolder);
        Directory.CreateDirectory(SocketFolder, Private);
        await account.OwnAsync(SocketFolder, cancel);
        File.SetUnixFileMode(SocketFolder, Private);
    }

    /// <summary>The server's password; made at the first call and kept in a file that only its owner reads.</summary>
    public async Task<string> PasswordAsync(CancellationToken cancel)
    {
        var path = PasswordFile(dataFolder);
        if (!File.Exists(path)) await WritePrivateAsync(path, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), cancel);
        return (await File.ReadAllTextAsync(path, cancel)).Trim();
    }

    public static string PasswordFile(string dataFolder) => Path.Combine(dataFolder, "postgres.password");

    private static async Task WritePrivateAsync(string path, string text, CancellationToken cancel)
    {
        var part = path + ".part";
        File.Delete(part);
        await using (var stream = new FileStream(part, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancel);
            stream.Flush(flushToDisk: true);
        }
        File.Move(part, path, overwrite: true);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
}
