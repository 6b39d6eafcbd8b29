using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Several instruments with one cash, by hand. Cash 10 000, lot 1, no costs.</summary>
public sealed class PortfolioTests
{
    private static readonly (double, double) Still = (100, Play.None), Buy = (100, Play.Buy);

    /// <summary>Each fill beside what its own instrument traded on its bar.</summary>
    [Fact]
    public void Capacity_OfSeveralInstruments_IsMeasuredOnTheirOwnBars()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=money", "value=5000")
            .Run(Play.Settings, PlayMany.Flat("A", Buy, (100, 1000)), PlayMany.Flat("B", Buy, (50, 400)));
        // 5 000 of the equity of 10 000 in A, which trades 100 000, and in B, which trades 20 000: 1 % of that is reached at 2 000 and at 400
        Assert.Equal(2, result.OpenPositions.Count);
        Assert.Equal(400 + (0.05 * 1600), result.Metrics["capacity"]!.Value, 1e-9);
    }

    [Fact]
    public void SharedCash_GoesToTheFirstSymbolFirst()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=money", "value=6000")
            .Run(Play.Settings, PlayMany.Flat("B", Buy, Still), PlayMany.Flat("A", Buy, Still), PlayMany.Flat("C", Buy, Still));
        // A takes 60 units for 6 000; B gets what is left, 40 for 4 000; C nothing.
        Assert.Equal([("A", 60m), ("B", 40m)], result.OpenPositions.Select(p => (p.Symbol, p.Quantity)));
        Assert.Equal(("C", "no-cash", 1), result.Blocked.Select(b => (b.Symbol, b.Reason, b.Bars)).Single());
        Assert.Equal((10_000m, 0m, 10_000m), (result.Equity[1].Equity, result.Equity[1].Cash, result.Equity[1].Exposure));
        Assert.Equal(["A", "B", "C"], result.Manifest.Symbols);
    }

    [Fact]
    public void Exits_OfAllSymbols_FillBeforeEntries()
    {
        var result = Play.Graph().Run(Play.Settings, PlayMany.Flat("A", Still, Buy, Still), PlayMany.Flat("B", Buy, (110, Play.Sell), (120, Play.None)));
        // B is bought with everything at 110 (90 units, 100 left) and sold at 120: 10 900. A comes first by name, but buys 109 with the proceeds.
        Assert.Equal(109m, result.OpenPositions.Single().Quantity);
        Assert.Equal((90m, 900m), (result.Trades.Single().Quantity, result.Trades.Single().Pnl));
    }

    [Fact]
    public void StopInsideTheBar_GivesNoCashToTheOpenOfThatBar()
    {
        var result = Play.Graph().Node("stop", "stop-loss", "value=10").Run(Play.Settings,
            PlayMany.Bars("A", (100, 100, 100, 100, Play.None), (100, 100, 100, 100, Play.Buy), (100, 100, 100, 100, Play.None)),
            PlayMany.Bars("B", (100, 100, 100, 100, Play.Buy), (100, 100, 100, 100, Play.None), (100, 100, 80, 85, Play.None)));
        // B holds all cash until its stop at 90 inside the third bar; A asks at the open of that bar.
        Assert.Equal((90m, "stop-loss"), (result.Trades.Single().ExitPrice, result.Trades.Single().ExitReason));
        Assert.Equal(("A", "no-cash"), result.Blocked.Select(b => (b.Symbol, b.Reason)).Single());
    }

    [Fact]
    public void PercentEquity_CountsWhatTheOthersHold()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=percent-equity", "value=40").Run(Play.Settings,
            PlayMany.Flat("A", Buy, Still, (150, Play.None)), PlayMany.Flat("B", (50, Play.None), (50, Play.Buy), (50, Play.None)));
        // A: 40 % of 10 000 = 40 units at 100. At the open of the third bar A stands at 150: equity 6 000 + 6 000, 40 % = 4 800 = 96 units at 50.
        Assert.Equal([40m, 96m], result.OpenPositions.Select(p => p.Quantity));
        Assert.Equal([10_000m, 10_000m, 12_000m], result.Equity.Select(e => e.Equity));
    }

    [Fact]
    public void ShortProceeds_OfOneSymbol_BuyNothingOfAnother()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=money", "value=6000").Run(Play.Settings, PlayMany.Flat("A", (100, Play.Short), Still), PlayMany.Flat("B", Buy, Still));
        // A sells 60 short: cash 16 000, but free is 10 000 - 6 000 = 4 000: 40 units of B.
        Assert.Equal([60m, 40m], result.OpenPositions.Select(p => p.Quantity));
        Assert.Equal((12_000m, 10_000m), (result.Equity[1].Cash, result.Equity[1].Exposure));
    }

    [Fact]
    public void SymbolWithoutABar_FillsNothingAndStandsAtItsLastClose()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=quantity", "value=10").Run(Play.Settings,
            PlayMany.Flat("A", Still, Still, Still, Still, Still),
            PlayMany.Flat("B", Buy, (100, Play.None), (110, Play.Sell), (0, 0), (130, Play.None)));
        // B is sold at the close of the third day; the fourth has no bar of B, so it fills at 130 on the fifth, and stands at 110 until then.
        Assert.Equal([10_000m, 10_000m, 10_100m, 10_100m, 10_300m], result.Equity.Select(e => e.Equity));
        Assert.Equal((1, 4, 130m), (result.Trades.Single().EntryBar, result.Trades.Single().ExitBar, result.Trades.Single().ExitPrice));
        Assert.Equal(5, result.Manifest.Bars);
    }

    [Fact]
    public void SymbolThatEndsEarly_IsMarkedAtItsLastCloseAndItsLastSignalIsPending()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=quantity", "value=10").Run(Play.Settings,
            PlayMany.Flat("A", Still, Still, Buy, Still), PlayMany.Flat("B", Buy, Still, (120, Play.None)), PlayMany.Flat("C", Still, Buy));
        Assert.Equal(10_200m, result.Equity[^1].Equity); // 10 of B from 100 to 120; A is bought at 100 on the last day
        Assert.Equal([("A", 100m), ("B", 120m)], result.OpenPositions.Select(p => (p.Symbol, p.MarkPrice)));
        Assert.Equal(("C", "pending"), result.Blocked.Select(b => (b.Symbol, b.Reason)).Single());
    }

    [Fact]
    public void G30_RuinOfTheWholeAccount_ClosesEverySymbol()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=percent-equity", "value=50").Run(Play.Settings,
            PlayMany.Flat("A", (100, Play.Short), Still, (200, Play.None), (350, Play.None), Still), PlayMany.Flat("B", Buy, Still, Still, (50, Play.None), Still));
        // 50 of A short, 50 of B long, cash 10 000. At 350 and 50: 10 000 - 17 500 + 2 500 is below zero; alone, A was not ruined at 200 (10 000 - 10 000 + 5 000).
        Assert.Equal([("A", "ruin"), ("B", "ruin")], result.Trades.Select(t => (t.Symbol, t.ExitReason)));
        Assert.Equal([10_000m, 10_000m, 5_000m, 0m, 0m], result.Equity.Select(e => e.Equity));
    }

    [Fact]
    public void Fill_ThisClose_AlsoTakesCashInTheOrderOfTheSymbols()
    {
        var result = Play.Graph().Run(Play.Settings with { Fill = FillRule.ThisClose }, PlayMany.Flat("B", Buy, Still), PlayMany.Flat("A", (30, Play.None), (30, Play.Buy)));
        Assert.Equal([("B", 100m)], result.OpenPositions.Select(p => (p.Symbol, p.Quantity)));
        Assert.Equal(("A", "no-cash"), result.Blocked.Select(b => (b.Symbol, b.Reason)).Single());
    }

    [Fact]
    public void BuyAndHold_IsEqualMoneyInEverySymbol()
    {
        var result = Play.Graph().Run(Play.Settings, PlayMany.Flat("A", Still, (150, Play.None)), PlayMany.Flat("B", Still, (90, Play.None)));
        Assert.Equal(20, result.Metrics["buyHoldPercent"]!.Value, 9); // half gains 50 %, half loses 10 %
    }

    [Fact]
    public void GrossAndNet_CountAllSymbols()
    {
        var result = Play.Graph().Node("size", "position-size", "mode=money", "value=3000").Run(Play.Settings, PlayMany.Flat("A", (100, Play.Short), Still), PlayMany.Flat("B", (50, Play.Buy), (50, Play.None)));
        Assert.Equal(6_000m, result.Equity[1].Exposure); // 30 of A short, 60 of B long
        Assert.Equal((30.0, 0.0), (result.Metrics["grossExposurePercent"]!.Value, result.Metrics["netExposurePercent"]!.Value)); // the mean of 0 and 60 %; 0 and 0
    }

    [Fact]
    public void Prepare_DifferentTimeframes_IsRefused()
    {
        var hours = CandleSeries.From("H", Timeframe.OneHour, [new Candle(1_704_067_200_000, 1, 1, 1, 1, 1)]);
        var (_, problems) = PortfolioData.Prepare(Play.Graph().Compile(), [(hours, []), (PlayMany.Flat("D", Still), [])], Play.Settings);
        Assert.Equal("mixed-timeframes", problems.Single().Code);
    }
}
