using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>What the format says of orders, limits and portfolios, as compiled rules.</summary>
public class WholeFormatTests
{
    /// <summary>A graph with a condition and a price to wire.</summary>
    private static GraphBuilder Base => new GraphBuilder().Node("p", "price").Node("lo", "lowest", "bars=2").Node("c", "compare").Wire("p.value -> c.a", "lo.value -> c.b", "p.value -> lo.source");

    private static GraphBuilder Buying => Base.Node("buy", "enter-long").Wire("c.result -> buy.when");

    private static Compilation Compile(GraphBuilder graph) => StrategyCompiler.Compile(graph.Graph());

    private static CompiledStrategy Strategy(GraphBuilder graph)
    {
        var (strategy, problems) = Compile(graph);
        return strategy ?? throw new InvalidOperationException(string.Join("; ", problems.Select(p => p.Message.En)));
    }

    private static (string, string) Only(GraphBuilder graph)
    {
        var problem = Assert.Single(Compile(graph).Problems);
        return (problem.Code, problem.Path);
    }

    [Fact]
    public void Entry_StopLimit_HoldsItsSlotsAndTimes()
    {
        var strategy = Strategy(Base.Node("buy", "enter-long", "orderType=stop-limit", "timeInForce=gtd", "until=2024-03-01T10:00+03:00", "onOpposite=block", "pyramiding=3")
            .Wire("c.result -> buy.when", "p.value -> buy.limit", "lo.value -> buy.stop"));
        var rule = strategy.Entries.Single();
        Assert.Equal((EntryOrderType.StopLimit, TimeInForce.Gtd, OnOpposite.Block, 3), (rule.OrderType, rule.TimeInForce, rule.OnOpposite, rule.Pyramiding));
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 7, 0, 0, TimeSpan.Zero), rule.Until);
        Assert.Equal((strategy.SlotOf("c", "result"), strategy.SlotOf("p", "value"), strategy.SlotOf("lo", "value")), (rule.WhenSlot, rule.LimitSlot, rule.StopSlot));
    }

    [Theory]
    [InlineData("limit", EntryOrderType.Limit, "day", TimeInForce.Day)]
    [InlineData("limit", EntryOrderType.Limit, "ioc", TimeInForce.Ioc)]
    [InlineData("limit", EntryOrderType.Limit, "fok", TimeInForce.Fok)]
    public void Exit_PartByLimit_IsARule(string word, EntryOrderType type, string force, TimeInForce time)
    {
        var strategy = Strategy(Buying.Node("sell", "exit-long", $"orderType={word}", $"timeInForce={force}", "part=37.5").Wire("c.result -> sell.when", "p.value -> sell.limit"));
        var rule = strategy.Exits.Single();
        Assert.Equal((type, time, 37.5, strategy.SlotOf("p", "value"), -1), (rule.OrderType, rule.TimeInForce, rule.Part, rule.LimitSlot, rule.StopSlot));
        Assert.Null(rule.Until);
    }

    [Theory]
    [InlineData("orderType=limit", "", "missing-input")]
    [InlineData("orderType=stop", "limit", "missing-input useless-input")]
    [InlineData("orderType=stop-limit", "limit", "missing-input")]
    [InlineData("orderType=market", "stop", "useless-input")]
    [InlineData("timeInForce=gtd", "", "missing-parameter")]
    [InlineData("until=2024-03-01", "", "useless-parameter")]
    [InlineData("until=tomorrow", "", "wrong-text useless-parameter")]
    public void Entry_PricesAndDateThatDoNotFit_AreRefused(string data, string wired, string codes)
    {
        var graph = Base.Node("buy", "enter-long", data).Wire("c.result -> buy.when");
        if (wired.Length > 0) graph.Wire($"p.value -> buy.{wired}");
        var problems = Compile(graph).Problems;
        Assert.Equal(codes.Split(' ').Order(), problems.Select(p => p.Code).Order());
        Assert.All(problems, p => Assert.Equal("buy", p.Path));
    }

    [Fact]
    public void Exit_PartOfNothing_IsRefused() => Assert.Equal(("out-of-range", "sell"), Only(Buying.Node("sell", "exit-long", "part=0").Wire("c.result -> sell.when")));

    [Fact]
    public void TakeProfit_Part_IsARule() =>
        Assert.Equal(50, Strategy(Buying.Node("tp", "take-profit", "kind=percent", "value=4", "part=50")).Risks.Single().Part);

    [Fact]
    public void Limits_EveryKind_IsARule()
    {
        var strategy = Strategy(Buying.Node("a", "max-drawdown", "percent=20", "action=close-all").Node("b", "daily-loss", "percent=3").Node("c3", "consecutive-losses", "count=3", "action=stop-new").Node("d", "max-trades-per-day", "count=5")
            .Node("e", "max-position", "percent=25").Node("f", "max-open-positions", "count=4").Node("g", "stop-loss", "value=2"));
        Assert.Equal(
            [new("a", RiskLimitKind.Drawdown, 20, RiskAction.CloseAll), new("b", RiskLimitKind.DailyLoss, 3, RiskAction.Alert), new("c3", RiskLimitKind.ConsecutiveLosses, 3, RiskAction.StopNew), new RiskLimit("d", RiskLimitKind.TradesPerDay, 5, RiskAction.StopNew)], strategy.Limits);
        Assert.Equal([new("e", HoldingLimitKind.PositionPercent, 25), new HoldingLimit("f", HoldingLimitKind.OpenPositions, 4)], strategy.Holdings);
        Assert.Equal("g", strategy.Risks.Single().NodeId);
        var text = StrategyReader.Describe(strategy);
        Assert.Contains("everything is closed at a drawdown of 20 %", text.En);
        Assert.Contains("no new entries after 3 losing trades in a row", text.En);
        Assert.Contains("новых входов нет после 3 убыточных сделок подряд", text.Ru);
        Assert.Contains("не больше 4 открытых позиций", text.Ru);
    }

    [Fact]
    public void Portfolio_EveryNode_IsARule()
    {
        var strategy = Strategy(Buying.Node("u", "universe", "symbols=SBER, GAZP,SBER").Node("score", "change", "bars=3").Node("r", "rank", "top=2", "bottom=1").Wire("score.value -> r.source")
            .Node("w", "weight", "mode=inverse-volatility", "bars=60").Node("b", "rebalance", "schedule=week", "drift=5"));
        var rule = strategy.Portfolio!;
        Assert.Equal(["GAZP", "SBER"], rule.Symbols!);
        Assert.Equal(new RankRule("r", 2, 1, strategy.SlotOf("score", "value")), rule.Rank);
        Assert.Equal((new WeightRule("w", WeightMode.InverseVolatility, 60), new RebalanceRule("b", RebalanceSchedule.Week, 5)), (rule.Weight!, rule.Rebalance!));
        Assert.Contains("the 2 highest and 1 lowest by the change of close over 3 bars", StrategyReader.Describe(strategy).En);
        Assert.Null(Strategy(Buying).Portfolio);
    }

    [Fact]
    public void Rank_UnwiredSource_IsTheClose()
    {
        var strategy = Strategy(Buying.Node("r", "rank", "top=1", "bottom=0"));
        Assert.Equal(strategy.SlotOf("p", "value"), strategy.Portfolio!.Rank!.ScoreSlot);
    }

    [Fact]
    public void Portfolio_WhatMakesNoSense_IsRefused()
    {
        Assert.Equal(("nothing-picked", "r"), Only(Buying.Node("r", "rank", "top=0", "bottom=0")));
        Assert.Equal(("never-rebalanced", "b"), Only(Buying.Node("b", "rebalance", "schedule=none")));
        Assert.Equal(("wrong-text", "u"), Only(Buying.Node("u", "universe", "symbols=A,,B")));
        Assert.Equal(("missing-parameter", "u"), Only(Buying.Node("u", "universe")));
        Assert.Equal(("rank-on-position", "r"), Only(Buying.Node("profit", "open-profit").Node("r", "rank", "top=1", "bottom=0").Wire("profit.value -> r.source")));
        Assert.Equal(("one-only", "w2"), Only(Buying.Node("w1", "weight").Node("w2", "weight")));
    }
}
