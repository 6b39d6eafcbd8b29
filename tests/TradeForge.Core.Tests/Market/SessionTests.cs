using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Tests;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Market;

/// <summary>Sessions, holidays and early closes: golden rules G58 to G61 and G63.</summary>
public sealed class SessionTests
{
    private static readonly Timeframe TenMinutes = new(600_000);

    private static long At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();

    private static int Day(string date) => (int)(At(date) / 86_400_000);

    private static BarSession Of(TradingCalendar calendar, string start, Timeframe? timeframe = null) => new SessionClock(calendar, timeframe ?? Timeframe.OneMinute).At(At(start));

    private static string Kinds(TradingCalendar calendar, string date) =>
        string.Join(' ', calendar.Sessions.Of(Day(date)).ToArray().Select(s => FormattableString.Invariant($"{s.Kind} {s.Open / 60:00}:{s.Open % 60:00}-{s.Close / 60:00}:{s.Close % 60:00}")));

    [Fact]
    public void At_G58_OpensAtSixUtcIn2012AndAtSevenBefore2011()
    {
        Assert.Equal(At("2012-06-01T05:50Z"), Of(TradingCalendar.Moex, "2012-06-01T06:00Z").Open); // 09:50 at +04:00
        Assert.Equal(At("2016-06-01T06:50Z"), Of(TradingCalendar.Moex, "2016-06-01T07:00Z").Open); // 09:50 at +03:00
        Assert.Equal(At("2010-01-15T06:50Z"), Of(TradingCalendar.Moex, "2010-01-15T07:00Z").Open); // winter +03:00
        Assert.Equal(At("2010-06-15T05:50Z"), Of(TradingCalendar.Moex, "2010-06-15T07:00Z").Open); // summer +04:00
    }

    [Theory]
    [InlineData("2019-05-15", "Regular 09:50-18:50")]
    [InlineData("2020-06-22", "Regular 09:50-18:50 Late 19:00-23:50")]
    [InlineData("2021-12-06", "Early 06:50-09:50 Regular 09:50-18:50 Late 19:00-23:50")]
    [InlineData("2022-02-25", "Regular 09:50-18:50 Late 19:00-23:50")]
    [InlineData("2022-03-01", "")]
    [InlineData("2022-03-24", "Regular 09:50-13:50")]
    [InlineData("2022-03-31", "Regular 09:50-18:50")]
    [InlineData("2022-09-12", "Regular 09:50-18:50 Late 19:00-23:50")]
    [InlineData("2025-11-01", "Early 06:50-09:50 Regular 09:50-18:50 Late 19:00-23:50")] // a working Saturday
    [InlineData("2025-11-08", "Weekend 09:50-19:00")]
    [InlineData("2026-03-23", "Early 06:50-09:50 Regular 09:50-19:00 Late 19:00-23:50")]
    [InlineData("2026-06-12", "Weekend 09:50-19:00")] // a holiday with a session
    [InlineData("2026-05-09", "")]
    public void Moex_G59_SessionsAreEffectiveDated(string date, string expected) => Assert.Equal(expected, Kinds(TradingCalendar.Moex, date));

    [Theory]
    [InlineData("2025-11-08", "2025-11-10")] // Saturday counts for Monday
    [InlineData("2026-05-01", "2026-05-04")] // Friday, a holiday, counts for Monday; Saturday and Sunday too
    [InlineData("2025-11-01", "2025-11-01")] // a working Saturday is a day of its own
    [InlineData("2025-11-07", "2025-11-07")]
    public void Moex_G59_WeekendSessionBelongsToTheNextTradingDay(string date, string tradeDate)
    {
        var session = Of(TradingCalendar.Moex, date + "T10:00Z");
        Assert.Equal((Day(date), Day(tradeDate)), (session.LocalDay, session.TradeDay));
        Assert.Equal(new DateOnly(2025, 11, 8), TradingCalendar.Moex.TradingDate(At("2025-11-08T10:00Z"), Timeframe.OneMinute)); // the calendar date stays the date
    }

    [Fact]
    public void Apply_G60_RegularDropsMorningEveningAndWeekendBars()
    {
        string[] times = ["2022-01-31T03:50Z", "2022-01-31T06:40Z", "2022-01-31T06:50Z", "2022-01-31T15:40Z", "2022-01-31T16:00Z", "2025-11-08T10:00Z", "2025-11-10T10:00Z"];
        var series = CandleSeries.From("X", TenMinutes, [.. times.Select((t, i) => new Candle(At(t), 1, 1, 1, 1, i))]);
        var kept = SessionFilter.Apply(series, SessionChoice.Regular, TradingCalendar.Moex);
        Assert.Equal([2.0, 3.0, 6.0], kept.Volume.ToArray()); // 09:50 and 18:40 of the 31st, Monday 13:00
        Assert.Same(series, SessionFilter.Apply(series, SessionChoice.All, TradingCalendar.Moex));
        Assert.Same(series, SessionFilter.Apply(series, SessionChoice.Regular, TradingCalendar.AroundTheClock));
    }

    [Fact]
    public void At_G61_TheHourOfTheMorningAuctionIsMorning()
    {
        // hours stamped 06:00 … 10:00 Moscow: trading starts at 06:50; 09:00 ends with the opening of the main session, which it overlaps
        string[] hours = ["03:00", "04:00", "05:00", "06:00", "07:00"];
        Assert.Equal([SessionKind.Early, SessionKind.Early, SessionKind.Early, SessionKind.Regular, SessionKind.Regular],
            hours.Select(h => Of(TradingCalendar.Moex, $"2022-01-31T{h}Z", Timeframe.OneHour).Kind));
        Assert.Equal(SessionKind.None, Of(TradingCalendar.Moex, "2022-01-31T02:00Z", Timeframe.OneHour).Kind);
    }

    [Theory]
    [InlineData("2024-03-08", "14:30", "21:00")] // winter
    [InlineData("2024-03-11", "13:30", "20:00")] // summer
    [InlineData("2024-11-29", "14:30", "18:00")] // the day after Thanksgiving closes at 13:00
    [InlineData("2024-07-03", "13:30", "17:00")]
    public void Us_G63_OpenMovesWithDaylightSavingAndHalfDaysCloseEarly(string date, string open, string close)
    {
        var session = Of(TradingCalendar.Us, $"{date}T15:00Z");
        Assert.Equal((SessionKind.Regular, At($"{date}T{open}Z"), At($"{date}T{close}Z"), At($"{date}T{close}Z")), (session.Kind, session.Open, session.Close, session.DayEnd));
    }

    [Fact]
    public void Us_Holiday_HasNoSession()
    {
        Assert.Equal("", Kinds(TradingCalendar.Us, "2024-07-04"));
        Assert.Equal(SessionKind.None, Of(TradingCalendar.Us, "2024-07-04T15:00Z").Kind);
        Assert.Null(TradingCalendar.Us.SessionEnd(new DateOnly(2024, 7, 4)));
    }

    [Fact]
    public void BarSession_FirstLastAndTimeToClose()
    {
        var clock = new SessionClock(TradingCalendar.Moex, TenMinutes); // 2024-12-27: main 06:50Z–15:50Z, evening 16:00Z–20:50Z
        var (first, closing, last) = (clock.At(At("2024-12-27T06:50Z")), clock.At(At("2024-12-27T15:40Z")), clock.At(At("2024-12-27T20:40Z")));
        Assert.True(first.StartsSession(At("2024-12-27T06:50Z")));
        Assert.False(first.StartsSession(At("2024-12-27T07:00Z")));
        Assert.Equal(10 * 60_000, closing.TimeToClose(At("2024-12-27T15:40Z")));
        Assert.True(closing.EndsSession(At("2024-12-27T15:50Z")));
        Assert.False(closing.EndsDay(At("2024-12-27T15:50Z"))); // the evening is still to come
        Assert.True(last.EndsDay(At("2024-12-27T20:50Z")));
        Assert.NotEqual(closing.Id, last.Id);
        Assert.Equal(first.Id, closing.Id);
    }

    [Fact]
    public void At_AroundTheClock_IsOneSessionADay()
    {
        var session = Of(TradingCalendar.AroundTheClock, "2024-03-02T23:59Z");
        Assert.Equal((SessionKind.Regular, At("2024-03-02"), At("2024-03-03"), At("2024-03-03")), (session.Kind, session.Open, session.Close, session.DayEnd));
    }

    [Fact]
    public void At_EveryTimeframe_IsTheSameAsAskingAnew()
    {
        foreach (var (calendar, length) in new[] { (TradingCalendar.Us, 5), (TradingCalendar.Us, 60), (TradingCalendar.Moex, 10), (TradingCalendar.Moex, 240), (TradingCalendar.AroundTheClock, 30) })
        {
            var timeframe = new Timeframe(length * 60_000L);
            var clock = new SessionClock(calendar, timeframe);
            for (var time = At("2026-03-04"); time < At("2026-03-25"); time += timeframe.Milliseconds)
                Assert.Equal(new SessionClock(calendar, timeframe).At(time), clock.At(time));
        }
    }

    [Theory] // NYSE announced 2024-11-08: Juneteenth and Christmas on the Fridays before, Independence Day on the Monday after, an early close on 26 November
    [InlineData("us", "01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24")]
    [InlineData("moex", "01-01 01-07 02-23 03-08 11-04 12-31")] // provisional: weekdays only
    public void IsTradingDay_2027_WeekdaysWithoutTrading(string calendar, string closed)
    {
        var sessions = CalendarData.Default[calendar];
        var days = Enumerable.Range(Day("2027-01-01"), 365).Where(d => (d + 3) % 7 < 5 && !sessions.IsTradingDay(d)); // day 0 was a Thursday
        Assert.Equal(closed, string.Join(' ', days.Select(d => DateTimeOffset.FromUnixTimeMilliseconds(d * 86_400_000L).ToString("MM-dd", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Of_2027_EarlyCloseAndSessionsOfHolidays()
    {
        Assert.Equal("Early 04:00-09:30 Regular 09:30-13:00 Late 13:00-17:00", Kinds(TradingCalendar.Us, "2027-11-26"));
        Assert.Equal("Weekend 09:50-19:00", Kinds(TradingCalendar.Moex, "2027-02-23"));
        Assert.Equal("Early 06:50-09:50 Regular 09:50-19:00 Late 19:00-23:50", Kinds(TradingCalendar.Moex, "2027-05-03"));
        Assert.Equal("", Kinds(TradingCalendar.Moex, "2027-03-08"));
    }

    [Theory]
    [InlineData(CalendarKind.Us, "2027-12-31", null)]
    [InlineData(CalendarKind.Us, "2028-01-03", "2028 and later")]
    [InlineData(CalendarKind.Us, "2036-01-02", "no holidays after 2035")]
    [InlineData(CalendarKind.Moex, "2026-12-30", null)]
    [InlineData(CalendarKind.Moex, "2027-01-04", "2027 and later")]
    [InlineData(CalendarKind.Moex, "2028-01-03", "no holidays after 2027")]
    [InlineData(CalendarKind.Auto, "2040-01-02", null)]
    public void Prepare_BarsBeyondTheKnownDays_Warns(CalendarKind calendar, string last, string? words)
    {
        var bars = CandleSeries.From("X", Timeframe.OneDay, [new(At("2026-11-02"), 1, 1, 1, 1, 1), new(At(last), 1, 1, 1, 1, 1)]);
        var settings = new BacktestSettings { Calendar = calendar };
        var warnings = BacktestData.Prepare(bars, settings).Data!.Warnings;
        if (words is null) Assert.Empty(warnings);
        else Assert.Contains(words, Assert.Single(warnings).En, StringComparison.Ordinal);
        var strategy = Graph().Compile();
        var pair = PortfolioData.Prepare(strategy, [.. new[] { bars, Simulation.PlayMany.Renamed(bars, "Y") }.Select(b => (b, (IReadOnlyList<Text>)[]))], settings).Data!;
        var said = PortfolioBacktest.Run(strategy, pair, settings, null, CancellationToken.None).Warnings;
        Assert.Equal(warnings, said.Where(w => w.En.Contains("calendar", StringComparison.Ordinal))); // once for both
    }

    [Theory]
    [InlineData("hours 2020-13-01 regular 09:30-16:00")]
    [InlineData("closed 2020 02-30")]
    [InlineData("shut 2020 02-03")]
    public void Parse_WrongLine_NamesIt(string line)
    {
        var e = Assert.Throws<FormatException>(() => CalendarData.Parse($"version 1\ncalendar us America/New_York\nday regular\n{line}"));
        Assert.Contains("line 4", e.Message, StringComparison.Ordinal);
    }

    [SharedTheory]
    [InlineData("us-equity/AAPL/1d.csv.gz", "us", "1998-01-02", "2021-03-31", 5849)]
    [InlineData("moex/SBER/1d.csv.gz", "moex", "2014-07-01", "2026-06-30", 3016)]
    public void IsTradingDay_DaysOfTheExchange_AreTheDailyBars(string file, string calendar, string from, string to, int bars)
    {
        var series = ResamplerTests.Load(file);
        var sessions = CalendarData.Default[calendar];
        var traded = new HashSet<int>();
        for (var i = 0; i < series.Count; i++)
            if (series.Volume[i] > 0) traded.Add((int)(series.Times[i] / 86_400_000));
        var days = Enumerable.Range(Day(from), Day(to) - Day(from) + 1).ToList();
        Assert.Equal(days.Where(traded.Contains), days.Where(sessions.IsTradingDay));
        Assert.Equal(bars, days.Count(traded.Contains));
    }

    [SharedTheory]
    [InlineData("AAPL", 47)]
    [InlineData("IBM", 28)]
    public void At_HoursOfTheRegularSession_AreLateOnEarlyClosesOnly(string symbol, int late)
    {
        var hours = ResamplerTests.Load($"us-equity/{symbol}/1h.csv.gz"); // the source calls them regular: after 13:00 on half days these are late prints
        var clock = new SessionClock(TradingCalendar.Us, hours.Timeframe);
        foreach (var time in hours.Times)
        {
            var session = clock.At(time);
            if (session.Kind == SessionKind.Regular) continue;
            Assert.Equal((SessionKind.Late, 13 * 60), (session.Kind, TradingCalendar.Us.Sessions.DayEnd(session.LocalDay)));
            late--;
        }
        Assert.Equal(0, late);
    }

    [SharedTheory]
    [InlineData("moex/SBER/10m-2022-2024.csv.gz", 0)]
    [InlineData("moex/TRNFP/10m.csv.gz", 0)]
    [InlineData("moex/SBER/1h.csv.gz", 0)]
    public void At_EveryBarOfMoex_LiesInASession(string file, int outside)
    {
        var series = ResamplerTests.Load(file);
        var clock = new SessionClock(TradingCalendar.Moex, series.Timeframe);
        var found = new List<string>();
        foreach (var time in series.Times)
            if (clock.At(time).Kind == SessionKind.None) found.Add(DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("u", CultureInfo.InvariantCulture));
        Assert.True(outside == found.Count, string.Join(", ", found.Take(10)));
    }

    [Fact]
    public void Resample_WeekThatEndsWithGoodFriday_IsFinishedOnThursday()
    {
        string[] days = ["2024-03-25", "2024-03-26", "2024-03-27", "2024-03-28"];
        var week = CandleSeries.From("X", Timeframe.OneDay, [.. days.Select(d => new Candle(At(d), 1, 1, 1, 1, 1))]);
        Assert.Equal(1, Resampler.Resample(week, Timeframe.OneWeek, TradingCalendar.Us).Count);
        Assert.Equal(0, Resampler.Resample(week, Timeframe.OneWeek, TradingCalendar.Auto).Count);
    }

    [Fact]
    public void Prepare_RegularSession_FiltersBeforeResamplingAndIsShownInTheManifest()
    {
        string[] times = ["2024-03-08T14:00Z", "2024-03-08T14:30Z", "2024-03-08T15:00Z", "2024-03-08T15:30Z", "2024-03-08T21:00Z"];
        var bars = CandleSeries.From("X", Timeframe.Parse("30m"), [.. times.Select((t, i) => new Candle(At(t), 1, 1, 1, 1, 1 << i))]);
        var settings = new BacktestSettings { Calendar = CalendarKind.Us, Session = SessionChoice.Regular, Timeframe = Timeframe.OneHour };
        var data = BacktestData.Prepare(bars, settings).Data!;
        Assert.Equal([2.0, 12.0], data.Series.Volume.ToArray()); // 09:30 alone in its hour, then 10:00 and 10:30
        var problem = Assert.Single(SettingsCheck.Problems(settings with { Calendar = CalendarKind.Auto }));
        Assert.Equal("session", problem.Path);
    }

    [Fact]
    public void Manifest_KeepsTheVersionOfTheSessionsThatTheRunUsed()
    {
        var strategy = Graph().Compile();
        var us = Backtest.Run(strategy, BacktestData.Prepare(Bars(Flat(100)), new() { Calendar = CalendarKind.Us }).Data!, new() { Calendar = CalendarKind.Us }, null, CancellationToken.None);
        Assert.Equal(CalendarData.Default.Version, us.Manifest.CalendarVersion);
        var old = us with { Manifest = us.Manifest with { CalendarVersion = "2020.01" } };
        Assert.Equal("2020.01", ResultJson.Read(ResultJson.ToBytes(old)).Manifest.CalendarVersion);
        Assert.Null(Graph().Run(Settings, Flat(100)).Manifest.CalendarVersion);
    }
}
