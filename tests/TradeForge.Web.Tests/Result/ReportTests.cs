using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Features.Result;
using TradeForge.Web.Features.Result.Export;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Plots;

namespace TradeForge.Web.Tests.Result;

public sealed class ReportTests
{
    private static readonly BacktestResult Run = ResultSamples.Run();

    public ReportTests() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new("en-US"), new("en-US"));

    [Fact]
    public async Task Report_OfARun_HoldsTermsBenchmarkOpenPositionsAndSignals()
    {
        var trade = Run.Trades[0];
        var open = new OpenPosition(trade.Symbol, trade.Side, 2, trade.EntryBar, trade.EntryTime, trade.EntryPrice, trade.EntryReason, 1234.5m, 1, 7.25m, 0.5, -1, 2, 3);
        var blocked = new BlockedRange(trade.EntryReason, trade.Symbol, PositionSide.Long, "in-position", trade.EntryTime, trade.ExitTime, 5);
        var text = await ReportAsync(Run with { OpenPositions = [open], Blocked = [blocked] });
        Assert.Contains("Commission", text, StringComparison.Ordinal);
        Assert.Contains("Buy and hold", text, StringComparison.Ordinal);
        Assert.Contains("data-open-positions", text, StringComparison.Ordinal);
        Assert.Contains("1,234.5", text, StringComparison.Ordinal);
        Assert.Contains("data-reason=\"in-position\"", text, StringComparison.Ordinal);
        Assert.Contains("still open: 1, +", await PageAsync<RunSummaryPanel>(new() { ["Result"] = Run with { OpenPositions = [open], Metrics = new Dictionary<string, double?>(Run.Metrics) { ["openProfit"] = 7.25 } } }), StringComparison.Ordinal);
        Assert.DoesNotContain("Worst inside bars", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfARunWithABand_DrawsIt()
    {
        var points = Run.Equity.GroupBy(e => e.Time / 86_400_000).Select(day => new BandPoint(day.Last().Time, day.Last().Equity - 10, day.Last().Equity + 10)).ToList();
        var text = await ReportAsync(Run with { Band = Run.Band with { AmbiguousBars = 1, Curve = points } });
        Assert.Contains("Worst inside bars", text, StringComparison.Ordinal);
        Assert.Contains("Best inside bars", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_DrawsTheFiveDeepestDrawdownsAndTheSpreadOfEveryPeriod()
    {
        var (first, last) = (Run.Days[0].Date.ToDateTime(default, DateTimeKind.Utc), Run.Days[^1].Date.ToDateTime(default, DateTimeKind.Utc));
        var falls = Enumerable.Range(0, 7).Select(i => new DrawdownRow(first, first, i == 0 ? null : last, i - 20, 1)).ToList();
        var text = await ReportAsync(Run with { Drawdowns = falls });
        Assert.Equal(5, text.Split("class=\"tf-plot-span\" x=\"0%\" width=\"100%\"").Length - 1); // one that lasts goes on to the last day
        Assert.Contains("−20.00 %</title>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("−15.00 %</title>", text, StringComparison.Ordinal); // the sixth
        foreach (var period in new[] { "Day", "Week", "Month", "Quarter", "Year" }) Assert.Contains($"data-box=\"{period}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("data-deepest", await ReportAsync(Run with { Drawdowns = [] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-01-02", 0)]
    [InlineData("2024-01-01", 0)]
    [InlineData("2024-01-04", 0.5)] // a day without a bar: the next one
    [InlineData("2024-01-05", 0.5)]
    [InlineData("2024-02-01", 1)]
    public void DaysOfAnAxis_LieWhereTheyAre(string day, double at) =>
        Assert.Equal(at, PlotDays.At([new(2024, 1, 2), new(2024, 1, 5), new(2024, 1, 8)], DateOnly.Parse(day, CultureInfo.InvariantCulture)));

    [Fact]
    public async Task Report_OfSeveralInstruments_ShowsSharesCapacityAndOtherOrdersOfTheDays()
    {
        var allocation = new Allocation(["A", ""], 2, [new(new DateOnly(2024, 1, 2), 60, [50, -10]), new(new DateOnly(2024, 1, 4), 100, [0, 0])]);
        var text = await ReportAsync(Run with { Allocation = allocation, Capacities = [new("B", 400, 3)] });
        Assert.Contains("data-allocation", text, StringComparison.Ordinal);
        Assert.Contains("Drawn: every day no. 2", text, StringComparison.Ordinal);
        Assert.Contains("others", text, StringComparison.Ordinal);
        Assert.Contains("data-capacities", text, StringComparison.Ordinal);
        Assert.Contains("data-paths", text, StringComparison.Ordinal);
        Assert.Contains("data-growth", text, StringComparison.Ordinal);
        Assert.Contains("Fell by 20 % or more", text, StringComparison.Ordinal);
    }

    private static Task<string> ReportAsync(BacktestResult result)
    {
        var summary = new RunSummary(
            Guid.NewGuid(), null, "Waves", Run.Manifest.Symbols[0], "1h", RunStatus.Succeeded, 1, false, default, null, null, null, null, null, null, null, null, [Run.Manifest.Symbols[0]], null, "");
        var details = new RunDetails(summary, "{}", "", Run.Manifest.Settings, null, null, "", 1);
        return PageAsync<ReportDocument>(new() { ["Run"] = details, ["Result"] = result, ["Preferences"] = new Preferences(), ["Css"] = "" });
    }

    private static async Task<string> PageAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return WebUtility.HtmlDecode(await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString()));
    }
}
