using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

/// <summary>Commission and slippage: golden rules G19 to G22 and G25.</summary>
public sealed class CostTests
{
    private static Commission Fee(string text)
    {
        Assert.True(CostText.TryParseCommission(text, out var commission), text);
        return commission;
    }

    private static FillPrice Fill(string text, decimal step = 0)
    {
        Assert.True(CostText.TryParseSlippage(text, out var slippage), text);
        return new FillPrice(slippage, step);
    }

    private static Candle Bar(double low, double high, double volume) => new(0, low, high, low, high, volume);

    [Theory]
    [InlineData(10, 10)]    // 5 + 1 = 6, at least 10
    [InlineData(100, 15)]   // 5 + 10
    [InlineData(1000, 20)]  // 5 + 100 = 105, at most 20
    [InlineData(0, 0)]      // nothing filled, nothing charged
    public void On_G19_FloorAndCeiling(int quantity, double fee) => Assert.Equal((decimal)fee, Fee("5+0.1% min 10 max 20").On(quantity, 100, 1));

    [Fact]
    public void On_G20_MakerPaysNothingAndTakerThreeHundredths()
    {
        var moex = VenueCatalog.FindInstrument("moex:SBER")!.At(new DateOnly(2022, 11, 1)).Commission;
        Assert.Equal(3.00m, moex.On(100, 100, 10, OrderSide.Buy, isMaker: false)); // 0.03 % of 10 000
        Assert.Equal(0m, moex.On(100, 100, 10, OrderSide.Buy, isMaker: true));
        var before = VenueCatalog.FindInstrument("moex:SBER")!.At(new DateOnly(2022, 10, 31)).Commission;
        Assert.Equal(1.00m, before.On(100, 100, 10, OrderSide.Buy, isMaker: true)); // 0.01 % of either
        Assert.Equal("0/0.03%", CostText.Write(moex));
    }

    [Fact]
    public void At_G20_TableHoldsFromItsDates()
    {
        Assert.True(DatedText.TryParse<Commission>("0.01%, 2022-11-01: 0/0.03%, 2024-01-01: 5", CostText.TryParseCommission, out var first, out var later));
        static int Day(DateOnly date) => date.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
        var table = new EffectiveTable<Commission>([(int.MinValue, first), .. later.Select(row => (Day(row.From), row.Value))]);
        Assert.Equal(["0.01%", "0.01%", "0/0.03%", "0/0.03%", "5"],
            new DateOnly[] { new(1999, 1, 1), new(2022, 10, 31), new(2022, 11, 1), new(2023, 12, 31), new(2024, 1, 1) }.Select(d => CostText.Write(table.At(Day(d)))));
    }

    [Fact]
    public void On_G19_SalesOnlyAndRoundedUpToACentPerFill()
    {
        var sec = Fee("0.00278% sales up 0.01");
        Assert.Equal(0.35m, sec.On(100, 123.45m, 0, OrderSide.Sell, false)); // 0.343191
        Assert.Equal(0m, sec.On(100, 123.45m, 0, OrderSide.Buy, false));
        var taf = Fee("0.000166/unit max 8.3 sales up 0.01");
        Assert.Equal(0.02m, taf.On(100, 50, 0, OrderSide.Sell, false));     // 0.0166
        Assert.Equal(8.30m, taf.On(100_000, 50, 0, OrderSide.Sell, false)); // 16.60
    }

    [Fact]
    public void On_SecondCommission_HasItsOwnFloor()
    {
        var both = Fee("0.05% min 1 and 0/0.03%");
        Assert.Equal(1.30m, both.On(10, 100, 1)); // 0.50 → 1, and 0.30
        Assert.Equal(1.00m, both.On(10, 100, 1, OrderSide.Sell, isMaker: true));
        Assert.Equal(8.00m, both.On(100, 100, 1)); // 5 and 3
    }

    [Theory]
    [InlineData("0.1%", 10_000, 100, 1, 99)]          // G25: 100 would cost 10 010
    [InlineData("0.1%", 1002, 100.1, 1, 9)]           // G25 with slippage: 10 would cost 1002.001
    [InlineData("0.1%", 10_020, 100.5, 1, 99)]        // G25 with slippage and step
    [InlineData("0.1% min 20", 1000, 100, 1, 9)]      // 900 + 20; ten would cost 1020
    [InlineData("0.1% min 20", 1000, 100, 0, 9.8)]    // 980 + 20
    [InlineData("1% max 10", 100_010, 100, 1, 1000)]  // 100 000 + 10
    [InlineData("5 and 1%", 1015, 100, 1, 10)]        // 1000 + 5 + 10
    [InlineData("5", 4, 1, 1, 0)]
    [InlineData("0", 1000, 312, 10, 0)]               // G24: less than one lot
    public void Affordable_G25_LargestQuantityWithItsCosts(string fee, double money, double price, double lot, double quantity) =>
        Assert.Equal((decimal)quantity, Fee(fee).Affordable((decimal)money, (decimal)price, (decimal)lot, OrderSide.Buy));

    [Fact]
    public void Affordable_ManyCases_AreTheLargestThatFit()
    {
        foreach (var text in new[] { "0.3%", "7+0.01/unit", "0.5% min 12 max 40", "2 up 1 and 0.1% min 3", "1/lot max 9" })
            for (var money = 1m; money < 900; money += 13.37m)
                foreach (var lot in new[] { 1m, 3m })
                {
                    var (fee, price) = (Fee(text), 17.3m);
                    decimal Cost(decimal n) => n * price + fee.On(n, price, lot, OrderSide.Buy, false);
                    var expected = Enumerable.Range(0, 60).Select(i => i * lot).Last(n => Cost(n) <= money);
                    Assert.Equal(expected, fee.Affordable(money, price, lot, OrderSide.Buy));
                }
    }

    [Theory]
    [InlineData("0.1%", 0, 100.1, 99.9)]
    [InlineData("2t", 0.5, 101, 99)]
    [InlineData("0.03", 0, 100.03, 99.97)]
    [InlineData("spread 0.02", 0, 100.01, 99.99)]      // half of it each way
    [InlineData("spread 0.2%", 0, 100.1, 99.9)]
    [InlineData("spread 2t", 0.5, 100.5, 99.5)]
    [InlineData("0.1%+spread 0.2", 0, 100.2, 99.8)]
    [InlineData("0.1%+spread 0.2", 0.5, 100.5, 99.5)]  // G22: against the trader
    public void Market_G21_IsAgainstTheTrader(string text, double step, double buy, double sell)
    {
        var fill = Fill(text, (decimal)step);
        Assert.Equal(((decimal)buy, (decimal)sell), (fill.Market(OrderSide.Buy, 100), fill.Market(OrderSide.Sell, 100)));
        Assert.Equal(((decimal)buy, (decimal)sell), (fill.Market(OrderSide.Buy, 100, 7, Bar(1, 500, 9)), fill.Market(OrderSide.Sell, 100, 7, Bar(1, 500, 9))));
    }

    [Theory]
    [InlineData("impact 10%", 0, 105, 95)]               // √(25/100) = 0.5 → 5 %
    [InlineData("impact 10% linear", 0, 102.5, 97.5)]    // 25/100 → 2.5 %
    [InlineData("impact 10% linear", 1, 103, 97)]
    [InlineData("1%+impact 10%", 0, 106, 94)]
    [InlineData("1%+impact 10% clamp", 0, 104, 96)]      // the bar is 96 … 104
    [InlineData("1% clamp", 3, 102, 99)]                 // 101 → 102, 99 → 99
    public void Market_Impact_GrowsWithTheShareOfTheVolume(string text, double step, double buy, double sell)
    {
        var (fill, bar) = (Fill(text, (decimal)step), Bar(96, 104, 100));
        Assert.Equal(((decimal)buy, (decimal)sell), (fill.Market(OrderSide.Buy, 100, 25, bar), fill.Market(OrderSide.Sell, 100, 25, bar)));
    }

    [Theory]
    [InlineData(0.05, 100.12, 100.15, 100.10)]
    [InlineData(0.07, 0.70, 0.70, 0.70)]       // ten steps; 1 / 0.07 has no end
    [InlineData(0.07, 0.71, 0.77, 0.70)]
    [InlineData(3, 100, 102, 99)]
    [InlineData(50, 166_850, 166_850, 166_850)]
    [InlineData(50, 166_851, 166_900, 166_850)]
    public void Market_G22_AnyStep_RoundsAgainstTheTrader(double step, double price, double buy, double sell)
    {
        var fill = Fill("0", (decimal)step);
        Assert.Equal(((decimal)buy, (decimal)sell), (fill.Market(OrderSide.Buy, price), fill.Market(OrderSide.Sell, price)));
    }

    [Fact]
    public void Market_ImpactWithoutVolume_IsNone() => Assert.Equal(100m, Fill("impact 10%").Market(OrderSide.Buy, 100, 25, Bar(96, 104, 0)));

    [Fact]
    public void TryParse_AnyText_GivesAnAnswer()
    {
        var random = new Random(1);
        string[] pieces = ["0.1", "5", "%", "+", "/", " ", "unit", "lot", "min", "max", "sales", "up", "and", "spread", "impact", "linear", "clamp", "t", ",", ":", "2022-11-01", "-", "x", "é"];
        for (var i = 0; i < 5000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (CostText.TryParseCommission(text, out var commission)) Assert.True(CostText.TryParseCommission(CostText.Write(commission), out var again) && again == commission, text);
            if (CostText.TryParseSlippage(text, out var slippage)) Assert.True(CostText.TryParseSlippage(CostText.Write(slippage), out var same) && same == slippage, text);
            DatedText.TryParse<Commission>(text, CostText.TryParseCommission, out _, out _);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("5+0.1%")]
    [InlineData("5+0.1% min 1 max 20")]
    [InlineData("0/0.03%")]
    [InlineData("0.02/0.05%+0.01/unit+1/lot")]
    [InlineData("0.00278% sales up 0.01")]
    [InlineData("0.05% min 1 and 0/0.03% and 0.000166/unit max 8.3 sales up 0.01")]
    public void Write_Commission_ReadsBackAsItself(string text) => Assert.Equal(text, CostText.Write(Fee(text)));

    [Theory]
    [InlineData("0")]
    [InlineData("0.05%")]
    [InlineData("2t")]
    [InlineData("0.01+spread 0.02")]
    [InlineData("spread 2t+impact 10% linear clamp")]
    [InlineData("impact 10% clamp")]
    public void Write_Slippage_ReadsBackAsItself(string text)
    {
        Assert.True(CostText.TryParseSlippage(text, out var slippage));
        Assert.Equal(text, CostText.Write(slippage));
    }

    [Theory]
    [InlineData("0.1% min")]
    [InlineData("0.1% min x")]
    [InlineData("0.1% min 20 max 1")]
    [InlineData("min 1")]
    [InlineData("0.1% and")]
    [InlineData("0/0.03%+0.1%")]
    [InlineData("1/2/lot")]
    [InlineData("9999999999999999999999999999")]
    public void TryParseCommission_NotUnderstood_IsRefused(string text) => Assert.False(CostText.TryParseCommission(text, out _));

    [Theory]
    [InlineData("")]
    [InlineData("clamp")]
    [InlineData("spread")]
    [InlineData("impact 5")]
    [InlineData("impact 5% steep")]
    [InlineData("1%+2t")]
    [InlineData("-1%")]
    [InlineData("100%")]
    public void TryParseSlippage_NotUnderstood_IsRefused(string text) => Assert.False(CostText.TryParseSlippage(text, out _));
}
