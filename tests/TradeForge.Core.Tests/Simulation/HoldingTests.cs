using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>What holding costs and brings in whole runs: financing, borrow fees, funding, dividends, splits. Daily bars from Monday 2024-01-01, cash 10 000, lot 1.</summary>
public sealed class HoldingTests
{
    private const int FirstDay = 19_723; // 2024-01-01 in days since 1970-01-01
    private const long Start = 1_704_067_200_000, Hour = 3_600_000;

    private static BacktestSettings Costing(string financing, string margin = "100%", BacktestSettings? rest = null)
    {
        Assert.True(HoldingText.TryParse(financing, out Financing rates) & HoldingText.TryParse(margin, out Margin lent));
        return (rest ?? Settings) with { Financing = rates, Margin = lent };
    }

    private static HoldingEvents Events(Split[]? splits = null, Dividend[]? dividends = null, FundingTable? funding = null) => new(new CorporateActions(splits ?? [], dividends ?? []), funding);

    private static BacktestResult Run(GraphBuilder graph, BacktestSettings settings, HoldingEvents events, CandleSeries series)
    {
        var (data, problems) = BacktestData.Prepare(series, settings, events: new Dictionary<string, HoldingEvents> { [series.Symbol] = events });
        Assert.Empty(problems);
        var strategy = graph.Compile();
        var result = Backtest.Run(strategy, data!, settings, null, CancellationToken.None);
        AssertBookkeeping(result, strategy);
        var bytes = ResultJson.ToBytes(result);
        Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(ResultJson.Read(bytes))));
        var portfolio = PortfolioBacktest.Run(strategy, PortfolioData.Of(data!), settings, null, CancellationToken.None);
        Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(portfolio)));
        return result;
    }

    private static BacktestResult Run(GraphBuilder graph, BacktestSettings settings, HoldingEvents events, params (double, double, double, double, double)[] bars) => Run(graph, settings, events, Bars(bars));

    [Fact]
    public void G29_Loan_IsChargedForEachNight()
    {
        // 200 at 100 with 10 000 borrowed at 36.5 %: 10 a night, on the next day's open 10 and on the one after 10.01 (the debt has grown).
        var result = Graph().Run(Costing("loan 36.5%", "2x"), Flat(100, Buy), Flat(100), Flat(100), Flat(100));
        Assert.Equal([-10_000m, -10_010m, -10_020.01m], result.Equity.Skip(1).Select(e => e.Cash));
        Assert.Equal(new HoldingCosts(-20.01m, 0, 0, 0, 0), result.Holding);
        Assert.Equal(0m, result.OpenPositions[0].Pnl); // no trade carries it
        Assert.Equal((-20.01, -20.01, 0.0), (Math.Round(result.Metrics["netProfit"]!.Value, 9), result.Metrics["holding"]!.Value, result.Metrics["fees"]!.Value));
    }

    [Fact]
    public void G29_Weekend_CountsEachCalendarDay()
    {
        // Bought on Friday 2024-01-05; the next bar is Monday: three nights at 5 % on 10 000, 360 days.
        var days = Bars(Flat(100), Flat(100), Flat(100), Flat(100, Buy), Flat(100), Flat(100), Flat(100), Flat(100));
        var weekdays = CandleSeries.From("TEST", Timeframe.OneDay, [.. Enumerable.Range(0, 8).Where(i => i is not (5 or 6)).Select(i => days[i])]);
        Assert.Equal(-100 * 100 * 0.05m * 3 / 360, Graph().Run(Costing("overnight 5%/0% year 360"), weekdays).Holding!.Overnight, 20);
    }

    [Fact]
    public void G29_Short_PaysTheBorrowFeeAndEarnsNothingOnItsProceeds()
    {
        // 100 sold at 100: a fee of 3.65 % on 10 000, then on 9 000, is 1 and 0.9; interest of 3.65 % on the own 10 000 (20 000 less 10 000, then less 9 000) 1 and 1.1 on what grew.
        var result = Graph().Run(Costing("borrow 3.65% interest 3.65%"), Flat(100, Short), (100, 100, 90, 90, None), Flat(90));
        Assert.Equal(-0.9m, result.Holding!.Borrow);
        Assert.Equal(1m + ((20_001 - 9_000) * 0.0001m), result.Holding.Interest); // the first night flat, on 10 000
    }

    [Fact]
    public void Financing_Hours_IsChargedOnceWhenTheDateChanges()
    {
        var bars = Enumerable.Range(0, 30).Select(i => new Candle(Start + (i * Hour), 100, 100, 100, 100, i == 2 ? Buy : None));
        var result = Graph().Run(Costing("overnight 3.65%/0%"), CandleSeries.From("TEST", Timeframe.OneHour, [.. bars]));
        Assert.Equal(-1m, result.Holding!.Overnight);
        Assert.Equal([0m, -1m], result.Equity.Select(e => e.Cash).Skip(3).Distinct());
        Assert.Equal(24, result.Equity.TakeWhile(e => e.Cash != -1).Count()); // booked at the first bar of the new day
    }

    [Fact]
    public void Financing_Dated_HoldsFromItsDay()
    {
        var settings = Costing("overnight 3.65%/0%") with { Later = [new TermsChange(new DateOnly(2024, 1, 3)) { Financing = new Financing(OvernightLong: 36.5m) }] };
        Assert.Equal(-1m - 10m, Graph().Run(settings, Flat(100, Buy), Flat(100), Flat(100), Flat(100)).Holding!.Overnight); // nights of the 2nd and of the 3rd
    }

    [Fact]
    public void Funding_IsPaidAtTheOpenOfTheBarThatReachesItsTime()
    {
        var funding = new FundingTable([(Start + Hour, 0.5m), (Start + (3 * Hour), 0.001m), (Start + (5 * Hour), -0.002m)]);
        var bars = Enumerable.Range(0, 7).Select(i => new Candle(Start + (i * Hour), 100 + i, 100 + i, 100 + i, 100 + i, i == 0 ? Buy : i == 4 ? Sell : None));
        var result = Run(Graph().Node("size", "position-size", "mode=quantity", "value=10"), Settings, Events(funding: funding), CandleSeries.From("TEST", Timeframe.OneHour, [.. bars]));
        // Bought at 01:00, after that hour's funding. 10 · 103 · 0.1 % is paid at 03:00; at 05:00, at whose open the position is sold, 10 · 105 · 0.2 % is received first.
        Assert.Equal(-1.03m + 2.1m, result.Holding!.Funding);
        Assert.Equal(1.07m, result.Holding.Total);
    }

    [Fact]
    public void G47_Dividend_IsCashOnRawPricesLessTheTax()
    {
        // The price falls by the dividend of 5 on its ex-date; 100 units receive 500 less 13 %.
        var result = Run(Graph(), Settings with { DividendTax = 13 }, Events(dividends: [new Dividend(FirstDay + 2, 5)]), Flat(100, Buy), Flat(100), Flat(95), Flat(95));
        Assert.Equal((435m, 435m, -500m), (result.Holding!.Dividends, result.Equity[^1].Cash, result.OpenPositions[0].Pnl));
        Assert.Equal(9_935m, result.Equity[^1].Equity);
    }

    [Theory]
    [InlineData(Buy, 435)]
    [InlineData(Short, -500)] // a short pays it whole
    public void G29_Dividend_BelongsToWhoHeldTheEveningBefore(double entry, double paid)
    {
        HoldingCosts Held(int ex) => Run(Graph(), Settings with { DividendTax = 13 }, Events(dividends: [new Dividend(FirstDay + ex, 5)]), Flat(100, entry), Flat(100), Flat(100)).Holding!;
        Assert.Equal((decimal)paid, Held(2).Dividends);
        Assert.Equal(0m, Held(1).Dividends); // entered at the open of the ex-date
    }

    [Fact]
    public void G47_Split_TurnsTheHoldingAndTheSignalsSeeNone()
    {
        // 10 at 15 000 become 1 000 at 150; a stop 10 % below follows to 135, and no rule that reads the close sees the fall.
        var graph = new GraphBuilder().Node("p", "price").Node("d", "change", "bars=1").Node("low", "constant", "value=-5").Node("fell", "compare", "op=lt").Node("sell", "exit-long")
            .Node("up", "compare", "op=gt").Node("buy", "enter-long").Node("stop", "stop-loss", "value=10").Node("size", "position-size", "mode=quantity", "value=10")
            .Wire("p.value -> d.source", "d.value -> fell.a", "low.value -> fell.b", "fell.result -> sell.when", "d.value -> up.a", "low.value -> up.b", "up.result -> buy.when");
        var result = Run(graph, Settings with { Cash = 200_000 }, Events([new Split(FirstDay + 3, 1, 100)]), Flat(15_000), Flat(15_000), Flat(15_000), Flat(150), (150, 151, 134, 140, None), Flat(140));
        var trade = result.Trades[0];
        Assert.Equal((1_000m, 150m, 135m, 4, "stop-loss", -15_000m), (trade.Quantity, trade.EntryPrice, trade.ExitPrice, trade.ExitBar, trade.ExitReason, trade.Pnl));
        Assert.Equal([200_000m, 200_000, 200_000, 200_000], result.Equity.Take(4).Select(e => e.Equity));
        Assert.Equal(100.0 * ((140.0 / 150) - 1), result.Metrics["buyHoldPercent"]!.Value, 9);
    }

    [Fact]
    public void G47_Split_LeavesTheFractionInCashAtThatOpen()
    {
        // The strategy reads adjusted volumes too: a tenth before the split. 15 become 1.5 of ten times the price: one stays, a half is paid out at the open of 1 010: +5 on the 500 that it had cost.
        var result = Run(Graph().Node("size", "position-size", "mode=quantity", "value=15"), Settings, Events([new Split(FirstDay + 2, 10, 1)]), Flat(100, 10 * Buy), Flat(100, 10), Flat(1_010), Flat(1_020));
        var paid = Assert.Single(result.Trades);
        Assert.Equal((0.5m, 1_000m, 1_010m, "split", 5m, 0m), (paid.Quantity, paid.EntryPrice, paid.ExitPrice, paid.ExitReason, paid.Pnl, paid.Fees));
        Assert.Equal((1m, 1_000m, 20m), (result.OpenPositions[0].Quantity, result.OpenPositions[0].EntryPrice, result.OpenPositions[0].Pnl));
        Assert.DoesNotContain(result.Orders, o => o.Reason == "split");
    }

    [Fact]
    public void G48_WorkingOrder_StandsInTheUnitsOfItsDay()
    {
        // A buy limit 10 % below the close of 1 000 waits over a split of 1 to 4 and fills at 225; the size is that of the fill.
        var graph = Graph(buy: "orderType=limit").Node("at", "formula", "expression=close*0.9").Wire("at.value -> buy.limit").Node("size", "position-size", "mode=money", "value=2250");
        var result = Run(graph, Settings, Events([new Split(FirstDay + 2, 1, 4)]), Flat(1_000, Buy / 4), Flat(1_000), Flat(250), (250, 251, 224, 240, None));
        Assert.Equal((225m, 10m, 225m), (result.OpenPositions[0].EntryPrice, result.OpenPositions[0].Quantity, result.Orders[0].LimitPrice));
    }

    [Fact]
    public void Splits_LongerBars_AreRefused()
    {
        var weeks = Settings with { Timeframe = Timeframe.Parse("1w") };
        var (data, problems) = BacktestData.Prepare(Bars([.. Enumerable.Range(0, 20).Select(_ => Flat(100))]), weeks, events: new Dictionary<string, HoldingEvents> { ["TEST"] = Events([new Split(FirstDay + 3, 1, 2)]) });
        Assert.Equal((true, "splits-need-days"), (data is null, Assert.Single(problems).Code));
    }

    [Fact]
    public void Events_AreInTheHashOfTheData()
    {
        string Hash(HoldingEvents events) => BacktestData.Prepare(Bars(Flat(1), Flat(1)), Settings, events: new Dictionary<string, HoldingEvents> { ["TEST"] = events }).Data!.Hash;
        HoldingEvents[] all = [HoldingEvents.None, Events([new Split(1, 1, 2)]), Events(dividends: [new Dividend(1, 2)]), Events(dividends: [new Dividend(1, 3)]), Events(funding: new FundingTable([(1, 2)]))];
        Assert.Equal(5, all.Select(Hash).Distinct().Count());
        Assert.Equal(BacktestData.Prepare(Bars(Flat(1), Flat(1)), Settings).Data!.Hash, Hash(HoldingEvents.None));
    }

    [Fact]
    public void Portfolio_LoanIsThatOfTheAccount_TheRestOfEachInstrument()
    {
        // 150 of each at 100 on 10 000: a debt of 20 000. One night of the loan at 36.5 % is 20, of the overnight rate at 3.65 % on 30 000 it is 3; A pays a dividend of 1.
        var settings = Costing("loan 36.5% overnight 3.65%/0%", "25%");
        var strategy = Graph().Node("size", "position-size", "mode=money", "value=15000").Compile();
        CandleSeries One(string symbol) => PlayMany.Flat(symbol, (100, Buy), (100, None), (100, None));
        var (data, problems) = PortfolioData.Prepare(strategy, [(One("A"), []), (One("B"), [])], settings, events: new Dictionary<string, HoldingEvents> { ["A"] = Events(dividends: [new Dividend(FirstDay + 2, 1)]) });
        Assert.Empty(problems);
        var result = PortfolioBacktest.Run(strategy, data!, settings, null, CancellationToken.None);
        Assert.Equal(new HoldingCosts(-20, 0, -3, 0, 150), result.Holding);
        Assert.Equal(10_000m + 127, result.Equity[^1].Equity);
    }

    /// <summary>Splits, dividends and funding at random: no money appears or goes, skipping quiet bars and the way of a portfolio change no bit.</summary>
    [Fact]
    public void RandomEvents_KeepEveryLaw()
    {
        var cases = from s in Gen.Elements(SessionLaws.Plain, SessionLaws.Protected, SessionLaws.Priced, SessionLaws.Limited, SessionLaws.PositionDependent)
                    from r in SessionLaws.Rules
                    from c in SessionLaws.Series
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select (s, r, c, seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var (settings, events) = (x.r with { DividendTax = 13 }, RandomEvents(new Random(x.seed)));
            var all = new Dictionary<string, HoldingEvents> { ["TEST"] = events };
            var data = BacktestData.Prepare(x.c, settings, events: all).Data!;
            var result = Backtest.Run(x.s, data, settings, null, CancellationToken.None);
            AssertBookkeeping(result, x.s);
            var bytes = ResultJson.ToBytes(result);
            Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(Backtest.Run(x.s, data, settings, skipIdleBars: false, null, CancellationToken.None))));
            Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(PortfolioBacktest.Run(x.s, PortfolioData.Of(data), settings, null, CancellationToken.None))));
        }));
    }

    private static HoldingEvents RandomEvents(Random random) => Events(
        [.. new[] { 30, 60, 90 }.Where(_ => random.Next(2) == 0).Select(day => new Split(FirstDay + day, random.Next(1, 4), random.Next(1, 4)))],
        [.. Enumerable.Range(0, 6).Select(i => new Dividend(FirstDay + (20 * i) + random.Next(20), random.Next(1, 5)))],
        new FundingTable([.. Enumerable.Range(0, 40).Select(i => (Start + ((3 * i) + 1) * 24 * Hour, (decimal)(random.Next(-10, 11) / 1000.0)))]));
}
