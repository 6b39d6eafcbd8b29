using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Portfolio nodes by hand: every close asks for an entry, the score is the close. Cash 10 000, lot 1, no costs, Monday 2024-01-01 first.</summary>
public sealed class RebalanceTests
{
    private static GraphBuilder Always => new GraphBuilder().Node("p", "price").Node("zero", "constant", "value=0").Node("any", "compare", "op=gt").Node("buy", "enter-long")
        .Wire("p.value -> any.a", "zero.value -> any.b", "any.result -> buy.when");

    private static GraphBuilder Ranked(int top, int bottom = 0) => Always.Node("rank", "rank", $"top={top}", $"bottom={bottom}").Wire("p.value -> rank.source");

    private static CandleSeries Bars(string symbol, params double[] prices) => PlayMany.Flat(symbol, [.. prices.Select(p => (p, 1.0))]);

    [Fact]
    public void Rank_HoldsThePickedAndLeavesTheOthers()
    {
        var result = Ranked(1).Node("when", "rebalance", "schedule=day").Run(Play.Settings, Bars("A", 10, 10, 10, 10), Bars("B", 20, 20, 5, 5));
        // B is the highest at first: 500 units at 20. At the third close A is: B is sold at 5 for 2 500, A bought at the same open, 250 at 10.
        var sold = result.Trades.Single();
        Assert.Equal(("B", 500m, 1, 3, 5m, "rebalance"), (sold.Symbol, sold.Quantity, sold.EntryBar, sold.ExitBar, sold.ExitPrice, sold.ExitReason));
        Assert.Equal(("A", 250m), result.OpenPositions.Select(p => (p.Symbol, p.Quantity)).Single());
        Assert.Equal("rank", result.Orders.Single(o => o.Reason == "rebalance").Node);
        Assert.Equal([("A", "rank", 2), ("B", "in-position", 2), ("A", "in-position", 1), ("B", "rank", 1)], result.Blocked.Select(b => (b.Symbol, b.Reason, b.Bars)));
        Assert.Equal(8, result.Signals);
    }

    [Fact]
    public void Rank_BetweenTwoMoments_StandsStill()
    {
        var result = Ranked(1).Node("when", "rebalance", "schedule=month").Run(Play.Settings, Bars("A", 10, 10, 10, 10), Bars("B", 20, 20, 5, 5));
        Assert.Equal(("B", 500m), result.OpenPositions.Select(p => (p.Symbol, p.Quantity)).Single());
        Assert.Empty(result.Trades);
    }

    [Fact]
    public void Rank_BestFirst_TakesTheCash()
    {
        var result = Ranked(2).Node("size", "position-size", "mode=percent-equity", "value=60").Run(Play.Settings, Bars("A", 10, 10), Bars("B", 20, 20), Bars("C", 5, 5));
        // B stands higher: 60 % = 300 units. A, the second, gets the 4 000 that are left.
        Assert.Equal([("A", 400m), ("B", 300m)], result.OpenPositions.Select(p => (p.Symbol, p.Quantity)));
        Assert.Equal(["B", "A"], result.OpenPositions.OrderByDescending(p => p.Quantity * p.EntryPrice).Select(p => p.Symbol));
    }

    [Fact]
    public void Rank_BottomLeg_IsSoldShort()
    {
        var result = new GraphBuilder().Node("p", "price").Node("ten", "constant", "value=10").Node("low", "compare", "op=lt").Node("high", "not").Node("buy", "enter-long").Node("short", "enter-short")
            .Node("rank", "rank", "top=1", "bottom=1").Node("weight", "weight")
            .Wire("p.value -> low.a", "ten.value -> low.b", "low.result -> high.in", "high.result -> buy.when", "low.result -> short.when", "p.value -> rank.source")
            .Run(Play.Settings, Bars("A", 8, 8), Bars("B", 20, 20), Bars("C", 4, 4));
        // B is the highest, C the lowest; A, which asks to be sold short too, is neither. Half of 10 000 for each leg.
        Assert.Equal([("B", PositionSide.Long, 250m), ("C", PositionSide.Short, 1250m)], result.OpenPositions.Select(p => (p.Symbol, p.Side, p.Quantity)));
        Assert.Contains(("A", "rank"), result.Blocked.Select(b => (b.Symbol, b.Reason)));
    }

    [Fact]
    public void Weight_Equal_GivesEachPickedTheSameShare()
    {
        var result = Ranked(2).Node("weight", "weight").Run(Play.Settings, Bars("A", 10, 10), Bars("B", 20, 20), Bars("C", 5, 5));
        Assert.Equal([("A", 500m), ("B", 250m)], result.OpenPositions.Select(p => (p.Symbol, p.Quantity))); // 5 000 each
    }

    [Fact]
    public void Weight_ByRank_GivesTheBestMost()
    {
        var result = Ranked(2).Node("weight", "weight", "mode=rank").Run(Play.Settings, Bars("A", 10, 10), Bars("B", 20, 20), Bars("C", 5, 5));
        Assert.Equal([("A", 333m), ("B", 333m)], result.OpenPositions.Select(p => (p.Symbol, p.Quantity))); // a third and two thirds of 10 000
    }

    [Fact]
    public void Weight_WithoutRank_SharesAmongAll()
    {
        var result = Always.Node("weight", "weight").Run(Play.Settings, Bars("A", 10, 10), Bars("B", 20, 20), Bars("C", 5, 5), Bars("D", 1, 1));
        Assert.Equal([250m, 125m, 500m, 2500m], result.OpenPositions.Select(p => p.Quantity)); // 2 500 each
    }

    [Fact]
    public void Rebalance_OnSchedule_BringsHoldingsBackToTheirWeights()
    {
        var result = Ranked(2).Node("weight", "weight").Node("when", "rebalance", "schedule=week")
            .Run(Play.Settings, Bars("A", 10, 10, 10, 10, 10, 10, 10, 20, 20), Bars("B", 20, 20, 20, 20, 20, 20, 20, 20, 20));
        // 500 of A and 250 of B. On the second Monday A stands at 20: 10 000 and 5 000. A quarter of A is sold, B gets the 2 500: 375 and 375.
        Assert.Equal([375m, 250m, 125m], result.OpenPositions.Select(p => p.Quantity));
        Assert.Equal(("A", 125m, 8, 20m, "rebalance"), result.Trades.Select(t => (t.Symbol, t.Quantity, t.ExitBar, t.ExitPrice, t.ExitReason)).Single());
        Assert.Equal(["when", "when"], result.Orders.Where(o => o.Reason == "rebalance").Select(o => o.Node));
        Assert.Equal((15_000m, 0m), (result.Equity[^1].Equity, result.Equity[^1].Cash));
    }

    [Fact]
    public void Weights_AfterLots_AreComparedWithTheirTargets()
    {
        var result = Ranked(2).Node("weight", "weight").Node("when", "rebalance", "schedule=month").Run(Play.Settings with { Lot = 30 }, Bars("A", 10, 10, 10), Bars("B", 90, 90, 90), Bars("C", 1, 1, 1));
        // 5 000 each: A 480 of 500 units, B 30 of 55.
        Assert.Equal([("A", 1, 50.0, 48.0, -2.0), ("B", 1, 50, 27, -23)], result.Weights.Select(w => (w.Symbol, w.Times, w.TargetPercent, w.HeldPercent, w.LargestDifference)));
        Assert.Contains(result.Warnings, w => w.En.Contains("up to 23 % of the equity away from its target (B, 2024-01-02)", StringComparison.Ordinal));
        Assert.Equal(result.Weights, ResultJson.Read(ResultJson.ToBytes(result)).Weights);
    }

    [Theory]
    [InlineData(10, 375)] // A weighs 66.7 % instead of 50
    [InlineData(20, 500)]
    public void Rebalance_OnDrift_ActsOnceAWeightIsTooFarAway(int drift, int left)
    {
        var result = Ranked(2).Node("weight", "weight").Node("when", "rebalance", "schedule=none", $"drift={drift}")
            .Run(Play.Settings, Bars("A", 10, 10, 10, 20, 20), Bars("B", 20, 20, 20, 20, 20));
        Assert.Equal(left, result.OpenPositions.Where(p => p.Symbol == "A").Sum(p => p.Quantity));
    }

    [Fact]
    public void Rank_FewerKnownThanPicked_WaitsAndWarns()
    {
        var result = Ranked(2).Node("when", "rebalance", "schedule=month").Run(Play.Settings, Bars("A", 10, 10, 10), PlayMany.Flat("B", (0, 0), (20, 1), (20, 1)));
        Assert.Contains(result.Warnings, w => w.En.StartsWith("On 1 bars", StringComparison.Ordinal));
        Assert.Equal((1, 2), (result.Orders.Min(o => o.Bar), result.Orders.Min(o => o.FilledBar)));
    }

    [Fact]
    public void MaxOpenPositions_BlocksTheEntriesBeyondIt()
    {
        var result = Always.Node("most", "max-open-positions", "count=1").Node("size", "position-size", "mode=money", "value=1000")
            .Run(Play.Settings, Bars("A", 10, 10, 10), Bars("B", 20, 20, 20));
        Assert.Equal(["A"], result.OpenPositions.Select(p => p.Symbol));
        Assert.All(result.Blocked.Where(b => b.Symbol == "B"), b => Assert.Equal("limit", b.Reason)); // at its fill, then at its signals
    }

    [Fact]
    public void MaxPosition_CapsTheSize_AlsoOfASingleInstrument()
    {
        var graph = Always.Node("most", "max-position", "percent=30");
        Assert.Equal([300m, 150m], graph.Run(Play.Settings, Bars("A", 10, 10), Bars("B", 20, 20)).OpenPositions.Select(p => p.Quantity)); // 3 000 each
        Assert.Equal(300m, Play.Run(graph.Compile(), Play.Settings, Bars("A", 10, 10)).OpenPositions.Single().Quantity);
    }

    private static decimal[] Held(ExposureLimits limits) => [.. Always.Node("size", "position-size", "mode=percent-equity", "value=40")
        .Run(Play.Settings with { Exposure = limits }, Bars("A", 10, 10), Bars("B", 10, 10), Bars("C", 10, 10)).OpenPositions.Select(p => p.Quantity)];

    [Fact]
    public void Exposure_IsCutAtEachLimit_InTheOrderOfTheEntries()
    {
        Assert.Equal([400m, 400m, 200m], Held(new())); // 40 % each, then the last cash
        Assert.Equal([400m, 100m], Held(new() { Gross = 50 }));
        Assert.Equal([400m, 200m], Held(new() { Net = 60 }));
        Assert.Equal([250m, 250m, 250m], Held(new() { Symbol = 25 }));
        Assert.Equal([400m, 400m, 50m], Held(new() { Sector = 45, Sectors = new Dictionary<string, string> { ["A"] = "oil", ["C"] = "oil" } })); // B is in none
    }

    [Fact]
    public void Exposure_WithoutRoom_IsBlockedLimit()
    {
        var graph = Always.Node("size", "position-size", "mode=percent-equity", "value=40");
        var result = graph.Run(Play.Settings with { Exposure = new() { Gross = 40 } }, Bars("A", 10, 10), Bars("B", 10, 10));
        Assert.Equal(("B", "limit"), result.Blocked.Where(b => b.Symbol == "B").Select(b => (b.Symbol, b.Reason)).First());
        var alone = new BacktestSettings { Cash = 10_000, Lot = 1, Exposure = new() { Symbol = 25 } };
        Assert.Equal(250m, Play.Run(graph.Compile(), alone, Bars("A", 10, 10)).OpenPositions.Single().Quantity);
    }

    [Fact]
    public void Exposure_NetOfShorts_LeavesRoomForLongs()
    {
        var limits = new ExposureLimits { Net = 30 };
        Assert.Equal(1_000m, limits.Room(10_000, 2_000, 2_000, 0, null, 1)); // 3 000 less 2 000 long
        Assert.Equal(5_000m, limits.Room(10_000, 2_000, 2_000, 0, null, -1)); // to 3 000 short
    }

    [Fact]
    public void Exposure_InTheManifest_IsReadBack()
    {
        var settings = Play.Settings with { Exposure = new() { Gross = 80, Sector = 45, Sectors = new Dictionary<string, string> { ["A"] = "oil" } } };
        var bytes = ResultJson.ToBytes(Always.Run(settings, Bars("A", 10, 10), Bars("B", 10, 10)));
        Assert.Equal(bytes, ResultJson.ToBytes(ResultJson.Read(bytes)));
        Assert.Equal("oil", ResultJson.Read(bytes).Manifest.Settings.Exposure!.Sectors["A"]);
    }

    [Fact]
    public void Universe_ChoosesAmongTheSeries_AndMissesWhatIsNotGiven()
    {
        var strategy = Always.Node("u", "universe").Set("u", "symbols", "B, A").Node("size", "position-size", "mode=money", "value=1000").Compile();
        var result = PlayMany.Run(strategy, Play.Settings, Bars("A", 10, 10), Bars("B", 20, 20), Bars("C", 5, 5));
        Assert.Equal(["A", "B"], result.Manifest.Symbols);
        var (_, problems) = PortfolioData.Prepare(strategy, [(Bars("A", 10, 10), [])], Play.Settings);
        Assert.Equal("symbol-missing", problems.Single().Code);
        Assert.Equal("not-in-universe", BacktestData.Prepare(Bars("C", 5, 5), Play.Settings).Data!.Problems(strategy).Single().Code);
    }
}
