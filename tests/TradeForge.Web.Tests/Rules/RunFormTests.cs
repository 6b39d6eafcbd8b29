using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Web.Features.Runs;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Market;

namespace TradeForge.Web.Tests.Rules;

public sealed class RunFormTests
{
    private static RunForm Filled()
    {
        var form = new RunForm { Strategy = Guid.NewGuid(), Timeframe = "1d" };
        form.Instruments.Add("us:AAPL");
        return form;
    }

    [Fact]
    public void Read_Defaults_AreThoseOfTheContract()
    {
        var (settings, problems) = Filled().Read();
        Assert.Empty(problems);
        Assert.Equal(new BacktestSettings { Timeframe = Timeframe.OneDay, Parameters = settings!.Parameters, Quotes = settings.Quotes }, settings);
    }

    [Fact]
    public void Read_Filled_TakesEveryField()
    {
        var form = Filled();
        (form.From, form.To, form.Cash, form.Commission, form.Slippage) = ("2020-01-02", "2021-01-01", "5000,5", "5+0.1%", "2t");
        (form.Lot, form.PriceStep, form.Fill, form.SameBar, form.Protection) = ("10", "0.01", "this-close", "path", "next-bar");
        (form.GapLimit, form.Calendar, form.Touch, form.WarmUp, form.CloseAtEnd) = ("exact", "us", "3", "50", true);
        (form.Split, form.Participation, form.Session, form.Equity, form.Benchmark, form.Trials) = ("2020-07-01", "5", "regular", "days", "us:SPY", "40");
        (form.MaxGross, form.MaxNet, form.MaxSymbol, form.MaxSector, form.Sectors) = ("100", "80", "25,5", "40", "us:AAPL = tech, us:XOM=oil");
        (form.Commission, form.Lot, form.Margin, form.Financing) = ("5+0.1%, 2020-03-01: 0.05%", "10, 2020-03-01: 1", "50%/25%", "loan 12% borrow 3%, 2020-05-01: loan 8%");
        (form.RiskFree, form.Magnifier, form.Bust, form.Goal) = ("2.5", "1h", "35 %", "12.5");
        (form.DividendTax, form.Currency, form.Quote) = ("13 %", "rub", "us:AAPL = usd, RUB");
        (form.Parameters["fast.value"], form.Parameters["slow.value"]) = (" 12,5 ", "");
        var (settings, problems) = form.Read();
        Assert.Empty(problems);
        Assert.Equal(["fast.value=12.5"], settings!.Parameters.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["=RUB", "us:AAPL=USD", "us:SPY=USD"], settings.Quotes.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["USD/RUB"], form.ForeignPairs());
        Assert.Equal(["us:AAPL=tech", "us:XOM=oil"], settings.Exposure!.Sectors.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal((100m, 80m, 25.5m, 40m), (settings.Exposure.Gross, settings.Exposure.Net, settings.Exposure.Symbol, settings.Exposure.Sector));
        Assert.Equal([(3, 0.05m, 1m, null), (5, null, null, 8m)], settings.Later.Select(c => (c.From.Month, c.Commission?.Percent, c.Lot, c.Financing?.Loan)));
        Assert.Equal(new BacktestSettings
        {
            Later = settings.Later,
            RiskFree = 2.5m,
            Bust = 35,
            Goal = 12.5m,
            Magnifier = Timeframe.OneHour,
            Margin = new(50, 25),
            DividendTax = 13,
            Currency = "RUB",
            Financing = new() { Loan = 12, Borrow = 3 },
            Timeframe = Timeframe.OneDay,
            From = new(2020, 1, 2, 0, 0, 0, TimeSpan.Zero),
            To = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Cash = 5000.5m,
            Commission = new(Percent: 0.1m, PerOrder: 5),
            Slippage = new(2, SlippageUnit.Ticks),
            Lot = 10,
            PriceStep = 0.01m,
            Fill = FillRule.ThisClose,
            SameBar = SameBarRule.Path,
            Protection = ProtectionRule.NextBar,
            GapLimit = GapLimitRule.Exact,
            Calendar = CalendarKind.Us,
            Touch = 3,
            WarmUp = 50,
            CloseAtEnd = true,
            Split = new(2020, 7, 1, 0, 0, 0, TimeSpan.Zero),
            Participation = 5,
            Session = SessionChoice.Regular,
            Equity = EquityResolution.Days,
            Benchmark = "us:SPY",
            Trials = 40,
            Exposure = settings.Exposure,
            Quotes = settings.Quotes,
            Parameters = settings!.Parameters,
        }, settings);

        var again = new RunForm { Strategy = form.Strategy, Timeframe = "1d" };
        again.Instruments.Add("us:AAPL");
        again.Take(settings);
        var repeated = again.Read().Settings!;
        Assert.Equal(settings with { Parameters = repeated.Parameters, Quotes = repeated.Quotes, Balances = repeated.Balances, Exposure = repeated.Exposure, Later = repeated.Later }, repeated);
        Assert.Equal(settings.Later, repeated.Later);
        Assert.Equal(settings.Parameters, repeated.Parameters);
        Assert.Equal(settings.Quotes, repeated.Quotes);
        Assert.Equal(settings.Balances, repeated.Balances);
        Assert.Equal(settings.Exposure.Sectors, repeated.Exposure!.Sectors);
    }

    [Fact]
    public void Read_TermsOfOneInstrument_StandBesideThoseOfAllAndComeBack()
    {
        var form = Filled();
        form.Instruments.AddRange(["moex:SBER", "moex:ROSN"]);
        (form.Lot, form.PriceStep, form.Commission) = ("1; moex:SBER = 10; moex:ROSN = 10, 2021-09-01: 1", "0,01; moex:ROSN=0,05", "0; moex:SBER = 0.03%");
        var (settings, problems) = form.Read();
        Assert.Empty(problems);
        Assert.Equal((1m, 0.01m, Commission.None), (settings!.Lot, settings.PriceStep, settings.Commission));
        Assert.Equal([("moex:ROSN", 10m, 0.05m, null), ("moex:SBER", 10m, null, 0.03m)], settings.OwnTerms.Select(t => (t.Key, t.Value.Lot, t.Value.PriceStep, t.Value.Commission?.Percent)));
        Assert.Equal(new TermsChange(new(2021, 9, 1)) { Lot = 1 }, Assert.Single(settings.For("moex:ROSN").Later));
        Assert.Empty(settings.Later);
        var again = new RunForm();
        again.Take(settings);
        Assert.Equal(("1; moex:ROSN = 10, 2021-09-01: 1; moex:SBER = 10", "0.01; moex:ROSN = 0.05", "0; moex:SBER = 0.03%"), (again.Lot, again.PriceStep, again.Commission));
    }

    [Theory]
    [InlineData("1; moex:GAZP = 10", "lot")] // not traded
    [InlineData("1; us:AAPL = 10; us:AAPL = 5", "lot")]
    [InlineData("1; us:AAPL = much", "lot")]
    [InlineData("1; us:AAPL = -1", "lot")]
    public void Read_WrongTermsOfOneInstrument_AreRefusedAtTheirField(string lot, string field)
    {
        var form = Filled();
        form.Lot = lot;
        Assert.Equal(field, Assert.Single(form.Read().Problems).Path);
    }

    [Fact]
    public void SuggestOwn_OfSeveralInstruments_NamesWhatDiffersAndKeepsWhatIsTyped()
    {
        static RunInstrument Of(string key)
        {
            var terms = VenueCatalog.FindInstrument(key)!.Terms[^1];
            return new(key, [], terms.Lot, terms.PriceStep, terms.Commission, CalendarKind.Moex);
        }

        var form = new RunForm();
        form.Instruments.AddRange(["moex:SBER", "moex:GAZP", "moex:LKOH"]);
        form.Suggest(10, 0.01m, Of("moex:SBER").Commission, CalendarKind.Moex);
        form.SuggestOwn([Of("moex:SBER"), Of("moex:GAZP"), Of("moex:LKOH")]);
        Assert.Equal(("10; moex:LKOH = 1", "0.01; moex:LKOH = 0.5", "0.03%", "1t"), (form.Lot, form.PriceStep, form.Commission, form.Slippage));
        form.Lot = "10; moex:LKOH = 2";
        form.Instruments.AddRange(["moex:ROSN"]);
        form.SuggestOwn([Of("moex:ROSN")]);
        Assert.Equal(("10; moex:LKOH = 2; moex:ROSN = 1", "0.01; moex:LKOH = 0.5; moex:ROSN = 0.05"), (form.Lot, form.PriceStep));
        form.Instruments.Remove("moex:LKOH");
        form.SuggestOwn([]);
        Assert.Equal(("10; moex:ROSN = 1", "0.01; moex:ROSN = 0.05"), (form.Lot, form.PriceStep));
        form.SuggestDated(VenueCatalog.FindInstrument("moex:SBER")!.Terms, CalendarKind.Moex);
        Assert.Equal(("10; moex:ROSN = 10, 2021-09-01: 1", "0.01; moex:ROSN = 0.05", "0.01%, 2022-11-01: 0.03%"), (form.Lot, form.PriceStep, form.Commission));
    }

    [Fact]
    public void Read_EverythingWrong_NamesEveryFieldOnce()
    {
        var form = new RunForm { Cash = "0", Commission = "x", Slippage = "y", Lot = "-1", PriceStep = "z", Touch = "1.5", WarmUp = "-3", From = "2021-01-01", To = "2020-01-01", Fill = "never", Participation = "-1", Session = "night", Trials = "0", MaxGross = "-5", MaxSector = "10", Split = "soon", Margin = "none", Financing = "much", DividendTax = "a lot", Currency = "RUB", Quote = "us:AAPL =", Exchange = "never", ExchangeCost = "60", Balances = "5 RUB" };
        var (settings, problems) = form.Read();
        Assert.Null(settings);
        Assert.Equal(["balance", "cash", "commission", "dividend-tax", "exchange", "exchange-cost", "fill", "financing", "from", "instrument", "lot", "margin", "max-gross", "participation", "price-step", "quote", "sectors", "session", "slippage", "split", "strategy", "timeframe", "touch", "trials", "warmup"], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RoundTrip_PercentAndTicks_CountsBothLegs()
    {
        var settings = new BacktestSettings { Cash = 1010, Commission = new(Percent: 1), Slippage = new(1, SlippageUnit.Ticks), PriceStep = 0.5m, Lot = 1 };
        var trip = RoundTrip.Of(settings, 99.5)!; // buys at 100, sells at 99; 1010 / 101 = 10 lots
        Assert.Equal((10m, 10m * 1.00m + 10m * 0.99m, 10m), (trip.Quantity, trip.Commission, trip.Slippage));
    }

    [Theory]
    [InlineData("/runs/new?x=1", "/runs/new?x=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData(null, "/")]
    public void LocalUrl_OfAnotherSite_FallsBack(string? url, string expected) => Assert.Equal(expected, LocalUrl.Or(url, "/"));

    [Fact]
    public void Format_InAZone_NamesItsOffset()
    {
        var time = new DateTimeOffset(2026, 1, 31, 22, 30, 0, TimeSpan.Zero);
        Assert.Equal("2026-01-31 22:30 UTC", new Preferences().Format(time));
        Assert.Equal("2026-02-01 01:30 UTC+03:00", new Preferences(TimeZone: "Europe/Moscow").Format(time));
        Assert.Equal("2026-01-31 17:30 UTC−05:00", new Preferences(TimeZone: "America/New_York").Format(time));
    }

    [Fact]
    public void SuggestQuotes_AccountWithACurrency_NamesThoseOfTheVenuesOnce()
    {
        var form = Filled();
        form.SuggestQuotes();
        Assert.Equal("", form.Quote); // the account has none yet
        form.Currency = "RUB";
        form.SuggestQuotes();
        Assert.Equal("USD", form.Quote);
        (form.Quote, form.Currency) = ("", "EUR");
        form.Instruments.Add("moex:SBER");
        form.SuggestQuotes();
        Assert.Equal("us:AAPL = USD, moex:SBER = RUB", form.Quote);
        Assert.Equal(["RUB/EUR", "USD/EUR"], form.ForeignPairs());
        form.Quote = "CHF";
        form.SuggestQuotes();
        Assert.Equal("CHF", form.Quote); // somebody's own words stay
    }

    [Fact]
    public void Balances_OfAnAccountInSeveralCurrencies_AreTypedAndReadBack()
    {
        var form = Filled();
        (form.Currency, form.Quote, form.Exchange, form.ExchangeCost, form.Balances) = ("RUB", "USD", "when-short", "0,5%", "usd = 50.5, EUR=20");
        var (settings, problems) = form.Read();
        Assert.Empty(problems);
        Assert.Equal((ExchangeRule.WhenShort, 0.5m), (settings!.Exchange, settings.ExchangeCost));
        Assert.Equal([("EUR", 20m), ("USD", 50.5m)], settings.Balances.Select(b => (b.Key, b.Value)));
        Assert.Equal(["EUR/RUB", "USD/RUB"], form.ForeignPairs()); // what is held needs rates as well
        var again = Filled();
        again.Take(settings);
        Assert.Equal(("when-short", "0.5", "EUR = 20, USD = 50.5"), (again.Exchange, again.ExchangeCost, again.Balances));
        form.Balances = "USD 50, USD = 1, USD = 2";
        Assert.Equal(["balance", "balance"], form.Read().Problems.Select(p => p.Path));
        form.Currency = "";
        Assert.Empty(form.Peek().Balances); // its fields are not shown then
    }

    /// <summary>One currency is typed for what is traded in New York; a benchmark of Moscow is not quoted in it.</summary>
    [Fact]
    public void Quotes_OneForAllAndABenchmarkOfAnotherVenue_BenchmarkKeepsItsOwn()
    {
        var form = Filled();
        (form.Currency, form.Quote, form.Benchmark) = ("EUR", "USD", "moex:SBER");
        Assert.Equal(["=USD", "moex:SBER=RUB"], form.Peek().Quotes.Select(p => $"{p.Key}={p.Value}"));
        Assert.Equal(["RUB/EUR", "USD/EUR"], form.ForeignPairs());
        form.Quote = "USD, moex:SBER = EUR";
        Assert.Equal(["=USD", "moex:SBER=EUR"], form.Peek().Quotes.Select(p => $"{p.Key}={p.Value}")); // somebody's own words stay
    }

    [Fact]
    public void SuggestDated_OfAListedInstrument_FillsWhatChangedOnEachDate()
    {
        var form = Filled();
        form.Instruments[0] = "moex:ROSN";
        form.SuggestDated(VenueCatalog.FindInstrument("moex:ROSN")!.Terms, CalendarKind.Moex);
        Assert.Equal(("0.01%, 2022-11-01: 0.03%", "10, 2021-09-01: 1", "0.05"), (form.Commission, form.Lot, form.PriceStep));
        Assert.Equal([2021, 2022], form.Read().Settings!.Later.Select(c => c.From.Year));
    }
}
