using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Strategies;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Fills in parts: what the volume of a bar allows.</summary>
public sealed class ParticipationTests
{
    private static GraphBuilder Buying(int quantity, int above = 9, string time = "gtc") => new GraphBuilder().Node("p", "price").Node("c", "constant", "value=" + above).Node("up", "crosses")
        .Wire("p.value -> up.a", "c.value -> up.b").Node("buy", "enter-long", "timeInForce=" + time).Wire("up.result -> buy.when").Node("size", "position-size", "mode=quantity", "value=" + quantity);

    [Fact]
    public void Participation_LargerOrder_FillsOverSeveralBars()
    {
        // 25 units against 10 % of 100 a bar: 10, 10, 5.
        var graph = Buying(25);
        var result = graph.Run(Settings with { Participation = 10 }, Flat(8, 100), Flat(10, 100), Flat(10, 100), Flat(11, 100), Flat(12, 100));
        Assert.Equal([(2, 10m, 10m), (3, 10m, 11m), (4, 5m, 12m)], result.OpenPositions.Select(p => (p.EntryBar, p.Quantity, p.EntryPrice)));
        var order = Assert.Single(result.Orders);
        Assert.Equal(("filled", 25m, 25m, 10.8m), (order.Status, order.Quantity, order.FilledQuantity, order.Price)); // (100 + 110 + 60) / 25
    }

    /// <summary>A close takes its share of the volume once, also from an order that an earlier close left over.</summary>
    [Fact]
    public void Participation_ThisClose_TakesItsShareOnceABar()
    {
        var graph = Buying(25);
        var result = graph.Run(Settings with { Participation = 10, Fill = FillRule.ThisClose }, Flat(8, 100), Flat(10, 100), Flat(10, 100), Flat(11, 100), Flat(12, 100));
        Assert.Equal([(1, 10m), (2, 10m), (3, 5m)], result.OpenPositions.Select(p => (p.EntryBar, p.Quantity)));
    }

    [Theory]
    [InlineData("gtc", 2, "partial", 20)]
    [InlineData("ioc", 1, "partial", 10)]
    [InlineData("fok", 0, "cancelled", 0)]
    public void Participation_TimeInForce_DecidesAboutTheRest(string time, int lots, string status, double filled)
    {
        var graph = Buying(25, time: time);
        var result = graph.Run(Settings with { Participation = 10 }, Flat(8, 100), Flat(10, 100), Flat(10, 100), Flat(11, 100));
        Assert.Equal(lots, result.OpenPositions.Count);
        Assert.Equal((status, (decimal)filled), (Assert.Single(result.Orders).Status, result.Orders[0].FilledQuantity));
    }

    [Fact]
    public void Participation_Stop_LeavesTheRestAtTheNextOpens()
    {
        // 15 units; the stop at 95 sells 10 of a volume of 100, the rest at the next open.
        var graph = Buying(15, above: 99).Node("stop", "stop-loss", "value=5");
        var result = graph.Run(Settings with { Participation = 10 }, Flat(98, 100), Flat(100, 100), Flat(100, 200), (100, 100, 94, 94, 100), Flat(93, 100));
        Assert.Equal([(3, 10m, 95m, "stop-loss"), (4, 5m, 93m, "stop-loss")], result.Trades.Select(t => (t.ExitBar, t.Quantity, t.ExitPrice, t.ExitReason)));
    }
}
