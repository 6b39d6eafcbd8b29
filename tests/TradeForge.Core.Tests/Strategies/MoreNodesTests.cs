using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class MoreNodesTests
{
    private const double N = double.NaN;

    /// <summary>A node on the close of the bars, reached through a comparison or directly.</summary>
    private static GraphBuilder OnClose(string type, params string[] data)
    {
        var graph = new GraphBuilder().Node("j", type, data).Node("buy", "enter-long").Node("p", "price").Wire("p.value -> j.source");
        return NodeCatalog.Find(type).Outputs[0].Kind == PortKind.Condition ? graph.Wire("j.result -> buy.when") : Compared(graph);
    }

    private static GraphBuilder Compared(GraphBuilder graph) =>
        graph.Node("any", "compare").Wire("j.value -> any.a", "j.value -> any.b", "any.result -> buy.when");

    private static double[] Numbers(string type, string[] data, params double[] closes) => OnClose(type, data).Compile().Evaluate(Bars.Closes(closes)).Numbers("j");

    private static string Truths(string type, string[] data, params double[] closes) => OnClose(type, data).Compile().Evaluate(Bars.Closes(closes)).Truths("j").Letters();

    private static string Logic(string type, string[] data, string letters, string output = "result")
    {
        var graph = new GraphBuilder().Node("zero", "constant", "value=0").Node("p", "price").Node("y", "compare").Wire("p.value -> y.a", "zero.value -> y.b")
            .Node("j", type, data).Wire("y.result -> j.in").Node("buy", "enter-long");
        var strategy = (output == "result" ? graph.Wire("j.result -> buy.when") : Compared(graph)).Compile();
        var run = strategy.Evaluate(Bars.Closes([.. letters.Select(l => l switch { 'T' => 1.0, 'F' => -1.0, _ => N })]));
        return output == "result" ? run.Truths("j").Letters() : string.Concat(run.Numbers("j").Select(v => double.IsNaN(v) ? "-" : $"{v}"));
    }

    [Theory]
    [InlineData("add", 8)]
    [InlineData("subtract", 4)]
    [InlineData("multiply", 12)]
    [InlineData("divide", 3)]
    [InlineData("min", 2)]
    [InlineData("max", 6)]
    public void Pair_SixAndTwo_GivesTheResult(string type, double expected)
    {
        var strategy = Compared(new GraphBuilder().Node("j", type).Node("buy", "enter-long").Node("a", "price", "field=open").Node("b", "price").Wire("a.value -> j.a", "b.value -> j.b")).Compile();
        Assert.Equal([expected, N, N], strategy.Evaluate(Bars.Pairs([6, N, 1], [2, 2, N])).Numbers("j"));
    }

    [Fact]
    public void Divide_ByZero_IsNotKnown()
    {
        var strategy = Compared(new GraphBuilder().Node("j", "divide").Node("buy", "enter-long").Node("a", "price", "field=open").Node("b", "price").Wire("a.value -> j.a", "b.value -> j.b")).Compile();
        Assert.Equal([N], strategy.Evaluate(Bars.Pairs([6], [0])).Numbers("j"));
    }

    [Fact]
    public void Abs_Negative_LosesItsSign() => Assert.Equal([3, 2, N], Numbers("abs", [], -3, 2, N));

    [Fact]
    public void Highest_ThreeBars_IncludesThisOneAndForgetsTheOldest() => Assert.Equal([N, N, 5, 5, 3, 3], Numbers("highest", ["bars=3"], 1, 5, 2, 3, 1, 1));

    [Fact]
    public void Lowest_UnknownInTheWindow_IsNotKnown() => Assert.Equal([N, 1, 1, N, N, 6, 2], Numbers("lowest", ["bars=2"], 1, 3, 1, N, 6, 7, 2));

    [Fact]
    public void Change_TwoBars_IsTheDifference() => Assert.Equal([N, N, 3, -1], Numbers("change", ["bars=2"], 1, 5, 4, 4));

    [Theory] // closes 3 3 4 5 6 6: changes ? 0 + + + 0, two in a row
    [InlineData("rising", "UFFTTF")]
    [InlineData("falling", "UFFFFF")]
    public void Trend_TwoBars_NeedsEachOfThem(string type, string expected) => Assert.Equal(expected, Truths(type, ["bars=2"], 3, 3, 4, 5, 6, 6));

    [Fact]
    public void Threshold_Hysteresis_HoldsBetween() => Assert.Equal("FTTUFF", Truths("threshold", ["level=10", "hysteresis=2"], 10, 11, 8, N, 7, 9));

    [Fact]
    public void Between_Ends_AreInside() => Assert.Equal("FTTTFU", Truths("between", ["low=1", "high=3"], 0, 1, 2, 3, 4, N));

    [Fact]
    public void TrueFor_ThreeBars_FollowsKleene() => Assert.Equal("UUTFFFTUUUT", Logic("true-for", ["bars=3"], "TTTFTTTUTTT"));

    [Fact]
    public void Counter_ThreeBars_CountsTrueOnes() => Assert.Equal("--222---1", Logic("counter", ["bars=3"], "TFTTFUFFT", "value"));

    [Fact]
    public void Cooldown_TwoBars_PausesAfterATrue() => Assert.Equal("TFFTFFFU", Logic("cooldown", ["bars=2"], "TTTTTUFU"));

    [Fact]
    public void OncePerDay_HourlyBars_PassesTheFirstOfADay()
    {
        var strategy = new GraphBuilder().Node("zero", "constant", "value=0").Node("p", "price").Node("y", "compare").Wire("p.value -> y.a", "zero.value -> y.b")
            .Node("j", "once-per-day").Wire("y.result -> j.in").Node("buy", "enter-long").Wire("j.result -> buy.when").Compile();
        // 22:00 false, 23:00 true, midnight true, 01:00 true, 02:00 not known
        double[] closes = [-1, 1, 1, 1, N];
        var candles = closes.Select((c, i) => new Candle(1_704_067_200_000 + ((22 + i) * 3_600_000L), c, c, c, c, 1)).ToList();
        Assert.Equal("FTTFF", strategy.Evaluate(CandleSeries.From("T", Timeframe.OneHour, candles)).Truths("j").Letters());
    }

    [Fact]
    public void Latch_SetAndReset_ResetWins()
    {
        var strategy = new GraphBuilder().Node("zero", "constant", "value=0").Node("o", "price", "field=open").Node("c", "price").Node("s", "compare").Node("r", "compare")
            .Wire("o.value -> s.a", "zero.value -> s.b", "c.value -> r.a", "zero.value -> r.b")
            .Node("j", "latch").Wire("s.result -> j.set", "r.result -> j.reset").Node("buy", "enter-long").Wire("j.result -> buy.when").Compile();
        // set   F T F U F T F U
        // reset F F F F T T F F    a true latch stays true while set is not known; a false one may then be true
        Assert.Equal("FTTTFFFU", strategy.Evaluate(Bars.Pairs([-1, 1, -1, N, -1, 1, -1, N], [-1, -1, -1, -1, 1, 1, -1, -1])).Truths("j").Letters());
    }

    [Theory] // 2024-03-10 is a Sunday
    [InlineData("hour", 17)]
    [InlineData("minute", 45)]
    [InlineData("weekday", 7)]
    [InlineData("day", 10)]
    [InlineData("month", 3)]
    public void Time_EveryPart_IsTheBarStartInUtc(string part, double expected)
    {
        var strategy = Compared(new GraphBuilder().Node("j", "time", $"part={part}").Node("buy", "enter-long")).Compile();
        var candle = new Candle(new DateTimeOffset(2024, 3, 10, 17, 45, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), 1, 1, 1, 1, 1);
        Assert.Equal([expected], strategy.Evaluate(CandleSeries.From("T", Timeframe.OneMinute, [candle])).Numbers("j"));
    }

    [Theory]
    [InlineData("bars-since-entry", 3, N)]
    [InlineData("open-profit", 10, N)]      // short from 100, close 90: 100 · (100 − 90) / 100
    [InlineData("entry-price", 100, N)]
    [InlineData("trades-today", 2, 0)]
    public void Position_Figures_FollowTheView(string type, double inPosition, double flat)
    {
        var run = Compared(new GraphBuilder().Node("j", type).Node("buy", "enter-long")).Compile().Evaluate(Bars.Closes(100, 100, 100, 90, 90));
        for (var bar = 0; bar < 3; bar++) run.Decide(bar, PositionView.Flat);
        run.Decide(3, new PositionView(-1, 0, 100, 2));
        run.Decide(4, PositionView.Flat);
        Assert.Equal([inPosition, flat], run.Numbers("j")[3..]);
    }

    [Fact]
    public void Input_Override_SetsTheNumber()
    {
        var graph = new GraphBuilder().Node("level", "input", "value=30").Node("p", "price").Node("c", "compare").Node("buy", "enter-long").Wire("p.value -> c.a", "level.value -> c.b", "c.result -> buy.when");
        Assert.Equal([7], graph.Compile(("level.value", "7")).Evaluate(Bars.Closes(1)).Numbers("level"));
    }
}
