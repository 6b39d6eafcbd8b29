using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Lots, price steps and commissions of single symbols.</summary>
public sealed class OwnTermsTests
{
    private static readonly BacktestSettings Common = new() { Cash = 1010, Lot = 1, PriceStep = 0.5m, Slippage = new Slippage(1, SlippageUnit.Ticks) };

    private static BacktestSettings With(BacktestSettings settings, params (string Symbol, SymbolTerms Terms)[] own) => settings with { OwnTerms = own.ToDictionary(o => o.Symbol, o => o.Terms) };

    private static CandleSeries Pays(string symbol, double price) => PlayMany.Flat(symbol, (price, Buy), (price, 1), (price, 1), (price, 1));

    [Fact]
    public void Run_TwoSymbols_EachFillsByItsOwnLotStepAndCommission()
    {
        var settings = With(Common, ("A", new() { Lot = 10, PriceStep = 0.01m, Commission = new Commission(Percent: 1) }));
        var orders = PlayMany.Run(Graph().Compile(), settings, Pays("A", 7), Pays("B", 9)).Orders;
        // A at 7.01: 1010 / (7.01 · 1.01) = 142.6, 14 lots of 10, fee 1 % of 981.40; of the 18.786 left B buys 1 at 9.50 without a fee
        Assert.Equal([("A", 140m, 7.01m, 9.814m), ("B", 1m, 9.5m, 0m)], orders.Select(o => (o.Symbol, o.FilledQuantity, o.Price!.Value, o.Fees)));
    }

    [Fact]
    public void Run_DatedLot_HoldsForItsSymbolInPlaceOfTheCommonOne()
    {
        var later = new TermsChange(new(2024, 1, 2)) { Lot = 50 }; // the day of the fills
        var settings = With(new BacktestSettings { Cash = 1010, Lot = 1, Later = [later] }, ("A", new() { Lot = 10, Later = [new(new(2024, 1, 3)) { Lot = 1 }] }));
        var orders = PlayMany.Run(Graph().Compile(), settings, Pays("A", 9), PlayMany.Flat("B", (1, 1), (1, Buy), (1, 1), (1, 1))).Orders;
        Assert.Equal([("A", 110m)], orders.Select(o => (o.Symbol, o.FilledQuantity))); // 1010 / 9 = 112: 11 lots of 10; the 20 left buy no lot of 50
        var early = settings with { OwnTerms = new Dictionary<string, SymbolTerms> { ["A"] = new() { Lot = 10, Later = [new(new(2024, 1, 2)) { Lot = 1 }] } } };
        Assert.Equal(112, PlayMany.Run(Graph().Compile(), early, Pays("A", 9), Pays("B", 2000)).Orders.Single().FilledQuantity);
    }

    [Fact]
    public void For_WhatASymbolDoesNotSay_IsThatOfAll()
    {
        var (first, second) = (new DateOnly(2022, 1, 1), new DateOnly(2023, 1, 1));
        var settings = With(
            new BacktestSettings { Lot = 1, Commission = new Commission(0.1m), Later = [new(first) { Lot = 2, Commission = new Commission(0.2m) }, new(second) { Lot = 3 }] },
            ("A", new() { Lot = 10, Later = [new(second) { Lot = 20 }] }));
        var own = settings.For("A");
        Assert.Equal((10m, new Commission(0.1m)), (own.Lot, own.Commission));
        Assert.Equal([new(first) { Commission = new Commission(0.2m) }, new(second) { Lot = 20 }], own.Later);
        Assert.Equal((1m, settings.Later), (settings.For("B").Lot, settings.For("B").Later));
        Assert.Empty(own.OwnTerms);
    }

    [Fact]
    public void Run_OneInstrument_IsTheRunOnThoseTerms()
    {
        var terms = new SymbolTerms { Lot = 10, PriceStep = 0.05m, Commission = new Commission(0.3m), Later = [new(new(2024, 2, 1)) { Lot = 5, Commission = new Commission(0.1m) }] };
        var plain = new BacktestSettings { Lot = 10, PriceStep = 0.05m, Commission = new Commission(0.3m), Later = terms.Later, Slippage = new Slippage(2, SlippageUnit.Ticks) };
        var series = SessionLaws.SeriesOf(3);
        var strategy = Graph().Node("stop", "stop-loss", "value=3").Compile();
        BacktestResult Run(BacktestSettings s)
        {
            var data = BacktestData.Prepare(series, s).Data!;
            var result = Backtest.Run(strategy, data, s, null, CancellationToken.None);
            return result with { CostStrip = CostStrip.Of(strategy, data, s, result, CancellationToken.None) };
        }
        var (common, own) = (Run(plain), Run(With(new BacktestSettings { Slippage = plain.Slippage }, (series.Symbol, terms))));
        Assert.Equal(common.Trades, own.Trades);
        Assert.NotEmpty(own.Trades);
        Assert.Equal(common.Metrics["buyHoldPercent"], own.Metrics["buyHoldPercent"]);
        Assert.Equal(common.CostStrip!.Rows, own.CostStrip!.Rows);
        Assert.Equal(common.CostStrip.BreakEvenBasisPoints, own.CostStrip.BreakEvenBasisPoints);
    }

    [Fact]
    public void Read_WrittenResult_HasTheTermsOfEachSymbol()
    {
        var terms = new SymbolTerms { Lot = 10, PriceStep = 0.01m, Commission = new Commission(Percent: 1), Later = [new(new(2025, 1, 1)) { Lot = 1 }] };
        var result = PlayMany.Run(Graph().Compile(), With(Common, ("A", terms), ("B", new() { PriceStep = 0.25m })), Pays("A", 7), Pays("B", 9));
        var read = ResultJson.Read(ResultJson.ToBytes(result)).Manifest.Settings.OwnTerms;
        Assert.Equal(["A", "B"], read.Keys);
        Assert.Equal(terms with { Later = read["A"].Later }, read["A"]);
        Assert.Equal(terms.Later, read["A"].Later);
        Assert.Equal((0.25m, null, null), (read["B"].PriceStep, read["B"].Lot, read["B"].Commission));
        Assert.Equal(ResultJson.ToBytes(result), ResultJson.ToBytes(ResultJson.Read(ResultJson.ToBytes(result))));
    }

    [Fact]
    public void Problems_OfSymbols_AreAllNamedAtOnce()
    {
        var settings = With(Common with { PriceStep = 0 }, ("A", new() { PriceStep = 0.01m }), ("C", new() { PriceStep = 1, Lot = 5 }), ("D", new() { PriceStep = 1, Commission = new Commission(0.1m) }));
        Assert.Empty(SettingsCheck.Problems(settings)); // every symbol may have a step of its own
        var strategy = Graph().Compile();
        var problems = PortfolioData.Prepare(strategy, [(Pays("A", 7), []), (Pays("B", 9), [])], settings).Problems;
        Assert.Equal(["unknown-symbol lot", "unknown-symbol price-step", "unknown-symbol commission", "unknown-symbol price-step", "wrong-setting slippage"], problems.Select(p => $"{p.Code} {p.Path}"));
        Assert.StartsWith("B: Slippage in price steps", problems[^1].Message.En, StringComparison.Ordinal);
        Assert.Contains("A, B", problems[0].Message.En, StringComparison.Ordinal);
        Assert.Equal("A: The lot must be 0 or more, at most 1 000 000 000.", Assert.Single(SettingsCheck.Problems(With(Common, ("A", new() { Lot = -1 })))).Message.En);
        Assert.Equal("A: Commission per lot needs a lot size.", Assert.Single(SettingsCheck.Problems(With(Common, ("A", new() { Lot = 0, Commission = new Commission(PerLot: 1) })))).Message.En);
    }

    [Fact]
    public void WithCosts_OwnCommissions_AreScaledToo()
    {
        var settings = With(Common, ("A", new() { Commission = new Commission(Percent: 1), Later = [new(new(2025, 1, 1)) { Commission = new Commission(Percent: 2) }] }));
        var own = settings.WithCosts(c => c.Times(3), Slippage.None, 0).OwnTerms["A"];
        Assert.Equal((3m, 6m), (own.Commission!.Percent, own.Later[0].Commission!.Percent));
    }
}
