using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TradeForge.Infrastructure.ClickHouse.Host;

/// <summary>Answers the documented requests of ClickHouse's HTTP interface with the engine's sessions. Answers are whole before their first byte is sent.</summary>
internal sealed class HostHandler(ChdbLibrary library, ChdbPool pool, string version)
{
    private const int Chunk = 1 << 20;
    private long _sequence;

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["X-ClickHouse-Server-Display-Name"] = "tradeforge-embedded";
        if (context.Request.Path == "/ping" || (context.Request.Path == "/" && HttpMethods.IsGet(context.Request.Method) && !context.Request.Query.ContainsKey("query")))
            await SendTextAsync(context, 200, "Ok.\n");
        else if (context.Request.Path != "/")
            await SendTextAsync(context, 404, $"There is no handle {context.Request.Path}\n\nUse / or /ping for health checks.\n");
        else
            await RunAsync(context);
    }

    private async Task RunAsync(HttpContext context)
    {
        var aborted = context.RequestAborted;
        ChdbResult? result = null;
        try
        {
            result = Refusal(context.Request);
            var request = result == null ? await HostRequest.ReadAsync(context.Request, aborted) : null;
            if (request != null)
            {
                context.Response.Headers["X-ClickHouse-Query-Id"] = request.QueryId;
                context.Response.Headers["X-ClickHouse-Timezone"] = "UTC";
                result = await ExecuteAsync(context, request);
            }
            await SendAsync(context, request, result!);
        }
        catch (Exception e) when (aborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            context.Abort();
        }
        finally
        {
            result?.Dispose();
        }
    }

    private ChdbResult? Refusal(HttpRequest request)
    {
        var user = request.Query["user"].FirstOrDefault() ?? request.Headers["X-ClickHouse-User"].FirstOrDefault() ?? "default";
        var password = request.Query["password"].FirstOrDefault() ?? request.Headers["X-ClickHouse-Key"].FirstOrDefault() ?? "";
        if (user != "default" || password.Length > 0) // the socket's permissions are the real lock: only its owner can open it
            return ChdbResult.Refuse(library, 516, $"{user}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)");
        if (request.Query.ContainsKey("session_id"))
            return ChdbResult.Refuse(library, 48, "The embedded engine keeps no HTTP sessions; send settings as URL parameters. (NOT_IMPLEMENTED)");
        if (request.Headers.ContentEncoding.Count > 0 || request.Query["decompress"] == "1" || request.Query["compress"] == "1")
            return ChdbResult.Refuse(library, 48, "The embedded engine neither reads nor writes compressed bodies. (NOT_IMPLEMENTED)");
        return null;
    }

    private async Task<ChdbResult> ExecuteAsync(HttpContext context, HostRequest request)
    {
        var aborted = context.RequestAborted;
        var connection = await pool.RentAsync(aborted);
        var spoiled = true;
        try
        {
            var problem = Check(connection, request, HttpMethods.IsPost(context.Request.Method)) ?? connection.Prepare(request.Database, request.Settings);
            if (problem != null) return problem;
            var result = request.RowsFormat != null ? await InsertAsync(connection, context.Request, request, aborted) : await QueryAsync(connection, request, aborted);
            spoiled = request.ChangesSession || result.Error != null || aborted.IsCancellationRequested;
            return result;
        }
        finally
        {
            if (spoiled) pool.Renew(connection); // a statement that was stopped leaves bytes of its answer to the next one
            else pool.Return(connection);
        }
    }

    private async Task<ChdbResult> QueryAsync(ChdbConnection connection, HostRequest request, CancellationToken aborted)
    {
        var tag = $"/*qid:{Interlocked.Increment(ref _sequence)}*/";
        byte[] sql = [.. Encoding.ASCII.GetBytes(tag), .. request.Sql];
        await using var kill = aborted.Register(() => _ = Task.Run(() => pool.Kill(tag)));
        return await Task.Run(() => connection.Query(sql, request.Format, request.Parameters), CancellationToken.None);
    }

    private ChdbResult? Check(ChdbConnection connection, HostRequest request, bool mayWrite)
    {
        if (request.Sql.AsSpan().Trim(" \r\n\t"u8).IsEmpty) return ChdbResult.Refuse(library, 62, "Syntax error: Empty query. (SYNTAX_ERROR)");
        if (request.RowsFormat != null && mayWrite) return null;
        var (statements, reads) = connection.Classify(request.Sql);
        if (statements > 1) return ChdbResult.Refuse(library, 62, "Syntax error (Multi-statements are not allowed). (SYNTAX_ERROR)");
        if (!mayWrite && statements == 1 && !reads)
            return ChdbResult.Refuse(library, 164, "Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly. You should use method POST for modifying queries. (READONLY)");
        return null;
    }

    private async Task<ChdbResult> InsertAsync(ChdbConnection connection, HttpRequest http, HostRequest request, CancellationToken aborted)
    {
        var insert = await Task.Run(() => connection.BeginInsert(request.Sql, request.RowsFormat!, request.Parameters), CancellationToken.None);
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var refused = insert.Error;
            var reading = refused == null && (request.FirstRows.IsEmpty || insert.Append(request.FirstRows.Span));
            while (reading)
            {
                var count = await FillAsync(http.Body, buffer, aborted);
                if (count == 0) break;
                reading = await Task.Run(() => insert.Append(buffer.AsSpan(0, count)), CancellationToken.None);
            }
            if (!reading) await DrainAsync(http.Body, buffer, aborted); // the sender reads the error only when it has sent everything
            return refused != null ? new ChdbResult(library, refused) : await Task.Run(insert.Done, CancellationToken.None);
        }
        catch
        {
            insert.Cancel(); // the rows did not arrive whole
            throw;
        }
        finally
        {
            insert.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> FillAsync(Stream body, byte[] buffer, CancellationToken aborted)
    {
        var filled = 0;
        while (filled < Chunk && await body.ReadAsync(buffer.AsMemory(filled, Chunk - filled), aborted) is > 0 and var read) filled += read;
        return filled;
    }

    private static async Task DrainAsync(Stream body, byte[] buffer, CancellationToken aborted)
    {
        while (await body.ReadAsync(buffer, aborted) > 0)
        {
        }
    }

    private async Task SendAsync(HttpContext context, HostRequest? request, ChdbResult result)
    {
        if (result.Error is { } error)
        {
            context.Response.Headers["X-ClickHouse-Exception-Code"] = result.ErrorCode.ToString(CultureInfo.InvariantCulture);
            await SendTextAsync(context, HttpStatusOf.Code(result.ErrorCode), error.Contains("(version ", StringComparison.Ordinal) ? error.TrimEnd() + "\n" : $"{error} (version {version})\n");
            return;
        }
        context.Response.Headers["X-ClickHouse-Format"] = request!.AnswerFormat();
        context.Response.Headers["X-ClickHouse-Summary"] = Summary(result);
        context.Response.ContentType = "text/plain; charset=UTF-8";
        context.Response.ContentLength = result.Length;
        for (var at = 0; at < result.Length; at += Chunk)
            await context.Response.Body.WriteAsync(result.Memory.Slice(at, Math.Min(Chunk, result.Length - at)), context.RequestAborted);
    }

    private static string Summary(ChdbResult r) => string.Create(CultureInfo.InvariantCulture,
        $$"""{"read_rows":"{{r.ReadRows}}","read_bytes":"{{r.ReadBytes}}","written_rows":"{{r.WrittenRows}}","written_bytes":"{{r.WrittenBytes}}","result_rows":"{{r.ResultRows}}","result_bytes":"{{r.ResultBytes}}"}""");

    private static async Task SendTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=UTF-8";
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
