using System.Reflection;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>No parameter of costs and money is without effect: each changes the equity of a run on which it can act.</summary>
public sealed class SettingsEffectTests
{
    private static readonly CompiledStrategy Strategy = Play.Graph(buy: "pyramiding=2").Node("stop", "stop-loss", "value=3").Node("target", "take-profit", "value=4").Compile();

    private static readonly DateOnly Later = new(2024, 2, 1);

    private static readonly BacktestSettings Base = new() { Cash = 10_000, Lot = 1, PriceStep = 0.01m, Margin = new Margin(50, 0), Commission = new Commission(0.1m), Slippage = new Slippage(0.05m) };

    private static BacktestSettings Fee(Func<Commission, Commission> change) => Base with { Commission = change(Base.Commission) };

    private static BacktestSettings Slip(Func<Slippage, Slippage> change) => Base with { Slippage = change(Base.Slippage) };

    private static BacktestSettings Terms(TermsChange change) => Base with { Later = [change] };

    private static BacktestSettings Own(SymbolTerms terms) => Base with { OwnTerms = new Dictionary<string, SymbolTerms> { ["TEST"] = terms } };

    private static BacktestSettings Rates(Financing rates) => Base with { Financing = rates };

    /// <summary>A dividend every fifth day.</summary>
    private static HoldingEvents Paying(decimal amount, int times = 20) => new(new CorporateActions([], [.. Enumerable.Range(0, times).Select(i => new Dividend(19_730 + (5 * i), amount))]));

    private static BacktestSettings Foreign(string quote) => Base with { Currency = "RUB", Quotes = new Dictionary<string, string> { [""] = quote } };

    private static BacktestSettings Kept => Foreign("USD") with { Exchange = ExchangeRule.WhenShort };

    /// <summary>Two currencies, each with a rate that goes its own way from 2023-12-01 on.</summary>
    private static CurrencyRates Rates(double slope) => new(
        [("USD", "RUB", Line(slope)), ("EUR", "RUB", Line(2 * slope))], TradingCalendar.Auto);

    private static CandleSeries Line(double slope) => CandleSeries.From(
        "RATE", Timeframe.OneDay, [.. Enumerable.Range(0, 160).Select(i => 100 + (slope * i)).Select((c, i) => new Candle(1_701_388_800_000 + (i * 86_400_000L), c, c, c, c, 1))]);

    /// <summary>By parameter: settings without and with it, or events without and with.</summary>
    private static readonly Dictionary<string, (BacktestSettings From, BacktestSettings To)> Settings = new()
    {
        ["Commission.Percent"] = (Base, Fee(c => c with { Percent = 0.2m })),
        ["Commission.PerOrder"] = (Base, Fee(c => c with { PerOrder = 1 })),
        ["Commission.PerUnit"] = (Base, Fee(c => c with { PerUnit = 0.1m })),
        ["Commission.PerLot"] = (Base, Fee(c => c with { PerLot = 0.1m })),
        ["Commission.Minimum"] = (Base, Fee(c => c with { Minimum = 50 })),
        ["Commission.Maximum"] = (Base, Fee(c => c with { Maximum = 1 })),
        ["Commission.MakerPercent"] = (Base, Fee(c => c with { MakerPercent = 0 })),
        ["Commission.SalesOnly"] = (Base, Fee(c => c with { SalesOnly = true })),
        ["Commission.RoundUpTo"] = (Base, Fee(c => c with { RoundUpTo = 1 })),
        ["Commission.And"] = (Base, Fee(c => c with { And = new Commission(0.1m) })),
        ["Slippage.Value"] = (Base, Slip(s => s with { Value = 0.1m })),
        ["Slippage.Unit"] = (Slip(s => s with { Value = 2, Unit = SlippageUnit.Price }), Slip(s => s with { Value = 2, Unit = SlippageUnit.Ticks })),
        ["Slippage.Spread"] = (Base, Slip(s => s with { Spread = 0.1m })),
        ["Slippage.SpreadUnit"] = (Slip(s => s with { Spread = 2, SpreadUnit = SlippageUnit.Price }), Slip(s => s with { Spread = 2, SpreadUnit = SlippageUnit.Ticks })),
        ["Slippage.Impact"] = (Base, Slip(s => s with { Impact = 1 })),
        ["Slippage.Model"] = (Slip(s => s with { Impact = 1 }), Slip(s => s with { Impact = 1, Model = ImpactModel.Linear })),
        ["Slippage.ClampToBar"] = (Slip(s => s with { Value = 5 }), Slip(s => s with { Value = 5, ClampToBar = true })),
        ["Margin.Initial"] = (Base, Base with { Margin = new Margin(25) }),
        ["Margin.Maintenance"] = (Base, Base with { Margin = new Margin(50, 50) }),
        ["Financing.Loan"] = (Base, Rates(new Financing(Loan: 10))),
        ["Financing.Interest"] = (Base, Rates(new Financing(Interest: 10))),
        ["Financing.Borrow"] = (Base, Rates(new Financing(Borrow: 10))),
        ["Financing.OvernightLong"] = (Base, Rates(new Financing(OvernightLong: 10))),
        ["Financing.OvernightShort"] = (Base, Rates(new Financing(OvernightShort: 10))),
        ["Financing.DaysInYear"] = (Rates(new Financing(Loan: 10)), Rates(new Financing(Loan: 10) { DaysInYear = 360 })),
        ["TermsChange.From"] = (Terms(new(Later) { Lot = 7 }), Terms(new(Later.AddDays(20)) { Lot = 7 })),
        ["TermsChange.Commission"] = (Base, Terms(new(Later) { Commission = new Commission(1) })),
        ["TermsChange.Lot"] = (Base, Terms(new(Later) { Lot = 7 })),
        ["TermsChange.PriceStep"] = (Base, Terms(new(Later) { PriceStep = 0.5m })),
        ["TermsChange.Financing"] = (Base, Terms(new(Later) { Financing = new Financing(Loan: 10) })),
        ["SymbolTerms.Commission"] = (Base, Own(new() { Commission = new Commission(1) })),
        ["SymbolTerms.Lot"] = (Base, Own(new() { Lot = 7 })),
        ["SymbolTerms.PriceStep"] = (Base, Own(new() { PriceStep = 0.5m })),
        ["SymbolTerms.Later"] = (Own(new() { Lot = 1 }), Own(new() { Lot = 1, Later = [new(Later) { Lot = 7 }] })),
        ["BacktestSettings.Currency"] = (Base with { Currency = "RUB" }, Base with { Currency = "RUB", Quotes = new Dictionary<string, string> { [""] = "USD" } }),
        ["BacktestSettings.Quotes"] = (Foreign("USD"), Foreign("EUR")),
        ["BacktestSettings.Exchange"] = (Foreign("USD"), Kept),
        ["BacktestSettings.ExchangeCost"] = (Kept, Kept with { ExchangeCost = 1 }),
        ["BacktestSettings.Balances"] = (Kept, Kept with { Balances = new Dictionary<string, decimal> { ["EUR"] = 10 } }),
        ["BacktestSettings.DividendTax"] = (Base, Base with { DividendTax = 50 }),
    };

    private static readonly HoldingEvents Some = Paying(0.2m) with { Rates = Rates(0.1) };

    private static readonly Dictionary<string, HoldingEvents> Events = new()
    {
        ["HoldingEvents.Actions"] = Paying(0.2m, times: 10) with { Rates = Some.Rates },
        ["CorporateActions.Splits"] = Some with { Actions = new CorporateActions([new Split(19_760, 1, 2)], Some.Actions.Dividends) },
        ["CorporateActions.Dividends"] = Paying(0.3m) with { Rates = Some.Rates },
        ["HoldingEvents.Rates"] = Some with { Rates = Rates(0.2) },
        ["HoldingEvents.Funding"] = Some with { Funding = new FundingTable([(19_770 * 86_400_000L, 0.001m)]) },
    };

    public static TheoryData<string> Names => [.. Settings.Keys, .. Events.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryParameter_OfCostsAndMoney_ChangesTheEquity(string name)
    {
        var ((from, to), (before, after)) = Settings.TryGetValue(name, out var settings) ? (settings, (Some, Some)) : ((Foreign("USD"), Foreign("USD")), (Some, Events[name]));
        Assert.Contains(Enumerable.Range(1, 20).Select(SessionLaws.SeriesOf), series => !Run(from, before, series).SequenceEqual(Run(to, after, series)));
    }

    [Fact]
    public void EveryParameter_IsAmongThem()
    {
        Type[] types = [typeof(Commission), typeof(Slippage), typeof(Margin), typeof(Financing), typeof(TermsChange), typeof(SymbolTerms), typeof(HoldingEvents)];
        var all = types.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(p => p.CanWrite).Select(p => $"{t.Name}.{p.Name}"));
        Assert.All(all, name => Assert.Contains(name, Settings.Keys.Concat(Events.Keys)));
    }

    private static IEnumerable<decimal> Run(BacktestSettings settings, HoldingEvents events, CandleSeries series)
    {
        Assert.Empty(SettingsCheck.Problems(settings));
        var (data, problems) = BacktestData.Prepare(series, settings, events: new Dictionary<string, HoldingEvents> { [series.Symbol] = events });
        Assert.Empty(problems);
        var result = Backtest.Run(Strategy, data!, settings, null, CancellationToken.None);
        Play.AssertBookkeeping(result, Strategy);
        return result.Equity.Select(e => e.Equity);
    }
}
