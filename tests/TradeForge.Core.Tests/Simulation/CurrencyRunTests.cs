using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Prices in dollars, an account in roubles. Daily bars from 2024-01-01; the rate of a day is known from its close on.</summary>
public sealed class CurrencyRunTests
{
    private const long Start = 1_704_067_200_000, Day = 86_400_000;
    private const int FirstDay = 19_723;

    private static readonly BacktestSettings Roubles = new() { Cash = 100_000, Lot = 1, Currency = "RUB", Quotes = new Dictionary<string, string> { [""] = "USD" } };

    /// <summary>The first rate is that of 2023-12-31: known at the first open.</summary>
    private static CurrencyRates Rates(params double[] closes) => new(
        [("USD", "RUB", CandleSeries.From("RATE", Timeframe.OneDay, [.. closes.Select((c, i) => new Candle(Start + ((i - 1) * Day), c, c, c, c, 1))]))], TradingCalendar.Auto);

    private static Dictionary<string, HoldingEvents> Events(CurrencyRates rates, params Dividend[] dividends) => new() { ["TEST"] = new(new CorporateActions([], dividends), Rates: rates) };

    private static BacktestData Data(BacktestSettings settings, Dictionary<string, HoldingEvents> events, CandleSeries series)
    {
        var (data, problems) = BacktestData.Prepare(series, settings, events: events);
        Assert.Empty(problems);
        return data!;
    }

    private static BacktestResult Run(GraphBuilder graph, BacktestSettings settings, Dictionary<string, HoldingEvents> events, params (double, double, double, double, double)[] bars)
    {
        var strategy = graph.Compile();
        var result = Backtest.Run(strategy, Data(settings, events, Bars(bars)), settings, null, CancellationToken.None);
        AssertBookkeeping(result, strategy);
        var bytes = ResultJson.ToBytes(result);
        Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(ResultJson.Read(bytes))));
        return result;
    }

    [Fact]
    public void Currency_EveryFillAndMark_HasTheRateKnownThen()
    {
        var result = Run(Graph(), Roubles, Events(Rates(90, 100, 110, 120)), Flat(10, Buy), Flat(10, Sell), Flat(12), Flat(12));
        // 100 000 at 100 (known at the open of the 2nd) are 1 000 dollars, 100 units; at the close of that day they are worth 110 000; sold at 12 · 110.
        var trade = Assert.Single(result.Trades);
        Assert.Equal((100m, 10m, 12m, 100m, 110m), (trade.Quantity, trade.EntryPrice, trade.ExitPrice, trade.EntryRate, trade.ExitRate));
        Assert.Equal((32_000m, 32.0), (trade.Pnl, trade.PnlPercent));
        Assert.Equal([100_000m, 110_000, 132_000, 132_000], result.Equity.Select(e => e.Equity));
        Assert.Equal(100 * ((12 * 120.0 / (10 * 100)) - 1), result.Metrics["buyHoldPercent"]!.Value, 9); // from the first close to the last, in roubles
    }

    [Fact]
    public void Currency_FeesAndDividends_AreConverted()
    {
        var settings = Roubles with { Commission = new Commission(PerOrder: 1) };
        var graph = Graph().Node("size", "position-size", "mode=money", "value=50000");
        var result = Run(graph, settings, Events(Rates(100, 100, 110, 120), new Dividend(FirstDay + 2, 0.5m)), Flat(10, Buy), Flat(10), Flat(10), Flat(10));
        // 50 000 roubles are 500 dollars: 49 units and the fee of 1. Half a dollar for each is paid at the rate of 110.
        var open = Assert.Single(result.OpenPositions);
        Assert.Equal((49m, 100m, 120m, 49m * 10 * 20 - 100), (open.Quantity, open.Fees, open.MarkRate, open.Pnl));
        Assert.Equal(49 * 0.5m * 110, result.Holding!.Dividends);
    }

    [Fact]
    public void Currency_ShortWithMargin_IsCalledByTheRateAlone()
    {
        // 10 000 dollars sold at twice the own money; the price stands, the dollar goes from 100 to 140: a loss of 80 000 of 100 000.
        var settings = Roubles with { Margin = new Margin(50, 20) };
        var result = Run(Graph(), settings, Events(Rates(100, 100, 140, 140)), Flat(10, Short), Flat(10), Flat(10));
        Assert.Equal(("margin-call", -80_000m), (result.Trades.Single().ExitReason, result.Trades.Single().Pnl));
    }

    [Fact]
    public void Currency_OfAPortfolio_IsThatOfEachSymbol()
    {
        var settings = Roubles with { Quotes = new Dictionary<string, string> { ["B"] = "USD" } };
        var strategy = Graph().Node("size", "position-size", "mode=money", "value=40000").Compile();
        CandleSeries One(string symbol) => PlayMany.Flat(symbol, (10, Buy), (10, None), (11, None));
        var (data, problems) = PortfolioData.Prepare(strategy, [(One("A"), []), (One("B"), [])], settings, events: new Dictionary<string, HoldingEvents> { ["B"] = HoldingEvents.None with { Rates = Rates(100, 100, 100, 110) } });
        Assert.Empty(problems);
        var result = PortfolioBacktest.Run(strategy, data!, settings, null, CancellationToken.None);
        Assert.Equal([("A", 4_000m, 4_000m), ("B", 40, 8_400)], result.OpenPositions.Select(p => (p.Symbol, p.Quantity, p.Pnl))); // 40 · (11 · 110 − 10 · 100)
        Assert.Equal(112_400m, result.Equity[^1].Equity);
    }

    [Fact]
    public void Currency_RateNotKnown_IsRefused()
    {
        var (data, problems) = BacktestData.Prepare(Bars(Flat(10), Flat(10)), Roubles, events: Events(Rates()));
        Assert.Equal((true, "rates-missing"), (data is null, Assert.Single(problems).Code));
        Assert.Equal("rates-missing", Assert.Single(BacktestData.Prepare(Bars(Flat(10), Flat(10)), Roubles).Problems).Code);
        Assert.Equal(["currency"], SettingsCheck.Problems(Roubles with { Currency = null }).Select(p => p.Path));
        Assert.Equal(["currency"], SettingsCheck.Problems(Roubles with { Currency = "?" }).Select(p => p.Path));
    }

    /// <summary>A rate that never changes only scales the money; skipping and the way of a portfolio change nothing.</summary>
    [Fact]
    public void ConstantRate_ScalesEveryEquity()
    {
        var cases = from s in Gen.Elements(SessionLaws.Plain, SessionLaws.Protected, SessionLaws.Priced, SessionLaws.Limited) from r in SessionLaws.Rules from c in SessionLaws.Series select (s, r, c);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var foreign = x.r with { Cash = 4 * x.r.Cash, Currency = "RUB", Quotes = Roubles.Quotes };
            var data = Data(foreign, Events(Rates(4)), x.c);
            var (plain, result) = (Play.Run(x.s, x.r, x.c), Backtest.Run(x.s, data, foreign, null, CancellationToken.None));
            Assert.Equal(plain.Equity.Select(e => Math.Round(4 * e.Equity, 6)), result.Equity.Select(e => Math.Round(e.Equity, 6)));
            Assert.Equal(plain.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Quantity)), result.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Quantity)));
            var bytes = ResultJson.ToBytes(result);
            Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(Backtest.Run(x.s, data, foreign, skipIdleBars: false, null, CancellationToken.None))));
            Assert.True(bytes.AsSpan().SequenceEqual(ResultJson.ToBytes(PortfolioBacktest.Run(x.s, PortfolioData.Of(data), foreign, null, CancellationToken.None))));
        }));
    }
}
