using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Trading;

/// <summary>Commissions of every form in whole runs: what is sized, charged and left.</summary>
public sealed class CommissionRunTests
{
    private static BacktestSettings With(string commission)
    {
        Assert.True(CostText.TryParseCommission(commission, out var fee));
        var settings = Settings with { Commission = fee }; // cash 10 000, lot 1
        Assert.Empty(SettingsCheck.Problems(settings));
        return settings;
    }

    [Theory]
    [InlineData("0.1% min 10", 99, 21.88)]               // 9 900 + 10; sold for 11 880: 11.88
    [InlineData("1% max 10", 99, 20)]                    // 9 900 + 10 (of 99), 10 (of 118.80)
    [InlineData("1% sales", 100, 120)]                   // 10 000 bought without a fee, 1 % of 12 000
    [InlineData("0.1% and 0.15% up 1", 99, 9.9 + 15 + 11.88 + 18)] // 14.85 → 15, 17.82 → 18
    public void Run_G19_LongRoundTrip(string commission, int quantity, double fees)
    {
        var trade = Graph().Run(With(commission), Flat(100, Buy), Flat(100, Sell), Flat(120)).Trades[0];
        Assert.Equal(((decimal)quantity, (decimal)fees, quantity * 20 - (decimal)fees), (trade.Quantity, trade.Fees, trade.Pnl));
    }

    [Fact]
    public void Run_ShortSale_IsTheSaleThatIsCharged()
    {
        var trade = Graph().Run(With("1% sales"), Flat(100, Short), Flat(100, Cover), Flat(80)).Trades[0];
        Assert.Equal((99m, 99m), (trade.Quantity, trade.Fees)); // 99 · 100 + 99 fits into 10 000; covering is a purchase
    }

    [Fact]
    public void Run_G20_TargetIsAMakerAndAGappedTargetATaker()
    {
        var graph = Graph().Node("target", "take-profit", "value=10");
        Assert.Equal(9.9m, graph.Run(With("0/0.1%"), Flat(100, Buy), Flat(100), (105, 112, 104, 108, None)).Trades[0].Fees); // 0.1 % of 9 900 at the entry alone
        Assert.Equal(9.9m + 11.385m, graph.Run(With("0/0.1%"), Flat(100, Buy), Flat(100), Flat(115)).Trades[0].Fees);        // sold at the open of 115
    }
}
