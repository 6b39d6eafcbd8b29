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
}
