using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

/// <summary>Rates known at the time, and cash in several currencies.</summary>
public sealed class CurrencyTests
{
    private const long Hour = 3_600_000;

    private static CandleSeries Hours(params double[] closes) =>
        CandleSeries.From("X", Timeframe.OneHour, [.. closes.Select((c, i) => new Candle(i * Hour, c, c, c, c, 1))]);

    private static CurrencyRates Rates() => new([("USD", "RUB", Hours(90, 100)), ("EUR", "USD", Hours(1.25, 1.2))], TradingCalendar.AroundTheClock);

    [Fact]
    public void At_RateIsKnownFromTheCloseOfItsBar()
    {
        var rates = Rates();
        Assert.Null(rates.At("USD", "RUB", Hour - 1));
        Assert.Equal(90m, rates.At("USD", "RUB", Hour));         // the bar 0:00–1:00 is over
        Assert.Equal(90m, rates.At("USD", "RUB", 2 * Hour - 1));
        Assert.Equal(100m, rates.At("USD", "RUB", 2 * Hour));
        Assert.Equal(100m, rates.At("USD", "RUB", 99 * Hour));   // the last one known
    }

    [Fact]
    public void At_TurnedRoundAndOverAThirdCurrency()
    {
        var rates = Rates();
        Assert.Equal(0.01m, rates.At("RUB", "USD", 2 * Hour));
        Assert.Equal(112.5m, rates.At("EUR", "RUB", Hour));      // 1.25 · 90
        Assert.Equal(1m, rates.At("RUB", "RUB", 0));
        Assert.Null(rates.At("EUR", "JPY", 2 * Hour));
    }

    [Fact]
    public void At_DailyLabel_IsKnownAfterTheExchangesDay()
    {
        var day = CandleSeries.From("X", Timeframe.OneDay, [new Candle(0, 90, 90, 90, 90, 1)]);
        var rates = new CurrencyRates([("USD", "RUB", day)], TradingCalendar.Moex);
        Assert.Null(rates.At("USD", "RUB", 21 * Hour - 1));
        Assert.Equal(90m, rates.At("USD", "RUB", 21 * Hour)); // midnight in Moscow, +03:00 in 1970
    }

    [Fact]
    public void Exchange_RoundsWhatIsReceivedDown()
    {
        var (cash, rates) = (new CashByCurrency(), Rates());
        cash.Add("RUB", 10_000);
        Assert.Equal(11.11m, cash.Exchange("RUB", "USD", 1000, rates, Hour));             // 1000 / 90 = 11.111…
        Assert.Equal((9000m, 11.11m), (cash["RUB"], cash["USD"]));
        Assert.Equal(989.90m, cash.Exchange("USD", "RUB", 10, rates, 2 * Hour, 1.01m));   // 1000 − 1.01 %
        Assert.Null(cash.Exchange("USD", "JPY", 1, rates, 2 * Hour));
        Assert.Equal(1.11m, cash["USD"]);
    }

    [Fact]
    public void Total_IsNotKnownWithoutARate()
    {
        var (cash, rates) = (new CashByCurrency(), Rates());
        cash.Add("RUB", 500);
        cash.Add("USD", -2);
        cash.Add("EUR", 4);
        Assert.Equal(770m, cash.Total("RUB", rates, Hour)); // 500 − 180 + 4 · 112.5
        Assert.Null(cash.Total("RUB", rates, 0));
        cash.Add("USD", 2);
        cash.Add("EUR", -4);
        Assert.Equal(500m, cash.Total("RUB", rates, 0)); // nothing foreign is left
        Assert.Equal(["EUR", "RUB", "USD"], cash.All.Keys);
    }
}
