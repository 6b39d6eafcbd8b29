using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Metrics;
using static TradeForge.Tests.Metrics.MetricsRuns;

namespace TradeForge.Tests.Metrics;

/// <summary>Ratios against reference/metrics: the verified cases of empyrical, and six price series with several libraries side by side.</summary>
public sealed class EmpyricalOracleTests
{
    private static readonly Dictionary<string, string> OneSeries = new()
    {
        ["sharpe_ratio"] = "sharpe",
        ["sortino_ratio"] = "sortino",
        ["annual_volatility"] = "volatilityPercent",
        ["annual_return"] = "annualReturnPercent",
        ["cagr"] = "annualReturnPercent",
        ["max_drawdown"] = "maxDrawdownPercent",
        ["tail_ratio"] = "tailRatio",
    };

    private static readonly (string Theirs, string Ours, double Factor)[] Ratios =
    [
        ("cum_returns_final", "returnPercent", 100), ("annual_volatility", "volatilityPercent", 100), ("sharpe_ratio(rf=0)", "sharpe", 1), ("sortino_ratio(mar=0)", "sortino", 1),
        ("max_drawdown", "maxDrawdownPercent", 100), ("omega_ratio(threshold 0)", "omega", 1), ("tail_ratio", "tailRatio", 1), ("value_at_risk(5%)", "valueAtRiskPercent", 100),
        ("conditional_value_at_risk(5%)", "expectedShortfallPercent", 100), ("value_at_risk(1%)", "valueAtRisk99Percent", 100), ("conditional_value_at_risk(1%)", "expectedShortfall99Percent", 100),
        ("downside_risk(mar=0)", "downsideDeviationPercent", 100), ("stability_of_timeseries", "stability", 1),
    ];

    private static readonly (string Theirs, string Ours, double Factor)[] Quantstats =
    [
        ("skew", "skewness", 1), ("kurtosis", "kurtosis", 1), ("ulcer_index", "ulcerIndex", 100), ("win_rate", "winDaysPercent", 100), ("best", "bestDayPercent", 100), ("worst", "worstDayPercent", 100),
        ("expected_return", "expectedDayPercent", 100), ("consecutive_wins", "maxConsecutiveWinDays", 1), ("consecutive_losses", "maxConsecutiveLossDays", 1), ("avg_return", "avgDayPercent", 100),
        ("avg_win", "avgWinDayPercent", 100), ("avg_loss", "avgLossDayPercent", 100), ("smart_sharpe", "smartSharpe", 1), ("smart_sortino", "smartSortino", 1), ("adjusted_sortino", "adjustedSortino", 1),
        ("gain_to_pain_ratio", "gainToPain", 1), ("ulcer_performance_index", "ulcerPerformanceIndex", 1), ("serenity_index", "serenityIndex", 1), ("risk_of_ruin", "riskOfRuin", 1),
        ("value_at_risk", "normalValueAtRiskPercent", 100), ("conditional_value_at_risk", "normalShortfallPercent", 100), ("var_99", "normalValueAtRisk99Percent", 100), ("cvar_99", "normalShortfall99Percent", 100),
        ("payoff_ratio", "dayPayoff", 1), ("profit_ratio", "dayProfitRatio", 1), ("cpc_index", "cpcIndex", 1), ("common_sense_ratio", "commonSenseRatio", 1), ("outlier_win_ratio", "outlierWinRatio", 1),
        ("outlier_loss_ratio", "outlierLossRatio", 1), ("risk_return_ratio", "riskReturnRatio", 1), ("kelly_criterion", "dayKelly", 1),
    ];

    private static readonly (string Theirs, string Ours)[] Stretches =
    [
        ("mtd", "monthToDatePercent"), ("three_month", "threeMonthsPercent"), ("six_month", "sixMonthsPercent"), ("ytd", "yearToDatePercent"), ("one_year", "oneYearPercent"),
        ("avg_drawdown", "avgDrawdownPercent"),
    ];

    private static readonly (int Years, string Theirs, string Ours)[] Years = [(3, "three_year", "threeYearsPercent"), (5, "five_year", "fiveYearsPercent"), (10, "ten_year", "tenYearsPercent")];

    public static TheoryData<string, double> Series { get; } = new()
    {
        { "sp502_close", 252 }, { "goog_close", 252 }, { "goog_smacross_equity", 252 }, { "tsla502_vs_sp502", 252 }, { "btc1246_close", 365 }, { "small13", 252 },
    };

    [SharedFact]
    public void Compute_EmpyricalCases_AreEqual()
    {
        var done = new Dictionary<string, int>();
        foreach (var entry in Json("empyrical_cases.json").EnumerateArray())
        {
            var (function, args) = (entry.GetProperty("function").GetString()!, entry.GetProperty("args"));
            if (!OneSeries.TryGetValue(function, out var metric) || !Comparable(entry)) continue;
            if (Values(args[0]) is not { Length: > 1 } returns) continue; // none or one: no run has its figures annualised
            if (metric == "annualReturnPercent") returns = [.. Raw(args[0]).Select(x => double.IsNaN(x) ? 0 : x)]; // there NaN counts as a period
            var actual = Value(OfReturns(returns, Periods(entry), step: 60), metric); // 60 days apart, so that the run is long enough to be annualised
            AssertSame(Number(entry.GetProperty("result")), metric.EndsWith("Percent", StringComparison.Ordinal) ? actual / 100 : actual, entry.GetProperty("test").GetString()!);
            done[metric] = done.GetValueOrDefault(metric) + 1;
        }

        Assert.Equal(OneSeries.Values.Distinct().Order(), done.Keys.Order());
        Assert.True(done.Values.Sum() >= 17, string.Join(", ", done));
    }

    [SharedFact]
    public void AlphaBeta_EmpyricalCases_AreEqual()
    {
        var done = 0;
        foreach (var entry in Json("empyrical_cases.json").EnumerateArray().Where(e => e.GetProperty("function").GetString() is "alpha" or "beta" or "alpha_beta"))
        {
            var args = entry.GetProperty("args");
            var market = ByDate(args[1]);
            var pairs = ByDate(args[0]).Where(p => market.ContainsKey(p.Key)).Select(p => (Own: p.Value, Market: market[p.Key])).ToArray();
            if (pairs.Length < 2) continue;
            var input = Relative([.. pairs.Select(p => p.Own)], [.. pairs.Select(p => p.Market)]);
            var result = entry.GetProperty("result");
            var (alpha, beta) = entry.GetProperty("function").GetString() switch
            {
                "alpha" => (Number(result), (double?)null),
                "beta" => (null, Number(result)),
                _ => (Number(result[0]), Number(result[1])),
            };
            if (alpha is not null) AssertSame(alpha, Value(input, "alpha"), "alpha");
            if (beta is not null) AssertSame(beta, Value(input, "beta"), "beta");
            done++;
        }

        Assert.True(done >= 7, $"{done} cases");
    }

    [SharedFact]
    public void Sample_EmpyricalPercentilesAndDownside_AreEqual()
    {
        var done = 0;
        foreach (var entry in Json("empyrical_cases.json").EnumerateArray())
        {
            var (function, args, kwargs) = (entry.GetProperty("function").GetString()!, entry.GetProperty("args"), entry.GetProperty("kwargs"));
            if (function == "value_at_risk")
            {
                var cutoff = kwargs.TryGetProperty("cutoff", out var named) ? named.GetDouble() : args.GetArrayLength() > 1 ? args[1].GetDouble() : 0.05;
                AssertSame(Number(entry.GetProperty("result")), Sample.Percentile([.. Values(args[0])!.Order()], cutoff), function);
                done++;
            }
            else if (function == "downside_risk" && Values(args[0]) is { Length: > 0 } returns && kwargs.GetProperty("required_return").GetDouble() == 0)
            {
                AssertSame(Number(entry.GetProperty("result")), Sample.Downside(returns) * Math.Sqrt(Periods(entry)), function);
                done++;
            }
        }

        Assert.True(done >= 15, $"{done} cases");
    }

    [SharedTheory, MemberData(nameof(Series))]
    public void Compute_PriceSeries_EqualsThreeLibraries(string name, double periods)
    {
        var expected = Json("portfolio_metrics.json").EnumerateArray().Single(e => e.GetProperty("series").GetString() == $"series/{name}.csv");
        Assert.Equal(periods, expected.GetProperty("periods_per_year").GetDouble());
        var (empyrical, quantstats, ffn) = (expected.GetProperty("empyrical"), expected.GetProperty("quantstats"), expected.GetProperty("ffn"));
        var (times, prices, benchmark) = ReadSeries(name);

        // returns start from the initial cash: the first price is the cash, the second the first bar
        var returns = MetricsCalculator.Compute(Of(prices[0], prices[1..], times[1..], periods: periods)).Overall;
        foreach (var (theirs, ours, factor) in Ratios) AssertSame(Number(empyrical.GetProperty(theirs)) * factor, returns[ours], theirs);
        foreach (var (theirs, ours, factor) in Quantstats) AssertSame(Number(quantstats.GetProperty(theirs)) * factor, returns[ours], theirs);

        var rate = Of(prices[0], prices[1..], times[1..], periods: periods);
        var perPeriod = MetricsCalculator.Compute(rate with { RiskFree = Math.Pow(1.0001, periods) - 1 }).Overall; // theirs is given a period
        AssertSame(Number(empyrical.GetProperty("sharpe_ratio(rf=0.0001 per period)")), perPeriod["sharpe"], "sharpe, risk-free");
        AssertSame(Number(empyrical.GetProperty("sortino_ratio(mar=0.0002 per period)")), MetricsCalculator.Compute(rate with { RiskFree = Math.Pow(1.0002, periods) - 1 }).Overall["sortino"], "sortino, risk-free");
        var perYear = MetricsCalculator.Compute(rate with { RiskFree = 0.02 }).Overall;
        AssertSame(Number(quantstats.GetProperty("sharpe_rf_2pct")), perYear["sharpe"], "sharpe of 2 %");
        AssertSame(Number(quantstats.GetProperty("sortino_rf_2pct")), perYear["sortino"], "sortino of 2 %");

        var whole = MetricsCalculator.Compute(Of(prices[0], prices, times, benchmark, periods)).Overall;
        foreach (var (theirs, ours) in Stretches) AssertSame(Number(ffn.GetProperty(theirs)) * 100, whole[ours], theirs);
        foreach (var (years, theirs, ours) in Years)
            if (times[^1].AddYears(-years) < times[0]) Assert.Null(whole[ours]); // they take the whole run
            else AssertSame(Number(ffn.GetProperty(theirs)) * 100, whole[ours], theirs);
        if (name == "small13") // under 90 days: total return only
        {
            Assert.Null(returns["annualReturnPercent"]);
            Assert.Null(whole["cagrPercent"]);
        }
        else
        {
            AssertSame(Number(empyrical.GetProperty("annual_return")) * 100, returns["annualReturnPercent"], "annual_return");
            AssertSame(Number(ffn.GetProperty("cagr")) * 100, whole["cagrPercent"], "cagr");
            AssertSame(Number(ffn.GetProperty("calmar")), whole["calmar"], "calmar");
        }

        if (benchmark is null) return;
        AssertSame(Number(empyrical.GetProperty("alpha")), whole["alpha"], "alpha");
        AssertSame(Number(empyrical.GetProperty("beta")), whole["beta"], "beta");
        AssertSame(Number(empyrical.GetProperty("excess_sharpe (information ratio)")), whole["informationRatio"], "information ratio");
        AssertSame(Number(empyrical.GetProperty("up_capture")), whole["upCapture"], "up capture");
        AssertSame(Number(empyrical.GetProperty("down_capture")), whole["downCapture"], "down capture");
        AssertSame(Number(quantstats.GetProperty("r_squared")), whole["rSquared"], "r squared");
    }

    [Fact]
    public void RiskFree_OfTwiceTheMarketsExcess_LeavesNoAlpha()
    {
        var daily = Math.Pow(1.05, 1 / 252.0) - 1;
        double[] market = [0.01, -0.02, 0.03, 0.005, -0.01, 0.012, 0.004, -0.007];
        var input = Relative([.. market.Select(m => daily + (2 * (m - daily)))], market);
        Assert.Equal(Math.Pow(1 - daily, 252) - 1, Value(input, "alpha")!.Value, 1e-9); // without it the cost of the borrowed half
        var figures = MetricsCalculator.Compute(input with { RiskFree = 0.05 }).Overall;
        Assert.Equal((0, 2), (figures["alpha"]!.Value, figures["beta"]!.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-9 && Math.Abs(a.Item2 - b.Item2) < 1e-9);
    }

    /// <summary>A run whose returns and whose market's returns from the second bar on are these.</summary>
    private static MetricsInput Relative(double[] returns, double[] market)
    {
        var (equity, close) = (1_000.0, 1_000.0);
        return Of(1_000, [1_000, .. returns.Select(r => equity *= 1 + r)], [1_000, .. market.Select(r => close *= 1 + r)]);
    }

    private static (DateTimeOffset[] Times, double[] Prices, double[]? Benchmark) ReadSeries(string name)
    {
        var rows = File.ReadLines(SharedData.Path("reference", "metrics", "series", name + ".csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        double[] Column(int k) => [.. rows.Select(row => double.Parse(row[k], CultureInfo.InvariantCulture))];
        return ([.. rows.Select(row => DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))], Column(1), rows[0].Length > 2 ? Column(2) : null);
    }

    /// <summary>Only risk-free rate, target and threshold 0 are ours.</summary>
    private static bool Comparable(JsonElement entry) =>
        entry.GetProperty("args").GetArrayLength() == 1 && entry.GetProperty("result").ValueKind is JsonValueKind.Number or JsonValueKind.String
        && entry.GetProperty("kwargs").EnumerateObject().All(p => p.Name == "period" || (p.Value.ValueKind == JsonValueKind.Number && p.Value.GetDouble() == 0));

    private static double Periods(JsonElement entry) => entry.GetProperty("kwargs").TryGetProperty("period", out var period)
        ? period.GetString() switch { "weekly" => 52, "monthly" => 12, "yearly" => 1, _ => 252 }
        : 252;

    private static Dictionary<string, double> ByDate(JsonElement series) => series.GetProperty("index").EnumerateArray().Select(e => e.GetString()!)
        .Zip(Raw(series)).Where(p => !double.IsNaN(p.Second)).ToDictionary(p => p.First, p => p.Second);

    private static double[] Raw(JsonElement series) => series.ValueKind == JsonValueKind.Array
        ? [.. series.EnumerateArray().Select(e => Number(e) ?? double.NaN)]
        : [.. series.GetProperty("values").EnumerateArray().Select(e => Number(e) ?? double.NaN)];

    /// <summary>The numbers without NaN; null for a table.</summary>
    private static double[]? Values(JsonElement series) =>
        series.ValueKind == JsonValueKind.Object && !series.TryGetProperty("values", out _) ? null : [.. Raw(series).Where(x => !double.IsNaN(x))];

    /// <summary>NaN and infinite count as null: our figures are null there.</summary>
    private static double? Number(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static void AssertSame(double? expected, double? actual, string what)
    {
        Assert.True(expected.HasValue == actual.HasValue, $"{what}: expected {expected}, ours {actual}");
        if (expected is { } e) Assert.True(Math.Abs(e - actual!.Value) <= 1e-9 * Math.Max(1, Math.Abs(e)), $"{what}: expected {e:R}, ours {actual:R}");
    }

    private static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "metrics", file))).RootElement;
}
