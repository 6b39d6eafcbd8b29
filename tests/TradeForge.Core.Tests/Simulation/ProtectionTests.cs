using TradeForge.Core.Simulation;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Stops, targets and trails inside a bar: G3, G5, G6, G7, G8, G22.</summary>
public sealed class ProtectionTests
{
    private static Trade Only(BacktestResult result) => Assert.Single(result.Trades);

    [Fact]
    public void G3_TrailNeverUsesTheBarItMovesOn()
    {
        // Entry 100 → stop 95; the bar O100 H112 L99 C110 moves it to 104.5, which the next bar hits.
        var graph = Graph().Node("trail", "trailing-stop", "value=5");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), (100, 112, 99, 110, None), (106, 107, 104, 105, None));
        var trade = Only(result);
        Assert.Equal((3, 104.5m, "trailing-stop"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
    }

    /// <summary>Entry 100: the trail of 4 % lies above the stop of 5 %, the target at 110. The close 108 moves the trail to 103.68.</summary>
    [Fact]
    public void Levels_OfATrade_AreThoseAtItsEntryAndAtItsExit()
    {
        var graph = Graph().Node("stop", "stop-loss", "value=5").Node("trail", "trailing-stop", "value=4").Node("target", "take-profit", "value=10");
        var stopped = graph.Run(Settings, Flat(100, Buy), Flat(100), (100, 108, 99, 108, None), (106, 107, 103, 104, None));
        Assert.Equal(new StopsAndTargets(96, 110, 103.68m, 110), Only(stopped).Levels);
        Assert.Equal("trailing-stop", stopped.Trades[0].ExitReason);
        var gained = Only(graph.Run(Settings, Flat(100, Buy), Flat(100), (100, 111, 99, 108, None)));
        Assert.Equal(new StopsAndTargets(96, 110, 96, 110), gained.Levels);
        var open = Assert.Single(graph.Run(Settings, Flat(100, Buy), Flat(100), (100, 108, 99, 108, None)).OpenPositions);
        Assert.Equal(((decimal?)96, (decimal?)110, (decimal?)103.68m, (decimal?)110), (open.InitialStop, open.InitialTarget, open.Stop, open.Target));
        Assert.Null(Only(Graph().Run(Settings, Flat(100, Buy), Flat(100, Sell), Flat(100))).Levels);
        Assert.Equal(stopped.Trades, ResultJson.Read(ResultJson.ToBytes(stopped)).Trades);
    }

    [Fact]
    public void G3_FirstLevelLivesOnTheEntryBar()
    {
        var graph = Graph().Node("trail", "trailing-stop", "value=5");
        var trade = Only(graph.Run(Settings, Flat(100, Buy), (100, 100, 94, 99, None), Flat(99)));
        Assert.Equal((1, 95m), (trade.ExitBar, trade.ExitPrice));
    }

    [Fact]
    public void TrailingStop_WithActivation_WaitsForAClose()
    {
        // 10 % shown by the close 110 → from the next bar 5 % under it: 104.5.
        var graph = Graph().Node("trail", "trailing-stop", "value=5", "activation=10");
        var result = graph.Run(Settings, Flat(100, Buy), (100, 109, 80, 109, None), (109, 110, 108, 110, None), (109, 109, 104, 105, None));
        Assert.Equal((3, 104.5m), (Only(result).ExitBar, result.Trades[0].ExitPrice));
    }

    [Fact]
    public void BreakEven_AfterTrigger_StopsAtEntryPlusOffset()
    {
        var graph = Graph().Node("be", "break-even", "trigger=5", "offset=1");
        var trade = Only(graph.Run(Settings, Flat(100, Buy), (100, 106, 90, 106, None), (105, 105, 100, 100, None)));
        Assert.Equal((2, 101m, "break-even"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
    }

    [Theory]
    [InlineData("break-even", "trigger=5", "offset=1")]
    [InlineData("trailing-stop", "value=5", "activation=5")]
    public void AddingBelowTheEntry_WithoutACloseInProfit_SetsNoStopOff(string type, string first, string second)
    {
        // Bought at 100 and at 80: the first fill lies 11 % above the average of 90, but no close does.
        var graph = Graph(buy: "pyramiding=2").Node("size", "position-size", "mode=quantity", "value=10").Node("moving", type, first, second);
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(80, Buy), Flat(80), Flat(81));
        Assert.Empty(result.Trades);
        Assert.Equal(2, result.OpenPositions.Count);
    }

    [Fact]
    public void AddingAboveTheEntry_AfterBreakEvenWasSetOff_KeepsItAtTheNewAverage()
    {
        // The close 106 set it off; bought again at 106, the average is 103: a fall to 102 closes both there.
        var graph = Graph(buy: "pyramiding=2").Node("size", "position-size", "mode=quantity", "value=10").Node("be", "break-even", "trigger=5", "offset=0");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(106, Buy), Flat(106), (104, 104, 102, 102, None));
        Assert.Equal([(4, 103m, "break-even"), (4, 103m, "break-even")], result.Trades.Select(t => (t.ExitBar, t.ExitPrice, t.ExitReason)));
    }

    [Theory]
    [InlineData(90, 93, 88, 90)]    // gapped: the open
    [InlineData(98, 98, 94, 95)]    // moved through: the stop
    public void G5_LongStop(double open, double high, double low, double price)
    {
        var graph = Graph().Node("stop", "stop-loss", "value=5");
        var trade = Only(graph.Run(Settings, Flat(100, Buy), Flat(100), (open, high, low, low, None)));
        Assert.Equal((2, (decimal)price, "stop-loss"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
    }

    [Theory]
    [InlineData(110, 112, 107, 110)]
    [InlineData(102, 106, 102, 105)]
    public void G5_ShortStop(double open, double high, double low, double price)
    {
        var graph = Graph().Node("stop", "stop-loss", "value=5");
        var trade = Only(graph.Run(Settings, Flat(100, Short), Flat(100), (open, high, low, low, None)));
        Assert.Equal((decimal)price, trade.ExitPrice);
    }

    [Theory]
    [InlineData(GapLimitRule.Improve, 115)]
    [InlineData(GapLimitRule.Exact, 110)]
    public void G6_GappedTarget(GapLimitRule rule, double price)
    {
        var graph = Graph().Node("target", "take-profit", "value=10");
        var trade = Only(graph.Run(Settings with { GapLimit = rule }, Flat(100, Buy), Flat(100), (115, 116, 114, 115, None)));
        Assert.Equal(((decimal)price, "take-profit"), (trade.ExitPrice, trade.ExitReason));
    }

    private static BacktestResult StopAndTarget(BacktestSettings settings, params (double, double, double, double, double)[] bars) =>
        Graph().Node("stop", "stop-loss", "value=5").Node("target", "take-profit", "value=10").Run(settings, bars);

    [Fact]
    public void G7_OpenBeyondTarget_IsNotAmbiguous()
    {
        var result = StopAndTarget(Settings, Flat(100, Buy), Flat(100), (115, 115, 94, 95, None));
        Assert.Equal((115m, 0), (Only(result).ExitPrice, result.Band.AmbiguousBars));
        Assert.Empty(result.Band.Curve);
    }

    [Theory]
    [InlineData(SameBarRule.Pessimistic, 95)]
    [InlineData(SameBarRule.Optimistic, 110)]
    [InlineData(SameBarRule.Path, 110)] // open 104: the high 111 is nearer (7) than the low 94 (10)
    public void G7_BothTouched_FollowsTheRule(SameBarRule rule, double price)
    {
        var result = StopAndTarget(Settings with { SameBar = rule }, Flat(100, Buy), Flat(100), (104, 111, 94, 100, None));
        Assert.Equal(((decimal)price, 1), (Only(result).ExitPrice, result.Band.AmbiguousBars));
        Assert.Equal((9500m, 11_000m), (result.Band.PessimisticEquity, result.Band.OptimisticEquity));
        Assert.Equal((-500m, 1000m), (result.Band.PessimisticNetProfit, result.Band.OptimisticNetProfit));
        Assert.Equal([(10_000m, 10_000m), (10_000m, 10_000m), (9500m, 11_000m)], result.Band.Curve.Select(p => (p.Pessimistic, p.Optimistic)));
        Assert.Equal(result.Band.Curve, ResultJson.Read(ResultJson.ToBytes(result)).Band.Curve);
    }

    [Fact]
    public void G7_PathAtEqualDistance_TakesTheWorseExtremeFirst()
    {
        var result = StopAndTarget(Settings with { SameBar = SameBarRule.Path }, Flat(100, Buy), Flat(100), (102, 112, 92, 100, None));
        Assert.Equal(95m, Only(result).ExitPrice);
    }

    [Fact]
    public void G7_ShortMirrored_PathTakesTheNearerLowFirst()
    {
        // Short 100: stop 105, target 90; open 96 is nearer to the low 89 (7) than to the high 106 (10).
        var graph = Graph().Node("stop", "stop-loss", "value=5").Node("target", "take-profit", "value=10");
        var trade = Only(graph.Run(Settings with { SameBar = SameBarRule.Path }, Flat(100, Short), Flat(100), (96, 106, 89, 100, None)));
        Assert.Equal((90m, "take-profit"), (trade.ExitPrice, trade.ExitReason));
    }

    [Fact]
    public void G7_MarketEntry_StopLivesOnTheEntryBar()
    {
        var result = StopAndTarget(Settings, Flat(100, Buy), (100, 101, 94, 99, None), Flat(99));
        Assert.Equal((1, 1, 95m), (Only(result).EntryBar, result.Trades[0].ExitBar, result.Trades[0].ExitPrice));
    }

    [Fact]
    public void G7_ProtectionNextBar_StartsOneBarLater()
    {
        var result = StopAndTarget(Settings with { Protection = ProtectionRule.NextBar }, Flat(100, Buy), (100, 101, 94, 99, None), (99, 99, 94, 95, None));
        Assert.Equal((2, 95m), (Only(result).ExitBar, result.Trades[0].ExitPrice));
    }

    [Fact]
    public void G7_AfterAFillAtThisClose_ProtectionStartsOnTheNextBar()
    {
        var result = StopAndTarget(Settings with { Fill = FillRule.ThisClose }, (100, 120, 90, 100, Buy), (100, 100, 94, 99, None));
        Assert.Equal((0, 1), (Only(result).EntryBar, result.Trades[0].ExitBar));
    }

    [Fact]
    public void G7_PendingSignalExit_FillsAtTheOpenBeforeAGappedStop()
    {
        var trade = Only(StopAndTarget(Settings, Flat(100, Buy), Flat(100, Sell), (90, 91, 89, 90, None)));
        Assert.Equal((90m, "signal"), (trade.ExitPrice, trade.ExitReason));
    }

    [Theory]
    [InlineData(0, 110, 2)]
    [InlineData(2, 110.5, -1)]
    [InlineData(2, 111, 2)]
    public void G8_TargetMustBeTradedThrough(int touch, double high, int exitBar)
    {
        var graph = Graph().Node("target", "take-profit", "value=10");
        var result = graph.Run(Settings with { Touch = touch, PriceStep = 0.5m }, Flat(100, Buy), Flat(100), (105, high, 104, 105, None));
        Assert.Equal(exitBar, result.Trades.Count == 0 ? -1 : result.Trades[0].ExitBar);
        if (exitBar >= 0) Assert.Equal(110m, result.Trades[0].ExitPrice);
    }

    [Fact]
    public void G8_OpenObeysTheSameThreshold()
    {
        var graph = Graph().Node("target", "take-profit", "value=10");
        var result = graph.Run(Settings with { Touch = 2, PriceStep = 0.5m }, Flat(100, Buy), Flat(100), (110.5, 110.5, 109, 110, None));
        Assert.Empty(result.Trades);
    }

    [Fact]
    public void G22_Levels_RoundToTheSideThatAsksForLess()
    {
        // Entry 100.03 rounds up to 100.5; target +9.5 % = 110.0475 → 110.5 up; stop −5 % = 95.475 → 95 down.
        var graph = Graph().Node("stop", "stop-loss", "value=5").Node("target", "take-profit", "value=9.5");
        var settings = Settings with { PriceStep = 0.5m };
        Assert.Equal(110.5m, Only(graph.Run(settings, Flat(100, Buy), (100.03, 100.03, 100, 100, None), (105, 120, 104, 110, None))).ExitPrice);
        Assert.Equal(95m, Only(graph.Run(settings, Flat(100, Buy), (100.03, 100.03, 100, 100, None), (99, 99, 90, 95, None))).ExitPrice);
    }

    [Fact]
    public void G21_StopFill_SlipsButATargetDoesNot()
    {
        var settings = Settings with { Slippage = new(1) };
        var stopped = Only(StopAndTarget(settings, Flat(100, Buy), Flat(100), (100, 100, 90, 90, None)));
        Assert.Equal(95.95m * 0.99m, stopped.ExitPrice); // entry 101, stop 5 % under it
        var target = Only(StopAndTarget(settings, Flat(100, Buy), Flat(100), (100, 120, 100, 110, None)));
        Assert.Equal(111.1m, target.ExitPrice);
    }

    [Fact]
    public void Amount_AtrAndRiskReward_MeasureFromTheFill()
    {
        // True range of every bar is 4, so ATR(2) = 4 on the signal bar and the stop is 2 × 4 under the fill at 100; the target 3 × 8 above.
        var graph = Graph().Node("stop", "stop-loss", "kind=atr", "value=2", "period=2").Node("target", "take-profit", "kind=risk-reward", "value=3");
        (double, double, double, double, double) Bar(double code) => (100, 102, 98, 100, code);
        Assert.Equal(92m, Only(graph.Run(Settings, Bar(None), Bar(None), Bar(Buy), Bar(None), (100, 100, 90, 95, None))).ExitPrice);
        Assert.Equal(124m, Only(graph.Run(Settings, Bar(None), Bar(None), Bar(Buy), Bar(None), (100, 130, 100, 95, None))).ExitPrice);
        var amount = Graph().Node("stop", "stop-loss", "kind=amount", "value=7");
        Assert.Equal(93m, Only(amount.Run(Settings, Flat(100, Buy), Flat(100), (100, 100, 90, 95, None))).ExitPrice);
    }

    [Fact]
    public void SeveralStops_TheNearestActsAndGivesTheReason()
    {
        var graph = Graph().Node("stop", "stop-loss", "value=5").Node("trail", "trailing-stop", "value=5");
        Assert.Equal("stop-loss", Only(graph.Run(Settings, Flat(100, Buy), Flat(100), (100, 100, 94, 95, None))).ExitReason); // equal: stop-loss
        Assert.Equal("trailing-stop", Only(graph.Run(Settings, Flat(100, Buy), (100, 110, 100, 110, None), (108, 108, 100, 101, None))).ExitReason);
    }

    [Fact]
    public void MaeMfe_AreMeasuredFromEntryInPercent()
    {
        var trade = Only(Graph().Run(Settings, Flat(100, Buy), (100, 103, 98, 101, None), (101, 108, 96, 102, Sell), Flat(102)));
        Assert.Equal((-4, 8), (trade.Mae, trade.Mfe), new Near());
    }

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;
        public int GetHashCode((double, double) obj) => 0;
    }
}
