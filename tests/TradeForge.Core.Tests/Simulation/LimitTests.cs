using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Limits of the account, and sizes that measure more than money.</summary>
public sealed class LimitTests
{
    private static GraphBuilder Sized(string mode, double value) => Graph().Node("size", "position-size", "mode=" + mode, FormattableString.Invariant($"value={value}"));

    private static CandleSeries Hours(params (double, double, double, double, double)[] bars)
    {
        var days = Bars(bars);
        return CandleSeries.From("TEST", Timeframe.OneHour, [.. Enumerable.Range(0, bars.Length).Select(i => days[i] with { Time = 1_704_067_200_000 + (i * 3_600_000L) })]);
    }

    [Fact]
    public void DailyLoss_CloseAll_ClosesAtTheNextOpenAndBlocksForTheDay()
    {
        // Hours of one day: 100 units at 100; the close 89 is a loss of 11 % ≥ 10 %: out at the next open, and no entry until midnight.
        var hours = Hours(Flat(100, Buy), Flat(100), (100, 100, 89, 89, None), Flat(90, Buy), Flat(91));
        var result = Graph().Node("loss", "daily-loss", "percent=10", "action=close-all").Run(Settings, hours);
        var trade = Assert.Single(result.Trades);
        Assert.Equal((3, 90m, "risk"), (trade.ExitBar, trade.ExitPrice, trade.ExitReason));
        Assert.Equal("loss", result.Orders.Single(o => o.Reason == "risk").Node);
        Assert.Equal(("risk", 1), (Assert.Single(result.Blocked).Reason, result.Blocked[0].Bars));
        Assert.Contains(result.Warnings, w => w.En.Contains("limit loss was reached 1 times", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("daily-loss", "alert", 0, 2, "in-position")]
    [InlineData("daily-loss", "stop-new", 0, 2, "risk")] // in again on the next day
    [InlineData("daily-loss", "close-all", 1, 1, "risk")]
    [InlineData("max-drawdown", "alert", 0, 2, "in-position")]
    [InlineData("max-drawdown", "stop-new", 0, 1, "risk,risk")] // to the end of the run
    [InlineData("max-drawdown", "close-all", 1, 0, "risk,risk")]
    public void Losses_EveryAction_OnEveryLimit(string type, string action, int closed, int open, string blocked)
    {
        // A day's bar each, 50 units at 100: the close 89 is a loss of 5.5 % of 10 000. A signal at that close and one at the next.
        var graph = Graph(buy: "pyramiding=2").Node("size", "position-size", "mode=quantity", "value=50").Node("loss", type, "percent=5", "action=" + action);
        var result = graph.Run(Settings, Flat(100, Buy), (100, 100, 89, 89, Buy), Flat(88.9, Buy), Flat(88.9));
        Assert.Equal((closed, open), (result.Trades.Count(t => t.ExitReason == "risk"), result.OpenPositions.Count));
        Assert.Equal(blocked, string.Join(',', result.Blocked.SelectMany(b => Enumerable.Repeat(b.Reason, b.Bars))));
        Assert.Contains(result.Warnings, w => w.En.Contains("limit loss was reached", StringComparison.Ordinal));
    }

    [Fact]
    public void Drawdown_StopNew_KeepsThePositionAndBlocksEntries()
    {
        var graph = Graph(buy: "pyramiding=3").Node("size", "position-size", "mode=quantity", "value=50").Node("dd", "max-drawdown", "percent=5", "action=stop-new");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100), Flat(89, Buy), Flat(89), Flat(89, Buy)); // 50 · 11 = 5.5 % of 10 000
        Assert.Single(result.OpenPositions);
        Assert.Equal(["risk", "risk"], result.Blocked.Select(b => b.Reason));
    }

    [Fact]
    public void Limit_Alert_OnlyWarns()
    {
        var result = Graph().Node("dd", "max-drawdown", "percent=5", "action=alert").Run(Settings, Flat(100, Buy), Flat(100), Flat(89), Flat(89, Buy), Flat(90));
        Assert.Single(result.OpenPositions);
        Assert.Equal("in-position", Assert.Single(result.Blocked).Reason);
        Assert.Contains(result.Warnings, w => w.En.Contains("limit dd", StringComparison.Ordinal));
    }

    [Fact]
    public void TradesPerDay_Reached_BlocksUntilTheNextDay()
    {
        // A day's bar each: the entry of bar 1 counts for its day, so the signal at its close is refused, the next day's is not.
        var graph = Graph(buy: "pyramiding=5").Node("size", "position-size", "mode=quantity", "value=1").Node("few", "max-trades-per-day", "count=1");
        var result = graph.Run(Settings, Flat(100, Buy), Flat(100, Buy), Flat(100, Buy), Flat(100));
        Assert.Equal([1, 3], result.OpenPositions.Select(p => p.EntryBar));
        Assert.Equal("limit", Assert.Single(result.Blocked).Reason);
    }

    [Theory]
    [InlineData("alert", 0, 3, 0)]
    [InlineData("stop-new", 0, 1, 2)]
    [InlineData("close-all", 1, 0, 2)]
    public void TradesPerDay_Reached_DoesWhatTheActionSays(string action, int trades, int open, int blocked)
    {
        // Hours of one day, one unit each: the entry of bar 1 is the one allowed, the signals of bars 1 and 2 come after it.
        var graph = Graph(buy: "pyramiding=5").Node("size", "position-size", "mode=quantity", "value=1").Node("few", "max-trades-per-day", "count=1", "action=" + action);
        var result = graph.Run(Settings, Hours(Flat(100, Buy), Flat(100, Buy), Flat(100, Buy), Flat(98), Flat(98)));
        Assert.Equal((trades, open, blocked), (result.Trades.Count, result.OpenPositions.Count, result.Blocked.Where(b => b.Reason == "limit").Sum(b => b.Bars)));
        Assert.Equal(action == "close-all", result.Trades is [{ ExitReason: "risk", ExitBar: 2, ExitPrice: 100 }]);
        Assert.Contains(result.Warnings, w => w.En.Contains("limit few was reached 1 times", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alert", 1, 2, "")]
    [InlineData("stop-new", 1, 1, "risk")]
    [InlineData("close-all", 2, 0, "risk")]
    public void ConsecutiveLosses_Reached_ActsForTheRestOfTheDay(string action, int trades, int open, string blocked)
    {
        // Hours of one day, one unit each: two entries at 100, the first is sold at 99. The signal of that bar would be the third entry.
        var graph = Graph(buy: "pyramiding=2", sell: "part=50").Node("size", "position-size", "mode=quantity", "value=1").Node("row", "consecutive-losses", "count=1", "action=" + action);
        var result = graph.Run(Settings, Hours(Flat(100, Buy), Flat(100, Buy), Flat(100, Sell), Flat(99, Buy), Flat(98)));
        Assert.Equal((trades, open, blocked), (result.Trades.Count, result.OpenPositions.Count, string.Join(',', result.Blocked.Select(b => b.Reason))));
        Assert.Equal(action == "close-all", result.Trades[^1] is { ExitReason: "risk", ExitPrice: 98 });
        Assert.Contains(result.Warnings, w => w.En.Contains("limit row was reached 1 times", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(101, 1)] // a trade that wins ends the row: the third entry is made
    [InlineData(99, 0)]
    public void ConsecutiveLosses_AreInARow(double second, int open)
    {
        var graph = Graph().Node("size", "position-size", "mode=quantity", "value=1").Node("row", "consecutive-losses", "count=2", "action=stop-new");
        var result = graph.Run(Settings, Hours(Flat(100, Buy), Flat(100, Sell), Flat(99, Buy), Flat(100, Sell), Flat(second, Buy), Flat(100)));
        Assert.Equal(open, result.OpenPositions.Count);
    }

    [Fact]
    public void ConsecutiveLosses_OfAPortfolio_CountAllInstruments()
    {
        // A and B lose a unit each at one moment: two in a row for the account. Their entries on the same day's close are refused.
        var graph = Graph().Node("size", "position-size", "mode=quantity", "value=1").Node("row", "consecutive-losses", "count=2", "action=stop-new");
        CandleSeries One(string symbol) => PlayMany.Flat(symbol, (100, Buy), (100, Sell), (99, Buy), (99, None));
        Assert.Equal(["risk", "risk"], graph.Run(Settings, One("A"), One("B")).Blocked.Select(b => b.Reason));
        Assert.Empty(graph.Run(Settings, One("A")).Blocked);
    }

    [Theory]
    [InlineData(30, 30)]
    [InlineData(0.5, 0)] // half a unit: less than a lot
    public void MaxPosition_CapsTheQuantity(double percent, int quantity)
    {
        var result = Graph().Node("most", "max-position", FormattableString.Invariant($"percent={percent}")).Run(Settings, Flat(100, Buy), Flat(100));
        Assert.Equal(quantity, result.OpenPositions.Sum(p => p.Quantity));
        if (quantity == 0) Assert.Equal("limit", Assert.Single(result.Blocked).Reason);
    }

    [Fact]
    public void MaxOpenPositions_OfOneInstrument_LetsAReversalThrough()
    {
        var result = Graph().Node("one", "max-open-positions", "count=1").Run(Settings, Flat(100, Buy), Flat(100), Flat(100, Short), Flat(100));
        Assert.Single(result.Trades);
        Assert.Equal(PositionSide.Short, Assert.Single(result.OpenPositions).Side);
    }

    [Fact]
    public void G26_EqualWeight_IsAPartOfEquity() =>
        Assert.Equal(25m, Sized("equal-weight", 4).Run(Settings, Flat(100, Buy), Flat(100)).OpenPositions[0].Quantity); // 10 000 / 4 / 100

    [Fact]
    public void G26_VolatilityTarget_DividesByTheAverageTrueRange()
    {
        // Fifteen bars with a true range of 2: 1 % of 10 000 is 50 times that.
        var bars = Enumerable.Range(0, 15).Select(i => (100.0, 101.0, 99.0, 100.0, i == 14 ? Buy : None)).Append((100, 101, 99, 100, None));
        Assert.Equal(50m, Sized("volatility-target", 1).Run(Settings, [.. bars]).OpenPositions[0].Quantity);
        Assert.Equal("no-volatility", Assert.Single(Sized("volatility-target", 1).Run(Settings, Flat(100, Buy), Flat(100)).Blocked).Reason);
    }

    [Fact]
    public void G26_Kelly_MeasuresTheClosedTrades()
    {
        // First 1 % of 10 000: 1 unit at 100, +20; again 1 % of 10 020: 1 unit, −10. Then W = 1/2, R = 2: 1/2 − 1/2 / 2 = 25 %; half of it, of 10 010: 12 units.
        var result = Sized("kelly", 50).Run(Settings, Flat(100, Buy), Flat(100, Sell), Flat(120, None), Flat(100, Buy), Flat(100, Sell), Flat(90), Flat(100, Buy), Flat(100));
        Assert.Equal([20m, -10m], result.Trades.Select(t => t.Pnl));
        Assert.Equal(12m, Assert.Single(result.OpenPositions).Quantity);
    }

    [Fact]
    public void KellyShare_WithoutALoss_IsNotKnown()
    {
        using var trades = new RowLog<ClosedTrade>(4);
        var kelly = new KellyShare();
        Assert.True(double.IsNaN(kelly.Of(trades)));
        trades.Add(new ClosedTrade { Quantity = 1, EntryPrice = 1, ExitPrice = 31 });
        Assert.True(double.IsNaN(kelly.Of(trades)));
        trades.Add(new ClosedTrade { Quantity = 1, EntryPrice = 21, ExitPrice = 1 });
        Assert.Equal(0.5 - (0.5 / 1.5), kelly.Of(trades), 1e-12);
    }
}
