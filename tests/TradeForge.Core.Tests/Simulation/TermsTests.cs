using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Commissions, lots and price steps that hold from a date on. Daily bars from 2024-01-01, cash 10 000.</summary>
public sealed class TermsTests
{
    private static BacktestSettings With(params TermsChange[] later) => Settings with { Later = later };

    private static TermsChange From(int day) => new(new DateOnly(2024, 1, day));

    [Fact]
    public void G20_Commission_IsThatOfTheDayOfTheFill()
    {
        // The table of the exchange: 0.01 % to everybody, from the 4th on nothing to makers and 0.03 % to takers.
        var settings = With(From(4) with { Commission = new Commission(0.03m) { MakerPercent = 0 } }) with { Commission = new Commission(0.01m) };
        var graph = Graph().Node("size", "position-size", "mode=quantity", "value=10").Node("target", "take-profit", "value=10");
        Assert.Equal(0.1m, graph.Run(settings, Flat(100, Buy), Flat(100), Flat(100), (100, 111, 100, 100, None)).Trades[0].Fees); // bought on the 2nd, the target rests on the 4th
        Assert.Equal(0.1m + 0.3m, graph.Run(settings, Flat(100, Buy), Flat(100), Flat(100, Sell), Flat(100)).Trades[0].Fees);
        Assert.Equal(0.1m + 0.1m, graph.Run(settings, Flat(100, Buy), Flat(100, Sell), Flat(100), Flat(100)).Trades[0].Fees);
    }

    [Fact]
    public void G23_Lot_IsThatOfTheDayOfTheFill()
    {
        var settings = With(From(3) with { Lot = 1 }) with { Lot = 1_000 };
        Assert.Equal("below-one-lot", Graph().Run(settings, Flat(99, Buy), Flat(99)).Blocked.Single().Reason);
        Assert.Equal(101m, Graph().Run(settings, Flat(99), Flat(99, Buy), Flat(99)).OpenPositions.Single().Quantity);
    }

    [Fact]
    public void G23_PriceStep_RoundsNewLevelsAndFills()
    {
        var settings = With(From(3) with { PriceStep = 0.5m }) with { PriceStep = 0.01m };
        var target = Graph().Node("target", "take-profit", "value=2.35");
        Assert.Equal(102.35m, target.Run(settings, Flat(100, Buy), Flat(100), (100, 110, 100, 100, None)).Trades[0].ExitPrice); // made on the 2nd, it stays
        Assert.Equal(102.5m, target.Run(settings, Flat(100), Flat(100, Buy), (100, 110, 100, 100, None)).Trades[0].ExitPrice);
        Assert.Equal(97.5m, Graph().Node("stop", "stop-loss", "value=2.35").Run(settings, Flat(100, Buy), Flat(100), (100, 100, 90, 90, None)).Trades[0].ExitPrice); // a stop of 97.65, filled on the new step
    }

    [Fact]
    public void Terms_AreAllChecked_AfterEachChange()
    {
        var settings = With(From(2) with { Commission = new Commission(PerLot: 1) }, From(3) with { Lot = -1 }) with { Lot = 0 };
        Assert.Equal(["commission", "lot"], SettingsCheck.Problems(settings).Select(p => p.Path).Order());
        Assert.Equal(["later"], SettingsCheck.Problems(With(From(3), From(2))).Select(p => p.Path));
    }

    [Fact]
    public void Terms_InTheManifest_AreReadBack()
    {
        var settings = With(From(2) with { Commission = new Commission(0.03m) { MakerPercent = 0 }, Lot = 10 }, From(3) with { PriceStep = 0.5m, Financing = new Financing(Loan: 12) });
        var read = ResultJson.Read(ResultJson.ToBytes(Graph().Run(settings, Flat(100, Buy), Flat(100)))).Manifest.Settings;
        Assert.Equal(settings.Later, read.Later);
    }

    [Fact]
    public void CostStrip_ScalesCommissionsOfEveryDate()
    {
        var settings = (With(From(2) with { Commission = new Commission(1) }) with { Cash = 20_000 }).WithCosts(c => c.Times(2), Slippage.None, 0);
        Assert.Equal(2m, settings.Later[0].Commission!.Percent);
        Assert.Equal(2m, settings.On(19_724).Commission.Percent); // 2024-01-02
        Assert.Equal(0m, settings.On(19_723).Commission.Percent);
    }

    [Theory]
    [InlineData("0.01%, 2022-11-01: 0/0.03%", true)]
    [InlineData("0.01%", true)]
    [InlineData("2022-11-01: 0/0.03%", false)]
    [InlineData("0.01%, 0.02%", false)]
    [InlineData("0.01%, 2022-11-01: 1%, 2022-10-01: 2%", false)]
    public void DatedText_ReadsAValueAndLaterOnes(string text, bool isGood) =>
        Assert.Equal(isGood, DatedText.TryParse<Commission>(text, CostText.TryParseCommission, out _, out _));
}
