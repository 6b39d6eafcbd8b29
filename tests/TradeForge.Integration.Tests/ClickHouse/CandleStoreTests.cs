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

    [Fact]
    public async Task WindowAsync_TooManyBars_GivesWholeBucketsThatStartOnTheStep()
    {
        // 14 bars from 22:14 to 22:27 in 4 buckets: 5 minutes give 22:10, 22:15, 22:20, 22:25.
        var bars = new CandleSeries("w", Timeframe.OneMinute, [.. Enumerable.Range(0, 14).Select(i => Start + i * 60_000L)],
            Column(i => 100 + i), Column(i => 110 + i), Column(i => 90 - i), Column(i => 105 + i), Column(i => i));
        await _store.AppendAsync("w", Timeframe.OneMinute, bars, default);

        var window = await _store.WindowAsync("w", Timeframe.OneMinute, At(2), At(7), 2, default); // 22:16 to 22:20, asked for in 2 bars

        Assert.Equal("5m", window.Step.ToString());
        Assert.Equal([Start + 60_000, Start + 360_000], window.Bars.Times.ToArray()); // 22:15 and 22:20, both whole
        Assert.Equal(new Candle(Start + 60_000, 101, 115, 85, 110, 1 + 2 + 3 + 4 + 5), window.Bars[0]);
        Assert.Equal(new Candle(Start + 360_000, 106, 120, 80, 115, 6 + 7 + 8 + 9 + 10), window.Bars[1]);

        var all = await _store.WindowAsync("w", Timeframe.OneMinute, null, null, 4, default);
        Assert.Equal(4, all.Bars.Count);
        Assert.Equal(window.Bars[0], all.Bars[1]); // the same bucket in another window
        Assert.Equal(14, (await _store.WindowAsync("w", Timeframe.OneMinute, null, null, 14, default)).Bars.Count);
        Assert.Equal(0, (await _store.WindowAsync("w", Timeframe.OneMinute, At(100), null, 14, default)).Bars.Count);
    }

    [Fact]
    public async Task WindowAsync_HoursAndLonger_FollowEveryChangeOfTheBars()
    {
        var minutes = Bars("h", 5000, seed: 8);
        await _store.AppendAsync("h", Timeframe.OneMinute, minutes.Slice(0, 3000), default);
        await _store.AppendAsync("h", Timeframe.OneMinute, minutes.Slice(2000, 3000), default); // overlaps, and begins within an hour

        await CheckAsync(minutes);
        var corrected = new Candle(minutes.Times[2500], 1, 1e12, 1e-12, 2, 3e9);
        await _store.AppendAsync("h", Timeframe.OneMinute, CandleSeries.From("h", Timeframe.OneMinute, [corrected]), default);
        await CheckAsync(CandleSeries.From("h", Timeframe.OneMinute, [.. Enumerable.Range(0, 5000).Select(i => i == 2500 ? corrected : minutes[i])]));
        await _store.DeleteAsync("h", Timeframe.OneMinute, default);
        Assert.Equal(0, (await _store.WindowAsync("h", Timeframe.OneMinute, null, null, 30, default)).Bars.Count);

        async Task CheckAsync(CandleSeries bars)
        {
            var window = await _store.WindowAsync("h", Timeframe.OneMinute, null, null, 50, default);
            Assert.Equal("2h", window.Step.ToString()); // 84 hours do not fit into 50 bars
            var expected = Enumerable.Range(0, 5000).Select(i => bars[i]).GroupBy(b => b.Time / 7_200_000 * 7_200_000)
                .Select(g => new Candle(g.Key, g.First().Open, g.Max(b => b.High), g.Min(b => b.Low), g.Last().Close, g.Sum(b => b.Volume))).ToList();
            Assert.Equal(expected.Count, window.Bars.Count);
            for (var i = 0; i < expected.Count; i++)
            {
                Assert.Equal(expected[i] with { Volume = 0 }, window.Bars[i] with { Volume = 0 });
                Assert.Equal(expected[i].Volume, window.Bars[i].Volume, expected[i].Volume * 1e-12); // the order of the sum is the server's
            }
        }
    }

    [Theory]
    [InlineData(604_800_000L, 1_700_000_040_000L, 1_699_833_600_000L)] // a Tuesday: its week began on Monday 2023-11-13
    [InlineData(3_600_000L, -1L, -3_600_000L)] // before 1970
    [InlineData(86_400_000L, 86_400_000L, 86_400_000L)]
    public void Start_OfABucket_IsAlignedDown(long step, long time, long start) => Assert.Equal(start, WindowSteps.Start(time, step));

    [Fact]
    public async Task GapsAsync_TwoHoles_LongestFirst()
    {
        var bars = Bars("g", 10, seed: 6);
        int[] kept = [0, 1, 3, 4, 8, 9]; // bar 2 is missing, and bars 5 to 7
        await _store.AppendAsync("g", Timeframe.OneMinute, CandleSeries.From("g", Timeframe.OneMinute, [.. kept.Select(i => bars[i])]), default);
        Assert.Equal([new StoredGap(At(4), At(8), 3), new StoredGap(At(1), At(3), 1)], await _store.GapsAsync("g", Timeframe.OneMinute, 10, default));
    }

    [Fact]
    public async Task DeleteAsync_OneSeries_LeavesTheOthers()
    {
        await _store.AppendAsync("a'b", Timeframe.OneMinute, Bars("a'b", 5, seed: 7), default);
        await _store.AppendAsync("c", Timeframe.OneMinute, Bars("c", 3, seed: 7), default);
        await _store.AppendAsync("c", Timeframe.OneHour, CandleSeries.From("c", Timeframe.OneHour, [new Candle(-3_600_000_000, 1, 2, 0.5, 1.5, 7)]), default);

        await _store.DeleteAsync("a'b", Timeframe.OneMinute, default);

        Assert.Equal(0, (await _store.ReadAsync("a'b", Timeframe.OneMinute, null, null, default)).Count);
        Assert.Equal(default, await _store.StampAsync("a'b", Timeframe.OneMinute, default));
        Assert.Equal(
            [new StoredSeries("c", Timeframe.OneMinute, At(0), At(2), 3), new StoredSeries("c", Timeframe.OneHour, DateTimeOffset.FromUnixTimeMilliseconds(-3_600_000_000), DateTimeOffset.FromUnixTimeMilliseconds(-3_600_000_000), 1)],
            await _store.CoverageAsync(default));
    }

    private static double[] Column(Func<int, double> value) => [.. Enumerable.Range(0, 14).Select(value)];

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
