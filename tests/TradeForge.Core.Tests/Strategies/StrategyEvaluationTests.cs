using TradeForge.Core.Strategies;

namespace TradeForge.Core.Tests.Strategies;

public class StrategyEvaluationTests
{
    private static GraphBuilder SmaCross => new GraphBuilder()
        .Node("fast", "sma", "period=1").Node("slow", "sma", "period=2")
        .Node("up", "crosses").Node("down", "crosses", "direction=below").Node("buy", "enter-long").Node("sell", "exit-long")
        .Wire("fast.value -> up.a", "slow.value -> up.b", "fast.value -> down.a", "slow.value -> down.b", "up.result -> buy.when", "down.result -> sell.when");

    [Fact]
    public void Append_SmaCross_GivesTheConditionsOfTheActions()
    {
        // closes 1 2 1 1 3; mean of 2: - 1.5 1.5 1 2; close against mean: U > < = >
        var strategy = SmaCross.Compile();
        var run = strategy.Evaluate(Bars.Closes(1, 2, 1, 1, 3));
        Assert.Equal("UUFFT", run.Conditions(strategy.Entries.Single().WhenSlot).ToArray().Select(b => (Truth)b).Letters());
        Assert.Equal("UFTFF", run.Conditions(strategy.Exits.Single().WhenSlot).ToArray().Select(b => (Truth)b).Letters());
        Assert.Equal([double.NaN, 1.5, 1.5, 1, 2], run.Numbers("slow"));
        Assert.False(strategy.DependsOnPosition);
        Assert.Equal(2, strategy.WarmUp); // one bar for the mean of two, one for the bar before
    }

    [Fact]
    public void Append_BarByBar_EqualsAtOnce()
    {
        var strategy = SmaCross.Compile();
        var series = Bars.Closes(1, 2, 1, 1, 3, 2, 5, 4);
        var whole = strategy.Evaluate(series);
        var live = new StrategyEvaluation(strategy);
        for (var i = 0; i < series.Count; i++) live.Append(series.Slice(i, 1));
        Assert.Equal(whole.Truths("up"), live.Truths("up"));
        Assert.Equal(whole.Numbers("fast"), live.Numbers("fast"));
    }

    [Fact]
    public void Decide_InPosition_FollowsTheView()
    {
        var strategy = new GraphBuilder().Node("held", "in-position", "side=long").Node("free", "not").Node("buy", "enter-long").Node("sell", "exit-long")
            .Wire("held.result -> free.in", "free.result -> buy.when", "held.result -> sell.when").Compile();
        Assert.True(strategy.DependsOnPosition);
        var run = strategy.Evaluate(Bars.Closes(1, 2, 3, 4));
        run.Decide(0, PositionView.Flat);
        run.Decide(1, new PositionView(1, 1, 2, 1));
        run.Decide(2, new PositionView(-1, 2, 3, 2));
        Assert.Equal("FTFU", run.Truths("held").Letters()); // the last bar is not decided yet
        Assert.Equal("TFTU", run.Truths("free").Letters());
    }

    [Fact]
    public void Decide_OutOfOrder_Throws()
    {
        var strategy = new GraphBuilder().Node("held", "in-position").Node("buy", "enter-long").Wire("held.result -> buy.when").Compile();
        var run = strategy.Evaluate(Bars.Closes(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Decide(1, PositionView.Flat));
        run.Decide(0, PositionView.Flat);
        Assert.Throws<InvalidOperationException>(() => run.Append(Bars.Closes(3)));
    }
}
