using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Strategies;
using static TradeForge.Tests.Metrics.MetricsRuns;

namespace TradeForge.Tests.Metrics;

/// <summary>The golden rules of metrics with their numbers, the null rules, and how bars become days.</summary>
public sealed class MetricsRuleTests
{
    [Theory]
    [InlineData(252, 0.79), InlineData(365, 0.96)]
    public void G32_Sharpe_MeanOverSampleDeviation(double periods, double expected)
    {
        var half = 0.01 / Math.Sqrt(2); // two returns m ± s / √2 have the sample deviation s
        Assert.Equal(expected, Value(OfReturns([0.0005 + half, 0.0005 - half], periods), "sharpe")!.Value, 2);
    }

    [Fact]
    public void G34_Sortino_DeviationOverAllReturns()
    {
        var sortino = Value(OfReturns([0.03, -0.01, 0.01, -0.02]), "sortino")!.Value;
        Assert.Equal(0.0025 / Math.Sqrt((0.0001 + 0.0004) / 4) * Math.Sqrt(252), sortino, 1e-9); // 0.2236 a period
        Assert.Equal(3.55, sortino, 2);
    }

    [Fact]
    public void G35_MaxDrawdown_AgainstRunningPeak()
    {
        var input = Of(100, [100, 120, 90, 110]) with { DeepestInside = IntrabarDrawdown.Of([100, 120, 90, 110], 100, new LowestOf([100, 110, 84, 100])) };
        Assert.Equal(-25, Value(input, "maxDrawdownPercent")!.Value, 1e-12);
        Assert.Equal(-30, Value(input, "maxDrawdownIntrabarPercent")!.Value, 1e-12); // 84 / 120
        Assert.Equal(30, Value(input, "maxDrawdownMoney"));
        Assert.Equal(2, Value(input, "maxDrawdownDays")); // from bar 1 to the last bar
        Assert.Equal(10.0 / 30, Value(input, "recoveryFactor")!.Value, 1e-12);
    }

    [Fact]
    public void G35_FirstBarLoses_PeakIsTheInitialCash()
    {
        Assert.Equal(-10, Value(Of(100, [90, 95]), "maxDrawdownPercent")!.Value, 1e-12);
        Assert.Equal(100, Value(Of(100, [90, 95]), "equityPeak"));
    }

    [Theory]
    [InlineData(89, false), InlineData(90, true)]
    public void G36_ShortRun_NoAnnualFigures(int days, bool known)
    {
        double[] equity = [.. Enumerable.Range(0, days + 1).Select(i => 100 + (i % 7))];
        var figures = MetricsCalculator.Compute(Of(100, equity)).Overall;
        Assert.All((string[])["cagrPercent", "calmar", "annualReturnPercent"], name => Assert.Equal(known, figures[name] is not null));
        Assert.NotNull(figures["returnPercent"]);
    }

    [Fact]
    public void G36_Cagr_CalendarYears()
    {
        // doubled in 1461 days = four years of 365.25 days: 2^(1/4) − 1
        var input = Of(100, [100, 150, 200], [Day(2020, 1, 1), Day(2022, 1, 1), Day(2024, 1, 1)]);
        Assert.Equal(100 * (Math.Pow(2, 0.25) - 1), Value(input, "cagrPercent")!.Value, 1e-9);
        Assert.Null(Value(input, "calmar")); // G38: no drawdown
    }

    [Fact]
    public void G37_ProfitFactor_InMoneyWithNullRules()
    {
        Assert.Equal(1.5, Value(WithTrades(30, -20), "profitFactor"));
        Assert.Null(Value(WithTrades(30, 10), "profitFactor"));
        Assert.Equal(0, Value(WithTrades(-30, -10), "profitFactor"));
        Assert.Null(Value(WithTrades(), "winRatePercent"));
        Assert.Equal(100.0 / 3, Value(WithTrades(30, -20, 0), "winRatePercent")!.Value, 1e-12); // a trade of 0 is no win
    }

    [Fact]
    public void G39_Kelly_NullWithoutWinsOrLosses()
    {
        Assert.Equal(0.5 - (0.5 / 1.5), Value(WithTrades(30, -20), "kelly")!.Value, 1e-12);
        Assert.Null(Value(WithTrades(30, 10), "kelly"));
        Assert.Null(Value(WithTrades(-30), "kelly"));
    }

    [Fact]
    public void G40_FlatDays_CountAsZeroReturns() =>
        Assert.True(Value(OfReturns([0.01, -0.005, 0, 0]), "sharpe") < Value(OfReturns([0.01, -0.005]), "sharpe"));

    [Fact]
    public void G41_BuyHold_FromTheFirstTradableBarWithOneCost()
    {
        var input = Of(100, [100, 100, 100], close: [10, 20, 50]);
        Assert.Equal(400, Value(input, "buyHoldPercent")!.Value, 1e-9);
        Assert.Equal(100 * ((0.99 * 50 / 20) - 1), Value(input with { FirstTradableBar = 1, BuyHoldCost = 0.01 }, "buyHoldPercent")!.Value, 1e-9);
    }

    [Fact]
    public void G30_Ruin_NoReturnsAfterIt()
    {
        var figures = MetricsCalculator.Compute(Of(100, [110, 0, 0, 0], step: 60)).Overall;
        Assert.Equal(-100, figures["returnPercent"]);
        Assert.Equal(-100, figures["cagrPercent"]);
        Assert.Equal(-100, figures["maxDrawdownPercent"]);
        Assert.Equal(-45, figures["sharpe"]!.Value / Math.Sqrt(252) * 0.55 * Math.Sqrt(2) * 100, 1e-9); // returns 0.1 and −1 only: mean −0.45, deviation 1.1 / √2
    }

    [Fact]
    public void Compute_NoTrades_TradeFiguresAreNullOrZero()
    {
        var figures = MetricsCalculator.Compute(Of(100, [100, 100]));
        Assert.All(
            (string[])["winRatePercent", "bestTradePercent", "worstTradePercent", "avgTradePercent", "maxTradeDays", "avgTradeDays", "profitFactor", "expectancyPercent", "sqn", "kelly", "avgWin", "avgLoss", "payoffRatio"],
            name => Assert.True(figures.Overall[name] is null && figures.BySide["long"][name] is null));
        Assert.Equal(0, figures.Overall["trades"]);
        Assert.Null(figures.Overall["sharpe"]); // deviation 0
        Assert.Null(figures.Overall["sortino"]);
        Assert.Null(figures.Overall["beta"]); // the close does not move
    }

    [Fact]
    public void Compute_OneBar_IsARun()
    {
        var figures = MetricsCalculator.Compute(Of(100, [101])).Overall;
        Assert.Equal(1, figures["returnPercent"]!.Value, 1e-12);
        Assert.Equal(0, figures["buyHoldPercent"]);
        Assert.All((string[])["sharpe", "volatilityPercent", "sortino", "beta", "alpha", "cagrPercent", "ulcerIndex", "skewness"], name => Assert.Null(figures[name]));
    }

    [Fact]
    public void Compute_ConstantReturns_SharpeIsNull() => Assert.Null(Value(OfReturns([0.01, 0.01, 0.01, 0.01, 0.01]), "sharpe")); // deviation 0 but for rounding

    [Fact]
    public void Compute_TradeLostEverything_GeometricMeanIsNull()
    {
        Assert.Null(Value(WithTrades(30, -100), "avgTradePercent"));
        Assert.Equal(-35, Value(WithTrades(30, -100), "expectancyPercent"));
    }

    [Fact]
    public void Compute_Streaks_CountInARow()
    {
        var input = WithTrades(1, 2, -1, 0, -1, -1, -1, 5);
        Assert.Equal(2, Value(input, "maxConsecutiveWins"));
        Assert.Equal(3, Value(input, "maxConsecutiveLosses"));
    }

    [Fact]
    public void BySide_Trades_AreSplit()
    {
        var input = Of(100, [100, 100]) with { Trades = [Trade(10), Trade(-5, PositionSide.Short), Trade(4, PositionSide.Short)] };
        var figures = MetricsCalculator.Compute(input);
        Assert.Equal([3, 1, 2], [figures.Overall["trades"], figures.BySide["long"]["trades"], figures.BySide["short"]["trades"]]);
        Assert.Equal(-1, figures.BySide["short"]["closedProfit"]);
        Assert.Equal(MetricCatalog.All.Where(m => m.PerSide).Select(m => m.Name), figures.BySide["long"].Keys);
    }

    [Fact]
    public void Returns_MinuteBars_AreGroupedByExchangeDay()
    {
        // New York days: 2024-01-03 01:00Z is still 2024-01-02 there; returns are 110/100, 99/110
        DateTimeOffset[] times = [Utc(2024, 1, 2, 15), Utc(2024, 1, 3, 1), Utc(2024, 1, 3, 15), Utc(2024, 1, 3, 20)];
        var input = Of(100, [105, 110, 120, 99], times, timeframe: Timeframe.OneHour) with { Calendar = TradingCalendar.Us };
        Assert.Equal(10, Value(input, "bestDayPercent")!.Value, 1e-12);
        Assert.Equal(-10, Value(input, "worstDayPercent")!.Value, 1e-12);
        Assert.Equal(-1, Value(input, "returnPercent")!.Value, 1e-12);
        Assert.Equal(5, Value(input with { Calendar = TradingCalendar.AroundTheClock }, "bestDayPercent")!.Value, 1e-12); // UTC days: 105, then 99
    }

    [Fact]
    public void G33_MoscowWeekendSession_BelongsToMonday()
    {
        // Friday 2025-03-14, Saturday and Sunday sessions, Monday 17: two days. In 2024 the Saturday 04-27 was an ordinary session.
        var now = Of(100, [100, 90, 80, 110], [Utc(2025, 3, 14, 9), Utc(2025, 3, 15, 9), Utc(2025, 3, 16, 9), Utc(2025, 3, 17, 9)], timeframe: Timeframe.OneHour) with { Calendar = TradingCalendar.Moex };
        Assert.Equal(0, Value(now, "worstDayPercent"));
        var then = Of(100, [100, 90], [Utc(2024, 4, 26, 9), Utc(2024, 4, 27, 9)], timeframe: Timeframe.OneHour) with { Calendar = TradingCalendar.Moex };
        Assert.Equal(-10, Value(then, "worstDayPercent")!.Value, 1e-12);
    }

    [Fact]
    public void Compute_BadInput_Throws()
    {
        var good = Of(100, [100, 101]);
        Assert.Throws<ArgumentException>(() => MetricsCalculator.Compute(good with { Equity = [100] }));
        Assert.Throws<ArgumentException>(() => MetricsCalculator.Compute(good with { Trials = 0 }));
        Assert.Throws<ArgumentException>(() => MetricsCalculator.Compute(good with { InitialCash = 0 }));
        Assert.Throws<ArgumentException>(() => MetricsCalculator.Compute(good with { FirstTradableBar = 2 }));
        Assert.Throws<ArgumentException>(() => MetricsCalculator.Compute(good with { Bars = good.Bars.Slice(0, 0), Equity = [] }));
    }

    private static MetricsInput WithTrades(params decimal[] pnls) => Of(100, [100, 100]) with { Trades = [.. pnls.Select(pnl => Trade(pnl))] };

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);
}
