using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class PatternNodeTests
{
    /// <summary>Small candles, then a white one that engulfs (bar 3) and a black one that engulfs that (bar 4).</summary>
    private static CandleSeries Series => CandleSeries.From("TEST", Timeframe.OneDay,
        [.. new[] { (10.0, 10.0), (10, 9.5), (9.5, 9), (8.5, 10), (10.5, 8), (8, 8) }.Select((b, i) => new Candle(i * 86_400_000L, b.Item1, 11, 7, b.Item2, 1))]);

    private static CompiledStrategy Compile(params string[] data) => GraphBuilder.Entry("j.result").Node("j", "pattern", data).Compile();

    [Theory]
    [InlineData("engulfing", "UUFTTF")]
    [InlineData("bullish-engulfing", "UUFTFF")]
    [InlineData("bearish-engulfing", "UUFFTF")]
    [InlineData("Bearish-Engulfing", "UUFFTF")]
    [InlineData("hammer", "UUUUUU")]
    public void Pattern_ByName_IsTrueWhereItEnds(string name, string expected) => Assert.Equal(expected, Compile("name=" + name).Evaluate(Series).Truths("j").Letters());

    [Fact]
    public void Pattern_BarByBar_EqualsTheWholeSeries()
    {
        var strategy = Compile("name=engulfing");
        var run = new StrategyEvaluation(strategy);
        for (var i = 0; i < Series.Count; i++) run.Append(Series.Slice(i, 1));
        Assert.Equal("UUFTTF", run.Truths("j").Letters());
    }

    [Fact]
    public void Pattern_WarmUp_IsThatOfThePattern()
    {
        Assert.Equal(11, Compile("name=hammer").WarmUp);
        Assert.Equal(2, Compile("name=engulfing").WarmUp);
    }

    [Fact]
    public void Pattern_UnknownName_IsRefusedWithTheWords()
    {
        var problem = Assert.Single(GraphBuilder.Entry("j.result").Node("j", "pattern", "name=triple-top").Problems());
        Assert.Contains("three-black-crows", problem.Message.En);
    }

    [Fact]
    public void Pattern_InWords_NamesTheDirection()
    {
        Assert.Equal(new Text("Engulfing, bullish", "Поглощение, вверх"), WordLabels.Of("bullish-engulfing"));
        Assert.Equal(new Text("Three black crows", "Три чёрные вороны"), WordLabels.Of("three-black-crows"));
    }
}
