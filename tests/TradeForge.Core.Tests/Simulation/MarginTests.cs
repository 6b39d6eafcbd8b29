using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Trading with borrowed money (golden rule G29). Cash 10 000, lot 1.</summary>
public sealed class MarginTests
{
    private static BacktestSettings With(string margin, BacktestSettings? rest = null)
    {
        Assert.True(HoldingText.TryParse(margin, out Margin read));
        var settings = (rest ?? Settings) with { Margin = read };
        Assert.Empty(SettingsCheck.Problems(settings));
        return settings;
    }

    private static GraphBuilder Sized(string mode, double value) => Graph().Node("size", "position-size", "mode=" + mode, FormattableString.Invariant($"value={value}"));

    [Fact]
    public void Leverage_WithoutASize_TakesAllThatMarginLends()
    {
        var result = Graph().Run(With("5x"), Flat(100, Buy), Flat(100), Flat(110));
        Assert.Equal((500m, 5_000m), (result.OpenPositions[0].Quantity, result.OpenPositions[0].Pnl)); // 50 000 / 100; 500 · 10
        Assert.Equal((-40_000m, 15_000m), (result.Equity[^1].Cash, result.Equity[^1].Equity));
    }

    [Theory]
    [InlineData("quantity", 700, 500)]       // capped
    [InlineData("lots", 300, 300)]
    [InlineData("money", 30_000, 300)]
    [InlineData("percent-equity", 300, 300)] // of 10 000
    [InlineData("percent-equity", 600, 500)]
    [InlineData("percent-cash", 50, 50)]     // of the own money that is free
    [InlineData("risk-percent", 20, 200)]    // 2 000 at a stop 10 away
    [InlineData("risk-percent", 90, 500)]
    public void G25_EveryMode_IsCappedByWhatMarginAllows(string mode, double value, int quantity)
    {
        var graph = Sized(mode, value).Node("stop", "stop-loss", "kind=amount", "value=10");
        Assert.Equal(quantity, graph.Run(With("20%"), Flat(100, Buy), Flat(100)).OpenPositions.Single().Quantity);
    }

    [Fact]
    public void Leverage_CostsAreCountedIn()
    {
        var result = Graph().Run(With("2x", Settings with { Commission = new Commission(1) }), Flat(100, Buy), Flat(100));
        Assert.Equal(198m, result.OpenPositions.Single().Quantity); // 198 · 101 = 19 998 fits into 20 000
    }

    [Fact]
    public void MarginCall_Long_ClosesAtTheNextOpenAndNotAtTheThreshold()
    {
        // 500 at 100 with a debt of 40 000: called where 500 p − 40 000 < 10 % of 500 p, below 88.89. The close 88 calls, the open 85 fills; the signal of that bar opens nothing.
        var result = Graph().Run(With("5x/10%"), Flat(100, Buy), Flat(100), (95, 96, 88, 89, None), (89, 89, 88, 88, Buy), Flat(85), Flat(90));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((4, 85m, "margin-call", -7_500m), (trade.ExitBar, trade.ExitPrice, trade.ExitReason, trade.Pnl));
        Assert.Null(result.Orders.Single(o => o.Reason == "margin-call").Node);
        Assert.Equal(2_500m, result.Equity[^1].Equity);
        Assert.Equal("in-position", Assert.Single(result.Blocked).Reason);
        Assert.Contains(result.Warnings, w => w.En.StartsWith("Margin calls: 1 times", StringComparison.Ordinal) && w.Ru.StartsWith("Маржин-коллов: 1", StringComparison.Ordinal));
    }

    [Fact]
    public void MarginCall_Short_TakesWorkingEntriesBackAndRefusesNewOnes()
    {
        // 200 sold at 100: equity 30 000 − 200 p < 20 % of 200 p above 125. At the close 126 a reversal is wanted too: refused.
        var result = Graph().Run(With("50%/20%"), Flat(100, Short), Flat(100), (100, 126, 100, 126, Buy), Flat(127), Flat(127));
        Assert.Equal((3, 127m, "margin-call"), (result.Trades.Single().ExitBar, result.Trades.Single().ExitPrice, result.Trades.Single().ExitReason));
        Assert.Equal("margin-call", Assert.Single(result.Blocked).Reason);
        Assert.Empty(result.OpenPositions);
    }

    [Fact]
    public void MarginCall_NoVolume_WaitsForTheNextPrice()
    {
        var result = Graph().Run(With("5x/10%"), Flat(100, Buy), Flat(100), Flat(88), Flat(87, 0), Flat(86));
        Assert.Equal((4, 86m), (result.Trades.Single().ExitBar, result.Trades.Single().ExitPrice));
    }

    [Fact]
    public void G30_RuinWithLeverage_EndsTheRunAtZero()
    {
        // The close 79 leaves 500 · 79 − 40 000 < 0: nothing is left, and nothing is tried again.
        var result = Graph().Run(With("5x/10%"), Flat(100, Buy), Flat(100), Flat(79, Buy), Flat(200), Flat(300, Buy));
        Assert.Equal("ruin", result.Trades.Single().ExitReason);
        Assert.All(result.Equity.Skip(2), e => Assert.Equal(0, e.Equity));
        Assert.Contains(result.Warnings, w => w.En.StartsWith("Bankrupt", StringComparison.Ordinal));
    }

    [Fact]
    public void MarginCall_OfAPortfolio_ClosesEveryInstrumentAtItsNextPrice()
    {
        // 200 of each at 100, 30 000 owed. A falls to 70: 14 000 + 20 000 − 30 000 = 4 000 < 15 % of 34 000. B has no bar then and goes one later.
        var graph = Sized("money", 20_000);
        var result = graph.Run(With("20%/15%"), PlayMany.Flat("A", (100, Buy), (100, None), (70, None), (71, None), (71, None)), PlayMany.Flat("B", (100, Buy), (100, None), (0, 0), (0, 0), (99, None)));
        Assert.Equal([("A", 3, 71m, "margin-call"), ("B", 4, 99m, "margin-call")], result.Trades.Select(t => (t.Symbol, t.ExitBar, t.ExitPrice, t.ExitReason)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(101, 0)]
    [InlineData(50, 51)]
    [InlineData(50, -1)]
    public void Check_WrongMargin_IsNamed(double initial, double maintenance) =>
        Assert.All(SettingsCheck.Problems(Settings with { Margin = new((decimal)initial, (decimal)maintenance) }), p => Assert.Equal("margin", p.Path));

    [Fact]
    public void Manifest_HoldsTheMargin()
    {
        var bytes = ResultJson.ToBytes(Graph().Run(With("3x/10%"), Flat(100, Buy), Flat(100)));
        Assert.Equal(With("3x/10%").Margin, ResultJson.Read(bytes).Manifest.Settings.Margin);
        Assert.DoesNotContain("margin", System.Text.Encoding.UTF8.GetString(ResultJson.ToBytes(Graph().Run(Settings, Flat(100, Buy), Flat(100)))), StringComparison.Ordinal);
    }
}
