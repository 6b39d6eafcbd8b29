using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Dollars that stay dollars. Daily bars from 2024-01-01; the rate of a day is known from its close on.</summary>
public sealed class CurrencyCashTests
{
    private const long Start = 1_704_067_200_000, Day = 86_400_000;

    private static readonly BacktestSettings Roubles = new()
    {
        Cash = 100_000,
        Lot = 1,
        Currency = "RUB",
        Quotes = new Dictionary<string, string> { [""] = "USD" },
        Exchange = ExchangeRule.WhenShort,
    };

    /// <summary>The first rate is that of 2023-12-31: known at the first open.</summary>
    private static CurrencyRates Rates(params double[] closes) => new(
        [("USD", "RUB", CandleSeries.From("RATE", Timeframe.OneDay, [.. closes.Select((c, i) => new Candle(Start + ((i - 1) * Day), c, c, c, c, 1))]))], TradingCalendar.Auto);

    private static HoldingEvents Known(CurrencyRates rates, params Dividend[] dividends) => new(new CorporateActions([], dividends), Rates: rates);

    private static BacktestResult Run(GraphBuilder graph, BacktestSettings settings, HoldingEvents events, params (double, double, double, double, double)[] bars)
    {
        var strategy = graph.Compile();
        Assert.Empty(SettingsCheck.Problems(settings));
        var (data, problems) = BacktestData.Prepare(Bars(bars), settings, events: new Dictionary<string, HoldingEvents> { ["TEST"] = events });
        Assert.Empty(problems);
        var result = Backtest.Run(strategy, data!, settings, null, CancellationToken.None);
        AssertBookkeeping(result, strategy);
        var bytes = ResultJson.ToBytes(result);
        Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(ResultJson.Read(bytes))));
        Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(PortfolioBacktest.Run(strategy, PortfolioData.Of(data!), settings, null, CancellationToken.None))));
        return result;
    }

    [Fact]
    public void Kept_DollarsOfASale_RiseWithTheRate_AndPayTheNextPurchase()
    {
        var result = Run(Graph(), Roubles, Known(Rates(90, 100, 110, 120, 130)), Flat(10, Buy), Flat(10, Sell), Flat(12, Buy), Flat(12), Flat(12));
        // 100 000 roubles are 1 000 dollars at the 2nd open: 100 units. Sold for 1 200 dollars, which stay; the close of that day knows 120, and they buy 100 units at 12.
        Assert.Equal([100_000m, 110_000, 144_000, 156_000, 156_000], result.Equity.Select(e => e.Equity));
        Assert.Equal((32_000m, 12_000m), (result.Trades.Single().Pnl, result.Holding!.Revaluation));
        Assert.Equal(100m, result.OpenPositions.Single().Quantity);
        var exchange = Assert.Single(result.Currencies!.Conversions);
        Assert.Equal((Start + Day, "RUB", 100_000m, "USD", 1_000m, 0m), (exchange.Time, exchange.From, exchange.Paid, exchange.To, exchange.Received, exchange.Cost));
        Assert.Equal([("RUB", 100_000m, 0m), ("USD", 0, 0)], result.Currencies.Balances.Select(b => (b.Currency, b.Initial, b.Final)));
    }

    [Fact]
    public void Cost_IsTakenOnlyFromWhatIsExchanged()
    {
        (double, double, double, double, double)[] bars = [Flat(10, Buy), Flat(10, Sell), Flat(12, Buy), Flat(12)];
        var kept = Run(Graph(), Roubles with { ExchangeCost = 1 }, Known(Rates(100, 100, 100, 100)), bars);
        // 99 units for 990 dollars and 990 roubles of cost; 1 188 dollars come back and buy 99 units again.
        Assert.Equal([99m, 99m], kept.Orders.Where(o => o.Side == OrderSide.Buy).Select(o => o.FilledQuantity));
        Assert.Equal((-990m, 100_000 - 990 + (99 * 200m)), (kept.Holding!.Exchange, kept.Equity[^1].Equity));
        var each = Run(Graph(), Roubles with { ExchangeCost = 1, Exchange = ExchangeRule.EachFill }, Known(Rates(100, 100, 100, 100)), bars);
        Assert.Equal(3, each.Currencies!.Count);
        Assert.True(each.Equity[^1].Equity < kept.Equity[^1].Equity);
    }

    [Fact]
    public void Balance_OfTheStart_IsSpentFirst_AndRisesWhileItWaits()
    {
        var settings = Roubles with { Balances = new Dictionary<string, decimal> { ["USD"] = 500 } };
        var result = Run(Graph(), settings, Known(Rates(90, 100, 100, 100)), Flat(10, Buy), Flat(10), Flat(10));
        // 55 000 roubles and 500 dollars; at 100 they are 1 050 dollars.
        Assert.Equal((105m, 105_000m), (result.OpenPositions.Single().Quantity, result.Equity[0].Equity));
        Assert.Equal((55_000m, 550m), (result.Currencies!.Conversions.Single().Paid, result.Currencies.Conversions.Single().Received));
        var wrong = BacktestData.Prepare(Bars(Flat(10), Flat(10)), settings with { Cash = 1_000 }, events: new Dictionary<string, HoldingEvents> { ["TEST"] = Known(Rates(90, 90)) });
        Assert.Equal("balances-above-cash", Assert.Single(wrong.Problems).Code);
        Assert.Equal("rates-missing", Assert.Single(BacktestData.Prepare(Bars(Flat(10), Flat(10)), settings with { Quotes = new Dictionary<string, string>() }).Problems).Code);
    }

    [Fact]
    public void Dividends_StayInTheirCurrency()
    {
        var graph = Graph().Node("size", "position-size", "mode=quantity", "value=10");
        var result = Run(graph, Roubles, Known(Rates(100, 100, 110, 120), new Dividend(19_725, 0.5m)), Flat(10, Buy), Flat(10), Flat(10), Flat(10));
        Assert.Equal([("RUB", 90_000m), ("USD", 5m)], result.Currencies!.Balances.Select(b => (b.Currency, b.Final)));
        Assert.Equal((5m * 110, 5m * 10), (result.Holding!.Dividends, result.Holding.Revaluation));
    }

    [Fact]
    public void Portfolio_DollarsPayForRoubles_WhenThoseAreShort()
    {
        var settings = Roubles with { Quotes = new Dictionary<string, string> { ["B"] = "USD" }, Balances = new Dictionary<string, decimal> { ["USD"] = 800 } };
        var strategy = Graph().Node("size", "position-size", "mode=money", "value=40000").Compile();
        var (data, problems) = PortfolioData.Prepare(strategy, [(PlayMany.Flat("A", (10, Buy), (10, None), (10, None)), []), (PlayMany.Flat("B", (10, Buy), (10, None), (10, None)), [])], settings,
            events: new Dictionary<string, HoldingEvents> { ["A"] = Known(Rates(100, 100, 100, 110)), ["B"] = Known(Rates(100, 100, 100, 110)) });
        Assert.Empty(problems);
        var result = PortfolioBacktest.Run(strategy, data!, settings, null, CancellationToken.None);
        // 20 000 roubles and 800 dollars: A takes the roubles and 200 dollars, B 400 of the 600 that are left; the last 200 rise by 10 each.
        Assert.Equal([("A", 4_000m), ("B", 40m)], result.OpenPositions.Select(p => (p.Symbol, p.Quantity)));
        Assert.Equal([("RUB", 0m), ("USD", 200m)], result.Currencies!.Balances.Select(b => (b.Currency, b.Final)));
        Assert.Equal(("USD", 200m, "RUB", 20_000m), result.Currencies.Conversions.Select(c => (c.From, c.Paid, c.To, c.Received)).Single());
        Assert.Equal([100_000m, 100_000, 100_000 + 4_000 + 2_000], result.Equity.Select(e => e.Equity));
    }

    [Fact]
    public void WrongChoices_AreNamed()
    {
        Assert.Equal(["currency"], SettingsCheck.Problems(new() { Exchange = ExchangeRule.WhenShort }).Select(p => p.Path));
        Assert.Equal(["exchange-cost"], SettingsCheck.Problems(Roubles with { ExchangeCost = 51 }).Select(p => p.Path));
        Assert.Equal(["balance"], SettingsCheck.Problems(Roubles with { Exchange = ExchangeRule.EachFill, Balances = new Dictionary<string, decimal> { ["USD"] = 1 } }).Select(p => p.Path));
        Assert.Equal(["balance"], SettingsCheck.Problems(Roubles with { Balances = new Dictionary<string, decimal> { ["RUB"] = 1 } }).Select(p => p.Path));
    }

    /// <summary>While the rate stands still and an exchange costs nothing, it does not matter when money is exchanged.</summary>
    [Fact]
    public void ConstantRate_TheRuleOfExchangeChangesNothing()
    {
        var cases = from s in Gen.Elements(SessionLaws.Plain, SessionLaws.Protected, SessionLaws.Priced, SessionLaws.Limited) from r in SessionLaws.Rules from c in SessionLaws.Series select (s, r, c);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var kept = x.r with { Cash = 4 * x.r.Cash, Currency = "RUB", Quotes = Roubles.Quotes, Exchange = ExchangeRule.WhenShort };
            var data = BacktestData.Prepare(x.c, kept, events: new Dictionary<string, HoldingEvents> { [x.c.Symbol] = Known(Rates(4)) }).Data!;
            var (one, other) = (Backtest.Run(x.s, data, kept, null, CancellationToken.None), Backtest.Run(x.s, data, kept with { Exchange = ExchangeRule.EachFill }, null, CancellationToken.None));
            AssertBookkeeping(one, x.s);
            Assert.Equal(other.Equity.Select(e => Math.Round(e.Equity, 6)), one.Equity.Select(e => Math.Round(e.Equity, 6)));
            Assert.Equal(other.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Quantity, Math.Round(t.Pnl, 6))), one.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Quantity, Math.Round(t.Pnl, 6))));
        }));
    }
}
