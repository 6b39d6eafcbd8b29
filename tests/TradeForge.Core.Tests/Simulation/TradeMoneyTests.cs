using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>What a trade was in the account, and what the strategy's series held at its signals: the volume of a bar says which signal was true there.</summary>
public sealed class TradeMoneyTests
{
    [Theory]
    [InlineData(EquityResolution.Bars)]
    [InlineData(EquityResolution.Days)]
    public void Capital_ReversedPosition_IsEquityAtTheClosesAroundTheTrade(EquityResolution kept)
    {
        var result = Turned(Settings with { Lot = 10, Equity = kept });
        var (first, second) = (result.Trades[0], result.Trades[1]);

        // 100 units for 10 000; at the close before the turn they are worth 11 000; sold at 120 and as many sold short; bought back at 90
        Assert.Equal([new TradeMoney(10_000, 12_000, 10, false), new TradeMoney(11_000, 15_000, 10, true)], result.TradeMoney);
        Assert.Equal((10_000m, 12_000m), (first.PositionCost, second.PositionCost));
        Assert.Equal((10m, 10m), (result.TradeMoney[0].Lots(first)!.Value, result.TradeMoney[1].Lots(second)!.Value));
        Assert.Equal((100, 109.09090909), (result.TradeMoney[0].SizePercent(first)!.Value, result.TradeMoney[1].SizePercent(second)!.Value));
        Assert.Equal((48, 48), (first.Hours, second.Hours));
    }

    [Fact]
    public void GrossPnl_OfFees_IsTheProfitBeforeThem()
    {
        var trade = Turned(Settings with { Commission = new(PerOrder: 5) }).Trades[0]; // 99 units: 100 would cost 10 005

        Assert.Equal((99 * 20m - 10, 99 * 20m), (trade.Pnl, trade.GrossPnl));
    }

    [Fact]
    public void Lots_AnyQuantity_AreNotKnown()
    {
        var result = Turned(Settings with { Lot = 0 });

        Assert.Null(result.TradeMoney[0].Lots(result.Trades[0]));
    }

    [Fact]
    public void Lots_ChangedByDate_AreThoseOfTheEntry()
    {
        var result = Turned(Settings with { Lot = 10, Later = [new(new DateOnly(2024, 1, 3)) { Lot = 1 }] });

        Assert.Equal([10m, 1m], result.TradeMoney.Select(m => m.LotSize)); // entered on January 2 and 4
    }

    [Fact]
    public void Lots_OfASymbol_AreItsOwn()
    {
        var result = Turned(Settings with { Lot = 10, OwnTerms = new Dictionary<string, SymbolTerms> { ["TEST"] = new() { Lot = 5 }, ["OTHER"] = new() { Lot = 2 } } });

        Assert.Equal([5m, 5m], result.TradeMoney.Select(m => m.LotSize));
        Assert.Equal(20, result.TradeMoney[0].Lots(result.Trades[0])); // 100 units
    }

    [Fact]
    public void Values_MarketOrders_AreThoseOfTheBarsThatSentThem()
    {
        var values = Turned(Settings).TradeValues!;

        Assert.Equal([new TradeValueColumn("volume", "value")], values.Columns); // constants say nothing
        Assert.Equal([[Buy], [Short]], values.Entry);
        Assert.Equal([[Short], [Cover]], values.Exit);
    }

    [Fact]
    public void Values_LimitOrderAndStop_AreOfTheSignalAndOfTheLastCloseBefore()
    {
        var graph = Graph(buy: "orderType=limit").Price("buy.limit", 95).Node("stop", "stop-loss", "kind=percent", "value=10");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100, 2), (100, 100, 94, 96, 3), Flat(96, 4), (96, 96, 80, 80, 5), Flat(80));

        Assert.Equal((2, 4, "stop-loss"), (result.Trades[0].EntryBar, result.Trades[0].ExitBar, result.Trades[0].ExitReason));
        Assert.Equal([Buy], result.TradeValues!.Entry[0]); // it waited two bars
        Assert.Equal([4.0], result.TradeValues.Exit[0]); // the stop was hit inside bar 4, whose volume was not known then
    }

    [Fact]
    public void Values_ThisCloseAndEndOfData_AreOfTheBarsThemselves()
    {
        var result = Graph().Run(Settings with { Fill = FillRule.ThisClose, CloseAtEnd = true }, Flat(100), Flat(100, Buy), Flat(100), Flat(100, 7));

        Assert.Equal((1, 3), (result.Trades[0].EntryBar, result.Trades[0].ExitBar));
        Assert.Equal((Buy, 7.0), (result.TradeValues!.Entry[0][0], result.TradeValues.Exit[0][0]));
    }

    [Fact]
    public void Values_SeriesNotYetKnown_AreWrittenAsNull()
    {
        var graph = Graph().Node("sma", "sma", "period=3").Node("low", "compare", "op=lt").Node("away", "exit-long").Node("close", "price").Wire("sma.value -> low.a", "close.value -> low.b", "low.result -> away.when");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(106), Flat(106));
        var values = result.TradeValues!;

        Assert.Equal(["close.value", "sma.value", "volume.value"], values.Columns.Select(c => $"{c.Node}.{c.Handle}"));
        Assert.Equal([100, double.NaN, Buy], values.Entry[0]);
        Assert.Equal([106, 102, 1], values.Exit[0]); // (100 + 100 + 106) / 3
        Assert.Equal(values.Entry[0], ResultJson.Read(ResultJson.ToBytes(result)).TradeValues!.Entry[0]);
    }

    [Fact]
    public void Values_MoreThanAResultShallHold_AreLeftOutWithTheReason()
    {
        var series = WorkloadBars.Generate(1_000_000, out _);
        var crossing = Crossing().Compile();

        Assert.True(TradeValues.Fits(crossing, 600_000));
        Assert.False(TradeValues.Fits(crossing, series.Count));
        var result = Backtest.Run(crossing, BacktestData.Prepare(series, new()).Data!, new(), null, CancellationToken.None);
        Assert.Contains("2\u00a0000\u00a0000", result.TradeValues!.LeftOut!.En, StringComparison.Ordinal);
        Assert.Empty(result.TradeValues.Entry);
        Assert.Equal(result.TradeValues.LeftOut, ResultJson.Read(ResultJson.ToBytes(result)).TradeValues!.LeftOut);
    }

    [Fact]
    public void SeveralInstruments_HaveOneCapitalAndTheirOwnValues()
    {
        var (a, b) = (PlayMany.Flat("A", (100, Buy), (100, 1), (100, 2), (130, Sell), (130, 1)), PlayMany.Flat("B", (50, 3), (0, 0), (50, Buy), (50, Sell), (60, 1)));
        var result = Graph().Node("half", "position-size", "mode=money", "value=4000").Run(Settings, a, b);

        // A: 40 units from day 2 on, sold at 130 on day 5 for 1 200; B: 80 units on day 4 at 50, sold at 60 on day 5 for 800
        Assert.Equal(["A", "B"], result.Trades.Select(t => t.Symbol));
        Assert.Equal([(10_000m, 12_000m), (10_000m, 12_000m)], result.TradeMoney.Select(m => (m.EntryCapital, m.ExitCapital)));
        Assert.Equal([[Buy], [Buy]], result.TradeValues!.Entry);
        Assert.Equal([[Sell], [Sell]], result.TradeValues.Exit);
    }

    [Fact]
    public void Json_ReadAgain_GivesTheSame()
    {
        var result = Turned(Settings with { Lot = 10 });
        var json = ResultJson.ToBytes(result);
        var read = ResultJson.Read(json);

        Assert.Equal(result.TradeMoney, read.TradeMoney);
        Assert.Equal(result.TradeValues!.Columns, read.TradeValues!.Columns);
        Assert.Equal(result.TradeValues.Exit, read.TradeValues.Exit);
        Assert.Equal(json, ResultJson.ToBytes(read));
    }

    private static BacktestResult Turned(BacktestSettings settings) =>
        Graph().Run(settings, Flat(100, Buy), Flat(100), Flat(110, Short), Flat(120), Flat(120, Cover), Flat(90));

    private static GraphBuilder Crossing() => new GraphBuilder()
        .Node("fast", "sma", "period=10").Node("slow", "sma", "period=30").Node("up", "crosses", "direction=above").Node("down", "crosses", "direction=below").Node("in", "enter-long").Node("out", "exit-long")
        .Wire("fast.value -> up.a", "slow.value -> up.b", "fast.value -> down.a", "slow.value -> down.b", "up.result -> in.when", "down.result -> out.when");
}
