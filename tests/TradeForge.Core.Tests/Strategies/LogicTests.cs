using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class LogicTests
{
    private const double N = double.NaN;

    // Conditions with the values wanted: open > 0 and close > 0 of bars whose prices are 1, −1 or NaN.
    private static GraphBuilder Two(string type) => GraphBuilder.Entry("j.result").Node("zero", "constant", "value=0")
        .Node("o", "price", "field=open").Node("x", "compare").Wire("o.value -> x.a", "zero.value -> x.b")
        .Node("c", "price").Node("y", "compare").Wire("c.value -> y.a", "zero.value -> y.b")
        .Node("j", type).Wire("x.result -> j.in1", "y.result -> j.in8");

    private static GraphBuilder One(string type, params string[] data) => GraphBuilder.Entry("j.result").Node("zero", "constant", "value=0")
        .Node("c", "price").Node("y", "compare").Wire("c.value -> y.a", "zero.value -> y.b").Node("j", type, data).Wire("y.result -> j.in");

    private static double[] Values(string letters) => [.. letters.Select(l => l switch { 'T' => 1.0, 'F' => -1.0, _ => N })];

    private static string Run(GraphBuilder graph, string x, string y) => graph.Compile().Evaluate(Bars.Pairs(Values(x), Values(y))).Truths("j").Letters();

    private static string Run(GraphBuilder graph, string y) => Run(graph, y, y);

    [Theory] // left F F F T T T U U U, right F T U F T U F T U
    [InlineData("and", "FFFFTUFUU")]
    [InlineData("or", "FTUTTTUTU")]
    [InlineData("xor", "FTUTFUUUU")]
    public void Join_EveryPair_FollowsKleeneOfG67(string type, string expected) => Assert.Equal(expected, Run(Two(type), "FFFTTTUUU", "FTUFTUFTU"));

    [Fact]
    public void Not_EveryValue_FollowsKleene() => Assert.Equal("TFU", Run(One("not"), "FTU"));

    [Fact]
    public void Join_OneInput_PassesItOn() =>
        Assert.Equal("FTU", GraphBuilder.Entry("j.result").Node("zero", "constant", "value=0").Node("c", "price").Node("y", "compare").Wire("c.value -> y.a", "zero.value -> y.b")
            .Node("j", "and").Wire("y.result -> j.in5").Compile().Evaluate(Bars.Closes(-1, 1, N)).Truths("j").Letters());

    // golden rule G66: the first bar and a bar after an unknown one are no edges
    [Fact]
    public void BecameTrue_EdgesAndUnknowns_OnlyFalseToTrueCounts() => Assert.Equal("FFFTFUFF", Run(One("became-true"), "TTFTFUTT"));

    [Fact]
    public void Previous_Bars_GivesOlderValues()
    {
        var strategy = GraphBuilder.Entry("c.result").Node("old", "previous", "bars=2").Node("p", "price").Node("c", "compare").Wire("p.value -> old.source", "p.value -> c.a", "old.value -> c.b").Compile();
        Assert.Equal([N, N, 1, 2], strategy.Evaluate(Bars.Closes(1, 2, 3, 4)).Numbers("old"));
        Assert.Equal(2, strategy.WarmUp);
    }

    [Theory]
    [InlineData("hl2", 15)]              // (20 + 10) / 2
    [InlineData("hlc3", 14)]             // (20 + 10 + 12) / 3
    [InlineData("ohlc4", 13.5)]          // (12 + 20 + 10 + 12) / 4
    [InlineData("open", 12)]
    [InlineData("high", 20)]
    [InlineData("low", 10)]
    [InlineData("close", 12)]
    [InlineData("volume", 7)]
    public void Price_EveryField_ReadsTheCandle(string field, double expected)
    {
        var strategy = GraphBuilder.Entry("c.result").Node("p", "price", $"field={field}").Node("c", "compare").Wire("p.value -> c.a", "p.value -> c.b").Compile();
        var candle = new TradeForge.Core.Market.Candle(0, 12, 20, 10, 12, 7);
        var series = TradeForge.Core.Market.CandleSeries.From("T", TradeForge.Core.Market.Timeframe.OneDay, [candle]);
        Assert.Equal([expected], strategy.Evaluate(series).Numbers("p"));
    }
}
