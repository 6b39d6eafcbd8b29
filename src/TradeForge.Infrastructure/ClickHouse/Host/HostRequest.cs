using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>A request of ClickHouse's HTTP interface, taken apart: statement, rows, parameters, settings.</summary>
internal sealed partial class HostRequest
{
    // Parameters of the interface itself; every other one without the prefix param_ is a setting of the query.
    private static readonly HashSet<string> _reserved = new(StringComparer.Ordinal)
    {
        "query", "query_id", "database", "default_format", "user", "password", "quota_key", "stacktrace", "role", "session_timeout", "session_check",
        "compress", "decompress", "enable_http_compression", "wait_end_of_query", "buffer_size", "send_progress_in_http_headers",
        "cancel_http_readonly_queries_on_client_close", "client_protocol_version",
    };

    public required byte[] Sql { get; init; }
    public required string QueryId { get; init; }
    public required string Database { get; init; }
    public required string Format { get; init; }
    public required IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; }
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The format of the rows when the statement inserts rows that follow it; null for every other statement.</summary>
    public string? RowsFormat { get; init; }
    /// <summary>Rows that came in the body together with the statement; the rest of the body follows them.</summary>
    public ReadOnlyMemory<byte> FirstRows { get; init; }
    /// <summary>A statement that changes its session: over HTTP without sessions it must leave no trace.</summary>
    public bool ChangesSession => SessionStatement().IsMatch(Encoding.UTF8.GetString(Sql.AsSpan(0, Math.Min(Sql.Length, 200))));

    public static async Task<HostRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var query = request.Query;
        var sql = Encoding.UTF8.GetBytes(query["query"].ToString());
        var insert = FindRows(sql);
        ReadOnlyMemory<byte> first = default;
        if (insert is null && HttpMethods.IsPost(request.Method))
        {
            var body = await ReadBodyAsync(request, cancellationToken);
            if (body.Length > 0) sql = sql.Length == 0 ? body : [.. sql, (byte)'\n', .. body];
            insert = FindRows(sql);
        }
        if (insert is { } found)
        {
            first = sql.AsMemory(found.RowsAt);
            sql = sql[..found.StatementEnd];
        }
        return new HostRequest
        {
            Sql = sql,
            RowsFormat = insert?.Format,
            FirstRows = first,
            QueryId = query["query_id"] is [{ Length: > 0 } id] ? id : Guid.NewGuid().ToString(),
            Database = First(query["database"], request.Headers["X-ClickHouse-Database"], "default"),
            Format = First(query["default_format"], request.Headers["X-ClickHouse-Format"], "TabSeparated"),
            Parameters = [.. query.Where(q => q.Key.StartsWith("param_", StringComparison.Ordinal)).Select(q => KeyValuePair.Create(q.Key[6..], q.Value.ToString()))],
            Settings = query.Where(q => !q.Key.StartsWith("param_", StringComparison.Ordinal) && !_reserved.Contains(q.Key)).ToDictionary(q => q.Key, q => q.Value.ToString()),
        };
    }

    /// <summary>The format that the answer will have: the statement's own FORMAT clause wins.</summary>
    public string AnswerFormat()
    {
        var tail = Encoding.UTF8.GetString(Sql.AsSpan(Math.Max(0, Sql.Length - 200)));
        return TrailingFormat().Match(tail) is { Success: true } m ? m.Groups[1].Value : Format;
    }

    private static (string Format, int StatementEnd, int RowsAt)? FindRows(byte[] sql)
    {
        // The clause stands near the beginning; what follows may be binary, so only ASCII is looked at.
        var text = Encoding.Latin1.GetString(sql.AsSpan(0, Math.Min(sql.Length, 16_384)));
        var match = InsertWithFormat().Match(text);
        return match.Success ? (match.Groups[2].Value, match.Groups[1].Length, match.Length) : null;
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }

    private static string First(string? a, string? b, string otherwise) => !string.IsNullOrEmpty(a) ? a : !string.IsNullOrEmpty(b) ? b : otherwise;

    // INSERT INTO table (columns) [SETTINGS ...] FORMAT name: no SELECT, VALUES or quote before the clause.
    [GeneratedRegex(@"^(\s*INSERT\s+INTO\s+(?:TABLE\s+)?(?:(?!\bSELECT\b|\bVALUES\b)[^'])*?)\s+FORMAT\s+(\w+)[ \t]*;?[ \t]*(?:\r?\n|$)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InsertWithFormat();

    [GeneratedRegex(@"\bFORMAT\s+(\w+)\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TrailingFormat();

    [GeneratedRegex(@"^\s*(SET|USE|CREATE\s+TEMPORARY|BEGIN|START)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SessionStatement();
}
