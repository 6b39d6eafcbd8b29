using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using TradeForge.Core;

namespace TradeForge.Infrastructure.Postgres.Server;

/// <summary>
/// A private PostgreSQL as a child: no port, a socket in a folder of its own, gone within a second or two after its parent, however that ended.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>
    /// The child's shell stops the server in the fast way (SIGINT) when it hears <see cref="Goodbye"/> or when our end of the pipe closes, which a killed
    /// process does too. Nobody waits then: half a second later it stops at once (SIGQUIT), and the next start repairs from the write-ahead log.
    /// </summary>
    private const string Watch =
        "log=$1; shift; exec 3<&0; \"$@\" </dev/null 3<&- >>\"$log\" 2>&1 & p=$!; "
        + "(read word <&3; kill -INT $p; [ \"$word\" = stop ] || { sleep 0.5; kill -QUIT $p; }) >/dev/null 2>&1 & w=$!; "
        + "exec 3<&-; wait $p; rc=$?; kill $w 2>/dev/null; exit $rc";
    private const string Goodbye = "stop";
    private const string Database = "tradeforge";
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2), HoldLimit = TimeSpan.FromSeconds(12), StopLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;

    private PostgresServer(Process process, string connectionString, string version)
    {
        _process = process;
        (ConnectionString, Version) = (connectionString, version);
        Exited = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Of the product's database. The same after every start on the same data folder.</summary>
    public string ConnectionString { get; }
    /// <summary>Such as 18.4.</summary>
    public string Version { get; }
    /// <summary>Ends when the server has ended, wanted or not; start another one then.</summary>
    public Task Exited { get; }

    /// <summary>Makes the cluster if there is none, starts the server, waits until it answers and makes the database.</summary>
    /// <exception cref="StartupException">What is wrong, in a sentence.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresServerOptions options, ILogger log, CancellationToken cancel)
    {
        options = options with { DataFolder = Path.GetFullPath(options.DataFolder), LogFolder = Path.GetFullPath(options.LogFolder) };
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            Directory.CreateDirectory(options.LogFolder);
            var binaries = await PostgresBinaries.FindAsync(options, cancel);
            var account = await PostgresAccount.FindAsync(binaries.Folder, options.DataFolder, cancel);
            var cluster = await PrepareAsync(options, binaries, account, log, cancel);
            var server = await StartWhenFreeAsync(options, binaries, account, cluster, log, cancel);
            log.LogInformation("PostgreSQL {Version} answers (data in {Folder}).", binaries.Version, cluster.Folder);
            return server;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartupException(PostgresTrouble.Unreadable(options.DataFolder), e);
        }
        catch (IOException e)
        {
            throw PostgresTrouble.Explain(e.Message, options.DataFolder);
        }
    }

    private static async Task<PostgresCluster> PrepareAsync(PostgresServerOptions options, PostgresBinaries binaries, PostgresAccount account, ILogger log, CancellationToken cancel)
    {
        var cluster = new PostgresCluster(options.DataFolder, binaries.Major);
        await cluster.PasswordAsync(cancel); // shows an unwritable folder or a full disk at once
        await cluster.PrepareSocketFolderAsync(account, cancel);
        if (!cluster.Exists)
        {
            log.LogInformation("Making a PostgreSQL {Version} database in {Folder}.", binaries.Version, cluster.Folder);
            await cluster.CreateAsync(binaries, account, cancel);
        }
        cluster.CheckVersion();
        await account.OwnAsync(cluster.Folder, cancel);
        return cluster;
    }

    /// <summary>After a kill the old server needs a moment to let go: try again for some seconds.</summary>
    private static async Task<PostgresServer> StartWhenFreeAsync(
        PostgresServerOptions options, PostgresBinaries binaries, PostgresAccount account, PostgresCluster cluster, ILogger log, CancellationToken cancel)
    {
        var (since, password) = (Stopwatch.StartNew(), await cluster.PasswordAsync(cancel));
        var logFile = PostgresLog.Open(options.LogFolder);
        while (true)
        {
            var offset = logFile.Length;
            var process = Launch(logFile.Path, binaries, account, cluster);
            var server = new PostgresServer(process, Connection(cluster.SocketFolder, password, Database), binaries.Version);
            try
            {
                if (await server.WaitUntilReadyAsync(Connection(cluster.SocketFolder, password, "postgres"), log, cancel)) return server;
            }
            catch
            {
                await server.StopAsync();
                throw;
            }
            var printed = logFile.From(offset);
            await server.DisposeAsync();
            if (!PostgresTrouble.IsAnother(printed) || since.Elapsed > HoldLimit) throw PostgresTrouble.Explain(printed, options.DataFolder);
            log.LogInformation("The last PostgreSQL on this data folder has not let go yet; waiting.");
            await Task.Delay(250, cancel);
        }
    }

    private static Process Launch(string logFile, PostgresBinaries binaries, PostgresAccount account, PostgresCluster cluster)
    {
        // setsid: Ctrl-C in the terminal must reach the app alone, which then stops things in order
        string[] command = ["/bin/sh", "-c", Watch, "tradeforge-postgres", logFile, .. account.Prefix, Path.Combine(binaries.Folder, "postgres"),
            "-D", cluster.Folder, "-k", cluster.SocketFolder, "-p", "5432", "-c", "listen_addresses=", "-c", "shared_buffers=64MB", "-c", "max_connections=60",
            "-c", "max_wal_size=512MB", "-c", "lc_messages=C"];
        var start = new ProcessStartInfo("setsid", command) { RedirectStandardInput = true, WorkingDirectory = "/" };
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }

    /// <returns>False when the server has ended.</returns>
    private async Task<bool> WaitUntilReadyAsync(string maintenance, ILogger log, CancellationToken cancel)
    {
        var since = Stopwatch.StartNew();
        for (var said = 0; !await AnswersAsync(maintenance, cancel);)
        {
            if (_process.HasExited) return false;
            if (since.Elapsed > StartLimit)
                throw new StartupException(new Text($"PostgreSQL did not answer within {StartLimit.TotalSeconds} s; its log may say why.", $"PostgreSQL не ответил за {StartLimit.TotalSeconds} с; причина может быть в его журнале."));
            if (since.Elapsed.TotalSeconds > (said + 1) * 5) log.LogInformation("PostgreSQL is still starting ({Seconds} s): it may be repairing after a crash.", ++said * 5);
            await Task.Delay(20, cancel);
        }
        await using var connection = Unpooled(maintenance);
        await connection.OpenAsync(cancel);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString)); // sessions of the server before
        await using var exists = new NpgsqlCommand($"select count(*) from pg_database where datname = '{Database}'", connection);
        if ((long)(await exists.ExecuteScalarAsync(cancel))! == 1) return true;
        await using var create = new NpgsqlCommand($"create database {Database}", connection);
        await create.ExecuteNonQueryAsync(cancel);
        return true;
    }

    private static async Task<bool> AnswersAsync(string connectionString, CancellationToken cancel)
    {
        try
        {
            await using var connection = Unpooled(connectionString);
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (NpgsqlException e) when (e is not PostgresException { SqlState: "28P01" })
        {
            return false;
        }
        catch (PostgresException e)
        {
            throw new StartupException(new Text(
                $"PostgreSQL refuses the password in postgres.password: {e.MessageText}.", $"PostgreSQL не принимает пароль из postgres.password: {e.MessageText}."), e);
        }
    }

    private static NpgsqlConnection Unpooled(string connectionString) => new(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);

    private static string Connection(string socketFolder, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = socketFolder,
        Username = PostgresCluster.User,
        Password = password,
        Database = database,
        MaxPoolSize = 40, // of the server's 60: the rest is for command line verbs
        Timeout = 15,
        CommandTimeout = 30,
    }.ConnectionString;

    /// <summary>Stops the server in the fast way: open transactions are rolled back, nothing that was confirmed is lost.</summary>
    public async Task StopAsync()
    {
        SayGoodbye();
        using var limit = new CancellationTokenSource(StopLimit);
        try
        {
            await Exited.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true); // the next start repairs from the write-ahead log
        }
        RemoveSocketFolder();
    }

    private void SayGoodbye()
    {
        try
        {
            _process.StandardInput.WriteLine(Goodbye);
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // it has ended, or was told before
        }
    }

    /// <summary>Only when it is empty: the next server on this data folder may use it already.</summary>
    private void RemoveSocketFolder()
    {
        try
        {
            Directory.Delete(new NpgsqlConnectionStringBuilder(ConnectionString).Host!);
        }
        catch (IOException)
        {
            // in use or gone
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }
}
