using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Entries and exits of a strategy at the close of the next bar, and entries that trail the market bar by bar.</summary>
public sealed class MarketOnCloseTests
{
    private static GraphBuilder OnClose() => Graph(buy: "orderType=market-on-close", sell: "orderType=market-on-close");

    private static readonly (double, double, double, double, double)[] Bars =
        [Flat(100, Buy), (100, 110, 95, 108, None), Flat(109, Sell), (105, 107, 101, 103, None), Flat(103)];

    [Theory]
    [InlineData(FillRule.NextOpen)]
    [InlineData(FillRule.ThisClose)]
    public void MarketOnClose_FillsAtTheCloseOfTheNextBar(FillRule fill)
    {
        var result = OnClose().Run(Settings with { Fill = fill, Slippage = new Slippage(1) }, Bars);
        var trade = Assert.Single(result.Trades);
        Assert.Equal((92m, 1, 108m, 3, 103m), (trade.Quantity, trade.EntryBar, trade.EntryPrice, trade.ExitBar, trade.ExitPrice)); // 10000 / 108 = 92.6
        Assert.Equal([("market-on-close", 0, 1), ("market-on-close", 2, 3)], result.Orders.Select(o => (o.Type, o.Bar, o.FilledBar!.Value)));
        Assert.Equal(-700 / 108.0, trade.Mae, 9); // the low of 101 on the exit bar; that of 95 was before the entry
    }

    [Fact]
    public void MarketOnClose_Entry_IsProtectedFromTheBarAfter()
    {
        var graph = OnClose().Node("stop", "stop-loss", "value=5"); // 108 · 0.95 = 102.6
        var result = graph.Run(Settings, Flat(100, Buy), (100, 110, 95, 108, None), (107, 108, 102, 104, None));
        Assert.Equal((2, 102.6m, "stop-loss"), (result.Trades.Single().ExitBar, result.Trades.Single().ExitPrice, result.Trades.Single().ExitReason));
    }

    [Fact]
    public void MarketOnClose_BarWithoutVolume_WaitsForTheNextClose()
    {
        var result = OnClose().Run(Settings, Flat(100, Buy), Flat(101, 0), (102, 104, 101, 103, None));
        Assert.Equal((2, 103m), (result.Orders.Single().FilledBar!.Value, result.Orders.Single().Price!.Value));
        Assert.Equal("pending", Assert.Single(OnClose().Run(Settings, Flat(100), Flat(100, Buy)).Blocked).Reason);
    }

    [Fact]
    public void MarketOnClose_CappedByVolume_TakesItsShareOnceABar()
    {
        var result = OnClose().Run(Settings with { Fill = FillRule.ThisClose, Participation = 50 }, Flat(100, Buy), Flat(100, 40), Flat(100, 60), Flat(100, 400));
        Assert.Equal([(1, 20m), (2, 30m), (3, 50m)], result.OpenPositions.Select(p => (p.EntryBar, p.Quantity)));
    }

    [Fact]
    public void MarketOnClose_StopInsideTheBar_TakesTheExitBack()
    {
        var graph = OnClose().Node("stop", "stop-loss", "value=5");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(100, Sell), (99, 99, 90, 92, None), Flat(92));
        Assert.Equal((3, 95m, "stop-loss"), (result.Trades.Single().ExitBar, result.Trades.Single().ExitPrice, result.Trades.Single().ExitReason));
        Assert.Contains(result.Orders, o => o is { Type: "market-on-close", Status: "cancelled", Bar: 2 });
    }

    [Fact]
    public void MarketOnClose_OppositeEntry_TurnsAtTheClose()
    {
        var graph = Graph(shortEntry: "orderType=market-on-close");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(100, Short), (100, 105, 99, 104, None), Flat(104));
        Assert.Equal((3, 104m, "reverse"), (result.Trades.Single().ExitBar, result.Trades.Single().ExitPrice, result.Trades.Single().ExitReason));
        Assert.Equal((PositionSide.Short, 3, 104m), (result.OpenPositions.Single().Side, result.OpenPositions.Single().EntryBar, result.OpenPositions.Single().EntryPrice));
    }

    [Fact]
    public void MarketOnClose_TwoInstruments_ShareTheCashAtTheClose()
    {
        var strategy = OnClose().Compile();
        var settings = Settings with { Cash = 1000 };
        var result = PlayMany.Run(strategy, settings,
            PlayMany.Bars("A", (10, 10, 10, 10, Buy), (10, 12, 9, 11, 1), (11, 11, 11, 11, 1)), PlayMany.Bars("B", (7, 7, 7, 7, Buy), (7, 9, 6, 8, 1), (8, 8, 8, 8, 1)));
        Assert.Equal([("A", 90m, 11m, 1), ("B", 1m, 8m, 1)], result.Orders.Select(o => (o.Symbol, o.FilledQuantity, o.Price!.Value, o.FilledBar!.Value))); // 1000 / 11 = 90; 10 left
        var one = PlayMany.Run(strategy, settings, PlayMany.Bars("TEST", Bars));
        Assert.Equal(OnClose().Run(settings, Bars).Trades, one.Trades);
    }

    [Fact]
    public void MarketOnClose_AtOnce_IsRefused()
    {
        var problem = Assert.Single(Graph(buy: "orderType=market-on-close timeInForce=fok").Problems());
        Assert.Equal(("useless-parameter", "buy"), (problem.Code, problem.Path));
    }

    [Fact]
    public void MarketOnClose_InWords_SaysWhen()
    {
        var text = StrategyReader.Describe(GraphBuilder.Entry("c.result").Node("c", "falling", "bars=2").Node("p", "price").Wire("p.value -> c.source").Set("buy", "orderType", "market-on-close").Compile());
        Assert.StartsWith("Buy at the close of the next bar when", text.En, StringComparison.Ordinal);
        Assert.StartsWith("Купить по закрытию следующего бара, когда", text.Ru, StringComparison.Ordinal);
    }

    [Fact] // stops at 102, then at 1.02 · 95 = 96.9
    public void DayOrder_OfDailyBars_FollowsItsLevelFromBarToBar()
    {
        var graph = Graph(buy: "orderType=stop timeInForce=day").Node("level", "formula", "expression=high*1.02").Wire("level.value -> buy.stop");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(95, Buy), (95, 98, 94, 97, None));
        Assert.Equal([(102m, "expired"), (96.9m, "filled")], result.Orders.Select(o => (o.StopPrice!.Value, o.Status)));
        Assert.Equal((2, 96.9m), (result.OpenPositions.Single().EntryBar, result.OpenPositions.Single().EntryPrice));
    }
}
