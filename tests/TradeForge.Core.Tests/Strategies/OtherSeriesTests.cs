using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Nodes on another timeframe or symbol: joined by close time (golden rule G13).</summary>
public class OtherSeriesTests
{
    private const double N = double.NaN;
    private const long Hour = 3_600_000;
    private static readonly long Midnight = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Bars with these closes that start at these hours of 2024-01-01 and after.</summary>
    private static CandleSeries At(string symbol, Timeframe timeframe, params (double Hour, double Close)[] bars) => CandleSeries.From(
        symbol, timeframe, [.. bars.Select(b => new Candle(Midnight + (long)(b.Hour * Hour), b.Close, b.Close + 1, b.Close - 1, b.Close, 1))]);

    private static CandleSeries Hours(int from, params double[] closes) => At("A", Timeframe.OneHour, [.. closes.Select((c, i) => ((double)(from + i), c))]);

    /// <summary>A strategy that reads the nodes of <paramref name="graph"/>, of which x is compared with itself.</summary>
    private static CompiledStrategy Reading(GraphBuilder graph, string handle = "value") =>
        graph.Node("c", "compare").Node("buy", "enter-long").Wire($"x.{handle} -> c.a", $"x.{handle} -> c.b", "c.result -> buy.when").Compile();

    private static double[] Values(GraphBuilder graph, CandleSeries bars, params CandleSeries[] others)
    {
        var run = new StrategyEvaluation(Reading(graph));
        foreach (var other in others) run.AppendOther(other);
        run.Append(bars);
        return run.Numbers("x");
    }

    [Fact]
    public void Price_HigherTimeframe_IsSeenFromItsCloseOn()
    {
        // two-hour bars 10 to 12 and 12 to 14 of the hours 10, 11, 12, 13, 14: their closes are 2 and 4
        Assert.Equal([N, 2, 2, 4, 4], Values(new GraphBuilder().Node("x", "price", "timeframe=2h"), Hours(10, 1, 2, 3, 4, 5)));
        // at 10:20 the hour that closed at 10:00, at 11:00 sharp the bar 10:00 to 11:00 (G13)
        var tens = At("A", new(600_000), [.. Enumerable.Range(0, 12).Select(i => (9 + (i / 6.0), (double)i))]);
        Assert.Equal([N, N, N, N, N, 5, 5, 5, 5, 5, 5, 11], Values(new GraphBuilder().Node("x", "price", "timeframe=1h"), tens));
    }

    [Fact]
    public void Indicator_HigherTimeframe_CountsBarsOfThatTimeframe() =>
        // two-hour closes 2, 4, 6; their means of two: 3 once the second is over, then 5
        Assert.Equal([N, N, N, 3, 3, 5], Values(new GraphBuilder().Node("x", "sma", "period=2", "timeframe=2h"), Hours(10, 1, 2, 3, 4, 5, 6)));

    [Fact]
    public void Indicator_OfIndicatorOnOneTimeframe_ReadsItsBars()
    {
        // two-hour closes 2, 4, 6, 8: means of two 3, 5, 7; the mean of two of those 4, 6
        var graph = new GraphBuilder().Node("inner", "sma", "period=2", "timeframe=2h").Node("x", "sma", "period=2", "timeframe=2h").Wire("inner.value -> x.source");
        Assert.Equal([N, N, N, N, N, 4, 4, 6], Values(graph, Hours(10, 1, 2, 3, 4, 5, 6, 7, 8)));
    }

    [Fact]
    public void Indicator_SourceOfTheRunsBars_IsSampledAtTheClosesOfTheTimeframe()
    {
        // hourly means of two -, 1.5, 2.5, 3.5, 4.5, 5.5; at 12:00, 14:00, 16:00 they are 1.5, 3.5, 5.5; the means of two of those 2.5, 4.5
        var graph = new GraphBuilder().Node("hourly", "sma", "period=2").Node("x", "sma", "period=2", "timeframe=2h").Wire("hourly.value -> x.source");
        Assert.Equal([N, N, N, 2.5, 2.5, 4.5], Values(graph, Hours(10, 1, 2, 3, 4, 5, 6)));
    }

    [Fact]
    public void Indicator_SourceOfTheRunsBarsWithAHole_IsSampledBeforeTheClose()
    {
        // the day is over at 24:00 and known with the bar 24:00 to 25:00; its last hour is that of 22:00, not the one that has begun since
        var graph = new GraphBuilder().Node("hourly", "sma", "period=1").Node("x", "sma", "period=1", "timeframe=1d").Wire("hourly.value -> x.source");
        Assert.Equal([N, N, 2, 2], Values(graph, At("A", Timeframe.OneHour, (21, 1), (22, 2), (24, 3), (25, 4))));
    }

    [Fact]
    public void Price_DayWithAHoleAtItsEnd_IsSeenOnTheFirstBarOfTheNextDay()
    {
        // the last hour of the day is missing: the day is over at 24:00, which the bar 22:00 does not reach and the bar 24:00 does
        Assert.Equal([N, N, 2, 2], Values(new GraphBuilder().Node("x", "price", "timeframe=1d"), At("A", Timeframe.OneHour, (21, 1), (22, 2), (24, 3), (25, 4))));
    }

    [Fact]
    public void Price_OtherSymbol_IsItsLastBarThatIsOver()
    {
        var other = At("B", Timeframe.OneHour, (9, 10), (11, 30), (12, 40), (14, 60)); // nothing at 10:00 and 13:00
        Assert.Equal([10, 30, 40, 40, 60], Values(new GraphBuilder().Node("x", "price", "symbol=B"), Hours(10, 1, 2, 3, 4, 5), other));
    }

    [Fact]
    public void Price_OtherSymbolAndTimeframe_IsJoinedByItsOwnClose()
    {
        // B has half hours; its two-hour bar 10 to 12 is over with the bar 11:00 of A
        var other = At("B", new(1_800_000), (10, 10), (10.5, 11), (11, 12), (11.5, 13), (12, 14));
        Assert.Equal([N, 13, 13, 14], Values(new GraphBuilder().Node("x", "price", "symbol=B", "timeframe=2h"), Hours(10, 1, 2, 3, 4), other));
    }

    [Fact]
    public void Price_OtherSymbolNeverGiven_IsNotKnown() => Assert.Equal([N, N], Values(new GraphBuilder().Node("x", "price", "symbol=B"), Hours(10, 1, 2)));

    [Fact]
    public void Price_OwnSymbolAndTimeframe_IsTheSeriesItself() =>
        Assert.Equal([1, 2, 3], Values(new GraphBuilder().Node("x", "price", "symbol=A", "timeframe=60m"), Hours(10, 1, 2, 3)));

    [Fact]
    public void Append_LaterBarsOfTheOtherSymbol_AreNotSeenEarlier()
    {
        var strategy = Reading(new GraphBuilder().Node("x", "price", "symbol=B"));
        var (bars, other) = (Hours(10, 1, 2, 3), At("B", Timeframe.OneHour, (10, 10), (11, 20), (12, 30)));
        var live = new StrategyEvaluation(strategy);
        for (var i = 0; i < 3; i++)
        {
            live.AppendOther(other.Slice(i, 1));
            live.Append(bars.Slice(i, 1));
        }
        Assert.Equal([10, 20, 30], live.Numbers("x"));
    }

    [Theory]
    [InlineData("timeframe=hourly", "wrong-text")]
    [InlineData("timeframe=0m", "wrong-text")]
    [InlineData("symbol=A B", "wrong-text")]
    public void Compile_BadText_NamesIt(string data, string code) =>
        Assert.Contains(new GraphBuilder().Node("x", "sma", "period=2", data).Problems(), p => p.Code == code && p.Path == "x" && p.Message.En.Contains(data.Split('=')[1]));

    [Fact]
    public void Compile_PositionIntoAnotherTimeframe_IsRefused()
    {
        var graph = new GraphBuilder().Node("profit", "open-profit").Node("x", "sma", "period=2", "timeframe=1d").Node("c", "compare").Node("buy", "enter-long")
            .Wire("profit.value -> x.source", "x.value -> c.a", "x.value -> c.b", "c.result -> buy.when");
        Assert.Equal(("position-on-other-series", "x"), (graph.Problems().Single().Code, graph.Problems().Single().Path));
    }

    [Fact]
    public void Compile_TwoSpellingsOfATimeframe_AreOneComputation()
    {
        var a = Reading(new GraphBuilder().Node("x", "sma", "period=2", "timeframe=60m"));
        var b = Reading(new GraphBuilder().Node("x", "sma", "period=2", "timeframe=1h"));
        Assert.Equal(a.DefinitionHash, b.DefinitionHash);
        Assert.Equal(Timeframe.OneHour, a.OtherSeries.Single().Key.Timeframe);
        Assert.Equal("x", a.OtherSeries.Single().NodeId);
    }

    [Fact]
    public void WarmUpOn_HigherTimeframe_CountsBarsOfTheRun() =>
        // one bar to be over and one more for the mean of two, each 24 hours
        Assert.Equal(48, Reading(new GraphBuilder().Node("x", "sma", "period=2", "timeframe=1d")).WarmUpOn(Timeframe.OneHour));

    [Fact]
    public void Describe_OtherSeries_NamesIt()
    {
        var text = StrategyReader.Describe(Reading(new GraphBuilder().Node("x", "sma", "period=2", "symbol=B", "timeframe=1d")));
        Assert.Contains("SMA(2) on B 1d", text.En);
        Assert.Contains("SMA(2) по B 1d", text.Ru);
    }

    [Fact]
    public void Run_SeriesThatTheStrategyReads_MustBeGivenAndShortEnough()
    {
        var (settings, bars) = (new BacktestSettings(), Hours(0, [.. Enumerable.Range(2, 60).Select(i => (double)i)]));
        var strategy = Reading(new GraphBuilder().Node("x", "sma", "period=2", "symbol=B", "timeframe=2h"));
        var (alone, _) = BacktestData.Prepare(bars, settings);
        Assert.Equal(("symbol-missing", "x"), (alone!.Problems(strategy).Single().Code, alone.Problems(strategy).Single().Path));
        Assert.Throws<ArgumentException>(() => Backtest.Run(strategy, alone, settings, null, CancellationToken.None));

        var long4 = At("B", new(4 * Hour), (0, 1));
        Assert.Equal("timeframe-too-low", BacktestData.Prepare(bars, settings, null, [long4]).Data!.Problems(strategy).Single().Code);
        var given = BacktestData.Prepare(bars, settings, null, [At("B", Timeframe.OneHour, (0, 1), (1, 2))]).Data!;
        Assert.Empty(given.Problems(strategy));
        Assert.NotEqual(alone.Hash, given.Hash);
        Backtest.Run(strategy, given, settings, null, CancellationToken.None);
    }
}
