using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TradeForge.Infrastructure.ClickHouse.Native;

namespace TradeForge.Infrastructure.ClickHouse;

/// <summary>Speaks ClickHouse's HTTP interface, to the embedded engine and to a real server alike. Thread-safe.</summary>
/// <remarks>
/// Every call ends within its timeout. Reads are tried three times when the server cannot be reached or breaks off; a write is repeated only
/// when the connection could not be made, because then nothing was sent.
/// </remarks>
public sealed class ClickHouseClient : IDisposable
{
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(900)];
    private readonly HttpClient _http;
    private readonly ClickHouseEndpoint _endpoint;

    /// <param name="endpoint">Where the server answers.</param>
    /// <param name="database">Database of names without a prefix; it is created by the migrator.</param>
    /// <param name="timeout">Longest time of one try; 30 s when not given.</param>
    public ClickHouseClient(ClickHouseEndpoint endpoint, string database = "tradeforge", TimeSpan? timeout = null)
    {
        _endpoint = endpoint;
        Database = database;
        Timeout = timeout ?? TimeSpan.FromSeconds(30);
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20), ConnectTimeout = TimeSpan.FromSeconds(5), MaxConnectionsPerServer = 64, UseCookies = false };
        if (endpoint.SocketPath is { } path) handler.ConnectCallback = (_, token) => ConnectAsync(path, token);
        _http = new HttpClient(handler) { BaseAddress = endpoint.Url, Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Add("X-ClickHouse-User", endpoint.User);
        if (endpoint.Password.Length > 0) _http.DefaultRequestHeaders.Add("X-ClickHouse-Key", endpoint.Password);
    }

    public string Database { get; }
    public TimeSpan Timeout { get; }
    public ClickHouseEndpoint Endpoint => _endpoint;

    /// <summary>The server's version, when it answers.</summary>
    /// <exception cref="ClickHouseException">It does not.</exception>
    public async Task<string> PingAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync("SELECT version() AS v", null, "default", isRead: true, ReadNativeAsync, cancellationToken);
        return answer.Texts("v")[0];
    }

    /// <summary>Runs a statement that answers nothing of interest.</summary>
    public Task ExecuteAsync(string sql, QueryParameters? parameters, CancellationToken cancellationToken) =>
        ExecuteInAsync(Database, sql, parameters, cancellationToken);

    /// <summary>As <see cref="ExecuteAsync"/>, with names of another database.</summary>
    internal Task ExecuteInAsync(string database, string sql, QueryParameters? parameters, CancellationToken cancellationToken) =>
        SendAsync(sql, parameters, database, isRead: false, static (_, _) => Task.FromResult(0), cancellationToken);

    /// <summary>Runs a SELECT without a FORMAT clause and reads its columns.</summary>
    public Task<QueryResult> QueryAsync(string sql, QueryParameters? parameters, CancellationToken cancellationToken) =>
        SendAsync(sql, parameters, Database, isRead: true, ReadNativeAsync, cancellationToken);

    /// <summary>Copies the answer of a SELECT, as Native blocks, into <paramref name="target"/>. Not repeated: part of it may be written already.</summary>
    internal Task CopyAsync(string sql, QueryParameters? parameters, Stream target, CancellationToken cancellationToken) =>
        SendAsync(sql, parameters, Database, isRead: false, async (response, token) =>
        {
            await response.Content.CopyToAsync(target, token);
            return 0;
        }, cancellationToken);

    /// <summary>Inserts the Native blocks that <paramref name="write"/> writes.</summary>
    /// <param name="into"><c>table (columns)</c></param>
    /// <param name="write">Writes one or more blocks; may be called again when no connection could be made.</param>
    public Task InsertAsync(string into, Func<PipeWriter, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        InsertAsync(into, "Native", write, cancellationToken);

    internal async Task InsertAsync(string into, string format, Func<PipeWriter, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        await TryAsync(isRead: false, async (queryId, token) =>
        {
            var address = Address($"INSERT INTO {into} FORMAT {format}", null, Database, queryId, isRead: false);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new RowsContent(write, token) };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            await ThrowIfFailedAsync(response, queryId, token);
            return 0;
        }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private Task<T> SendAsync<T>(string sql, QueryParameters? parameters, string database, bool isRead, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        TryAsync(isRead, async (queryId, token) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Address(null, parameters, database, queryId, isRead)) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sql)) };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            await ThrowIfFailedAsync(response, queryId, token);
            return await read(response, token);
        }, cancellationToken);

    private async Task<T> TryAsync<T>(bool isRead, Func<string, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var tried = 0; ; tried++)
        {
            var queryId = Guid.NewGuid().ToString("N");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Timeout);
            try
            {
                return await attempt(queryId, limit.Token);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ClickHouseException(159, $"ClickHouse at {_endpoint} did not finish within {Timeout.TotalSeconds:0} s.", queryId, e);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or SocketException && !cancellationToken.IsCancellationRequested)
            {
                var nothingSent = e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
                if (tried == _pauses.Length || !(isRead || nothingSent))
                    throw new ClickHouseException(0, $"ClickHouse at {_endpoint} does not answer: {e.Message}", queryId, e);
            }
            await Task.Delay(_pauses[tried], cancellationToken);
        }
    }

    private string Address(string? query, QueryParameters? parameters, string database, string queryId, bool isRead)
    {
        var text = new StringBuilder("?database=").Append(Uri.EscapeDataString(database)).Append("&query_id=").Append(queryId).Append("&default_format=Native&wait_end_of_query=1");
        if (isRead) // the server stops too, and at once when this side goes away
            text.Append("&cancel_http_readonly_queries_on_client_close=1&max_execution_time=").Append(((int)Math.Ceiling(Timeout.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        if (query != null) text.Append("&query=").Append(Uri.EscapeDataString(query));
        foreach (var (name, value) in parameters?.Values ?? []) text.Append("&param_").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }

    private static async Task<QueryResult> ReadNativeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = response.Content.Headers.ContentLength ?? 0;
        return await new NativeReader(stream).ReadAsync(rowBytes => (int)(length / rowBytes), cancellationToken);
    }

    private static async Task ThrowIfFailedAsync(HttpResponseMessage response, string queryId, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode && !response.Headers.Contains("X-ClickHouse-Exception-Code")) return;
        var message = (await response.Content.ReadAsStringAsync(cancellationToken)).Trim();
        var code = response.Headers.TryGetValues("X-ClickHouse-Exception-Code", out var values) && int.TryParse(values.First(), CultureInfo.InvariantCulture, out var number) ? number : (int)response.StatusCode;
        throw new ClickHouseException(code, message.Length > 0 ? message : $"ClickHouse answered {(int)response.StatusCode}.", queryId);
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class RowsContent(Func<PipeWriter, CancellationToken, Task> write, CancellationToken token) : HttpContent
    {
        private static readonly StreamPipeWriterOptions _large = new(minimumBufferSize: 1 << 20, leaveOpen: true);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var pipe = PipeWriter.Create(stream, _large);
            await write(pipe, token);
            await pipe.CompleteAsync();
        }

        protected override bool TryComputeLength(out long length) => (length = 0) != 0;
    }
}
