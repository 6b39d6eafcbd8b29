using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Trading;

/// <summary>Limits on the account, day by day.</summary>
public sealed class RiskGuardTests
{
    private static RiskLimit Limit(RiskLimitKind kind, double limit, RiskAction action = RiskAction.StopNew) => new(kind.ToString(), kind, limit, action);

    private static RiskGuard Guard(params RiskLimit[] limits) => new(limits, 100_000);

    [Fact]
    public void DailyLoss_ReachedExactly_StopsEntriesUntilTheNextDay()
    {
        var guard = Guard(Limit(RiskLimitKind.DailyLoss, 2));
        Assert.Equal(98_000, guard.Floor); // 2 % of 100 000
        guard.OnMark(1, 98_000.01);
        Assert.Null(guard.Blocks(1));
        guard.OnMark(1, 98_000);
        Assert.Equal("DailyLoss", guard.Blocks(1)?.NodeId);
        Assert.Null(guard.Closes);
        guard.OnMark(1, 99_500); // a recovery on the same day changes nothing
        Assert.NotNull(guard.Blocks(1));
        Assert.Null(guard.Blocks(2));
        Assert.Equal([new RiskEvent(1, Limit(RiskLimitKind.DailyLoss, 2), 2)], guard.Events);
    }

    [Fact]
    public void DailyLoss_GapOvernight_CountsFromTheLastMarkOfTheDayBefore()
    {
        var guard = Guard(Limit(RiskLimitKind.DailyLoss, 2, RiskAction.CloseAll));
        guard.OnMark(1, 110_000);
        guard.OnMark(1, 105_000); // day 1 ends 5 % up; its loss is measured from 100 000
        Assert.Null(guard.Closes);
        guard.OnMark(2, 102_900); // 105 000 − 2 %
        Assert.Equal(RiskAction.CloseAll, guard.Closes?.Action);
        Assert.NotNull(guard.Blocks(2)); // close-all stops entries too
        guard.OnMark(3, 102_900);
        Assert.Null(guard.Closes);
    }

    [Fact]
    public void Drawdown_FromThePeak_StaysToTheEnd()
    {
        var guard = Guard(Limit(RiskLimitKind.Drawdown, 10));
        guard.OnMark(1, 120_000);
        Assert.Equal(108_000, guard.Floor);
        guard.OnMark(2, 108_001);
        Assert.Null(guard.Blocks(2));
        guard.OnMark(3, 106_800); // 11 % below 120 000
        guard.OnMark(4, 150_000);
        Assert.NotNull(guard.Blocks(5));
        Assert.Equal(11, Assert.Single(guard.Events).Value, 12);
    }

    [Fact]
    public void Drawdown_Alert_IsArmedAgainByANewPeak()
    {
        var guard = Guard(Limit(RiskLimitKind.Drawdown, 10, RiskAction.Alert));
        foreach (var equity in new[] { 90_000.0, 80_000, 100_000, 89_000, 100_001, 90_000.9 }) guard.OnMark(1, equity);
        Assert.Equal([10, 10], guard.Events.Select(e => Math.Round(e.Value, 9))); // once below 100 000, once below 100 001
        Assert.Null(guard.Blocks(1));
    }

    [Fact]
    public void ConsecutiveLosses_ThreeInARow_PauseUntilTheNextDay()
    {
        var guard = Guard(Limit(RiskLimitKind.ConsecutiveLosses, 3));
        foreach (var pnl in new[] { -1m, -1m, 0m, -1m, -1m }) guard.OnTradeClosed(1, pnl); // 0 does not lose: the row starts anew
        Assert.Null(guard.Blocks(1));
        guard.OnTradeClosed(2, -1m); // a row goes on over midnight
        Assert.NotNull(guard.Blocks(2));
        Assert.Null(guard.Blocks(3));
        guard.OnTradeClosed(3, -1m); // counted from 0 after the pause
        guard.OnTradeClosed(3, -1m);
        Assert.Null(guard.Blocks(3));
        guard.OnTradeClosed(3, -1m);
        Assert.NotNull(guard.Blocks(3));
    }

    [Fact]
    public void TradesPerDay_TwoEntries_AreAllOfADay()
    {
        var guard = Guard(Limit(RiskLimitKind.TradesPerDay, 2));
        guard.OnEntry(1);
        Assert.Null(guard.Blocks(1));
        guard.OnEntry(1);
        Assert.NotNull(guard.Blocks(1));
        Assert.Null(guard.Blocks(2));
    }

    [Fact]
    public void Blocks_TwoLimits_TellsTheFirstAndClosesTheStronger()
    {
        var guard = Guard(Limit(RiskLimitKind.DailyLoss, 1), Limit(RiskLimitKind.Drawdown, 2, RiskAction.CloseAll));
        guard.OnMark(1, 97_000);
        Assert.Equal(("DailyLoss", "Drawdown"), (guard.Blocks(1)?.NodeId, guard.Closes?.NodeId));
        Assert.Equal([3.0, 3.0], guard.Events.Select(e => e.Value));
        Assert.Equal("Drawdown", guard.Blocks(2)?.NodeId);
    }

    [Fact]
    public void Day_OfTheCalendar_MoscowMidnightIsTheBoundary()
    {
        var days = new TradingDays(TradingCalendar.Moex, Timeframe.OneMinute);
        var guard = Guard(Limit(RiskLimitKind.TradesPerDay, 1));
        guard.OnEntry(days.Of(Time("2024-03-04T20:30Z"))); // 23:30 in Moscow
        Assert.NotNull(guard.Blocks(days.Of(Time("2024-03-04T20:59Z"))));
        Assert.Null(guard.Blocks(days.Of(Time("2024-03-04T21:00Z")))); // midnight
    }

    [Fact]
    public void Guard_LimitOfZero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Guard(Limit(RiskLimitKind.Drawdown, 0)));

    private static long Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
