using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Limit, stop and stop-limit orders, and how long they work: G5, G6, G7, G8, G22.</summary>
public sealed class OrderTests
{
    private static GraphBuilder Limit(double price, string data = "") => Graph(buy: ("orderType=limit " + data).Trim()).Price("buy.limit", price);

    private static GraphBuilder Stop(double price, string data = "") => Graph(buy: ("orderType=stop " + data).Trim()).Price("buy.stop", price);

    private static GraphBuilder StopLimit(double stop, double limit) => Graph(buy: "orderType=stop-limit").Price("buy.stop", stop).Price("buy.limit", limit);

    private static (int, decimal) Entered(BacktestResult result) => (result.OpenPositions[0].EntryBar, result.OpenPositions[0].EntryPrice);

    [Theory]
    [InlineData(99, 98, GapLimitRule.Improve, 98)] // touched inside the bar
    [InlineData(97, 96, GapLimitRule.Improve, 97)] // the open is better
    [InlineData(97, 96, GapLimitRule.Exact, 98)]
    public void G6_LimitEntry_FillsAtTheLimitOrABetterOpen(double open, double low, GapLimitRule gap, double price) =>
        Assert.Equal((1, (decimal)price), Entered(Limit(98).Run(Settings with { GapLimit = gap, Slippage = new(1) }, Flat(100, Buy), (open, 100, low, 99, None))));

    [Fact]
    public void LimitEntry_NotReached_Works()
    {
        var order = Assert.Single(Limit(98).Run(Settings, Flat(100, Buy), (99, 100, 98.01, 99, None)).Orders);
        Assert.Equal(("limit", 98m, "working", 0m, null), (order.Type, order.LimitPrice, order.Status, order.FilledQuantity, order.Price));
    }

    [Theory]
    [InlineData(99, 97.5, false)]
    [InlineData(99, 97, true)]     // 98 less two steps of 0.5
    [InlineData(97.5, 97.5, false)] // the open obeys the same threshold
    [InlineData(97, 97, true)]
    public void G8_LimitEntry_MustBeTradedThrough(double open, double low, bool fills) =>
        Assert.Equal(fills ? 1 : 0, Limit(98).Run(Settings with { PriceStep = 0.5m, Touch = 2 }, Flat(100, Buy), (open, 100, low, 99, None)).OpenPositions.Count);

    [Theory]
    [InlineData(100, 103, 102)] // moved through
    [InlineData(104, 105, 104)] // gapped
    public void G5_StopEntry_FillsAtTheStopOrAtAWorseOpen(double open, double high, double price) =>
        Assert.Equal((1, (decimal)price), Entered(Stop(102).Run(Settings, Flat(100, Buy), (open, high, 100, 101, None))));

    [Fact]
    public void G21_StopEntry_Slips() =>
        Assert.Equal((1, 103.02m), Entered(Stop(102).Run(Settings with { Slippage = new(1) }, Flat(100, Buy), (100, 103, 100, 101, None)))); // 102 + 1 %

    [Fact]
    public void G22_OrderLevels_RoundToTheSideThatAsksForLess()
    {
        var settings = Settings with { PriceStep = 0.5m };
        Assert.Equal(98m, Limit(98.3).Run(settings, Flat(100, Buy), Flat(100)).Orders[0].LimitPrice);
        Assert.Equal(101.5m, Stop(101.2).Run(settings, Flat(100, Buy), Flat(100)).Orders[0].StopPrice);
    }

    [Theory]
    [InlineData(102, 103, 100, 104, 99, 101, 1, 102)]  // the stop is passed on the way, the limit allows it
    [InlineData(102, 103, 104, 105, 102, 104, 1, 103)] // gapped over both: triggered, then the price comes back to the limit
    [InlineData(102, 103, 102.5, 105, 102, 104, 1, 102.5)] // triggered at an open that the limit allows
    [InlineData(102, 101, 100, 103, 100, 101, 1, 101)] // the close has come back to the limit, after the stop
    [InlineData(102, 101, 100, 103, 100, 102, 2, 100)] // the low may have been before: it rests, and fills at the next open
    public void StopLimitEntry_FillsNeverBeyondItsLimit(double stop, double limit, double open, double high, double low, double close, int bar, double price) =>
        Assert.Equal((bar, (decimal)price), Entered(StopLimit(stop, limit).Run(Settings, Flat(100, Buy), (open, high, low, close, None), (100, 101, 99, 100, None))));

    [Theory]
    [InlineData("timeInForce=gtc", "filled", 5)]
    [InlineData("timeInForce=day", "expired", 0)] // of bar 1; at its close another may be sent
    [InlineData("timeInForce=gtd until=2024-01-04", "expired", 2)]
    [InlineData("timeInForce=gtd until=2024-01-06", "filled", 4)]
    [InlineData("timeInForce=ioc", "cancelled", 0)]
    [InlineData("timeInForce=fok", "cancelled", 0)]
    public void TimeInForce_OfDailyBars_CountsFromTheFirstBarItWorksOn(string data, string status, int blocked)
    {
        // The limit is touched on bar 4 alone; a second signal is refused while the first order works.
        var result = Limit(98, data).Run(Settings, Flat(100, Buy), Flat(100), Flat(100), Flat(100), (99, 99, 97, 98, None));
        Assert.Equal(status, Assert.Single(result.Orders).Status);
        var again = Limit(98, data).Run(Settings, [Flat(100, Buy), .. Enumerable.Repeat(Flat(100, Buy), 5)]);
        Assert.Equal(blocked, again.Blocked.FirstOrDefault(b => b.Reason == "order-working")?.Bars ?? 0);
    }

    [Theory]
    [InlineData("validBars=3", "expired", 2)] // bars 1 to 3; at the close of bar 3 another may be sent
    [InlineData("validBars=4", "filled", 3)]
    [InlineData("timeInForce=day validBars=4", "expired", 0)] // what ends first
    [InlineData("timeInForce=gtd until=2024-01-06 validBars=2", "expired", 1)]
    public void ValidBars_OverWithoutAFill_EndTheOrder(string data, string status, int blocked)
    {
        var result = Limit(98, data).Run(Settings, Flat(100, Buy), Flat(100), Flat(100), Flat(100), (99, 99, 97, 98, None)); // the limit is touched on bar 4 alone
        Assert.Equal(status, Assert.Single(result.Orders).Status);
        var again = Limit(98, data).Run(Settings, [Flat(100, Buy), .. Enumerable.Repeat(Flat(100, Buy), 5)]);
        Assert.Equal(blocked, again.Blocked.FirstOrDefault(b => b.Reason == "order-working")?.Bars ?? 0);
        Assert.Contains("valid for ", StrategyReader.Describe(Limit(98, data).Compile()).En, StringComparison.Ordinal);
    }

    [Fact]
    public void TimeInForce_DayOfHourlyBars_WorksUntilTheDateChanges()
    {
        // Signal at 21:00: the order works at 22:00 and 23:00 and is gone at midnight, when the price comes.
        var bars = Bars(Flat(100, Buy), Flat(100), Flat(100), Flat(97));
        var hourly = CandleSeries.From("TEST", Timeframe.OneHour, [.. Enumerable.Range(0, 4).Select(i => bars[i] with { Time = 1_704_067_200_000 + ((21 + i) * 3_600_000L) })]);
        Assert.Equal("expired", Assert.Single(Limit(98, "timeInForce=day").Run(Settings, hourly).Orders).Status);
    }

    [Theory]
    [InlineData("timeInForce=ioc")]
    [InlineData("timeInForce=fok")]
    public void ImmediateOrder_WithoutVolume_IsBlocked(string data)
    {
        var result = Graph(buy: data).Run(Settings, Flat(10, Buy), Flat(10, 0), Flat(10));
        Assert.Empty(result.Orders);
        Assert.Equal("no-volume", Assert.Single(result.Blocked).Reason);
    }

    [Fact]
    public void ImmediateLimit_AtTheOpen_Fills() =>
        Assert.Equal((1, 97m), Entered(Limit(98, "timeInForce=ioc").Run(Settings, Flat(100, Buy), (97, 99, 97, 98, None))));

    [Fact]
    public void ThisClose_PricedOrder_FillsAtACloseThatReachesIt()
    {
        var settings = Settings with { Fill = FillRule.ThisClose };
        Assert.Equal((0, 97m), Entered(Limit(98).Run(settings, (99, 99, 97, 97, Buy), Flat(99))));
        Assert.Equal((1, 98m), Entered(Limit(98).Run(settings, Flat(100, Buy), (99, 99, 97, 99, None))));
    }

    [Fact]
    public void WorkingEntry_ItsExit_TakesItBack()
    {
        var result = Limit(98).Run(Settings, Flat(100, Buy), Flat(100, Sell), Flat(97));
        Assert.Equal("cancelled", Assert.Single(result.Orders).Status);
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void WorkingEntry_OppositeEntry_TakesItsPlace()
    {
        var result = Limit(98).Run(Settings, Flat(100, Buy), Flat(100, Short), Flat(97));
        Assert.Equal([("buy", "cancelled"), ("short", "filled")], result.Orders.Select(o => (o.Node, o.Status)));
        Assert.Equal(PositionSide.Short, Assert.Single(result.OpenPositions).Side);
    }

    [Fact]
    public void PricedReversal_ClosesWhereItFills()
    {
        // Long at 100; a short limit at 105 works; on bar 4 both happen there.
        var graph = Graph(shortEntry: "orderType=limit").Price("short.limit", 105);
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(100, Short), Flat(101), (101, 106, 101, 104, None));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((4, 105m, "reverse"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
        Assert.Equal((4, 105m), Entered(result));
        Assert.Equal(["buy", "short", null], result.Orders.Select(o => o.Node));
    }

    [Fact]
    public void UnknownPrice_BlocksTheEntryAndWarnsOfTheExit()
    {
        var graph = Graph(buy: "orderType=limit", sell: "orderType=limit").Node("mean", "sma", "period=3").Wire("mean.value -> buy.limit").Node("late", "sma", "period=50").Wire("late.value -> sell.limit");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(100, Buy), Flat(99), Flat(99, Sell), Flat(99));
        Assert.Equal("no-price", Assert.Single(result.Blocked).Reason);
        Assert.Single(result.OpenPositions);
        Assert.Contains(result.Warnings, w => w.En.Contains("sell was not known on 1 bars", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("limit", 104, 106, 100, 105)]
    [InlineData("limit", 107, 108, 100, 107)]
    [InlineData("stop", 101, 102, 96, 97)]
    [InlineData("stop", 95, 96, 94, 95)]
    public void ExitOrder_WorksUntilItsPrice(string type, double open, double high, double low, double price)
    {
        var graph = Graph(sell: "orderType=" + type).Price("sell." + type, type == "limit" ? 105 : 97);
        var trade = Assert.Single(graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(100, Sell), Flat(101), (open, high, low, 100, None)).Trades);
        Assert.Equal((4, (decimal)price, "signal"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
    }

    [Fact] // it works on bar 3 alone, the price comes on bar 4
    public void ExitOrder_OfOneBar_IsGoneOnTheNext() =>
        Assert.Empty(Graph(sell: "orderType=limit validBars=1").Price("sell.limit", 105).Run(Settings, Flat(100, Buy), Flat(100), Flat(100, Sell), Flat(101), (104, 106, 104, 105, None)).Trades);

    [Fact]
    public void WorkingExit_OfAClosedPosition_IsTakenBack()
    {
        // The stop-loss at 95 closes; the limit at 105 must not sell the next position.
        var graph = Graph(sell: "orderType=limit").Price("sell.limit", 105).Node("stop", "stop-loss", "value=5");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100, Sell), (100, 100, 94, 94, Buy), Flat(100), Flat(104.9), Flat(106));
        Assert.Equal("stop-loss", Assert.Single(result.Trades).ExitReason);
        Assert.Equal("cancelled", Assert.Single(result.Orders, o => o.Node == "sell").Status);
    }

    [Theory]
    [InlineData(SameBarRule.Pessimistic, 95)]
    [InlineData(SameBarRule.Optimistic, 105)]
    [InlineData(SameBarRule.Path, 105)] // open 101 is nearer to the high 106
    public void G7_StopAndWorkingLimitOnOneBar_FollowTheRule(SameBarRule rule, double price)
    {
        var graph = Graph(sell: "orderType=limit").Price("sell.limit", 105).Node("stop", "stop-loss", "value=5");
        var result = graph.Run(Settings with { SameBar = rule }, Flat(100, Buy), Flat(100, Sell), (101, 106, 94, 100, None));
        Assert.Equal((decimal)price, Assert.Single(result.Trades).ExitPrice);
        Assert.Equal(1, result.Band.AmbiguousBars);
    }

    // A limit at 98 fills on the way down; stop 95 (3 away), target 101.
    [Theory]
    [InlineData(SameBarRule.Pessimistic, 100, 102, 97, 100, null, 1)]  // the target counts from the next bar
    [InlineData(SameBarRule.Optimistic, 100, 102, 97, 100, 101.0, 1)]
    [InlineData(SameBarRule.Path, 100, 104, 97, 100, 101.0, 1)]        // 97 is nearer: the high comes after the fill
    [InlineData(SameBarRule.Path, 100, 102, 97, 100, null, 1)]         // 102 is nearer: the high was before
    [InlineData(SameBarRule.Pessimistic, 100, 100, 94, 99, 95.0, 0)]   // the limit is passed on the way to the stop
    [InlineData(SameBarRule.Optimistic, 100, 100, 94, 99, 95.0, 0)]
    public void G7_LimitEntryInsideTheBar_ProtectionFollowsTheRule(SameBarRule rule, double open, double high, double low, double close, double? exit, int ambiguous)
    {
        var graph = Limit(98).Node("stop", "stop-loss", "kind=amount", "value=3").Node("target", "take-profit", "kind=amount", "value=3");
        var result = graph.Run(Settings with { SameBar = rule }, Flat(100, Buy), (open, high, low, close, None));
        Assert.Equal((decimal?)exit, result.Trades.Count == 0 ? null : result.Trades[0].ExitPrice);
        Assert.Equal(ambiguous, result.Band.AmbiguousBars);
    }

    // A stop at 102 fills on the way up; stop-loss 99.
    [Theory]
    [InlineData(SameBarRule.Pessimistic, 101, 105, 98, 104, true)]  // the low may have come after
    [InlineData(SameBarRule.Path, 101, 105, 98, 104, false)]        // 98 is nearer: it came before
    [InlineData(SameBarRule.Path, 101, 103, 98, 100, true)]         // 103 is nearer: then the low
    [InlineData(SameBarRule.Optimistic, 101, 105, 98, 104, true)]   // no target reached, so the stop
    public void G7_StopEntryInsideTheBar_ProtectionFollowsTheRule(SameBarRule rule, double open, double high, double low, double close, bool stopped)
    {
        var graph = Stop(102).Node("stop", "stop-loss", "kind=amount", "value=3");
        var result = graph.Run(Settings with { SameBar = rule }, Flat(100, Buy), (open, high, low, close, None));
        Assert.Equal(stopped ? 1 : 0, result.Trades.Count(t => t.ExitPrice == 99));
        Assert.Equal(1, result.Band.AmbiguousBars);
    }

    [Fact]
    public void PricedEntry_AtTheOpen_CountsAsAMarketEntry()
    {
        var graph = Limit(98).Node("target", "take-profit", "kind=amount", "value=3");
        Assert.Equal((1, 100m), (graph.Run(Settings, Flat(100, Buy), (97, 101, 97, 100, None)).Trades[0].ExitBar, 100m));
    }

    [Fact]
    public void Targets_OfParts_CloseThePositionInSteps()
    {
        // 100 units: half at 102, a quarter at 104, the rest (more than what is left) at 106; a bar may reach two.
        var graph = Graph().Node("size", "position-size", "mode=quantity", "value=100").Node("a", "take-profit", "value=2", "part=50").Node("b", "take-profit", "value=4", "part=25").Node("c", "take-profit", "value=6", "part=50");
        var result = graph.Run(Settings with { Cash = 20_000 }, Flat(100, Buy), Flat(100), (100, 104.5, 100, 103, None), (103, 107, 102, 106, None));
        Assert.Equal([(2, 50m, 102m), (2, 25m, 104m), (3, 25m, 106m)], result.Trades.Select(t => (t.ExitBar, t.Quantity, t.ExitPrice)));
    }

    [Fact]
    public void Exit_OfAPart_LeavesTheRest()
    {
        var graph = Graph(sell: "part=40").Node("size", "position-size", "mode=quantity", "value=100");
        var result = graph.Run(Settings with { Cash = 20_000 }, Flat(100, Buy), Flat(100, Sell), Flat(101, Sell), Flat(102));
        Assert.Equal([40m, 24m], result.Trades.Select(t => t.Quantity)); // 40 % of 100, then of 60
        Assert.Equal(36m, Assert.Single(result.OpenPositions).Quantity);
    }
}
