using TradeForge.Core.Market;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Integration.Tests.ClickHouse;

[Collection(ClickHouseCollection.Name)]
public sealed class CandleStoreTests(ClickHouseFixture fixture) : IAsyncLifetime
{
    private const long Start = 1_700_000_040_000; // 2023-11-14T22:14:00Z
    private ClickHouseClient _client = null!;
    private CandleStore _store = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewDatabaseAsync("candles");
        _store = new CandleStore(_client, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _client.ExecuteAsync($"DROP DATABASE {_client.Database}", null, default);
        _client.Dispose();
    }

    [Fact]
    public async Task ReadAsync_AfterAppend_GivesTheSameBits()
    {
        var written = Bars("bitfinex:BTCUSD", 100_000, seed: 1);
        await _store.AppendAsync("bitfinex:BTCUSD", Timeframe.OneMinute, written, default);
        await _store.AppendAsync("bitfinex:ETHUSD", Timeframe.OneMinute, Bars("bitfinex:ETHUSD", 10, seed: 2), default);

        var read = await _store.ReadAsync("bitfinex:BTCUSD", Timeframe.OneMinute, null, null, default);

        Assert.Equal("bitfinex:BTCUSD", read.Symbol);
        AssertSame(written, read);
    }

    [Fact]
    public async Task ReadAsync_Range_IncludesFromAndExcludesTo()
    {
        await _store.AppendAsync("moex:SBER", Timeframe.OneMinute, Bars("moex:SBER", 10, seed: 3), default);

        var read = await _store.ReadAsync("moex:SBER", Timeframe.OneMinute, At(2), At(5), default);

        Assert.Equal([Start + 120_000, Start + 180_000, Start + 240_000], read.Times.ToArray());
    }

    [Fact]
    public async Task ReadAsync_NothingStored_IsEmpty()
    {
        var read = await _store.ReadAsync("us:NONE", Timeframe.OneDay, null, null, default);
        Assert.Equal(0, read.Count);
        Assert.Equal(default, await _store.StampAsync("us:NONE", Timeframe.OneDay, default));
    }

    [Fact]
    public async Task AppendAsync_SameBarsAgain_ReplacesThem()
    {
        await _store.AppendAsync("us:AAPL", Timeframe.OneMinute, Bars("us:AAPL", 5, seed: 4), default);
        var before = await _store.StampAsync("us:AAPL", Timeframe.OneMinute, default);
        var corrected = Bars("us:AAPL", 5, seed: 5);
        await _store.AppendAsync("us:AAPL", Timeframe.OneMinute, corrected, default);

        AssertSame(corrected, await _store.ReadAsync("us:AAPL", Timeframe.OneMinute, null, null, default));
        Assert.NotEqual(before, await _store.StampAsync("us:AAPL", Timeframe.OneMinute, default));
        Assert.Equal(5, Assert.Single(await _store.CoverageAsync(default)).Count);
    }

    internal static DateTimeOffset At(int bar) => DateTimeOffset.FromUnixTimeMilliseconds(Start + bar * 60_000L);

    internal static CandleSeries Bars(string symbol, int count, int seed)
    {
        var random = new Random(seed);
        var columns = Enumerable.Range(0, 5).Select(_ => new double[count]).ToArray();
        foreach (var column in columns)
            for (var i = 0; i < count; i++) column[i] = random.NextDouble() * Math.Pow(10, random.Next(-9, 9));
        return new CandleSeries(symbol, Timeframe.OneMinute, [.. Enumerable.Range(0, count).Select(i => Start + i * 60_000L)], columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    private static void AssertSame(CandleSeries expected, CandleSeries actual)
    {
        Assert.True(expected.Times.SequenceEqual(actual.Times), $"{actual.Count} bars, expected {expected.Count}");
        Assert.True(expected.Open.SequenceEqual(actual.Open));
        Assert.True(expected.High.SequenceEqual(actual.High));
        Assert.True(expected.Low.SequenceEqual(actual.Low));
        Assert.True(expected.Close.SequenceEqual(actual.Close));
        Assert.True(expected.Volume.SequenceEqual(actual.Volume));
    }
}
