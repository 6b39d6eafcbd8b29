using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>When and at what price market orders fill: G1, G2, G9, G18, G21, G22, G56, G66.</summary>
public sealed class FillTests
{
    [Fact]
    public void G1_SignalAtClose_FillsAtNextOpen()
    {
        var result = Graph().Run(Settings, Flat(10), (10, 11, 10, 11, Buy), Flat(11.5));
        var open = Assert.Single(result.OpenPositions);
        Assert.Equal((2, 11.5m), (open.EntryBar, open.EntryPrice));
        var order = Assert.Single(result.Orders);
        Assert.Equal(("buy", 1, OrderSide.Buy, "market", "filled", 2), (order.Node, order.Bar, order.Side, order.Type, order.Status, order.FilledBar));
    }

    [Fact]
    public void G1_ThisClose_FillsAtTheSignalsClose()
    {
        var result = Graph().Run(Settings with { Fill = FillRule.ThisClose }, Flat(10), (10, 11, 10, 11, Buy), Flat(11.5));
        Assert.Equal((1, 11m), (result.OpenPositions[0].EntryBar, result.OpenPositions[0].EntryPrice));
    }

    [Fact]
    public void G2_SignalOnLastBar_IsBlockedPending()
    {
        var result = Graph().Run(Settings, Flat(10), Flat(10, Buy));
        Assert.Empty(result.Orders);
        Assert.Empty(result.OpenPositions);
        var blocked = Assert.Single(result.Blocked);
        Assert.Equal(("buy", "pending", 1), (blocked.Node, blocked.Reason, blocked.Bars));
        Assert.Equal(1, result.Signals);
    }

    [Fact]
    public void G2_SignalOnLastBarThisClose_Fills() =>
        Assert.Equal(1, Graph().Run(Settings with { Fill = FillRule.ThisClose }, Flat(10), Flat(10, Buy)).OpenPositions[0].EntryBar);

    [Fact]
    public void G2_OpenAtTheEnd_IsMarkedAtLastCloseWithoutExitCost()
    {
        var settings = Settings with { Commission = new(Percent: 1) };
        var result = Graph().Run(settings, Flat(10, Buy), Flat(10), Flat(12));
        var open = result.OpenPositions[0]; // 990 units: 990 · 10 · 1.01 = 9999
        Assert.Equal((990m, 12m, 99m), (open.Quantity, open.MarkPrice, open.Fees));
        Assert.Equal((990m * 2) - 99, open.Pnl);
        Assert.Empty(result.Trades);
    }

    /// <summary>Bought at 10 and sold at 11; bought at 11 again and still held at 12: the total of what is closed, and the total with what is open.</summary>
    [Fact]
    public void G2_OpenAtTheEnd_BothTotalsAreGiven()
    {
        var result = Graph().Run(Settings with { Commission = new(Percent: 1) }, Flat(10, Buy), Flat(10, Sell), Flat(11, Buy), Flat(11), Flat(12));
        var (closed, open) = (Assert.Single(result.Trades).Pnl, Assert.Single(result.OpenPositions).Pnl);
        Assert.Equal((990m * 1) - 99 - (990 * 11 * 0.01m), closed);
        Assert.True(open > 0);
        Assert.Equal(((double)closed, (double)open), (result.Metrics["closedProfit"], result.Metrics["openProfit"]));
        Assert.Equal((double)(closed + open), result.Metrics["netProfit"]!.Value, 1e-9);
    }

    [Fact]
    public void G2_CloseAtEnd_ClosesAtLastCloseWithCosts()
    {
        var settings = Settings with { Commission = new(Percent: 1), CloseAtEnd = true };
        var result = Graph().Run(settings, Flat(10, Buy), Flat(10), Flat(12));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((2, 12m, "end-of-data"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
        Assert.Equal(99m + (990 * 12 * 0.01m), trade.Fees);
        Assert.Equal(10_000m + trade.Pnl, result.Equity[^1].Equity);
    }

    [Fact]
    public void G9_ExitAndSameSideEntry_ExitGoesEntryIsBlocked()
    {
        var result = Graph().Run(Settings, Flat(10, Buy), Flat(10), Flat(10, BuyAndSell), Flat(11), Flat(11));
        Assert.Equal((3, "signal"), (Assert.Single(result.Trades).ExitBar, result.Trades[0].ExitReason));
        Assert.Equal(("exit-signal", 1), (Assert.Single(result.Blocked).Reason, result.Blocked[0].Bars));
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void G9_ExitAndSameSideEntryWhenFlat_IsBlockedToo() =>
        Assert.Equal("exit-signal", Assert.Single(Graph().Run(Settings, Flat(10, BuyAndSell), Flat(10)).Blocked).Reason);

    [Theory]
    [InlineData(None)]
    [InlineData(Buy)] // in a position too
    public void G9_LongAndShortEntry_NeitherTrades(double first)
    {
        var result = Graph().Run(Settings, Flat(10, first), Flat(10), Flat(10, BuyAndShort), Flat(11), Flat(11));
        Assert.Equal(2, result.Blocked.Count(b => b is { Reason: "ambiguous", Bars: 1 }));
        Assert.Equal(first == Buy ? 1 : 0, result.OpenPositions.Count);
    }

    [Fact]
    public void G9_OppositeEntry_ReversesWithTwoOrdersAtOneOpen()
    {
        var result = Graph().Run(Settings with { Commission = new(PerOrder: 1) }, Flat(10, Buy), Flat(10), Flat(10, Short), Flat(11), Flat(11));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((3, 11m, "reverse", 2m), (trade.ExitBar, trade.ExitPrice, trade.ExitReason, trade.Fees));
        var open = Assert.Single(result.OpenPositions);
        Assert.Equal((PositionSide.Short, 3, 11m), (open.Side, open.EntryBar, open.EntryPrice));
        Assert.Equal([("buy", OrderSide.Buy), (null, OrderSide.Sell), ("short", OrderSide.Sell)], result.Orders.Select(o => (o.Node, o.Side)));
    }

    [Fact]
    public void G9_OppositeEntryWithBlock_IsBlocked()
    {
        var result = Graph(shortEntry: "onOpposite=block").Run(Settings, Flat(10, Buy), Flat(10), Flat(10, Short), Flat(11));
        Assert.Equal("opposite-position", Assert.Single(result.Blocked).Reason);
        Assert.Empty(result.Trades);
    }

    [Fact]
    public void G9_OppositeEntryWithBlockAndExit_OpensFromFlatAtTheSameFill()
    {
        var result = Graph(shortEntry: "onOpposite=block").Run(Settings, Flat(10, Buy), Flat(10), Flat(10, SellAndShort), Flat(11));
        Assert.Equal(("signal", 3), (Assert.Single(result.Trades).ExitReason, result.Trades[0].ExitBar));
        Assert.Equal((PositionSide.Short, 3), (Assert.Single(result.OpenPositions).Side, result.OpenPositions[0].EntryBar));
        Assert.Equal(["buy", "sell", "short"], result.Orders.Select(o => o.Node));
    }

    [Theory] // it may stay open, or leave a part: the position would not be flat at the fill
    [InlineData("orderType=limit", 20)]
    [InlineData("orderType=limit", 9)]
    [InlineData("part=50", 0)]
    public void G9_OppositeEntryWithBlockAndAnExitThatMayStayOpen_IsBlocked(string exit, double limit)
    {
        var graph = Graph(shortEntry: "onOpposite=block", sell: exit);
        if (limit > 0) graph.Price("sell.limit", limit);
        var result = graph.Run(Settings, Flat(10, Buy), Flat(10), Flat(10, SellAndShort), Flat(11));
        Assert.Equal(("opposite-position", "short"), (Assert.Single(result.Blocked).Reason, result.Blocked[0].Node));
        Assert.DoesNotContain(result.Orders, o => o.Reason == "reverse");
    }

    [Fact]
    public void G9_StoppedInsideBarAndEntryTrue_EntersAtNextOpen()
    {
        var graph = Graph().Node("stop", "stop-loss", "value=5");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), (100, 100, 90, 100, Buy), Flat(101), Flat(101));
        Assert.Equal((2, 95m, "stop-loss"), (result.Trades[0].ExitBar, result.Trades[0].ExitPrice, result.Trades[0].ExitReason));
        Assert.Equal((3, 101m), (result.OpenPositions[0].EntryBar, result.OpenPositions[0].EntryPrice));
    }

    [Theory]
    [InlineData("0.1%", 100.1, 99.9)]
    [InlineData("2t", 101, 99)]       // two steps of 0.5
    [InlineData("0.3", 100.5, 99.5)]  // 100.3 and 99.7, rounded against the trader to 0.5
    public void G21G22_Slippage_IsAgainstTheTraderAndRoundedToTheStep(string slippage, double buy, double sell)
    {
        Assert.True(TradeForge.Core.Trading.CostText.TryParseSlippage(slippage, out var slip));
        var settings = Settings with { Slippage = slip, PriceStep = slippage.EndsWith('%') ? 0 : 0.5m };
        var trade = Graph().Run(settings, Flat(100, Buy), Flat(100, Sell), Flat(100)).Trades[0];
        Assert.Equal(((decimal)buy, (decimal)sell), (trade.EntryPrice, trade.ExitPrice));
    }

    [Fact]
    public void G56_BarWithoutVolume_FillsNothingUntilTheNextBarWithVolume()
    {
        var result = Graph().Run(Settings, Flat(10, Buy), Flat(11, 0), Flat(12));
        Assert.Equal((2, 12m), (result.OpenPositions[0].EntryBar, result.OpenPositions[0].EntryPrice));
    }

    [Fact]
    public void G56_BarWithoutVolume_DoesNotReachAStop()
    {
        var graph = Graph().Node("stop", "stop-loss", "value=5");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), (100, 100, 80, 90, 0), (94, 94, 93, 93, None));
        Assert.Equal((3, 94m), (result.Trades[0].ExitBar, result.Trades[0].ExitPrice));
    }

    [Fact]
    public void G56_NoVolumeAtAll_MeansUnknownAndTheRuleIsOff()
    {
        var graph = new TradeForge.Core.Tests.Strategies.GraphBuilder().Node("p", "price").Node("c", "constant", "value=0").Node("up", "compare", "op=gt")
            .Node("buy", "enter-long").Wire("p.value -> up.a", "c.value -> up.b", "up.result -> buy.when");
        var result = graph.Run(Settings, Flat(10, 0), Flat(11, 0));
        Assert.Equal(1, Assert.Single(result.OpenPositions).EntryBar);
        Assert.Contains(result.Warnings, w => w.En.StartsWith("No bar has a volume", StringComparison.Ordinal));
    }

    [Fact]
    public void G66_TenTrueBars_SendOneOrderAndNineAreInPosition()
    {
        var result = Graph().Run(Settings, [.. Enumerable.Repeat(Flat(10, Buy), 10), Flat(10)]);
        Assert.Single(result.Orders);
        Assert.Equal(("in-position", 9), (Assert.Single(result.Blocked).Reason, result.Blocked[0].Bars));
        Assert.Equal(10, result.Signals);
    }

    [Fact]
    public void G66_AfterAnExitAStillTrueCondition_EntersAgain()
    {
        var graph = Graph().Node("time", "time-stop", "bars=2");
        var result = graph.Run(Settings, [.. Enumerable.Repeat(Flat(10, Buy), 7)]);
        Assert.Equal([(1, 3), (4, 6)], result.Trades.Select(t => (t.EntryBar, t.ExitBar)));
        Assert.All(result.Trades, t => Assert.Equal("time-stop", t.ExitReason));
    }

    [Fact]
    public void TimeStop_ThisClose_FillsAtTheCloseOfEntryBarPlusBars()
    {
        var graph = Graph().Node("time", "time-stop", "bars=2");
        var trade = graph.Run(Settings with { Fill = FillRule.ThisClose }, Flat(10, Buy), Flat(11), (12, 14, 12, 13, None), Flat(14)).Trades[0];
        Assert.Equal((0, 2, 13m), (trade.EntryBar, trade.ExitBar, trade.ExitPrice));
    }

    [Fact]
    public void TimeStop_OnTheOpenOfAReversal_LeavesItToTheReversal()
    {
        var result = Graph().Node("time", "time-stop", "bars=2").Run(Settings, Flat(10, Buy), Flat(10), Flat(10, Short), Flat(11), Flat(11));
        Assert.Equal((3, 11m, "reverse"), (result.Trades[0].ExitBar, result.Trades[0].ExitPrice, result.Trades[0].ExitReason));
        Assert.Equal(["buy", null, "short"], result.Orders.Take(3).Select(o => o.Node));
    }

    [Fact]
    public void CloseAtEnd_WithAWorkingExit_TakesItBack()
    {
        var graph = Graph(sell: "orderType=limit").Price("sell.limit", 105);
        var result = graph.Run(Settings with { CloseAtEnd = true }, Flat(100, Buy), Flat(100, Sell), Flat(100), Flat(101));
        Assert.Equal("end-of-data", Assert.Single(result.Trades).ExitReason);
        Assert.Equal("cancelled", Assert.Single(result.Orders, o => o.Node == "sell").Status);
    }

    [Fact]
    public void Pyramiding_Two_AddsOneEntryAndClosesFirstInFirstOut()
    {
        var graph = Graph(buy: "pyramiding=2").Node("size", "position-size", "mode=quantity", "value=10");
        var result = graph.Run(Settings, Flat(10, Buy), Flat(11, Buy), Flat(12, Buy), Flat(13, Sell), Flat(14));
        Assert.Equal([(1, 11m), (2, 12m)], result.Trades.Select(t => (t.EntryBar, t.EntryPrice)));
        Assert.Equal("in-position", Assert.Single(result.Blocked).Reason);
    }

    [Fact]
    public void Warmup_Bars_MakeNoDecision()
    {
        var result = Graph().Run(Settings with { WarmUp = 2 }, Flat(10, Buy), Flat(10, Buy), Flat(10, Buy), Flat(11));
        Assert.Equal((3, 1), (result.OpenPositions[0].EntryBar, result.Signals));
    }

    [Fact]
    public void From_EarlierBars_OnlyWarmUp()
    {
        var from = new DateTimeOffset(2024, 1, 3, 0, 0, 0, TimeSpan.Zero);
        var result = Graph().Run(Settings with { From = from }, Flat(10, Buy), Flat(10), Flat(10, Buy), Flat(11));
        Assert.Equal((2, 1), (result.Manifest.Bars, result.OpenPositions[0].EntryBar));
        Assert.Equal(from, result.Manifest.From);
        Assert.Equal(1, result.Signals);
    }

    [Fact]
    public void To_InsideAHigherBar_LeavesThatBarOut()
    {
        var hours = CandleSeries.From("TEST", Timeframe.OneHour, [.. Enumerable.Range(0, 48).Select(i => new Candle(1_704_067_200_000 + (i * 3_600_000L), 10, 11, 9, 10, 1))]);
        var to = new DateTimeOffset(2024, 1, 2, 12, 0, 0, TimeSpan.Zero);
        var (data, _) = BacktestData.Prepare(hours, Settings with { Timeframe = Timeframe.OneDay, To = to });
        Assert.Equal(1, data!.Bars); // the second day ends after `to`
        Assert.Equal(2, BacktestData.Prepare(hours, Settings with { Timeframe = Timeframe.OneDay }).Data!.Bars);
    }

    [Fact]
    public void From_AfterTheData_IsAProblemNotARun() =>
        Assert.Equal("no-bars", Assert.Single(BacktestData.Prepare(Bars(Flat(10)), Settings with { From = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) }).Problems).Code);
}
