using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Integration.Tests.ClickHouse;

/// <summary>The requests and answers that both servers are held to.</summary>
public abstract class HttpContract : IDisposable
{
    private readonly Lazy<HttpClient> _http;
    private readonly string _table = "contract_" + Guid.NewGuid().ToString("N");

    protected HttpContract() => _http = new(Connect);

    protected abstract ClickHouseEndpoint Endpoint { get; }

    public static TheoryData<string, int, int> Errors => new()
    {
        { "SELEC 1", 400, 62 },
        { "", 400, 62 },
        { "SELECT 1; SELECT 2", 400, 62 },
        { "SELECT * FROM no_such_table", 404, 60 },
        { "SELECT no_such_column", 404, 47 },
        { "SELECT no_such_function(1)", 404, 46 },
        { "SELECT 1 SETTINGS no_such_setting = 1", 404, 115 },
        { "SELECT toUInt8('x')", 400, 6 },
        { "SELECT sleep(2) SETTINGS max_execution_time = 1", 408, 159 },
        { "SELECT groupArray(number) FROM numbers(100000000) SETTINGS max_memory_usage = 1000000", 500, 241 },
        { "SELECT {missing:String}", 500, 456 },
    };

    public void Dispose()
    {
        if (_http.IsValueCreated) _http.Value.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task PingAnswersOk()
    {
        foreach (var path in (string[])["/ping", "/"])
        {
            using var answer = await _http.Value.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("Ok.\n", await answer.Content.ReadAsStringAsync());
        }
    }

    protected async Task SelectAnswersWithItsHeaders()
    {
        using var answer = await PostAsync("&query_id=my-query&default_format=JSONEachRow", "SELECT 'héé, мир' AS a, 1 AS b");
        Assert.Equal("{\"a\":\"héé, мир\",\"b\":1}\n", await answer.Content.ReadAsStringAsync());
        Assert.Equal("my-query", Header(answer, "X-ClickHouse-Query-Id"));
        Assert.Equal("JSONEachRow", Header(answer, "X-ClickHouse-Format"));
        Assert.Contains("\"read_rows\"", Header(answer, "X-ClickHouse-Summary"));
        Assert.NotEmpty(Header(answer, "X-ClickHouse-Timezone"));
        Assert.Equal("1\t2\n", await TextAsync("&query=SELECT+1", ",2")); // the statement may be split between address and body
        Assert.Equal("3\n", await TextAsync("&default_format=JSON", "SELECT 3 FORMAT CSV")); // the statement's own format wins
    }

    protected async Task GetReadsAndDoesNotWrite()
    {
        Assert.Equal("2\n", await _http.Value.GetStringAsync("/?query=SELECT%201%2B1"));
        using var refused = await _http.Value.GetAsync($"/?query=CREATE%20TABLE%20{_table}%20(a%20UInt8)%20ENGINE%3DMemory");
        Assert.Equal("164", Header(refused, "X-ClickHouse-Exception-Code"));
        Assert.Equal("0\n", await TextAsync("", $"EXISTS TABLE {_table}"));
    }

    protected async Task ErrorHasStatusCodeAndText(string sql, int status, int code)
    {
        using var answer = await PostAsync("", sql);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal(code.ToString(CultureInfo.InvariantCulture), Header(answer, "X-ClickHouse-Exception-Code"));
        Assert.StartsWith($"Code: {code}. DB::Exception: ", text);
    }

    protected async Task ParametersAreValuesAndNeverSql()
    {
        const string Nasty = "it's \\ a\ttab\nline' OR 1=1 -- 日本";
        var escaped = Nasty.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n");
        var hex = await TextAsync($"&param_s={Uri.EscapeDataString(escaped)}&param_n=-5&param_d=0.1", "SELECT hex({s:String}), {n:Int64} + 1, {d:Float64} = 0.1");
        Assert.Equal($"{Convert.ToHexString(Encoding.UTF8.GetBytes(Nasty))}\t-4\t{"1"}\n", hex);
    }

    protected async Task SettingsHoldForOneRequestOnly()
    {
        Assert.Equal("7\n", await TextAsync("&max_block_size=7", "SELECT getSetting('max_block_size')"));
        Assert.NotEqual("7\n", await TextAsync("", "SELECT getSetting('max_block_size')"));
        await TextAsync("", "SET max_block_size = 9");
        for (var i = 0; i < 10; i++) Assert.NotEqual("9\n", await TextAsync("", "SELECT getSetting('max_block_size')")); // whichever session answers
        using var unknown = await PostAsync("&no_such_setting=1", "SELECT 1");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    protected async Task DatabaseParameterIsHonoured()
    {
        await TextAsync("", $"CREATE DATABASE {_table}");
        Assert.Equal($"{_table}\n", await TextAsync($"&database={_table}", "SELECT currentDatabase()"));
        Assert.Equal("default\n", await TextAsync("", "SELECT currentDatabase()"));
        await TextAsync("", $"DROP DATABASE {_table}");
        using var gone = await PostAsync($"&database={_table}", "SELECT 1");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("81", Header(gone, "X-ClickHouse-Exception-Code"));
    }

    protected async Task InsertTakesRowsFromTheBody()
    {
        await CreateTableAsync();
        Assert.Equal("", await TextAsync($"&query={Uri.EscapeDataString($"INSERT INTO {_table} FORMAT TabSeparated")}", "1\tone\n2\tдва\n"));
        Assert.Equal("", await TextAsync("", $"INSERT INTO {_table} FORMAT CSV\n3,\"thr\"\"ee\"\n")); // statement and rows together
        Assert.Equal("", await TextAsync("", $"INSERT INTO {_table} VALUES (4, 'FORMAT CSV')"));
        Assert.Equal("", await TextAsync("", $"INSERT INTO {_table} SELECT 5, 'five'"));
        using var binary = await RowsAsync("RowBinary", [6, 0, 0, 0, 3, .. "s\nx"u8]); // a newline inside the bytes
        Assert.Equal(HttpStatusCode.OK, binary.StatusCode);
        Assert.Equal("1\tone\n2\tдва\n3\tthr\"ee\n4\tFORMAT CSV\n5\tfive\n6\ts\\nx\n", await TextAsync("", $"SELECT * FROM {_table} ORDER BY a"));
        using var missing = await PostAsync("&query=INSERT%20INTO%20no_such_table%20FORMAT%20RowBinary", new string('x', 3_000_000));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        await TextAsync("", $"DROP TABLE {_table}");
    }

    protected async Task TruncatedInsertStoresNothing()
    {
        await CreateTableAsync();
        byte[] rows = [.. Enumerable.Range(0, 5000).SelectMany(i => (byte[])[.. BitConverter.GetBytes(i), 2, (byte)'o', (byte)'k'])];
        using var answer = await RowsAsync("RowBinary", rows[..^2]);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal("33", Header(answer, "X-ClickHouse-Exception-Code"));
        Assert.Equal("0\n", await TextAsync("", $"SELECT count() FROM {_table}"));
        await TextAsync("", $"DROP TABLE {_table}");
    }

    protected async Task BrokenOffInsertStoresNothing()
    {
        await CreateTableAsync();
        var content = new BreakingContent([.. Enumerable.Range(0, 5000).SelectMany(i => (byte[])[.. BitConverter.GetBytes(i), 2, (byte)'o', (byte)'k'])]);
        await Assert.ThrowsAnyAsync<Exception>(() => _http.Value.PostAsync($"/?query={Uri.EscapeDataString($"INSERT INTO {_table} FORMAT RowBinary")}", content));
        await Task.Delay(500);
        Assert.Equal("0\n", await TextAsync("", $"SELECT count() FROM {_table}"));
        await TextAsync("", $"DROP TABLE {_table}");
    }

    protected async Task UnknownUserIsForbidden()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("SELECT 1") };
        request.Headers.Add("X-ClickHouse-User", "nobody_known");
        request.Headers.Add("X-ClickHouse-Key", "wrong");
        using var answer = await _http.Value.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("516", Header(answer, "X-ClickHouse-Exception-Code"));
    }

    protected async Task UnknownPathIsNotFound()
    {
        using var answer = await _http.Value.GetAsync("/no/such/path");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    protected Task<HttpResponseMessage> PostAsync(string parameters, string body, CancellationToken cancellationToken = default) =>
        _http.Value.PostAsync("/?wait_end_of_query=1" + parameters, new StringContent(body), cancellationToken);

    protected async Task<string> TextAsync(string parameters, string body)
    {
        using var answer = await PostAsync(parameters, body);
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<string> CreateTableAsync() => TextAsync("", $"CREATE TABLE {_table} (a UInt32, b String) ENGINE = MergeTree ORDER BY a");

    private Task<HttpResponseMessage> RowsAsync(string format, byte[] rows) =>
        _http.Value.PostAsync($"/?query={Uri.EscapeDataString($"INSERT INTO {_table} FORMAT {format}")}", new ByteArrayContent(rows));

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : "";

    private HttpClient Connect()
    {
        var handler = new SocketsHttpHandler();
        if (Endpoint.SocketPath is { } path)
            handler.ConnectCallback = async (_, token) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), token);
                return new NetworkStream(socket, ownsSocket: true);
            };
        var http = new HttpClient(handler) { BaseAddress = Endpoint.Url, Timeout = TimeSpan.FromSeconds(60) };
        if (Endpoint.SocketPath is null)
            http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Endpoint.User}:{Endpoint.Password}")));
        return http;
    }

    /// <summary>Sends its rows and then breaks the connection before the end of the body.</summary>
    private sealed class BreakingContent(byte[] rows) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(rows);
            await stream.FlushAsync();
            throw new IOException("The sender breaks off.");
        }

        protected override bool TryComputeLength(out long length) => (length = 0) != 0;
    }
}
