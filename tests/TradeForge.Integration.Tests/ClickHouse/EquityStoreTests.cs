using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Integration.Tests.ClickHouse;

[Collection(ClickHouseCollection.Name)]
public sealed class EquityStoreTests(ClickHouseFixture fixture) : IAsyncLifetime
{
    private ClickHouseClient _client = null!;
    private EquityStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewDatabaseAsync("equity");
        _store = new EquityStore(_client, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _client.ExecuteAsync($"DROP DATABASE {_client.Database}", null, default);
        _client.Dispose();
    }

    [Fact]
    public async Task AppendAsync_RepeatedRun_ReplacesTheWholeCurve()
    {
        var (run, other) = (Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), Guid.Parse("ffeeddcc-bbaa-9988-7766-554433221100"));
        await _store.AppendAsync(run, Curve(10, i => i), default);
        await _store.AppendAsync(other, Curve(2, i => 7), default);
        await _store.AppendAsync(run, Curve(4, i => i * 0.1), default);

        var read = await _store.ReadAsync(run, default);

        Assert.Equal([0, 60_000, 120_000, 180_000], read.Times);
        Assert.Equal([0, 0.1, 0.2, 3 * 0.1], read.Equity);
        Assert.Equal([1, 1 + 0.1, 1 + 0.2, 1 + 3 * 0.1], read.Cash);
        Assert.Equal([-0.0, -0.1, -0.2, -(3 * 0.1)], read.Exposure);
        await _store.DeleteAsync(run, default);
        Assert.Equal(0, (await _store.ReadAsync(run, default)).Count);
        var untouched = await _store.ReadAsync(other, default);
        Assert.Equal([7, 7], untouched.Equity);
    }

    [Fact]
    public async Task WindowAsync_LongCurve_KeepsEndsPeakAndTrough()
    {
        var run = Guid.Parse("11111111-2222-3333-4444-555555555555");
        await _store.AppendAsync(run, Curve(10_000, i => i switch { 3333 => 900, 7777 => -900, _ => i % 10 }), default);

        var window = await _store.WindowAsync(run, null, null, 100, default);

        Assert.InRange(window.Count, 50, 100);
        Assert.Equal(0, window.Times[0]);
        Assert.Equal(9_999 * 60_000, window.Times[^1]);
        Assert.Equal(900, window.Equity[Array.IndexOf(window.Times, 3333 * 60_000)]);
        Assert.Equal(-900, window.Equity[Array.IndexOf(window.Times, 7777 * 60_000)]);
        Assert.Equal(5, (await _store.WindowAsync(run, DateTimeOffset.FromUnixTimeMilliseconds(60_000), DateTimeOffset.FromUnixTimeMilliseconds(360_000), 100, default)).Count);
    }

    private static EquityCurve Curve(int count, Func<int, double> equity)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(equity)];
        return new EquityCurve([.. Enumerable.Range(0, count).Select(i => i * 60_000L)], values, [.. values.Select(v => v + 1)], [.. values.Select(v => -v)]);
    }
}
