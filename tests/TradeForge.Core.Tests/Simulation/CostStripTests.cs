using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>A run under other costs.</summary>
public sealed class CostStripTests
{
    [Fact]
    public void Of_OneTrade_RowsAndBreakEvenByHand()
    {
        // 100 units from 100 to 120: a profit of 2000 on fills of 22 000
        var strip = Strip(Settings with { Cash = 20_000, Commission = new(Percent: 1) }, Flat(100, Buy), Flat(100, Sell), Flat(120)).CostStrip!;
        Assert.Equal([2000m, 1780, 1560, 1340], strip.Rows.Select(row => row.NetProfit));
        Assert.Equal([0m, 220, 440, 660], strip.Rows.Select(row => row.Fees));
        Assert.Equal([0, 1, 2, 3], strip.Rows.Select(row => row.Multiple));
        Assert.Equal(22_000, strip.Rows[0].EquityFinal);
        Assert.Equal(909.09, strip.BreakEvenBasisPoints); // 2000 / 22 000 = 9.0909… %
    }

    [Fact]
    public void Of_Slippage_IsScaledToo()
    {
        var rows = Strip(Settings with { Cash = 20_000, Slippage = new(1) }, Flat(100, Buy), Flat(100, Sell), Flat(120)).CostStrip!.Rows;
        Assert.Equal([2000m, 1780, 1560, 1340], rows.Select(row => row.NetProfit)); // 1 % worse on 10 000 and on 12 000
    }

    [Fact]
    public void Of_LossWithoutCosts_HasNoBreakEven() =>
        Assert.Null(Strip(Settings with { Cash = 20_000, Commission = new(Percent: 1) }, Flat(100, Buy), Flat(100, Sell), Flat(90)).CostStrip!.BreakEvenBasisPoints);

    [Fact]
    public void Of_MultipleBeyondTheWholeValue_IsLeftOut() =>
        Assert.Equal([0, 1, 2], Strip(Settings with { Cash = 50_000, Commission = new(Percent: 40) }, Flat(100, Buy), Flat(100, Sell), Flat(120)).CostStrip!.Rows.Select(row => row.Multiple));

    [Fact]
    public void Of_ClosedAtTheEnd_IsTheRunItself()
    {
        var result = Strip(Settings with { Cash = 20_000, Commission = new(Percent: 1), CloseAtEnd = true }, Flat(100, Buy), Flat(100), Flat(110));
        Assert.Equal(result.Metrics["netProfit"]!.Value, (double)result.CostStrip!.Rows[1].NetProfit, 1e-9);
        Assert.Equal(1000 - 210, result.CostStrip.Rows[1].NetProfit);
    }

    [Theory]
    [InlineData(0.7, 0.0)] // below a hundredth nothing is left
    [InlineData(12_345.6, 123.45)]
    [InlineData(499_999.5, 4999.99)]
    [InlineData(500_001, null)] // earns at 5000 too
    [InlineData(0, null)]
    public void BreakEven_ProfitThatFalls_IsTheLastHundredthWithOne(double root, double? expected) =>
        Assert.Equal(expected, CostStrip.BreakEven(hundredths => (decimal)(root - hundredths)));

    [Fact]
    public void Times_EveryAmount_IsScaled()
    {
        var commission = new Commission(1, 2, 3, 4) { Minimum = 5, Maximum = 6, MakerPercent = 0.5m, RoundUpTo = 0.01m, SalesOnly = true, And = new Commission(7) };
        Assert.Equal(new Commission(2, 4, 6, 8) { Minimum = 10, Maximum = 12, MakerPercent = 1, RoundUpTo = 0.01m, SalesOnly = true, And = new Commission(14) }, commission.Times(2));
        Assert.Equal(Commission.None, commission.Times(0));
        var slippage = new Slippage(1, SlippageUnit.Price) { Spread = 2, SpreadUnit = SlippageUnit.Ticks, Impact = 3, Model = ImpactModel.Linear, ClampToBar = true };
        Assert.Equal(slippage with { Value = 3, Spread = 6, Impact = 9 }, slippage.Times(3));
    }

    [Fact]
    public void ResultJson_WithStrip_IsReadAgain()
    {
        var result = Strip(Settings with { Cash = 20_000, Commission = new(Percent: 1), Trials = 7 }, Flat(100, Buy), Flat(100, Sell), Flat(120));
        var read = ResultJson.Read(ResultJson.ToBytes(result));
        Assert.Equal(result.CostStrip!.Rows, read.CostStrip!.Rows);
        Assert.Equal((909.09, 7), (read.CostStrip.BreakEvenBasisPoints!.Value, read.Manifest.Settings.Trials));
    }

    private static BacktestResult Strip(BacktestSettings settings, params (double, double, double, double, double)[] bars)
    {
        var strategy = Graph().Node("size", "position-size", "mode=quantity", "value=100").Compile();
        var data = BacktestData.Prepare(Bars(bars), settings).Data!;
        var result = Run(strategy, settings, Bars(bars));
        return result with { CostStrip = CostStrip.Of(strategy, data, settings, result, CancellationToken.None) };
    }
}
