using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Infrastructure.Hosting.Backups;

/// <summary>The tables of ClickHouse as Native blocks, in pieces that fit into memory.</summary>
internal static class ClickHouseCopy
{
    public const string Folder = "clickhouse/";

    /// <summary>Table → columns that tell one piece from another; the first is the beginning of the table's key.</summary>
    private static readonly Dictionary<string, string[]> _pieces = new()
    {
        ["candles"] = ["instrument", "timeframe", "toYear(ts)"],
        ["candle_hours"] = ["instrument", "timeframe"],
        ["equity"] = ["run_id"],
        ["quarantine"] = ["instrument"],
    };

    /// <returns>Rows by table, a repeated one counted once.</returns>
    public static async Task<Dictionary<string, long>> SaveAsync(ClickHouseEndpoint endpoint, ZipArchive archive, CancellationToken cancellationToken)
    {
        using var client = Open(endpoint);
        var rows = new Dictionary<string, long>();
        foreach (var table in await TablesAsync(client, cancellationToken))
        {
            var columns = _pieces.TryGetValue(table, out var known) ? known : throw new InvalidOperationException($"The backup does not know how to cut ClickHouse table {table} into pieces.");
            rows[table] = 0;
            foreach (var piece in await PiecesAsync(client, table, columns, cancellationToken))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{Folder}{table}/{rows.Count}-{Guid.NewGuid():N}");
                await using var target = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                var where = string.Join(" AND ", columns.Select((c, i) => $"toString({c}) = {{p{i}:String}}"));
                await client.CopyAsync($"SELECT * FROM {table} WHERE {where}", Parameters(piece), target, cancellationToken);
            }

            rows[table] = await CountAsync(client, table, cancellationToken);
        }

        return rows;
    }

    /// <summary>Replaces the rows of the tables by the saved ones.</summary>
    /// <returns>Rows by table, a repeated one counted once.</returns>
    public static async Task<Dictionary<string, long>> LoadAsync(ClickHouseEndpoint endpoint, ZipArchive archive, CancellationToken cancellationToken)
    {
        using var client = Open(endpoint);
        var rows = new Dictionary<string, long>();
        foreach (var table in await TablesAsync(client, cancellationToken))
        {
            await client.ExecuteAsync($"TRUNCATE TABLE {table}", null, cancellationToken);
            foreach (var entry in archive.Entries.Where(e => e.FullName.StartsWith($"{Folder}{table}/", StringComparison.Ordinal)))
                await client.InsertAsync(table, (pipe, token) => CopyAsync(entry, pipe, token), cancellationToken);
            rows[table] = await CountAsync(client, table, cancellationToken);
        }

        return rows;
    }

    private static async Task CopyAsync(ZipArchiveEntry entry, PipeWriter pipe, CancellationToken cancellationToken)
    {
        await using var source = entry.Open();
        await source.CopyToAsync(pipe, cancellationToken);
    }

    private static ClickHouseClient Open(ClickHouseEndpoint endpoint) => new(endpoint, timeout: TimeSpan.FromMinutes(10));

    private static async Task<IReadOnlyList<string>> TablesAsync(ClickHouseClient client, CancellationToken cancellationToken)
    {
        var names = await client.QueryAsync("SELECT name FROM system.tables WHERE database = currentDatabase() AND name <> 'schema_version' AND engine LIKE '%MergeTree' ORDER BY name", null, cancellationToken);
        return names.Rows == 0 ? [] : [.. Enumerable.Range(0, names.Rows).Select(i => names.Texts("name")[i])];
    }

    private static async Task<IReadOnlyList<string[]>> PiecesAsync(ClickHouseClient client, string table, string[] columns, CancellationToken cancellationToken)
    {
        var list = string.Join(", ", columns.Select((c, i) => $"toString({c}) AS p{i}"));
        var answer = await client.QueryAsync($"SELECT DISTINCT {list} FROM {table}", null, cancellationToken);
        if (answer.Rows == 0) return [];
        var texts = columns.Select((_, i) => answer.Texts($"p{i}")).ToArray();
        return [.. Enumerable.Range(0, answer.Rows).Select(row => texts.Select(t => t[row]).ToArray())];
    }

    private static QueryParameters Parameters(string[] piece)
    {
        var parameters = new QueryParameters();
        for (var i = 0; i < piece.Length; i++) parameters.Add($"p{i}", piece[i]);
        return parameters;
    }

    private static async Task<long> CountAsync(ClickHouseClient client, string table, CancellationToken cancellationToken) =>
        (long)(await client.QueryAsync($"SELECT count() AS n FROM {table} FINAL", null, cancellationToken)).Column<ulong>("n")[0];
}
