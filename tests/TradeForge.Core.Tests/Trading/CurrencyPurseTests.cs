using FsCheck;
using FsCheck.Fluent;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

/// <summary>Balances in several currencies: who pays for what, and what the exchange takes.</summary>
public sealed class CurrencyPurseTests
{
    private const int Rub = 0, Eur = 1, Usd = 2;

    private static CandleSeries Line(params double[] closes) => CandleSeries.From("X", Timeframe.OneHour, [.. closes.Select((c, i) => new Candle(i * 3_600_000L, c, c, c, c, 1))]);

    private static readonly CurrencyRates Rates = new([("USD", "RUB", Line(50, 80)), ("EUR", "RUB", Line(100, 100))], TradingCalendar.AroundTheClock);

    private static CurrencyPurse Purse(BacktestSettings settings) => new("RUB", ["USD", "EUR"], Rates, settings with { Currency = "RUB" }, 3_600_000);

    private static BacktestSettings Kept(decimal cost = 0, decimal usd = 0, decimal eur = 0) => new()
    {
        Cash = 10_000,
        Exchange = ExchangeRule.WhenShort,
        ExchangeCost = cost,
        Balances = new Dictionary<string, decimal> { ["USD"] = usd, ["EUR"] = eur },
    };

    private static decimal[] Amounts(CurrencyPurse purse) => [.. purse.Report().Balances.Select(b => b.Final)];

    [Fact]
    public void Start_BalancesArePartOfTheCash()
    {
        var purse = Purse(Kept(usd: 60, eur: 20));
        Assert.Equal([5_000m, 20, 60], Amounts(purse));
        Assert.Equal(10_000m, purse.Value);
        Assert.Equal(1_000m, Purse(Kept(usd: 220)).Debt);
    }

    [Fact]
    public void Pay_OwnBalanceFirst_ThenTheAccounts_ThenOthersByName()
    {
        var purse = Purse(Kept(usd: 60, eur: 20));
        purse.Put(Usd, -40);
        Assert.Equal([5_000m, 20, 20], Amounts(purse));
        purse.Put(Usd, -120); // 20 of its own, 100 for all 5 000 roubles
        Assert.Equal([0m, 20, 0], Amounts(purse));
        purse.Put(Usd, -10);  // 5 euros
        Assert.Equal([0m, 15, 0], Amounts(purse));
        purse.Put(Usd, -40);  // 30 for the rest of the euros, 10 on credit
        Assert.Equal([-500m, 0, 0], Amounts(purse));
        Assert.Equal([("RUB", 5_000m, "USD", 100m), ("EUR", 5, "USD", 10), ("EUR", 15, "USD", 30), ("RUB", 500, "USD", 10)], purse.Report().Conversions.Select(c => (c.From, c.Paid, c.To, c.Received)));
        Assert.Equal((4, 0m), (purse.Report().Count, purse.Cost));
    }

    [Fact]
    public void Receive_StaysInItsCurrency_ButRepaysADebtFirst()
    {
        var purse = Purse(Kept());
        purse.Put(Rub, -10_500);
        purse.Put(Usd, 6); // 300 of the debt
        Assert.Equal([-200m, 0, 0], Amounts(purse));
        purse.Put(Usd, 10); // 4 dollars repay the rest
        Assert.Equal([0m, 0, 6], Amounts(purse));
    }

    [Fact]
    public void Cost_MakesTheRateWorse()
    {
        var purse = Purse(Kept(cost: 25));
        Assert.Equal(160m, purse.Spendable(Usd, 10_000)); // 10 000 / 1.25 / 50
        purse.Put(Usd, -80);
        Assert.Equal([5_000m, 0, 0], Amounts(purse));
        Assert.Equal((1_000m, 5_000m), (purse.Cost, purse.Value));
        purse.Put(Eur, 10);
        purse.Put(Usd, -4); // 250 roubles
        Assert.Equal(80m + (10 / 1.25m * 2) - 4m, purse.Spendable(Usd, purse.Value) + 0m);
    }

    [Fact]
    public void EachFill_LeavesNothingInOtherCurrencies()
    {
        var purse = Purse(new() { Cash = 10_000, ExchangeCost = 25 });
        purse.Put(Usd, 10); // 500 / 1.25
        purse.Put(Usd, -8); // 400 · 1.25
        Assert.Equal([9_900m, 0, 0], Amounts(purse));
        Assert.Equal(200m, purse.Cost);
    }

    [Fact]
    public void Rates_ChangeTheValueOfWhatIsKept()
    {
        var purse = Purse(Kept(usd: 60));
        purse.At(7_200_000);
        Assert.Equal(7_000m + (60 * 80), purse.Value);
    }

    /// <summary>What comes in and goes out, less the exchanges, is the change of the value; only the account's own currency is ever owed, and only when nothing else is left.</summary>
    [Fact]
    public void AnyMoney_IsKeptCountOf()
    {
        var puts = Gen.Choose(0, 2).SelectMany(c => Gen.Choose(-3000, 3000).Select(a => (c, a / 7m))).ListOf();
        var cases = from p in puts from keeps in Gen.Elements(true, false) from cost in Gen.Elements(0m, 0.1m, 3m) select (p, keeps, cost);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(cases.ToArbitrary(), x =>
        {
            var purse = Purse(x.keeps ? Kept(x.cost, 20, 10) : new() { Cash = 10_000, ExchangeCost = x.cost });
            decimal[] rate = [1, 100, 50];
            var expected = purse.Value;
            foreach (var (currency, amount) in x.p)
            {
                var before = purse.Cost;
                purse.Put(currency, amount);
                expected += (amount * rate[currency]) - (purse.Cost - before);
                Assert.InRange(purse.Value - expected, -1e-15m, 1e-15m);
                Assert.True(purse.Cost >= before - 1e-15m);
                var now = Amounts(purse);
                Assert.All(now[1..], a => Assert.True(a >= 0 && (x.keeps || a == 0)));
                if (x.keeps && now[0] < -1e-15m) Assert.All(now[1..], a => Assert.InRange(a, 0, 1e-15m));
            }
            var report = purse.Report();
            Assert.Equal(purse.Cost, report.Conversions.Sum(c => c.Cost));
        }));
    }
}
