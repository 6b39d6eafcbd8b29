using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using static TradeForge.Tests.Metrics.MetricsRuns;

namespace TradeForge.Tests.Metrics;

/// <summary>Metrics that no reference library gives, worked out by hand.</summary>
public sealed class HandCaseTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Four trades on ten daily bars; pnl 30, −20, 10, −5 of values 1000, 500, 1000, 1000.</summary>
    private static MetricsInput FourTrades() => Of(1_000, [1_000, 1_030, 1_030, 1_010, 1_010, 1_020, 1_020, 1_020, 1_015, 1_015], close: [100, 100, 100, 100, 100, 100, 100, 100, 100, 100]) with
    {
        Trades =
        [
            Make(PositionSide.Long, 10, 0, 1, 100, 103, 30, 3, mae: -1, mfe: 5),
            Make(PositionSide.Short, 5, 2, 3, 100, 104, -20, 2, mae: -6, mfe: 1),
            Make(PositionSide.Long, 10, 4, 5, 100, 101, 10, 1, mae: 0, mfe: 2),
            Make(PositionSide.Long, 10, 6, 8, 100, 99.5m, -5, 0, mae: -2, mfe: 1),
        ],
        Fees = 6,
        Orders = 9,
    };

    [Theory]
    [InlineData("grossReturnPercent", 2.1)] // (15 + 6) / 1000
    [InlineData("lossRatePercent", 50)]
    [InlineData("winLossRatio", 1)]
    [InlineData("avgProfit", 3.75)] // 15 / 4
    [InlineData("avgWinPercent", 2)] // 3 % and 1 %
    [InlineData("avgLossPercent", -2.25)] // −4 % and −0.5 %
    [InlineData("profitFactorPercent", 4 / 4.5)]
    [InlineData("expectancyRatio", 0.3)] // 0.5 · 20 / 12.5 − 0.5
    [InlineData("tradeFees", 6)]
    [InlineData("profitToDrawdown", 0.75)] // 15 / 20
    [InlineData("closedDrawdown", 20)] // 30 → 10
    [InlineData("intraTradeDrawdown", 30)] // the short trade stood at −6 % of 500 below 30; the last at 20 − 20 below 30
    [InlineData("closedDrawdownDays", 7)] // from bar 1 to bar 8
    [InlineData("largestMae", -30)]
    [InlineData("avgMae", -15)] // −10, −30, 0, −20
    [InlineData("largestMfe", 50)]
    [InlineData("avgMfe", 21.25)] // 50, 5, 20, 10
    [InlineData("largestMaePercent", -6)]
    [InlineData("largestMfePercent", 5)]
    [InlineData("avgGivenBack", 17.5)] // 20, 25, 10, 15
    [InlineData("largestGivenBack", 25)]
    [InlineData("medianTradeDays", 1)]
    [InlineData("avgWinningTradeDays", 1)]
    [InlineData("medianWinningTradeDays", 1)]
    [InlineData("avgLosingTradeDays", 1.5)]
    [InlineData("medianLosingTradeDays", 1.5)]
    [InlineData("avgWinningTradeBars", 1)]
    [InlineData("avgLosingTradeBars", 1.5)]
    [InlineData("tradesPerDay", 0.4)]
    [InlineData("tradesPerWeek", 28.0 / 9)]
    [InlineData("tradesPerMonth", 4 * 30.4375 / 9)]
    [InlineData("orders", 9)]
    [InlineData("exposurePercent", 90)] // bars 0 to 8
    [InlineData("initialCash", 1_000)]
    [InlineData("durationDays", 9)]
    [InlineData("wins", 2)]
    [InlineData("losses", 2)]
    [InlineData("grossProfit", 40)]
    [InlineData("grossLoss", -25)]
    [InlineData("largestWin", 30)]
    [InlineData("largestLoss", -20)]
    [InlineData("avgMaePercent", -2.25)] // −1, −6, 0, −2
    [InlineData("avgMfePercent", 2.25)] // 5, 1, 2, 1
    [InlineData("avgTradeBars", 1.25)]
    [InlineData("feesPerTurnoverPercent", 600 / 7055.0)]
    [InlineData("tradedValue", 7_055)] // entries 3500, exits 1030, 520, 1010, 995
    public void FourTrades_Figures_AreThose(string name, double expected) => Assert.Equal(expected, Value(FourTrades(), name)!.Value, 1e-9);

    [Fact]
    public void FourTrades_Deviations_AreOfTheProfits()
    {
        // profits 30, −20, 10, −5 around 3.75: squares 689.0625, 564.0625, 39.0625, 76.5625 sum to 1368.75
        var deviation = Math.Sqrt(1368.75 / 3);
        Assert.Equal(deviation, Value(FourTrades(), "profitDeviation")!.Value, 1e-9);
        Assert.Equal(3.75 / deviation, Value(FourTrades(), "profitToDeviation")!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(425.0 / 4), Value(FourTrades(), "profitDownside")!.Value, 1e-9); // 400 + 25
        Assert.Equal(3.75 / Math.Sqrt(425.0 / 4), Value(FourTrades(), "profitToDownside")!.Value, 1e-9);
        // percents 3, −4, 1, −0.5 around −0.125: squares sum to 26.25 − 4 / 64
        var percents = Math.Sqrt((26.25 - 0.0625) / 3);
        Assert.Equal(percents, Value(FourTrades(), "tradeDeviationPercent")!.Value, 1e-9);
        Assert.Equal(-0.125 / percents, Value(FourTrades(), "tradeReturnToDeviation")!.Value, 1e-9);
    }

    [Fact]
    public void FourTrades_Sides_AreOfTheirTradesAlone()
    {
        var sides = MetricsCalculator.Compute(FourTrades()).BySide;
        Assert.Equal((3, 1), (sides["long"]["trades"], sides["short"]["trades"]));
        Assert.Equal((5, 20), (sides["long"]["closedDrawdown"], sides["short"]["closedDrawdown"]));
        Assert.Equal((4, 2), (sides["long"]["tradeFees"], sides["short"]["tradeFees"]));
    }

    [Fact]
    public void Exposure_ByNotional_IsWhatTheDaysEndHolds()
    {
        // long 5 at 100 of 1000 at the end of days 1 and 2, short 2 of 1000 at the end of day 2
        var input = Of(1_000, [1_000, 1_000, 1_000, 1_000], close: [100, 100, 100, 100]) with
        {
            Trades = [Make(PositionSide.Long, 5, 1, 3, 100, 100, 0, 0)],
            OpenPositions = [new OpenPosition("TEST", PositionSide.Short, 2, 2, Start.AddDays(2), 100, "sell", 100, 0, -7, 0, 0, 0, 1)],
        };
        Assert.Equal((0 + 50 + 70 + 20) / 4.0, Value(input, "grossExposurePercent")!.Value, 1e-9);
        Assert.Equal((0 + 50 + 30 - 20) / 4.0, Value(input, "netExposurePercent")!.Value, 1e-9);
        Assert.Equal(70, Value(input, "maxExposurePercent")!.Value, 1e-9);
        Assert.Equal(1_200, Value(input, "tradedValue")!.Value, 1e-9);
        Assert.Equal(30, Value(input, "turnoverPercent")!.Value, 1e-9); // 1200 of 1000 in four days
        Assert.Equal(0.3 * 252, Value(input, "annualTurnover")!.Value, 1e-9);
        Assert.Equal(75, Value(input, "exposurePercent")!.Value, 1e-9);
        Assert.Equal((1, -7), (Value(input, "openTrades"), Value(input, "openProfit")));
    }

    [Fact]
    public void Capacity_OneFill_IsWhereItTakesOnePercentOfItsBar()
    {
        // a fill of 500 with a capital of 1000 on a bar that traded 10 000: 1 % is 100, a fifth of it
        var input = Of(1_000, [1_000, 1_000]) with { OpenPositions = [new OpenPosition("TEST", PositionSide.Long, 5, 0, Start, 100, "buy", 100, 0, 0, 0, 0, 0, 1)] };
        var bars = new CandleSeries("TEST", Timeframe.OneDay, [.. input.Bars.Times], [100, 100], [100, 100], [100, 100], [100, 100], [100, 100]);
        Assert.Equal(200, Value(input with { Bars = bars }, "capacity")!.Value, 1e-9);
        Assert.Null(Value(input, "capacity")); // no volume
    }

    [Fact]
    public void Drawdowns_RunUpAndRecovery_AreCountedFromTroughs()
    {
        var input = Of(100, [100, 80, 90, 120, 60, 90, 120, 110]);
        Assert.Equal(2, Value(input, "recoveryDays")); // 60 on day 4, 120 on day 6
        Assert.Equal((3, 0), (Value(input, "maxRecoveryDays"), Value(Of(100, [100, 80, 90]), "maxRecoveryDays"))); // from 120 on day 3 to 120 on day 6, and from 100 on day 0 to 120 on day 3; the last one has not ended
        Assert.Equal(3, Value(input, "drawdowns"));
        Assert.Equal(100, Value(input, "maxRunUpPercent")!.Value, 1e-9); // 60 → 120
        Assert.Equal(60, Value(input, "maxRunUpMoney")!.Value, 1e-9);
        Assert.Null(Value(Of(100, [100, 80, 90]), "recoveryDays")); // it lasts
        var rows = MetricsCalculator.Compute(input).Drawdowns;
        Assert.Equal([-50, -20, -100 / 12.0], rows.Select(row => row.Percent), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal((Start.AddDays(3), Start.AddDays(4), Start.AddDays(6), 3.0), (rows[0].Peak, rows[0].Trough, rows[0].End!.Value, rows[0].Days));
        Assert.Equal((Start.AddDays(6), null, 1.0), (rows[2].Peak, rows[2].End, rows[2].Days));
    }

    [Fact]
    public void Sterling_TwoYears_MeanOfTheirDeepestDrawdowns()
    {
        // 2022 falls to −10 %, 2023 to −30 % of the peak 100, the end is 121: (1.21^(365.25 / 730) − 1) / 0.2
        var input = Of(100, [100, 90, 70, 121], [Day(2022, 1, 1), Day(2022, 7, 1), Day(2023, 7, 1), Day(2024, 1, 1)]);
        var years = new[] { -0.1, -0.3, 0 }; // 2024 has its one day at the peak
        Assert.Equal((Math.Pow(1.21, 365.25 / 730) - 1) / -years.Average(), Value(input, "sterling")!.Value, 1e-9);
    }

    [Fact]
    public void Periods_FiveMonths_AreCalendarMonths()
    {
        // January from 100 to 110, February to 99, March to 99, July to 198
        var input = Of(100, [105, 110, 99, 99, 198], [Day(2024, 1, 10), Day(2024, 1, 31), Day(2024, 2, 5), Day(2024, 3, 29), Day(2024, 7, 1)]);
        Assert.Equal(100, Value(input, "bestMonthPercent")!.Value, 1e-9);
        Assert.Equal(-10, Value(input, "worstMonthPercent")!.Value, 1e-9);
        Assert.Equal(55, Value(input, "avgUpMonthPercent")!.Value, 1e-9); // 10 and 100
        Assert.Equal(-5, Value(input, "avgDownMonthPercent")!.Value, 1e-9); // −10 and 0
        Assert.Equal(50, Value(input, "winMonthsPercent")!.Value, 1e-9);
        Assert.Equal(50, Value(input, "winQuartersPercent")!.Value, 1e-9); // −1 %, then 100 %
        Assert.Equal(100, Value(input, "winYearsPercent")!.Value, 1e-9);
        Assert.Equal(10, Value(input, "gainToPainMonth")!.Value, 1e-9); // (10 − 10 + 0 + 100) / 10
        Assert.Equal(100 * (Math.Pow(1.98, 0.25) - 1), Value(input, "expectedMonthPercent")!.Value, 1e-9);
        Assert.Equal(98, Value(input, "bestYearPercent")!.Value, 1e-9);
        Assert.Equal(98, Value(input, "worstYearPercent")!.Value, 1e-9); // there is only one
        Assert.Equal(98, Value(input, "expectedYearPercent")!.Value, 1e-9);
        Assert.Null(Value(input, "winTwelveMonthsPercent"));
    }

    [Fact]
    public void Benchmark_OtherSeries_IsTakenAtItsLastKnownClose()
    {
        // the benchmark closes at 10 before the first day's close, at 11 on the second, not at all on the third
        var input = Of(100, [100, 102, 103, 101], close: [5, 5, 5, 5]);
        var benchmark = new CandleSeries("INDEX", Timeframe.OneDay, [Ms(0), Ms(1), Ms(3)], [10, 11, 12], [10, 11, 12], [10, 11, 12], [10, 11, 12], [0, 0, 0]);
        input = input with { Benchmark = benchmark };
        Assert.Equal(20, Value(input, "benchmarkReturnPercent")!.Value, 1e-9); // 10 → 12
        Assert.Equal(1 - 20, Value(input, "excessReturnPercent")!.Value, 1e-9);
        Assert.Equal([null, 10, 0, 100.0 / 11], MetricsCalculator.Compute(input).Days.Select(day => day.BenchmarkPercent), Near);
        Assert.Null(Value(input with { Benchmark = benchmark.Slice(2, 1) }, "benchmarkReturnPercent")); // known on one day only: no return
        Assert.Equal(0, Value(Of(100, [100, 90], close: [5, 5]), "benchmarkReturnPercent")); // without one: the bars of the run
    }

    [Fact]
    public void Benchmark_TrackingErrorAndTreynor_FollowTheirFormulas()
    {
        var input = Of(100, [100, 110, 99, 108.9], close: [100, 105, 94.5, 99.225], step: 40); // r 0.1, −0.1, 0.1; m 0.05, −0.1, 0.05
        var deviation = Math.Sqrt(((0.05 * 0.05 * 2) - (0.1 * 0.1 / 3)) / 2); // of 0.05, 0, 0.05
        Assert.Equal(100 * deviation * Math.Sqrt(252), Value(input, "trackingErrorPercent")!.Value, 1e-9);
        var beta = (((0.1 * 0.05) * 2) + 0.01) / ((0.05 * 0.05 * 2) + 0.01); // sums of products: m has mean 0
        Assert.Equal(beta, Value(input, "beta")!.Value, 1e-9);
        Assert.Equal((Math.Pow(1.089, 252 / 4.0) - 1) / beta, Value(input, "treynor")!.Value, 1e-6);
        Assert.Equal(Value(input, "upCapture")!.Value / Value(input, "downCapture")!.Value, Value(input, "captureRatio")!.Value, 1e-9);
        Assert.Equal(1, Value(input, "downCapture")!.Value, 1e-9); // both lost a tenth
        Assert.Equal(1, Value(input, "correlation")!.Value, 1e-9); // two values each: on a line
        Assert.Equal(-10, Value(input, "benchmarkDrawdownPercent")!.Value, 1e-9);
        Assert.Equal(100 * (Math.Pow(0.99225, 252 / 3.0) - 1), Value(input, "benchmarkAnnualPercent")!.Value, 1e-9);
        Assert.Equal(100 * Math.Sqrt(0.015 / 2 * 252), Value(input, "benchmarkVolatilityPercent")!.Value, 1e-9); // 0.05² twice and 0.1² around 0
        Assert.Equal(0, Value(input, "benchmarkSharpe")!.Value, 1e-9);
    }

    [Fact]
    public void Returns_VarianceAndRelatives_FollowTheirFormulas()
    {
        var input = OfReturns([0.03, -0.01, 0.01, -0.02]); // squares around 0.0025 sum to 0.001475
        Assert.Equal(0.001475 / 3 * 252, Value(input, "annualVariance")!.Value, 1e-12);
        Assert.Equal(Value(input, "smartSortino")!.Value / Math.Sqrt(2), Value(input, "smartAdjustedSortino")!.Value, 1e-12);

        // doubled in 1461 days, two of four bars in a position: 2^(1/4) − 1 over a half
        var half = Of(100, [100, 150, 150, 200], [Day(2020, 1, 1), Day(2021, 1, 1), Day(2022, 1, 1), Day(2024, 1, 1)]) with { Trades = [Make(PositionSide.Long, 1, 0, 1, 100, 200, 100, 0)] };
        Assert.Equal(200 * (Math.Pow(2, 0.25) - 1), Value(half, "riskAdjustedReturnPercent")!.Value, 1e-9);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void StabilityScore_TenTradesAlike_IsAllButTheCount(int trades, bool known)
    {
        // every trade wins 1 %: rate 1, factor 10 in 11, no drawdown, no spread, no losing streak
        var input = Of(1_000, [1_000, 1_000]) with { Trades = [.. Enumerable.Repeat(Make(PositionSide.Long, 1, 0, 1, 100, 101, 1, 0), trades)] };
        var expected = 100 * (1 - Math.Exp(-0.5)) * (0.25 + (0.25 * 10 / 11) + 0.2 + 0.15 + 0.15);
        if (known) Assert.Equal(expected, Value(input, "stabilityScore")!.Value, 1e-9);
        else Assert.Null(Value(input, "stabilityScore"));
    }

    [Fact]
    public void PerformanceScore_IsKeptWithinItsRange()
    {
        var good = Of(100, [101, 103, 104, 106]) with { Trades = [Make(PositionSide.Long, 1, 0, 1, 100, 101, 1, 0)] };
        Assert.Equal(100, Value(good, "performanceScore")); // 50 + 30 + 25
        Assert.Null(Value(good with { Trades = [] }, "performanceScore"));
    }

    private static Trade Make(PositionSide side, decimal quantity, int entry, int exit, decimal price, decimal exitPrice, decimal pnl, decimal fees, double mae = 0, double mfe = 0) => new(
        "TEST", side, quantity, entry, Start.AddDays(entry), price, "buy", exit, Start.AddDays(exit), exitPrice, "signal", fees, pnl, 100 * (double)(pnl / (quantity * price)), mae, mfe);

    private static bool Near(double? a, double? b) => a.HasValue == b.HasValue && Math.Abs((a ?? 0) - (b ?? 0)) < 1e-9;

    private static long Ms(int day) => Start.AddDays(day).ToUnixTimeMilliseconds();

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}
