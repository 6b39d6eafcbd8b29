using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyExplanationTests
{
    // Buy when close > 2 and close is below 4 (both constants), closes 1 3 5.
    private static CompiledStrategy Between => GraphBuilder.Entry("both.result").Node("both", "and").Node("p", "price")
        .Node("two", "constant", "value=2").Node("four", "constant", "value=4").Node("above", "compare").Node("below", "compare", "op=lt")
        .Wire("p.value -> above.a", "two.value -> above.b", "p.value -> below.a", "four.value -> below.b", "above.result -> both.in1", "below.result -> both.in2").Compile();

    [Theory]
    [InlineData(0, Truth.False, "above")]
    [InlineData(1, Truth.True, null)]
    [InlineData(2, Truth.False, "below")]
    public void At_EachBar_FindsTheConditionThatFailed(int bar, Truth expected, string? culprit)
    {
        var action = StrategyExplanation.At(Between, Between.Evaluate(Bars.Closes(1, 3, 5)), bar).Single();
        Assert.Equal(expected, action.Truth);
        Assert.Equal(culprit, action.FirstNotTrue.LastOrDefault()?.NodeId);
        Assert.Equal(culprit is null ? 0 : 2, action.FirstNotTrue.Count); // the join, then the comparison
    }

    [Fact]
    public void At_FalseBar_SaysTheValues()
    {
        var action = StrategyExplanation.At(Between, Between.Evaluate(Bars.Closes(1, 3, 5)), 2).Single();
        Assert.Equal("Enter long (buy): not true that close is below 4 (close = 5).", action.Sentence.En);
        Assert.Equal("Купить (buy): неверно, что закрытие ниже 4 (закрытие = 5).", action.Sentence.Ru);
        Assert.Equal(5, action.Readings.Single(r => r.NodeId == "p").Number);
        Assert.Equal(["above", "below", "both", "four", "p", "two"], action.Readings.Select(r => r.NodeId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void At_WarmUp_SaysNotKnown()
    {
        var strategy = GraphBuilder.Entry("c.result").Node("c", "crosses").Node("s", "sma", "period=3").Node("p", "price").Wire("p.value -> c.a", "s.value -> c.b").Compile();
        var action = StrategyExplanation.At(strategy, strategy.Evaluate(Bars.Closes(1, 2)), 1).Single();
        Assert.Equal(Truth.Unknown, action.Truth);
        Assert.Contains("not known yet", action.Sentence.En);
        Assert.Contains("SMA(3) = not known", action.Sentence.En);
    }

    [Fact]
    public void At_BeyondTheEnd_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StrategyExplanation.At(Between, Between.Evaluate(Bars.Closes(1)), 1));
}
