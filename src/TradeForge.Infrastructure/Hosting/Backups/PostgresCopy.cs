using System.IO.Compression;
using Npgsql;

namespace TradeForge.Infrastructure.Hosting.Backups;

/// <summary>Every table of the database by COPY: the same for the embedded server and a real one, and it needs no programs beside it.</summary>
internal static class PostgresCopy
{
    public const string Folder = "postgres/";
    private const string History = "migrations"; // moved by the migrator, not copied

    /// <summary>Writes all tables as they are at one moment.</summary>
    /// <returns>Rows by table.</returns>
    public static async Task<Dictionary<string, long>> SaveAsync(string connectionString, ZipArchive archive, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var rows = new Dictionary<string, long>();
        foreach (var table in await TablesAsync(connection, cancellationToken))
        {
            rows[table] = await CountAsync(connection, table, cancellationToken);
            await using var target = archive.CreateEntry($"{Folder}{table}", CompressionLevel.Fastest).Open();
            await using var source = await connection.BeginRawBinaryCopyAsync($"COPY {await ColumnsAsync(connection, table, cancellationToken)} TO STDOUT (FORMAT binary)", cancellationToken);
            await source.CopyToAsync(target, cancellationToken);
        }

        return rows;
    }

    /// <summary>Fills the empty tables of a database that has the same migrations as the saved one, all or nothing.</summary>
    /// <returns>Rows by table.</returns>
    public static async Task<Dictionary<string, long>> LoadAsync(string connectionString, ZipArchive archive, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await using var whole = await connection.BeginTransactionAsync(cancellationToken);
        var rows = new Dictionary<string, long>();
        foreach (var table in await TablesAsync(connection, cancellationToken))
        {
            if (archive.GetEntry($"{Folder}{table}") is not { } entry) continue;
            if (await CountAsync(connection, table, cancellationToken) > 0) await ExecuteAsync(connection, $"DELETE FROM \"{table}\"", cancellationToken); // rows that the migrations made
            await using var source = entry.Open();
            await using (var target = await connection.BeginRawBinaryCopyAsync($"COPY {await ColumnsAsync(connection, table, cancellationToken)} FROM STDIN (FORMAT binary)", cancellationToken))
                await source.CopyToAsync(target, cancellationToken);
            await MoveSequencesAsync(connection, table, cancellationToken);
            rows[table] = await CountAsync(connection, table, cancellationToken);
        }

        await whole.CommitAsync(cancellationToken);
        return rows;
    }

    /// <summary>True if nobody has an account in the database.</summary>
    public static async Task<bool> IsUnusedAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        var tables = await TablesAsync(connection, cancellationToken);
        return !tables.Contains("users") || await CountAsync(connection, "users", cancellationToken) == 0;
    }

    /// <summary>Takes everything away, so that the migrations can begin anew.</summary>
    public static async Task EmptyAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(connectionString, cancellationToken);
        await ExecuteAsync(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public", cancellationToken);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 600 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Tables, each after those that it refers to.</summary>
    private static async Task<List<string>> TablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var left = await ListAsync(connection, $"SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '{History}' ORDER BY 1", cancellationToken);
        var links = await ListAsync(connection,
            "SELECT conrelid::regclass::text || ' ' || confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = 'public'::regnamespace", cancellationToken);
        var needs = links.Select(l => l.Replace("\"", "", StringComparison.Ordinal).Split(' ')).ToLookup(l => l[0], l => l[1]);
        var ordered = new List<string>();
        while (left.Count > 0)
        {
            var ready = left.Where(t => needs[t].All(n => !left.Contains(n))).ToList();
            if (ready.Count == 0) throw new InvalidOperationException($"Tables {string.Join(", ", left)} refer to one another in a circle.");
            ordered.AddRange(ready);
            left = [.. left.Except(ready)];
        }

        return ordered;
    }

    private static async Task<string> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        var columns = await ListAsync(connection,
            $"SELECT quote_ident(column_name) FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND is_generated = 'NEVER' ORDER BY ordinal_position", cancellationToken);
        return $"\"{table}\" ({string.Join(", ", columns)})";
    }

    private static async Task MoveSequencesAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        var numbered = await ListAsync(connection,
            $"SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '{table}' AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL", cancellationToken);
        foreach (var column in numbered)
            await ExecuteAsync(connection, $"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'), greatest((SELECT max(\"{column}\") FROM \"{table}\"), 1))", cancellationToken);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var list = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) list.Add(reader.GetString(0));
        return list;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
