using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Tests.Metrics;

/// <summary>Figures from the trades and the equity of every backtesting.py run against its own statistics, where the definitions agree.</summary>
public sealed class BacktestingPyOracleTests
{
    public static TheoryData<string> Runs { get; } = SharedData.Exists
        ? [.. Directory.GetFiles(SharedData.Path("reference", "backtests", "backtesting-py"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)]
        : ["none"];

    private static readonly (string Theirs, string Ours)[] Same =
    [
        ("Equity Final [$]", "equityFinal"), ("Equity Peak [$]", "equityPeak"), ("Return [%]", "returnPercent"), ("CAGR [%]", "cagrPercent"), ("Max. Drawdown [%]", "maxDrawdownPercent"),
        ("Exposure Time [%]", "exposurePercent"), ("# Trades", "trades"), ("Win Rate [%]", "winRatePercent"), ("Best Trade [%]", "bestTradePercent"), ("Worst Trade [%]", "worstTradePercent"),
        ("Expectancy [%]", "expectancyPercent"), ("SQN", "sqn"), ("Kelly Criterion", "kelly"), ("Profit Factor", "profitFactorPercent"),
    ];

    [SharedTheory, MemberData(nameof(Runs))]
    public void Compute_TheirTradesAndEquity_EqualsTheirStatistics(string name)
    {
        var run = JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "backtests", "backtesting-py", name + ".json"))).RootElement;
        var stats = run.GetProperty("stats");
        var ours = MetricsCalculator.Compute(Input(run)).Overall;
        foreach (var (theirs, metric) in Same)
        {
            if (stats.GetProperty(theirs).ValueKind != JsonValueKind.Number) Assert.Null(ours[metric]);
            else Near(stats.GetProperty(theirs).GetDouble(), ours[metric], $"{name} {theirs}");
        }

        Assert.Equal(Days(stats, "Max. Trade Duration"), ours["maxTradeDays"]!.Value, 1e-9);
        Assert.Equal(Days(stats, "Max. Drawdown Duration"), ours["maxDrawdownDays"]!.Value, 1e-9);
        Assert.InRange(Days(stats, "Avg. Trade Duration") - ours["avgTradeDays"]!.Value, -1e-9, 1); // they round up to a whole bar
        Assert.InRange(Days(stats, "Avg. Drawdown Duration") - ours["avgDrawdownDays"]!.Value, -1e-9, 1);
        Near(stats.GetProperty("Avg. Drawdown [%]").GetDouble(), ours["avgDrawdownPercent"], $"{name} avg drawdown");
        if (ours["worstTradePercent"] <= -100) Assert.Null(ours["avgTradePercent"]); // they print 0 there
        else Near(stats.GetProperty("Avg. Trade [%]").GetDouble(), ours["avgTradePercent"], $"{name} avg trade");
    }

    [SharedFact]
    public void BuyHold_WithoutCostFromTheirFirstBar_EqualsTheirs()
    {
        var run = JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "backtests", "backtesting-py", "goog_smacross_10_20_comm_0.002_toc_0.json"))).RootElement;
        var input = Input(run) with { FirstTradableBar = 19 }; // the first bar on which SMA(20) is known
        Near(run.GetProperty("stats").GetProperty("Buy & Hold Return [%]").GetDouble(), MetricsCalculator.Compute(input).Overall["buyHoldPercent"], "buy and hold");
    }

    private static MetricsInput Input(JsonElement run)
    {
        var bars = ReadBars(run.GetProperty("data").GetString()!);
        double[] equity = [.. run.GetProperty("equity").EnumerateArray().Select(e => e.GetDouble())];
        Trade[] trades = [.. run.GetProperty("trades").EnumerateArray().Select(ReadTrade)];
        return new MetricsInput
        {
            Bars = bars,
            Equity = equity,
            InitialCash = run.GetProperty("settings").GetProperty("cash").GetDecimal(),
            Trades = trades,
            OpenPositions = [],
            Fees = trades.Sum(t => t.Fees),
            Calendar = TradingCalendar.Auto,
            PeriodsPerYear = TradingCalendar.Auto.PeriodsPerYear(bars),
        };
    }

    private static Trade ReadTrade(JsonElement trade)
    {
        var size = trade.GetProperty("size").GetDouble();
        var (pnl, entry) = (trade.GetProperty("pnl").GetDouble(), trade.GetProperty("entry_price").GetDouble());
        var percent = 100 * pnl / (Math.Abs(size) * entry); // the contract's pnlPercent
        Near(trade.GetProperty("return_pct").GetDouble() * 100, percent, "return_pct");
        return new Trade(
            "X", size > 0 ? PositionSide.Long : PositionSide.Short, (decimal)Math.Abs(size), trade.GetProperty("entry_bar").GetInt32(), Time(trade, "entry_time"), (decimal)entry, "signal",
            trade.GetProperty("exit_bar").GetInt32(), Time(trade, "exit_time"), trade.GetProperty("exit_price").GetDecimal(), "signal",
            trade.GetProperty("commission").GetDecimal(), trade.GetProperty("pnl").GetDecimal(), percent, 0, 0);
    }

    private static DateTimeOffset Time(JsonElement trade, string name) => DateTimeOffset.Parse(trade.GetProperty(name).GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static CandleSeries ReadBars(string data)
    {
        var rows = File.ReadLines(SharedData.Path("reference", "backtests", "data", data + ".csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        double[] Column(int k) => [.. rows.Select(row => double.Parse(row[k], CultureInfo.InvariantCulture))];
        long[] times = [.. rows.Select(row => DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds())];
        var timeframe = data switch { "eurusd_h1" => Timeframe.OneHour, "btcusd_m" => Timeframe.Parse("30d"), _ => Timeframe.OneDay };
        return new CandleSeries(data, timeframe, times, Column(1), Column(2), Column(3), Column(4), Column(5));
    }

    /// <summary>Durations such as <c>830 days 00:00:00</c>.</summary>
    private static double Days(JsonElement stats, string name)
    {
        var parts = stats.GetProperty(name).GetString()!.Split(' ');
        return double.Parse(parts[0], CultureInfo.InvariantCulture) + TimeSpan.Parse(parts[2], CultureInfo.InvariantCulture).TotalDays;
    }

    private static void Near(double expected, double? actual, string what) =>
        Assert.True(Math.Abs(expected - (actual ?? double.NaN)) <= 1e-9 * Math.Max(1, Math.Abs(expected)), $"{what}: theirs {expected:R}, ours {actual:R}");
}
