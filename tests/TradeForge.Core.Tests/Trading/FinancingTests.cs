using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

/// <summary>What holding costs, and when the borrowed money is called: golden rule G29.</summary>
public sealed class FinancingTests
{
    private const long Hour = 3_600_000;

    [Theory]
    [InlineData(1, -2)]   // 10 000 × 7.3 % / 365
    [InlineData(3, -6)]   // Friday to Monday
    [InlineData(0, 0)]
    public void For_G29_LoanIsChargedPerCalendarDay(int days, double money) =>
        Assert.Equal(new FinancingCharge((decimal)money, 0, 0), new Financing(Loan: 7.3m).For(days, cash: -10_000, longValue: 20_000, shortValue: 0));

    [Fact]
    public void For_G29_ShortPaysTheBorrowFeeAndItsProceedsEarnNothing()
    {
        var financing = new Financing(Interest: 3.65m, Borrow: 7.3m);
        var charge = financing.For(1, cash: 15_000, longValue: 0, shortValue: 5_000); // 10 000 own, 5 000 from the sale
        Assert.Equal(new FinancingCharge(1m, -1m, 0), charge); // 10 000 × 3.65 % / 365; 5 000 × 7.3 % / 365
        Assert.Equal(0m, charge.Total);
    }

    [Fact]
    public void For_Overnight_ChargesBothSidesByTheirValueAndMayBeReceived()
    {
        var swap = new Financing(OvernightLong: 3.6m, OvernightShort: -1.8m) { DaysInYear = 360 };
        Assert.Equal(-10m, swap.For(1, 0, longValue: 100_000, shortValue: 0).Overnight); // 100 000 × 3.6 % / 360
        Assert.Equal(5m, swap.For(1, 0, longValue: 0, shortValue: 100_000).Overnight);
    }

    [Fact]
    public void Due_Funding_LongPaysAndShortReceivesAtEachTime()
    {
        var funding = new FundingTable([(8 * Hour, 0.0001m), (0, 0.0003m), (16 * Hour, -0.0002m)]);
        Assert.Equal(-6m, funding.Due(0, 8 * Hour, 2, 30_000));  // 60 000 × 0.0001, the row at 0 is past
        Assert.Equal(6m, funding.Due(0, 8 * Hour, -2, 30_000));
        Assert.Equal(0m, funding.Due(8 * Hour, 16 * Hour - 1, 2, 30_000));
        Assert.Equal(6m, funding.Due(0, 16 * Hour, 2, 30_000));  // 0.0001 − 0.0002
        Assert.Equal(-18m, funding.Due(-1, 0, 2, 30_000));
        Assert.Equal([0, 8 * Hour, 16 * Hour, long.MaxValue], new[] { -1, 0, 15 * Hour, 16 * Hour }.Select(funding.NextAfter));
    }

    [Fact]
    public void Read_Funding_NamesALineThatIsWrong()
    {
        var (table, problem) = FundingTable.Read("time,rate\n2024-01-01T00:00Z,0.0001\n2024-01-01T08:00Z,-0.00005\n");
        Assert.Null(problem);
        Assert.Equal(2, table!.Count);
        Assert.Equal("2", FundingTable.Read("time,rate\n2024-01-01T00:00Z,x").Problem?.Path);
        Assert.Equal("3", FundingTable.Read("time,rate\n2024-01-01T00:00Z,1\n2024-01-01T00:00Z,1").Problem?.Path);
        Assert.Equal("event-header", FundingTable.Read("when,rate\n").Problem?.Code);
    }

    [Fact]
    public void Available_InitialMargin_IsLeverageOnWhatIsFree()
    {
        var margin = new Margin(Initial: 20, Maintenance: 10);
        Assert.Equal(50_000m, margin.Available(equity: 10_000, openValue: 0));
        Assert.Equal(20_000m, margin.Available(10_000, 30_000));
        Assert.Equal(0m, margin.Available(5_000, 30_000)); // 25 000 less 30 000
        Assert.Equal(6_000m, margin.Required(30_000));
        Assert.Equal(700m, Margin.None.Available(1_000, 300));
    }

    [Fact]
    public void IsCall_G29_BelowMaintenanceOnly()
    {
        var margin = new Margin(50, 25);
        Assert.False(margin.IsCall(equity: 5_000, openValue: 20_000)); // exactly 25 %
        Assert.True(margin.IsCall(4_999.99m, 20_000));
        Assert.False(margin.IsCall(-1, 0)); // nothing open
        Assert.False(Margin.None.IsCall(1, 1_000_000));
    }

    [Theory]
    [InlineData(-10_000, 200, 25, 66.6667)]   // 200 bought at 100 with 10 000: 66.67 · 200 − 10 000 = 3333 = 25 % of 13 333
    [InlineData(20_000, -100, 30, 153.8462)]  // 100 sold at 100 with 10 000: 20 000 − 15 385 = 4615 = 30 % of 15 385
    public void LiquidationPrice_G29_IsWhereEquityMeetsMaintenance(double cash, double quantity, double maintenance, double price)
    {
        var margin = new Margin(50, (decimal)maintenance);
        var level = margin.LiquidationPrice((decimal)cash, (decimal)quantity)!.Value;
        Assert.Equal((decimal)price, Math.Round(level, 4));
        var adverse = quantity > 0 ? level - 0.01m : level + 0.01m;
        Assert.True(margin.IsCall((decimal)cash + (decimal)quantity * adverse, Math.Abs((decimal)quantity) * adverse));
        var safe = quantity > 0 ? level + 0.01m : level - 0.01m;
        Assert.False(margin.IsCall((decimal)cash + (decimal)quantity * safe, Math.Abs((decimal)quantity) * safe));
    }

    [Fact]
    public void LiquidationPrice_OwnedOutright_IsNone() => Assert.Null(new Margin(100, 25).LiquidationPrice(cash: 500, quantity: 10));

    [Theory]
    [InlineData("0")]
    [InlineData("loan 12%")]
    [InlineData("loan 12% interest 4.5% borrow 3% overnight 5%/-1% year 360")]
    public void Write_Financing_ReadsBackAsItself(string text)
    {
        Assert.True(HoldingText.TryParse(text, out Financing financing));
        Assert.Equal(text, HoldingText.Write(financing));
    }

    [Theory]
    [InlineData("")]
    [InlineData("loan")]
    [InlineData("loan 12")]
    [InlineData("loan -1%")]
    [InlineData("loan 1% loan 2%")]
    [InlineData("overnight 5%")]
    [InlineData("year 364")]
    [InlineData("rent 5%")]
    public void TryParse_FinancingNotUnderstood_IsRefused(string text) => Assert.False(HoldingText.TryParse(text, out Financing _));

    [Theory]
    [InlineData("50%/25%", 50, 25, "50%/25%")]
    [InlineData("5x", 20, 0, "20%")]
    [InlineData("5x/10%", 20, 10, "20%/10%")]
    [InlineData("100%", 100, 0, "100%")]
    public void TryParse_Margin_PercentsOrLeverage(string text, int initial, int maintenance, string written)
    {
        Assert.True(HoldingText.TryParse(text, out Margin margin));
        Assert.Equal(new Margin(initial, maintenance), margin);
        Assert.Equal(written, HoldingText.Write(margin));
    }

    [Theory]
    [InlineData("0.5x")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("20%/25%")]
    [InlineData("50")]
    [InlineData("50%/25%/10%")]
    public void TryParse_MarginNotUnderstood_IsRefused(string text) => Assert.False(HoldingText.TryParse(text, out Margin _));
}
