using System.Globalization;
using System.IO.Compression;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Market;

public sealed class ResamplerTests
{
    private static long At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    private static CandleSeries Bars(Timeframe timeframe, params string[] times) =>
        CandleSeries.From("X", timeframe, [.. times.Select((t, i) => new Candle(At(t), i + 1, i + 2, i + 0.5, i + 1.5, 10))]);

    internal static CandleSeries Load(string path, Timeframe? timeframe = null)
    {
        using var stream = new GZipStream(File.OpenRead(SharedData.Path("data", "candles", path)), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var csv = CandleCsv.Read(memory.ToArray());
        return CandleCleaner.Clean("X", timeframe, csv.Rows, csv.Dropped).Series;
    }

    [Fact]
    public void Resample_Hours_AggregatesAndDropsTheUnfinishedOne()
    {
        var minutes = Bars(new Timeframe(1_800_000), "2024-01-01T09:30Z", "2024-01-01T10:00Z", "2024-01-01T10:30Z", "2024-01-01T11:00Z");
        var hours = Resampler.Resample(minutes, Timeframe.OneHour, TradingCalendar.Auto);
        Assert.Equal(2, hours.Count); // 11:00 ends at 11:30 in the data
        Assert.Equal(new Candle(At("2024-01-01T09:00Z"), 1, 2, 0.5, 1.5, 10), hours[0]);
        Assert.Equal(new Candle(At("2024-01-01T10:00Z"), 2, 4, 1.5, 3.5, 20), hours[1]);
    }

    [Fact]
    public void Resample_HoleBetweenBuckets_MakesNoBar()
    {
        var hours = Resampler.Resample(Bars(new Timeframe(1_800_000), "2024-01-01T09:30Z", "2024-01-01T12:30Z"), Timeframe.OneHour, TradingCalendar.Auto);
        Assert.Equal([At("2024-01-01T09:00Z"), At("2024-01-01T12:00Z")], hours.Times.ToArray());
    }

    [Fact]
    public void Resample_Weeks_StartOnMonday()
    {
        // 2024-01-07 is a Sunday, so the market trades on weekends and the week of the 8th is unfinished on Wednesday
        var weeks = Resampler.Resample(Bars(Timeframe.OneDay, "2024-01-05", "2024-01-06", "2024-01-07", "2024-01-08", "2024-01-09", "2024-01-10"), Timeframe.OneWeek, TradingCalendar.Auto);
        Assert.Equal([At("2024-01-01")], weeks.Times.ToArray());
        Assert.Equal(30, weeks[0].Volume);
    }

    [Fact]
    public void Resample_WeekOfFiveDays_IsFinishedOnFridayOnly()
    {
        string[] days = ["2024-01-08", "2024-01-09", "2024-01-10", "2024-01-11", "2024-01-12"];
        Assert.Equal(1, Resampler.Resample(Bars(Timeframe.OneDay, days), Timeframe.OneWeek, TradingCalendar.Auto).Count);
        Assert.Equal(0, Resampler.Resample(Bars(Timeframe.OneDay, days[..4]), Timeframe.OneWeek, TradingCalendar.Auto).Count);
        Assert.Equal(0, Resampler.Resample(Bars(Timeframe.OneDay, days), Timeframe.OneWeek, TradingCalendar.AroundTheClock).Count);
    }

    [Fact]
    public void Resample_DatesOfAnExchange_StayDates()
    {
        // daily stamps are labels: Monday is Monday in New York too
        var weeks = Resampler.Resample(Bars(Timeframe.OneDay, "2024-01-08", "2024-01-09", "2024-01-10", "2024-01-11", "2024-01-12"), Timeframe.OneWeek, TradingCalendar.Us);
        Assert.Equal([At("2024-01-08")], weeks.Times.ToArray());
    }

    [Fact]
    public void Resample_NewYorkDays_FollowDaylightSaving()
    {
        // 2024-03-10 02:00 New York becomes 03:00: the day before starts at 05:00Z, the day after at 04:00Z
        var days = Resampler.Resample(Bars(Timeframe.OneHour, "2024-03-08T20:00Z", "2024-03-11T03:00Z", "2024-03-11T19:00Z"), Timeframe.OneDay, TradingCalendar.Us);
        Assert.Equal([At("2024-03-08T05:00Z"), At("2024-03-10T05:00Z"), At("2024-03-11T04:00Z")], days.Times.ToArray());
    }

    [Fact]
    public void Resample_LengthThatDoesNotDivideTheDay_StartsAnewAtMidnight()
    {
        var bars = Resampler.Resample(Bars(Timeframe.OneHour, "2024-01-01T20:00Z", "2024-01-01T23:00Z", "2024-01-02T00:00Z", "2024-01-02T06:00Z"), Timeframe.Parse("7h"), TradingCalendar.Auto);
        Assert.Equal([At("2024-01-01T14:00Z"), At("2024-01-01T21:00Z"), At("2024-01-02T00:00Z")], bars.Times.ToArray());
    }

    [Fact]
    public void TryResample_LowerThanTheFile_IsAProblem()
    {
        var (series, problem) = Resampler.TryResample(Bars(Timeframe.OneHour, "2024-01-01"), Timeframe.OneMinute, TradingCalendar.Auto);
        Assert.Null(series);
        Assert.Equal("timeframe-too-low", problem?.Code);
    }

    [Fact]
    public void JoinByClose_G13_ShowsOnlyClosedHours()
    {
        // ten-minute bars starting 10:00 … 10:50; decisions at their closes 10:10 … 11:00
        var lower = Bars(new Timeframe(600_000), "2024-01-01T10:00Z", "2024-01-01T10:10Z", "2024-01-01T10:40Z", "2024-01-01T10:50Z");
        var higher = Bars(Timeframe.OneHour, "2024-01-01T09:00Z", "2024-01-01T10:00Z");
        Assert.Equal([0, 0, 0, 1], Resampler.JoinByClose(lower, higher, TradingCalendar.Auto));
        Assert.Equal([-1], Resampler.JoinByClose(Bars(new Timeframe(600_000), "2024-01-01T09:40Z"), higher, TradingCalendar.Auto));
    }

    [Fact]
    public void JoinByClose_DailyLabel_IsSeenAfterTheExchangesMidnight()
    {
        var hours = Bars(Timeframe.OneHour, "2024-03-01T20:00Z", "2024-03-02T03:00Z", "2024-03-02T04:00Z"); // closes 21:00Z, 04:00Z, 05:00Z = midnight in New York
        Assert.Equal([-1, -1, 0], Resampler.JoinByClose(hours, Bars(Timeframe.OneDay, "2024-03-01"), TradingCalendar.Us));
    }

    [Fact]
    public void Moex_G58_IsPlusFourIn2012()
    {
        Assert.Equal(At("2012-06-01T06:00Z"), new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(new DateTime(2012, 6, 1, 10, 0, 0), TradingCalendar.Moex.Zone)).ToUnixTimeMilliseconds());
        // 20:30Z is already the next Moscow date at +04:00, and not yet at +03:00
        Assert.Equal(new DateOnly(2012, 6, 2), TradingCalendar.Moex.TradingDate(At("2012-06-01T20:30Z"), Timeframe.OneMinute));
        Assert.Equal(new DateOnly(2016, 6, 1), TradingCalendar.Moex.TradingDate(At("2016-06-01T20:30Z"), Timeframe.OneMinute));
        Assert.Equal(new DateOnly(2016, 6, 1), TradingCalendar.Us.TradingDate(At("2016-06-01T00:00Z"), Timeframe.OneDay));
    }

    [Theory]
    [InlineData("1d", "2024-01-05", CalendarKind.Auto, 252)]
    [InlineData("1d", "2024-01-06", CalendarKind.Auto, 365)]
    [InlineData("1h", "2024-01-07T23:00Z", CalendarKind.Auto, 365)]
    [InlineData("1d", "2024-01-06", CalendarKind.Moex, 252)]
    [InlineData("1d", "2024-01-06", CalendarKind.Us, 252)]
    [InlineData("1d", "2024-01-05", CalendarKind.AroundTheClock, 365)]
    [InlineData("1w", "2024-01-06", CalendarKind.Auto, 52)]
    [InlineData("31d", "2024-01-06", CalendarKind.Auto, 12)]
    public void PeriodsPerYear_ByCalendarAndBars(string timeframe, string time, CalendarKind kind, double expected) =>
        Assert.Equal(expected, TradingCalendar.For(kind).PeriodsPerYear(Bars(Timeframe.Parse(timeframe), time)));

    [SharedTheory]
    [InlineData("moex/SBER/10m-2021-2023.csv.gz", 10392)]
    [InlineData("moex/SBER/10m-2022-2024.csv.gz", 6433)]
    public void Resample_SberTenMinutes_EqualTheExchangesHours(string file, int expected)
    {
        var own = Resampler.Resample(Load(file), Timeframe.OneHour, TradingCalendar.Moex);
        Assert.Equal(expected, EqualBars(own, Load("moex/SBER/1h.csv.gz"), t => t));
    }

    [SharedTheory]
    [InlineData("SBER/10m-2021-2023", 722)]
    [InlineData("SBER/10m-2022-2024", 735)]
    [InlineData("GAZP/10m", 735)]
    [InlineData("LKOH/10m", 735)]
    [InlineData("ROSN/10m", 735)]
    public void Resample_MoexTenMinutes_EqualEveryDay(string file, int days)
    {
        var own = Resampler.Resample(Load($"moex/{file}.csv.gz"), Timeframe.OneDay, TradingCalendar.Moex);
        Assert.Equal(days, own.Count);
        Assert.Equal(days, EqualBars(own, Load($"moex/{file.Split('/')[0]}/1d.csv.gz"), MoscowDate));

        static long MoscowDate(long time) => TradingCalendar.Moex.TradingDate(time, Timeframe.OneMinute).ToDateTime(TimeOnly.MinValue).Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
    }

    [SharedTheory]
    [InlineData("AAPL")]
    [InlineData("SPY")]
    [InlineData("IBM")]
    [InlineData("BAC")]
    public void Resample_UsHours_EqualEveryDay(string symbol)
    {
        var own = Resampler.Resample(Load($"us-equity/{symbol}/1h.csv.gz"), Timeframe.OneDay, TradingCalendar.Us);
        Assert.Equal(5849, own.Count);
        Assert.Equal(5849, EqualBars(own, Load($"us-equity/{symbol}/1d.csv.gz"), NewYorkDate));

        static long NewYorkDate(long time) => TradingCalendar.Us.TradingDate(time, Timeframe.OneMinute).ToDateTime(TimeOnly.MinValue).Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;
    }

    private static int EqualBars(CandleSeries own, CandleSeries oracle, Func<long, long> stamp)
    {
        var expected = Enumerable.Range(0, oracle.Count).ToDictionary(i => oracle.Times[i], i => oracle[i]);
        return Enumerable.Range(0, own.Count).Count(i =>
            expected.TryGetValue(stamp(own.Times[i]), out var e) && own[i] with { Time = e.Time, Volume = e.Volume } == e && Math.Abs(own[i].Volume - e.Volume) <= 1e-9 * e.Volume);
    }
}
