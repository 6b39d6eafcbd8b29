using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Simulation;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Metrics;

public sealed class SamplePartsTests
{
    private static readonly BacktestSettings Divided = new() { Cash = 1_000, Lot = 1, Split = new(2024, 1, 5, 0, 0, 0, TimeSpan.Zero) };

    // Day 1 buys; filled on the 2nd at 10: 100 units. Sold on the 4th at 12. Bought again on the 6th at 10: 120 units, sold on the 8th at 9.
    private static readonly (double, double, double, double, double)[] Bars =
        [Flat(10, Buy), Flat(10), Flat(12, Sell), Flat(12), Flat(10, Buy), Flat(10), Flat(9, Sell), Flat(9), Flat(9), Flat(9)];

    [Fact]
    public void Of_TwoTrades_GivesEachPartItsOwn()
    {
        var parts = Graph().Run(Divided, Bars).Parts;
        Assert.Equal([(SampleParts.Inside, 4, 1, 4), (SampleParts.Outside, 6, 5, 10)], parts.Select(p => (p.Name, p.Bars, p.From.Day, p.To.Day)));
        Assert.Equal((200.0, 20.0, 1.0, 100.0), Figures(parts[0])); // 100 · (12 − 10) on 1000
        Assert.Equal((-120.0, -10.0, 1.0, 0.0), Figures(parts[1])); // 120 · (9 − 10) on 1200
    }

    [Fact]
    public void Of_ATradeAcrossTheSplit_IsCountedWhereItIsClosed()
    {
        var parts = Graph().Run(Divided with { Split = new(2024, 1, 3, 0, 0, 0, TimeSpan.Zero) }, Bars).Parts;
        Assert.Equal([0.0, 2.0], parts.Select(p => p.Metrics["trades"]));
        Assert.Equal(0, parts[0].Metrics["netProfit"]!.Value, 9); // bought at 10, marked at 10
    }

    [Fact]
    public void Split_ChangesNothingElse()
    {
        var (whole, divided) = (Graph().Run(Divided with { Split = null }, Bars), Graph().Run(Divided, Bars));
        Assert.Empty(whole.Parts);
        Assert.Equal(whole.Metrics, divided.Metrics);
        Assert.Equal(whole.Trades, divided.Trades);
        Assert.NotEqual(RunKey.Of(whole.Manifest), RunKey.Of(divided.Manifest));
    }

    [Fact]
    public void Of_SeveralInstruments_UsesTheirCommonEquity()
    {
        var result = Graph().Run(Divided with { Exposure = new() { Symbol = 50 } }, PlayMany.Bars("A", Bars), PlayMany.Bars("B", Bars));
        Assert.Equal([2.0, 2.0], result.Parts.Select(p => p.Metrics["trades"]));
        Assert.Equal((double)(result.Equity[^1].Equity - 1_000), result.Parts.Sum(p => p.Metrics["netProfit"]!.Value), 6);
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2025)]
    public void Of_ASplitOutsideOfTheBars_DividesNothing(int year) =>
        Assert.Empty(Graph().Run(Divided with { Split = new(year, 1, 1, 0, 0, 0, TimeSpan.Zero) }, Bars).Parts);

    [Fact]
    public void Json_WithParts_ComesBackWhole()
    {
        var result = Graph().Run(Divided, Bars);
        var read = ResultJson.Read(ResultJson.ToBytes(result));
        Assert.Equal(Divided.Split, read.Manifest.Settings.Split);
        Assert.Equal(ResultJson.ToBytes(result), ResultJson.ToBytes(read));
    }

    [Fact]
    public void Check_SplitNotInsideOfTheRange_IsRefused()
    {
        var wrong = Divided with { From = Divided.Split };
        Assert.Equal(["split"], SettingsCheck.Problems(wrong).Select(p => p.Path));
        Assert.Empty(SettingsCheck.Problems(Divided with { From = Divided.Split!.Value.AddDays(-1), To = Divided.Split.Value.AddDays(1) }));
    }

    private static (double, double, double, double) Figures(SamplePart part)
    {
        double Of(string name) => Math.Round(part.Metrics[name]!.Value, 9);
        return (Of("netProfit"), Of("returnPercent"), Of("trades"), Of("winRatePercent"));
    }
}
