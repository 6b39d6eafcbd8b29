using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>time, session, once-per-day: by the exchange's clock, from the bars alone (golden rule G16).</summary>
public class ClockNodesTests
{
    private static CandleSeries Starting(Timeframe timeframe, params string[] stamps) => CandleSeries.From(
        "A", timeframe, [.. stamps.Select(s => new Candle(DateTimeOffset.Parse(s, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), 1, 2, 1, 1, 1))]);

    private static GraphBuilder Session(string from, string to, string days) =>
        GraphBuilder.Entry("s.result").Node("s", "session").Set("s", "from", from).Set("s", "to", to).Set("s", "days", days);

    private static string Letters(GraphBuilder graph, TradingCalendar calendar, CandleSeries bars)
    {
        var run = new StrategyEvaluation(graph.Compile(), calendar);
        run.Append(bars);
        return run.Truths("s").Letters();
    }

    [Theory]
    [InlineData("hour", 10, 6)] // G58: 10:00 in Moscow is 06:00Z in 2012
    [InlineData("weekday", 5, 5)]
    public void Time_MoscowIn2012_IsPlusFour(string part, double moscow, double utc)
    {
        var strategy = new GraphBuilder().Node("t", "time", $"part={part}").Node("c", "compare").Node("buy", "enter-long").Wire("t.value -> c.a", "t.value -> c.b", "c.result -> buy.when").Compile();
        foreach (var (calendar, expected) in new[] { (TradingCalendar.Moex, moscow), (TradingCalendar.Auto, utc) })
        {
            var run = new StrategyEvaluation(strategy, calendar);
            run.Append(Starting(Timeframe.OneHour, "2012-06-01T06:00Z"));
            Assert.Equal([expected], run.Numbers("t"));
        }
    }

    [Fact]
    public void Time_WeekdayAcrossMidnight_IsTheExchangesDate()
    {
        // Thursday 22:00Z is already Friday in Moscow; New York changes its clock on 2024-03-10 at 07:00Z
        var strategy = new GraphBuilder().Node("d", "time", "part=weekday").Node("h", "time", "part=hour").Node("c", "compare").Node("buy", "enter-long")
            .Wire("d.value -> c.a", "h.value -> c.b", "c.result -> buy.when").Compile();
        var run = new StrategyEvaluation(strategy, TradingCalendar.Moex);
        run.Append(Starting(Timeframe.OneHour, "2024-02-29T20:00Z", "2024-02-29T22:00Z"));
        Assert.Equal([4, 5], run.Numbers("d"));
        var newYork = new StrategyEvaluation(strategy, TradingCalendar.Us);
        newYork.Append(Starting(Timeframe.OneHour, "2024-03-10T06:00Z", "2024-03-10T07:00Z", "2024-03-11T13:00Z"));
        Assert.Equal([1, 3, 9], newYork.Numbers("h"));
        var daily = new StrategyEvaluation(strategy, TradingCalendar.Us);
        daily.Append(Starting(Timeframe.OneDay, "2024-03-12"));
        Assert.Equal([2], daily.Numbers("d")); // a date is that date in every zone
    }

    [Fact]
    public void Session_StraddlingBars_AreInside() =>
        // bars 09:30, 10:30, 11:30, 12:30 UTC of an hour: the first reaches into 10:00, the third beyond 12:00, the last starts after it
        Assert.Equal("TTTF", Letters(Session("10:00", "12:00", "1-7"), TradingCalendar.Auto, Starting(Timeframe.OneHour, "2024-01-01T09:30Z", "2024-01-01T10:30Z", "2024-01-01T11:30Z", "2024-01-01T12:30Z")));

    [Fact]
    public void Session_BarsThatTouchAnEnd_AreOutside() =>
        Assert.Equal("FTTF", Letters(Session("10:00", "12:00", "1-7"), TradingCalendar.Auto, Starting(Timeframe.OneHour, "2024-01-01T09:00Z", "2024-01-01T10:00Z", "2024-01-01T11:00Z", "2024-01-01T12:00Z")));

    [Fact]
    public void Session_PastMidnight_BelongsToTheDayOnWhichItOpens() =>
        // Friday 23:00 to Saturday 01:00, 2024-01-05 is a Friday; Friday 00:00 would belong to Thursday
        Assert.Equal("FTTFF", Letters(Session("23:00", "01:00", "fri"), TradingCalendar.Auto,
            Starting(Timeframe.OneHour, "2024-01-05T00:00Z", "2024-01-05T23:00Z", "2024-01-06T00:00Z", "2024-01-06T01:00Z", "2024-01-06T23:00Z")));

    [Fact]
    public void Session_UsSummerAndWinter_FollowsNewYork() =>
        // 09:30 in New York is 14:30Z in January and 13:30Z in July (G63)
        Assert.Equal("FTTF", Letters(Session("9:30", "16:00", "mon-fri"), TradingCalendar.Us,
            Starting(new(1_800_000), "2024-01-04T14:00Z", "2024-01-04T14:30Z", "2024-07-05T13:30Z", "2024-07-05T20:00Z")));

    [Fact]
    public void Session_DailyBars_AskTheDayAlone() =>
        Assert.Equal("TF", Letters(Session("10:00", "18:00", "mon-fri"), TradingCalendar.Us, Starting(Timeframe.OneDay, "2024-01-05", "2024-01-06")));

    [Theory]
    [InlineData("mon-fri", "1,2,3,4,5")]
    [InlineData("FRI-mon", "1,5,6,7")]
    [InlineData("3, 1", "1,3")]
    [InlineData("sun", "7")]
    public void Session_DaysInAnySpelling_AreOne(string spelled, string canonical) =>
        Assert.Equal(canonical, Session("9:00", "10:00", spelled).Compile().Parameters["s.days"]);

    [Theory]
    [InlineData("25:00", "10:00", "1", "wrong-text")]
    [InlineData("9", "10:00", "1", "wrong-text")]
    [InlineData("09:60", "10:00", "1", "wrong-text")]
    [InlineData("9:00", "24:01", "1", "wrong-text")]
    [InlineData("9:00", "10:00", "", "wrong-text")]
    [InlineData("9:00", "10:00", "8", "wrong-text")]
    [InlineData("9:00", "10:00", "mon-tue-wed", "wrong-text")]
    [InlineData("9:00", "09:00", "1", "empty-session")]
    public void Session_WrongText_IsRefusedByName(string from, string to, string days, string code)
    {
        var problem = Assert.Single(Session(from, to, days).Problems());
        Assert.Equal((code, "s"), (problem.Code, problem.Path));
    }

    [Fact]
    public void Session_WithoutItsTimes_NamesThem() =>
        Assert.Equal(["from", "to", "days"], GraphBuilder.Entry("s.result").Node("s", "session").Problems().Select(p => p.Message.En.Split('\'')[1]));

    [Fact]
    public void OncePerDay_ExchangesMidnight_StartsANewDay()
    {
        // midnight in Moscow is 21:00Z
        var graph = new GraphBuilder().Node("p", "price").Node("z", "constant", "value=0").Node("up", "compare").Node("s", "once-per-day").Node("buy", "enter-long")
            .Wire("p.value -> up.a", "z.value -> up.b", "up.result -> s.in", "s.result -> buy.when");
        var bars = Starting(Timeframe.OneHour, "2024-01-04T19:00Z", "2024-01-04T20:00Z", "2024-01-04T21:00Z", "2024-01-05T00:00Z");
        Assert.Equal("TFTF", Letters(graph, TradingCalendar.Moex, bars));
        Assert.Equal("TFFT", Letters(graph, TradingCalendar.Auto, bars));
    }

    [Fact]
    public void Describe_Session_SaysHoursAndDays()
    {
        var text = StrategyReader.Describe(Session("9:30", "16:00", "mon-wed").Compile());
        Assert.Contains("the session is 09:30–16:00 on Mon, Tue, Wed", text.En);
        Assert.Contains("09:30–16:00 (пн, вт, ср)", text.Ru);
    }
}
