using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Tests.Market;

public sealed class InstrumentTests
{
    private static readonly long Day = Timeframe.OneDay.Milliseconds;

    [Theory]
    [InlineData("moex:ROSN", "2021-08-31", 10)]
    [InlineData("moex:ROSN", "2021-09-01", 1)]
    [InlineData("moex:TTLK", "2021-08-31", 10000)]
    [InlineData("moex:TTLK", "2021-09-01", 1000)]
    [InlineData("moex:SIBN", "2022-03-23", 10)]
    [InlineData("moex:SIBN", "2022-03-24", 1)]
    [InlineData("moex:SELG", "2022-03-24", 10)]
    [InlineData("moex:SBER", "2001-01-01", 10)]
    public void At_G23_LotsAreEffectiveDated(string key, string date, int lot) =>
        Assert.Equal(lot, VenueCatalog.FindInstrument(key)!.At(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).Lot);

    [Fact]
    public void At_SplitOfTransneft_ChangesTheStep()
    {
        var paper = VenueCatalog.FindInstrument("moex:TRNFP")!;
        Assert.Equal((50m, 0.5m), (paper.At(new DateOnly(2024, 2, 20)).PriceStep, paper.At(new DateOnly(2024, 2, 21)).PriceStep));
    }

    [Theory]
    [InlineData("moex:SBER")]
    [InlineData("moex:UNLISTED")]
    public void At_G20_TakerFeeRisesOn20221101(string key)
    {
        var paper = VenueCatalog.FindInstrument(key)!;
        Assert.Equal((0.01m, 0.03m), (paper.At(new DateOnly(2022, 10, 31)).Commission.Percent, paper.At(new DateOnly(2022, 11, 1)).Commission.Percent));
    }

    [Fact]
    public void FindInstrument_UnlistedPair_TakesTheCurrencyOfItsName()
    {
        Assert.Equal("EUR", VenueCatalog.FindInstrument("binance:BTCEUR")!.QuoteCurrency);
        Assert.Equal("USDT", VenueCatalog.FindInstrument("binance:LINKUSDT")!.QuoteCurrency);
        Assert.Null(VenueCatalog.FindInstrument("nowhere:X"));
    }

    [Theory]
    [InlineData("moex:SBER", true)]
    [InlineData("us:BRK.B", true)]
    [InlineData("MOEX:SBER", false)]
    [InlineData("moex:", false)]
    [InlineData("SBER", false)]
    [InlineData("moex:A'B", false)]
    [InlineData(null, false)]
    public void TryParseKey_Forms(string? key, bool good) => Assert.Equal(good, Instrument.TryParseKey(key, out _, out _));

    [Fact]
    public void All_EveryVenue_HasAZoneThatIsItsCalendars()
    {
        Assert.Equal(["moex", "us", "bitfinex", "binance", "coinbase"], VenueCatalog.All.Select(v => v.Id));
        foreach (var venue in VenueCatalog.All)
            Assert.Equal(TimeZoneInfo.FindSystemTimeZoneById(venue.Zone).BaseUtcOffset, TradingCalendar.For(venue.Calendar).Zone.BaseUtcOffset);
    }

    [Fact]
    public void Parse_UnknownWord_SaysWhere()
    {
        Assert.Contains("colour", Assert.Throws<FormatException>(() => VenueCatalog.Parse("""[{"id":"x","colour":1}]""")).Message, StringComparison.Ordinal);
    }

    private static CandleSeries Bars(Timeframe timeframe, params long[] times) => CandleSeries.From("X", timeframe, [.. times.Select(t => new Candle(t, 1, 1, 1, 1, 1))]);

    [Fact]
    public void Coverage_AroundTheClock_ListsHolesOfThreeIntervals()
    {
        // minutes 0 1 _ _ 4 _ _ _ 8: two missing are no hole, three are
        var coverage = SeriesCoverage.Of(Bars(Timeframe.OneMinute, 0, 60_000, 240_000, 480_000), TradingCalendar.AroundTheClock);
        Assert.Equal([new SeriesGap(300_000, 480_000, 3)], coverage.Gaps);
        Assert.Equal((4, 0L, 540_000L, 1), (coverage.Bars, coverage.From, coverage.To, coverage.GapCount));
    }

    [Fact]
    public void Coverage_Exchange_DoesNotCountNightsAndWeekends()
    {
        // 1970-01-05 is a Monday: Friday to Monday is no hole, a week later with four weekdays away is
        var daily = Bars(Timeframe.OneDay, 0, Day, 4 * Day, 11 * Day);
        Assert.Equal(4, Assert.Single(SeriesCoverage.Of(daily, TradingCalendar.Auto).Gaps).MissingBars);
        var hours = Bars(Timeframe.OneHour, 4 * Day + Day / 2, 5 * Day + Day / 2, 7 * Day + Day / 2); // Mon, Tue, Thu noon
        Assert.Equal(1, Assert.Single(SeriesCoverage.Of(hours, TradingCalendar.Moex).Gaps).MissingBars);
    }

    [Fact]
    public void Coverage_G51_ClosedMarketIsNoHole()
    {
        long At(int month, int day) => new DateTimeOffset(2022, month, day, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var bars = Bars(Timeframe.OneHour, At(2, 24), At(2, 25), At(3, 24), At(3, 28)); // closed 28 February to 23 March; Friday the 25th is missing
        Assert.Equal([new SeriesGap(At(3, 24) + 3_600_000, At(3, 28), 1)], SeriesCoverage.Of(bars, TradingCalendar.Moex).Gaps);
        Assert.Equal(2, SeriesCoverage.Of(bars, TradingCalendar.Auto).GapCount);
    }

    [Fact]
    public void Coverage_ManyHoles_KeepsTheLongestAndCountsAll()
    {
        var times = Enumerable.Range(0, 50).Select(i => (long)i * i * 600_000).ToArray();
        var coverage = SeriesCoverage.Of(Bars(Timeframe.OneMinute, times), TradingCalendar.AroundTheClock, keep: 10);
        Assert.Equal((49, 10), (coverage.GapCount, coverage.Gaps.Count));
        Assert.Equal(times[^1], coverage.Gaps[^1].To);
    }

    [Fact]
    public void Names_OfCalendars_RoundTrip()
    {
        foreach (var kind in Enum.GetValues<CalendarKind>())
        {
            Assert.True(TradingCalendar.TryParse(TradingCalendar.Name(kind), out var read));
            Assert.Equal(kind, read);
        }
    }
}
