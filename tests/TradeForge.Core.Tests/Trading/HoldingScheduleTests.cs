using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

/// <summary>What time does to a holding: golden rules G29, G46, G47.</summary>
public sealed class HoldingScheduleTests
{
    private const long Hour = 3_600_000, Day = 24 * Hour;

    private static EffectiveTable<Financing> Rates(params (int From, Financing Value)[] rows) => new(rows);

    private static HoldingSchedule Started(EffectiveTable<Financing>? financing = null, FundingTable? funding = null, CorporateActions? actions = null, decimal withheld = 0)
    {
        var schedule = new HoldingSchedule(financing, funding, actions ?? CorporateActions.None, withheld, wholeUnits: true);
        schedule.Start(100, 100 * Day);
        return schedule;
    }

    [Fact]
    public void Settle_G29_FinancingIsChargedOnceForEachCalendarDay()
    {
        var schedule = Started(Rates((0, new Financing(Loan: 7.3m)), (103, new Financing(Loan: 14.6m))));
        Assert.False(schedule.IsDue(100, 100 * Day + Hour));
        Assert.True(schedule.IsDue(103, 103 * Day));
        Assert.Equal(-6m, schedule.Settle(103, 103 * Day, -10_000, 200, 100, 99).Cash); // three days at 7.3 %
        Assert.Equal(0m, schedule.Settle(103, 103 * Day + Hour, -10_000, 200, 100, 99).Cash);
        Assert.Equal(-4m, schedule.Settle(104, 104 * Day, -10_000, 200, 100, 99).Cash); // the new rate holds from day 103
    }

    [Fact]
    public void Settle_G47_SplitTurnsTheHoldingAndTheDividendIsPaidPerNewUnit()
    {
        var schedule = Started(actions: new CorporateActions([new Split(103, 5000, 1)], [new Dividend(103, 10)]), withheld: 13);
        Assert.False(schedule.IsDue(102, 102 * Day));
        var change = schedule.Settle(104, 104 * Day, 0, 12_345, 0.02m, 100); // the 103rd had no bar (G46)
        Assert.Equal(new HoldingChange(default, Dividends: 17.4m, Funding: 0, InLieu: 46.9m, Quantity: 2, LevelFactor: 5000), change); // 2.469 units; 2 · 10 · 0.87
        Assert.Equal(64.3m, change.Cash);
        Assert.False(schedule.IsDue(105, 105 * Day));
    }

    [Fact]
    public void Settle_G29_ShortPaysDividendAndBorrowFee()
    {
        var schedule = Started(Rates((0, new Financing(Borrow: 3.65m))), actions: new CorporateActions([], [new Dividend(101, 2)]), withheld: 13);
        var change = schedule.Settle(101, 101 * Day, 20_000, -100, 50, 48);
        Assert.Equal((-0.5m, -200m, -100m), (change.Financing.Borrow, change.Dividends, change.Quantity)); // 5 000 × 3.65 % / 365; 100 · 2
    }

    [Fact]
    public void Settle_Funding_AtTheOpenOfTheBarThatReachesItsTime()
    {
        var schedule = Started(funding: new FundingTable([(100 * Day, 0.01m), (100 * Day + 8 * Hour, 0.0001m)]));
        Assert.False(schedule.IsDue(100, 100 * Day + 7 * Hour)); // what fell due at the start of the run was another's
        Assert.True(schedule.IsDue(100, 100 * Day + 8 * Hour));
        Assert.Equal(-6m, schedule.Settle(100, 100 * Day + 8 * Hour, 0, 2, 29_000, 30_000).Funding); // 60 000 × 0.0001
        Assert.False(schedule.IsDue(100, 100 * Day + 16 * Hour));
    }

    [Fact]
    public void Settle_Flat_ChangesNothingButInterest()
    {
        var schedule = Started(Rates((0, new Financing(Interest: 3.65m, Borrow: 9, OvernightLong: 9))), new FundingTable([(101 * Day, 1)]), new CorporateActions([new Split(101, 1, 2)], [new Dividend(101, 5)]));
        var change = schedule.Settle(101, 101 * Day, 10_000, 0, 100, 100);
        Assert.Equal((1m, 0m), (change.Cash, change.Quantity)); // 10 000 × 3.65 % / 365
    }
}
