using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Simulation;

namespace TradeForge.Tests.Metrics;

/// <summary>The tables behind the figures.</summary>
public sealed class ResultDetailsTests
{
    private static readonly DateOnly First = new(2024, 1, 1); // a Monday

    [Fact]
    public void Of_StoredResultReadAgain_IsTheSame()
    {
        var series = WorkloadBars.Generate(30_000, out _);
        var result = WorkloadTests.SmaCross().Run(new BacktestSettings { Cash = 1_000_000, Equity = EquityResolution.Days }, series);
        var (first, again) = (ResultJson.ToBytes(result), ResultJson.ToBytes(ResultJson.Read(ResultJson.ToBytes(result))));
        Assert.Equal(first, again);
        Assert.Equal(Math.Ceiling(30_000 / 1440.0), result.Days.Count);
        Assert.Equal(result.Metrics["maxDrawdownPercent"], result.Drawdowns[0].Percent);
        using var json = JsonDocument.Parse(first);
        Assert.Equal(result.Trades.Count, json.RootElement.GetProperty("breakdowns").GetProperty("hour").EnumerateArray().Sum(row => row.GetProperty("trades").GetInt32()));
    }

    [Fact]
    public void Read_ResultWithoutDays_HasNone()
    {
        var result = WorkloadTests.SmaCross().Run(new BacktestSettings { Cash = 1_000_000 }, WorkloadBars.Generate(3_000, out _));
        var json = System.Text.Json.Nodes.JsonNode.Parse(ResultJson.ToBytes(result))!.AsObject();
        Assert.True(json.Remove("days") && json.Remove("drawdowns"));
        var old = ResultJson.Read(JsonSerializer.SerializeToUtf8Bytes(json));
        Assert.Empty(old.Days);
        Assert.Empty(ResultDetails.Of(old).Monthly);
    }

    [Fact]
    public void Breakdowns_Trades_AreGroupedByTheEntryInTheZoneOfTheExchange()
    {
        // 2024-01-01 21:30Z is already Tuesday 00:30 in Moscow
        Trade[] trades = [Make(new(2024, 1, 1, 21, 30, 0, TimeSpan.Zero), 30, "buy"), Make(new(2024, 1, 2, 9, 0, 0, TimeSpan.Zero), -10, "buy"), Make(new(2024, 2, 4, 9, 0, 0, TimeSpan.Zero), 0, "dip")];
        var groups = Breakdowns.Of(trades, TradingCalendar.Moex, Timeframe.OneHour);
        Assert.Equal(["tuesday", "sunday"], groups["weekday"].Select(row => row.Key));
        Assert.Equal(["00", "12"], groups["hour"].Select(row => row.Key));
        Assert.Equal(["01", "02"], groups["month"].Select(row => row.Key));
        Assert.Equal(["buy → signal", "dip → signal"], groups["tagAndExit"].Select(row => row.Key));
        var buy = groups["tag"][0];
        Assert.Equal(("buy", 2, 1, 1, 20m, 3.0, 50.0), (buy.Key, buy.Trades, buy.Wins, buy.Losses, buy.NetProfit, buy.ProfitFactor!.Value, buy.WinRatePercent));
        Assert.Equal((2m, 10.0, 1.0), (buy.Fees, buy.ExpectancyPercent, buy.AverageBars)); // 30 % and −10 %
        Assert.Null(groups["tag"][1].ProfitFactor);
        Assert.Empty(Breakdowns.Of(trades, TradingCalendar.Moex, Timeframe.OneDay)["hour"]);
    }

    [Fact]
    public void Trade_RunUpAndDrawdown_AreExcursionsInMoney()
    {
        var trade = Make(default, 1, "buy") with { Quantity = 20, EntryPrice = 50, Mae = -2, Mfe = 5 };
        Assert.Equal((50, -20), (trade.RunUp, trade.Drawdown)); // of 1000
    }

    [Fact]
    public void Monthly_OverTwoYears_CompoundsDays()
    {
        DayRow[] days = [new(new(2023, 12, 29), 10, null, 0), new(new(2024, 1, 2), 10, 5, 0), new(new(2024, 1, 3), -50, 10, -50), new(new(2024, 3, 1), 100, null, 0)];
        var rows = YearRow.Of(days);
        Assert.Equal([2023, 2024], rows.Select(row => row.Year));
        Assert.Equal(-45, rows[1].Months[0]!.Value, 1e-12);
        Assert.Null(rows[1].Months[1]);
        Assert.Equal(10, rows[1].ReturnPercent, 1e-12); // 1.1 · 0.5 · 2
        Assert.Equal(15.5, rows[1].BenchmarkPercent!.Value, 1e-12);
        Assert.Equal((-50, 3), (rows[1].MaxDrawdownPercent, rows[1].Days));
        Assert.Null(rows[0].BenchmarkPercent);
    }

    [Fact]
    public void Histogram_Values_FallIntoRoundBins()
    {
        var bins = HistogramBin.Of([-0.3, 0, 0.1, 0.1, 0.35, 3.5]);
        Assert.Equal((-0.3, -0.2, 1), (bins[0].From, bins[0].To, bins[0].Count)); // width 0.1: 39 bins
        Assert.Equal((1, 2, 1), (bins[3].Count, bins[4].Count, bins[6].Count)); // 0, 0.1, 0.3
        Assert.Equal((3.5, 6), (bins[^1].From, bins.Sum(bin => bin.Count)));
        Assert.Empty(HistogramBin.Of([]));
        Assert.Equal(2, HistogramBin.Of([5, 5]).Single().Count);
    }

    [Fact]
    public void Quantiles_ElevenDays_ByHand()
    {
        DayRow[] days = [.. Enumerable.Range(0, 11).Select(i => new DayRow(First.AddDays(i), i, null, 0))]; // 0 % to 10 %
        var day = QuantileRow.Of(days)[0];
        Assert.Equal(("day", 11), (day.Period, day.Count));
        Assert.Equal([0, 0.5, 2.5, 5, 7.5, 9.5, 10], [day.Min, day.P5, day.P25, day.Median, day.P75, day.P95, day.Max], Near);
        Assert.Equal([11, 2, 1, 1, 1], QuantileRow.Of(days).Select(row => row.Count)); // weeks from Monday
        Assert.Empty(QuantileRow.Of([]));
    }

    [Fact]
    public void Crises_Covid_IsCompoundedOverItsDays()
    {
        DayRow[] days = [new(new(2020, 2, 18), 7, 7, 0), new(new(2020, 2, 19), 10, -10, 0), new(new(2020, 3, 23), -20, -20, -20), new(new(2020, 3, 24), 50, 9, 0)];
        var row = Assert.Single(CrisisRow.Of(days));
        Assert.Equal(("covid", 2), (row.Period.Id, row.Days));
        Assert.Equal(-12, row.ReturnPercent, 1e-12);
        Assert.Equal(-28, row.BenchmarkPercent!.Value, 1e-12);
        Assert.Equal(-20, row.MaxDrawdownPercent, 1e-12);
        Assert.Equal(-20, row.WorstDayPercent);
    }

    [Fact]
    public void CrisisList_Periods_AreNamedAndOrdered()
    {
        Assert.Equal(CrisisList.All.Count, CrisisList.All.Select(p => p.Id).Distinct().Count());
        Assert.All(CrisisList.All, p => Assert.True(p.From < p.To && p.Name.En.Length > 3 && p.Name.Ru.Length > 3));
        Assert.Equal(CrisisList.All.Select(p => p.From), CrisisList.All.Select(p => p.From).Order());
    }

    [Fact]
    public void Rolling_LongRun_HasAtMostAThousandRowsAndTheLastDay()
    {
        DayRow[] days = [.. Enumerable.Range(0, 2_600).Select(i => new DayRow(First.AddDays(i), (i % 3) - 1, null, 0))];
        var table = RollingTable.Of(days, 252);
        Assert.Equal((126, 3), (table.Window, table.Step));
        Assert.InRange(table.Rows.Count, 800, 1000);
        Assert.Equal(days[^1].Date, table.Rows[^1].Date);
        Assert.Empty(RollingTable.Of(days[..125], 252).Rows);
        Assert.Single(RollingTable.Of(days[..126], 252).Rows);
        Assert.Null(table.Rows[0].Beta);
    }

    [SharedFact]
    public void Rolling_EmpyricalCases_AreEqual()
    {
        var done = 0;
        foreach (var entry in JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "metrics", "empyrical_cases.json"))).RootElement.EnumerateArray())
        {
            var function = entry.GetProperty("function").GetString()!;
            if (function is not ("roll_sharpe_ratio" or "roll_max_drawdown" or "roll_alpha_beta") || entry.GetProperty("args")[0].GetProperty("values").GetArrayLength() < 6) continue;
            double[] own = Values(entry.GetProperty("args")[0]);
            var market = function == "roll_alpha_beta" ? Values(entry.GetProperty("args")[1]) : null;
            if (own.Concat(market ?? []).Any(double.IsNaN)) continue; // ours has no gaps
            var rows = RollingTable.Of([.. own.Select((r, i) => new DayRow(First.AddDays(i), 100 * r, 100 * market?[i], 0))], 252, 0, 6, 1).Rows;
            double[] expected = Values(entry.GetProperty("result"));
            Assert.Equal(expected, rows.Select(row => function == "roll_sharpe_ratio" ? row.Sharpe!.Value : row.MaxDrawdownPercent / 100), Near);
            done++;
        }

        Assert.Equal(2, done);
    }

    [SharedFact]
    public void Monthly_PriceSeries_EqualsFfn()
    {
        var done = 0;
        foreach (var entry in JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference", "metrics", "portfolio_metrics.json"))).RootElement.EnumerateArray())
        {
            var rows = File.ReadLines(SharedData.Path("reference", "metrics", entry.GetProperty("series").GetString()!)).Skip(1).Select(line => line.Split(',')).ToArray();
            double[] prices = [.. rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture))];
            var input = MetricsRuns.Of(prices[0], prices, [.. rows.Select(row => DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))]);
            var result = MetricsCalculator.Compute(input);
            foreach (var year in entry.GetProperty("ffn_monthly_return_table_jan_to_dec_ytd").EnumerateObject())
            {
                var ours = YearRow.Of(result.Days).Single(row => row.Year == int.Parse(year.Name, CultureInfo.InvariantCulture));
                double[] theirs = [.. year.Value.EnumerateArray().Select(x => 100 * x.GetDouble())];
                Assert.Equal(theirs, [.. ours.Months.Select(month => month ?? 0), ours.ReturnPercent], Near); // they show 0 where there is no month
                done++;
            }

            var drawdowns = entry.GetProperty("ffn_worst_drawdowns").EnumerateArray().Select(row => 100 * row[3].GetDouble()).ToArray();
            Assert.Equal(drawdowns, result.Drawdowns.Take(drawdowns.Length).Select(row => row.Percent), Near);
        }

        Assert.True(done >= 24, $"{done} years");
    }

    private static double[] Values(JsonElement series) => [.. series.GetProperty("values").EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : double.NaN)];

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected));

    private static Trade Make(DateTimeOffset entry, decimal pnl, string tag) =>
        new("TEST", PositionSide.Long, 1, 0, entry, 100, tag, 1, entry.AddHours(1), 100 + pnl, "signal", 1, pnl, (double)pnl, 0, 0);
}
