using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using TradeForge.Infrastructure;
using TradeForge.Infrastructure.Postgres.Server;

namespace TradeForge.Integration.Tests.Postgres;

public sealed class PostgresServerTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    [Fact]
    public async Task StartAsync_NewFolder_AnswersAndKeepsItsDataOverAStop()
    {
        using var folder = new TempFolder();
        string first;
        await using (var server = await StartAsync(folder))
        {
            first = server.ConnectionString;
            await ExecuteAsync(first, "create table t (x int); insert into t values (42)");
        }

        await using var again = await StartAsync(folder);
        Assert.Equal(first, again.ConnectionString);
        Assert.Equal(42, await ScalarAsync(first, "select x from t"));
    }

    [Fact]
    public async Task StartAsync_PasswordAndSocket_AreForTheOwnerAlone()
    {
        using var folder = new TempFolder();
        await using var server = await StartAsync(folder);
        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ReadWrite, File.GetUnixFileMode(Path.Combine(folder.Path, "data", "postgres.password")));
        Assert.Equal(ReadWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!));
        Assert.Equal("", await ScalarAsync(server.ConnectionString, "show listen_addresses")); // no port
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong" }.ConnectionString;
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(wrong, "select 1"));
        Assert.Equal("28P01", refused.SqlState);
    }

    [Fact]
    public async Task StartAsync_FolderThatOnlyItsOwnerMayEnter_ServesAndLeavesNoSocketFolder()
    {
        using var folder = new TempFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute); // root must use a user namespace here
        string socketFolder;
        await using (var server = await StartAsync(folder))
        {
            socketFolder = new NpgsqlConnectionStringBuilder(server.ConnectionString).Host!;
            Assert.True(Directory.Exists(socketFolder));
            Assert.Equal("tradeforge", await ScalarAsync(server.ConnectionString, "select current_database()"));
        }
        Assert.False(Directory.Exists(socketFolder));
    }

    [Fact]
    public async Task StartAsync_PostmasterKilled_StartsAgainWithEveryConfirmedRow()
    {
        using var folder = new TempFolder();
        await using var killed = await StartAsync(folder);
        await ExecuteAsync(killed.ConnectionString, "create table t (x int)");
        for (var i = 0; i < 50; i++) await ExecuteAsync(killed.ConnectionString, $"insert into t values ({i})");
        Process.GetProcessById(PostmasterId(folder)).Kill(); // SIGKILL
        await killed.Exited.WaitAsync(Limit);
        NpgsqlConnection.ClearAllPools();

        await using var again = await StartAsync(folder);
        Assert.Equal(50L, await ScalarAsync(again.ConnectionString, "select count(*) from t"));
    }

    [Fact]
    public async Task StopAsync_OpenTransaction_DoesNotWaitForIt()
    {
        using var folder = new TempFolder();
        await using var server = await StartAsync(folder);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var watch = Stopwatch.StartNew();
        await server.StopAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task StartAsync_DataOfAnUnknownMajor_SaysWhichOneIsMissing()
    {
        using var folder = new TempFolder();
        var cluster = Directory.CreateDirectory(Path.Combine(folder.Path, "data", "pg9"));
        await File.WriteAllTextAsync(Path.Combine(cluster.FullName, "PG_VERSION"), "9\n");
        var e = await Assert.ThrowsAsync<StartupException>(() => StartAsync(folder));
        Assert.Contains("is of PostgreSQL 9, but only", e.Text.En, StringComparison.Ordinal);
        Assert.Contains("записаны PostgreSQL 9", e.Text.Ru, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_NoProgramsInTheNamedFolder_SaysWhereItLooked()
    {
        using var folder = new TempFolder();
        var e = await Assert.ThrowsAsync<StartupException>(() => StartAsync(folder, "/nowhere/bin"));
        Assert.Contains("looked in /nowhere/bin", e.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_DataFolderIsAFile_IsOneSentence()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "data"), "in the way");
        await Assert.ThrowsAsync<StartupException>(() => StartAsync(folder));
    }

    [Theory]
    [InlineData("FATAL:  could not write lock file \"postmaster.pid\": No space left on device", "is full")]
    [InlineData("FATAL:  data directory \"/d/pg18\" has wrong ownership", "cannot be read and written")]
    [InlineData("FATAL:  lock file \"postmaster.pid\" already exists", "Another PostgreSQL already serves")]
    [InlineData("LOG:  x\nFATAL:  configuration file contains errors\nHINT: y", "FATAL:  configuration file contains errors")]
    public void Explain_WhatTheServerPrints_BecomesASentence(string printed, string sentence) =>
        Assert.Contains(sentence, PostgresTrouble.Explain(printed, "/d").Text.En, StringComparison.Ordinal);

    [DebianPostgresFact]
    public async Task StartAsync_ProgramsOfTheDistribution_ServeToo()
    {
        using var folder = new TempFolder();
        await using var server = await StartAsync(folder, Engines.DebianBinFolder);
        Assert.StartsWith(server.Version, (string)(await ScalarAsync(server.ConnectionString, "show server_version"))!, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "data", "pg" + server.Version.Split('.')[0])));
    }

    private static Task<PostgresServer> StartAsync(TempFolder folder, string? binFolder = null) =>
        PostgresServer.StartAsync(Engines.Options(folder.Path, binFolder), NullLogger.Instance, Limit);

    private static int PostmasterId(TempFolder folder) => int.Parse(
        File.ReadLines(Directory.GetFiles(Path.Combine(folder.Path, "data"), "postmaster.pid", SearchOption.AllDirectories).Single()).First(), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task ExecuteAsync(string connectionString, string sql) => await ScalarAsync(connectionString, sql);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Limit);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Limit);
    }
}
