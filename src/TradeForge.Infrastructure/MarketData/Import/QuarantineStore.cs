using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Infrastructure.MarketData.Import;

/// <summary>Where quarantined rows come from.</summary>
public sealed record QuarantineOrigin(string Instrument, Timeframe Timeframe, string FileHash, string FileName);

/// <summary>A row in the quarantine.</summary>
/// <param name="Reason">Code of <see cref="CandleCheck.Code"/>.</param>
public sealed record QuarantineEntry(string Instrument, Timeframe Timeframe, string FileName, long Line, string Raw, string Reason, DateTimeOffset ImportedAt);

/// <summary>Rows that were no candles, in ClickHouse. A row of the same file and line replaces itself.</summary>
public sealed class QuarantineStore(ClickHouseClient client, TimeProvider clock)
{
    /// <summary>Stores the rows in one insert.</summary>
    public async Task AppendAsync(QuarantineOrigin origin, IReadOnlyList<QuarantinedRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var at = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        await client.InsertAsync(
            "quarantine (instrument, timeframe, file_hash, line, file_name, raw, reason, imported_at)", "JSONEachRow",
            (pipe, token) => WriteAsync(pipe, origin, rows, at, token), cancellationToken);
    }

    /// <summary>The rows of an instrument, or of all when it is null; newest import first.</summary>
    public async Task<IReadOnlyList<QuarantineEntry>> ListAsync(string? instrument, int limit, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            """
            SELECT toString(instrument) AS key, timeframe, file_name, toInt64(line) AS line_number, raw, toString(reason) AS why, toUnixTimestamp64Milli(imported_at) AS at
            FROM quarantine FINAL WHERE {instrument:String} = '' OR instrument = {instrument:String}
            ORDER BY at DESC, file_name, line_number LIMIT {limit:UInt32}
            """, new QueryParameters().Add("instrument", instrument ?? "").Add("limit", limit), cancellationToken);
        return [.. Enumerable.Range(0, rows.Rows).Select(i => new QuarantineEntry(
            rows.Texts("key")[i], new Timeframe(rows.Column<uint>("timeframe")[i] * 1000L), rows.Texts("file_name")[i], rows.Column<long>("line_number")[i],
            rows.Texts("raw")[i], rows.Texts("why")[i], DateTimeOffset.FromUnixTimeMilliseconds(rows.Column<long>("at")[i])))];
    }

    /// <summary>Rows by instrument.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync("SELECT toString(instrument) AS key, toInt64(count()) AS n FROM quarantine FINAL GROUP BY instrument", null, cancellationToken);
        return Enumerable.Range(0, rows.Rows).ToDictionary(i => rows.Texts("key")[i], i => rows.Column<long>("n")[i]);
    }

    /// <summary>Empties the quarantine of an instrument and timeframe.</summary>
    public Task DeleteAsync(string instrument, Timeframe timeframe, CancellationToken cancellationToken) =>
        client.ExecuteAsync(
            "DELETE FROM quarantine WHERE instrument = {instrument:String} AND timeframe = {timeframe:UInt32}",
            new QueryParameters().Add("instrument", instrument).Add("timeframe", timeframe.Milliseconds / 1000), cancellationToken);

    private static async Task WriteAsync(PipeWriter pipe, QuarantineOrigin origin, IReadOnlyList<QuarantinedRow> rows, string at, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(2000))
        {
            foreach (var row in chunk) Write(pipe, origin, row, at);
            await pipe.FlushAsync(cancellationToken);
        }
    }

    private static void Write(PipeWriter pipe, QuarantineOrigin origin, QuarantinedRow row, string at)
    {
        using var json = new Utf8JsonWriter(pipe);
        json.WriteStartObject();
        json.WriteString("instrument", origin.Instrument);
        json.WriteNumber("timeframe", origin.Timeframe.Milliseconds / 1000);
        json.WriteString("file_hash", origin.FileHash);
        json.WriteNumber("line", row.Line);
        json.WriteString("file_name", origin.FileName);
        json.WriteString("raw", row.Raw);
        json.WriteString("reason", CandleCheck.Code(row.Fault));
        json.WriteString("imported_at", at);
        json.WriteEndObject();
        json.Flush();
        pipe.Write("\n"u8);
    }
}
