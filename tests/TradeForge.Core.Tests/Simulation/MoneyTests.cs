using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Costs, sizes and ruin: G19, G24, G25, G26, G27, G30.</summary>
public sealed class MoneyTests
{
    private static decimal Size(decimal cash, double price, decimal lot, string commission, string slippage = "0", decimal step = 0)
    {
        Assert.True(CostText.TryParseCommission(commission, out var fee) & CostText.TryParseSlippage(slippage, out var slip));
        var settings = new BacktestSettings { Cash = cash, Lot = lot, Commission = fee, Slippage = slip, PriceStep = step };
        return Graph().Run(settings, Flat(price, Buy), Flat(price)).OpenPositions.Sum(p => p.Quantity);
    }

    [Fact]
    public void G19_Commission_OnBothLegsAtRealValue()
    {
        var graph = Graph().Node("size", "position-size", "mode=quantity", "value=100");
        var trade = graph.Run(Settings with { Cash = 20_000, Commission = new(Percent: 0.04m) }, Flat(100, Buy), Flat(100, Sell), Flat(120)).Trades[0];
        Assert.Equal(8.80m, trade.Fees); // 4.00 + 4.80
        Assert.Equal(2000m - 8.80m, trade.Pnl);
    }

    [Theory]
    [InlineData("5+0.1%", 15)]     // 5 + 0.1 % of 10 000
    [InlineData("0.01/unit", 1)]   // 100 units
    [InlineData("1/lot", 10)]      // ten lots of ten
    [InlineData("5", 5)]
    public void Commission_EachPart_IsCharged(string text, double fee)
    {
        Assert.True(CostText.TryParseCommission(text, out var commission));
        Assert.Equal((decimal)fee, commission.On(100, 100, 10));
        Assert.Equal(text, CostText.Write(commission));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1x")]
    [InlineData("")]
    [InlineData("5+")]
    [InlineData("100%")]
    public void Commission_NotUnderstood_IsRefused(string text) => Assert.False(CostText.TryParseCommission(text, out _));

    [Fact]
    public void G24_LessThanOneLot_IsBlockedWithoutOrderOrTrade()
    {
        var result = Graph().Run(new BacktestSettings { Cash = 1000, Lot = 10 }, Flat(312, Buy), Flat(312));
        Assert.Empty(result.Orders);
        Assert.Empty(result.Trades);
        var blocked = Assert.Single(result.Blocked);
        Assert.Equal(("below-one-lot", 1), (blocked.Reason, blocked.Bars));
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), blocked.From); // at its signal bar
    }

    [Fact]
    public void G25_SizeAtTheFillWithCosts()
    {
        Assert.Equal(99m, Size(10_000, 100, 1, "0.1%"));
        Assert.Equal(9m, Size(1002, 100, 1, "0.1%", "0.1%")); // ten would cost 1002.001
        Assert.Equal(99m, Size(10_020, 100, 1, "0.1%", "0.1%", 0.5m)); // at 100.5
    }

    [Fact]
    public void G25_FractionalQuantity_IsRoundedDownTo1e8() => Assert.Equal(33.33333333m, Size(100, 3, 0, "0"));

    [Theory]
    [InlineData("quantity", 7, 7)]
    [InlineData("lots", 0.7, 0)]
    [InlineData("lots", 2, 2)]
    [InlineData("money", 1000, 9)]           // 10 units would cost 1001
    [InlineData("percent-equity", 50, 49)]   // 50 units would cost 5005
    [InlineData("percent-cash", 50, 49)]
    public void G26_Modes(string mode, double value, double expected)
    {
        var graph = Graph().Node("size", "position-size", $"mode={mode}", FormattableString.Invariant($"value={value}"));
        var result = graph.Run(Settings with { Commission = new(Percent: 0.1m) }, Flat(100, Buy), Flat(100));
        Assert.Equal((decimal)expected, result.OpenPositions.Sum(p => p.Quantity));
    }

    [Fact]
    public void G26_EveryMode_IsCappedByCash()
    {
        var graph = Graph().Node("size", "position-size", "mode=quantity", "value=1000");
        Assert.Equal(100m, graph.Run(Settings, Flat(100, Buy), Flat(100)).OpenPositions[0].Quantity);
    }

    [Fact]
    public void G26_PercentEquity_UsesEquityMarkedToMarket()
    {
        // 50 units at 100, now at 200: equity 15 000, half of it is 7 500, but the cash of 5 000 buys 25.
        var graph = Graph(buy: "pyramiding=2").Node("first", "position-size", "mode=percent-equity", "value=50");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(200, Buy), Flat(200));
        Assert.Equal([50m, 25m], result.OpenPositions.Select(p => p.Quantity));
    }

    [Fact]
    public void G27_RiskSizing_UsesTheDistanceToTheStop()
    {
        var graph = Graph().Node("stop", "stop-loss", "value=5").Node("size", "position-size", "mode=risk-percent", "value=1");
        var result = graph.Run(new BacktestSettings { Cash = 100_000, Lot = 10 }, Flat(100, Buy), Flat(100));
        Assert.Equal(200m, result.OpenPositions[0].Quantity); // 1000 / (5 · 10) = 20 lots
    }

    [Fact]
    public void G27_RiskSizingWithoutAStop_IsBlocked()
    {
        var graph = Graph().Node("size", "position-size", "mode=risk-percent", "value=1");
        Assert.Equal("no-stop", Assert.Single(graph.Run(Settings, Flat(100, Buy), Flat(100)).Blocked).Reason);
    }

    [Fact]
    public void ShortSale_UsesTheSameRuleOnItsValue()
    {
        var result = Graph().Run(Settings with { Commission = new(Percent: 0.1m) }, Flat(100, Short), Flat(100), Flat(90, Cover), Flat(90));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((99m, PositionSide.Short), (trade.Quantity, trade.Side));
        Assert.Equal((99m * 10) - (9.9m + 8.91m), trade.Pnl);
    }

    [Fact]
    public void NoCash_WhenEverythingIsInvested_IsBlocked()
    {
        var result = Graph(buy: "pyramiding=2").Run(Settings, Flat(100, Buy), Flat(100, Buy), Flat(100));
        Assert.Equal(100m, Assert.Single(result.OpenPositions).Quantity);
        Assert.Equal("no-cash", Assert.Single(result.Blocked).Reason);
    }

    [Fact]
    public void G30_EquityAtOrBelowZero_ClosesEverythingAndStops()
    {
        var result = Graph().Run(Settings, Flat(100, Short), Flat(100), Flat(250, Buy), Flat(50, Buy), Flat(50));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((2, 250m, "ruin"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
        Assert.All(result.Equity.Skip(2), e => Assert.Equal(0m, e.Equity));
        Assert.Contains(result.Warnings, w => w.En.StartsWith("Bankrupt", StringComparison.Ordinal));
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void Equity_EveryBar_IsCashPlusMark()
    {
        var result = Graph().Run(Settings, Flat(100, Buy), Flat(100), Flat(110, Sell), Flat(105));
        Assert.Equal([10_000m, 10_000, 11_000, 10_500], result.Equity.Select(e => e.Equity));
        Assert.Equal([10_000m, 0, 0, 10_500], result.Equity.Select(e => e.Cash));
        Assert.Equal([0m, 10_000, 11_000, 0], result.Equity.Select(e => e.Exposure));
    }
}
