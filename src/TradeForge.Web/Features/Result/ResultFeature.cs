using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Features.Result.Card;
using TradeForge.Web.Features.Result.Compare;
using TradeForge.Web.Features.Result.Export;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Result;

/// <summary>The result of a run: its page, the windows of its charts, its downloads. Everything asks whose run it is.</summary>
public static class ResultFeature
{
    private static readonly Text NoSuchRun = new("There is no such run, or it has no result.", "Такого прогона нет, или у него нет результата.");

    public static void AddResult(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResultCache>();
        builder.Services.AddSingleton<RunCharts>();
        builder.Services.AddSingleton<StoredData>();
        CompareFeature.Add(builder.Services);
        builder.Services.AddScoped<ReportPage>();
    }

    public static void MapResult(this WebApplication app)
    {
        var charts = app.MapGroup(ChartAnswers.Prefix + "/runs/{id:guid}").RequireAuthorization();
        charts.MapGet("candles/{place:int?}", CandlesAsync);
        charts.MapGet("equity", EquityAsync);
        charts.MapGet("trades/{place:int?}", TradesAsync);
        CompareFeature.Map(app);
        var files = app.MapGroup("/runs/{id:guid}/download").RequireAuthorization();
        files.MapGet("result.json", JsonAsync);
        files.MapGet("trades.csv", CsvAsync);
        files.MapGet("result.xlsx", XlsxAsync);
        files.MapGet("report.html", (HttpContext context, Guid id, UserDataFactory users, ResultCache results, ReportPage report, CancellationToken cancel) => ReportAsync(context, id, users, results, report, asFile: true, cancel));
        app.MapGet("/runs/{id:guid}/report.html", (HttpContext context, Guid id, UserDataFactory users, ResultCache results, ReportPage report, CancellationToken cancel) => ReportAsync(context, id, users, results, report, asFile: false, cancel)).RequireAuthorization();
    }

    private static Task<IResult> CandlesAsync(HttpContext context, Guid id, int? place, string? from, string? to, string? max, UserDataFactory users, ResultCache results, RunCharts charts) =>
        WithRunAsync(context, id, from, to, max, users, results, (run, result, query) => SymbolAt(run, result, place) is not { } symbol
            ? Task.FromResult(ChartAnswers.Unknown(NoSuchRun))
            : ChartAnswers.TaggedAsync(context, Stamp($"c{place}-", id, query), ColumnFormat.ContentType, async cancel =>
            {
                var columns = await charts.ColumnsAsync(context.User.UserId(), run, result, symbol, cancel);
                return Cut(columns.Times.Span, columns.Bar, columns.Columns, query);
            }));

    private static Task<IResult> EquityAsync(HttpContext context, Guid id, string? from, string? to, string? max, UserDataFactory users, ResultCache results) =>
        WithRunAsync(context, id, from, to, max, users, results, (_, result, query) => ChartAnswers.TaggedAsync(context, Stamp("e2-", id, query), ColumnFormat.ContentType, _ =>
        {
            var (times, columns) = EquityColumns.Of(result);
            return Task.FromResult(Cut(times.Span, EquityColumns.Step(result), columns, query));
        }));

    private static Task<IResult> TradesAsync(HttpContext context, Guid id, int? place, string? from, string? to, string? max, UserDataFactory users, ResultCache results) =>
        WithRunAsync(context, id, from, to, max, users, results, (run, result, query) => Task.FromResult(
            SymbolAt(run, result, place) is { } symbol ? Results.Json(TradeMarks.Of(result.Trades, query.From, query.To, query.Max, symbol, StrategyJson.Parse(run.GraphJson).Graph is { } graph ? new(graph) : null)) : ChartAnswers.Unknown(NoSuchRun)));

    /// <summary>The instrument of a chart by its place in the manifest; null when there is none.</summary>
    private static string? SymbolAt(RunDetails run, BacktestResult result, int? place) => place is { } at ? result.Manifest.Symbols.ElementAtOrDefault(at) : RunCharts.FirstOf(run, result);

    private static async Task<IResult> JsonAsync(HttpContext context, Guid id, UserDataFactory users, CancellationToken cancel)
    {
        var stream = await users.For(context.User.UserId()).Runs.OpenResultAsync(id, cancel);
        return stream is null ? ChartAnswers.Unknown(NoSuchRun) : Results.Stream(stream, "application/json", $"tradeforge-{id:N}.json");
    }

    private static async Task<IResult> CsvAsync(HttpContext context, Guid id, ResultCache results, CancellationToken cancel)
    {
        var result = await results.FindAsync(context.User.UserId(), id, cancel);
        return result is null
            ? ChartAnswers.Unknown(NoSuchRun)
            : Results.Stream(stream => RunTrades.WriteCsvAsync(result, stream, cancel), "text/csv; charset=utf-8", $"tradeforge-{id:N}-trades.csv");
    }

    private static async Task<IResult> XlsxAsync(HttpContext context, Guid id, UserDataFactory users, ResultCache results, CancellationToken cancel)
    {
        var user = context.User.UserId();
        if (await results.FindAsync(user, id, cancel) is not { } result) return ChartAnswers.Unknown(NoSuchRun);
        var notes = (await users.For(user).Notes.ListAsync(id, cancel)).ToDictionary(n => n.Ordinal);
        var bytes = new MemoryStream();
        ResultWorkbook.Write(result, notes, bytes);
        bytes.Position = 0;
        return Results.Stream(bytes, Workbook.ContentType, $"tradeforge-{id:N}.xlsx");
    }

    private static async Task<IResult> ReportAsync(HttpContext context, Guid id, UserDataFactory users, ResultCache results, ReportPage report, bool asFile, CancellationToken cancel)
    {
        var user = context.User.UserId();
        var run = await users.For(user).Runs.FindAsync(id, cancel);
        var result = run is null ? null : await results.FindAsync(user, id, cancel);
        if (result is null) return ChartAnswers.Unknown(NoSuchRun);
        if (asFile) context.Response.Headers.ContentDisposition = $"attachment; filename=tradeforge-{id:N}.html";
        return Results.Content(await report.RenderAsync(run!, result, Preferences.Read(context.Request)), "text/html; charset=utf-8");
    }

    private static async Task<IResult> WithRunAsync(
        HttpContext context, Guid id, string? from, string? to, string? max, UserDataFactory users, ResultCache results, Func<RunDetails, BacktestResult, WindowQuery, Task<IResult>> answer)
    {
        var (query, problems) = WindowQuery.Read(from, to, max);
        if (query is null) return ChartAnswers.Refused(problems);
        var user = context.User.UserId();
        var run = await users.For(user).Runs.FindAsync(id, context.RequestAborted);
        var result = run is null ? null : await results.FindAsync(user, id, context.RequestAborted);
        return result is null ? ChartAnswers.Unknown(NoSuchRun) : await answer(run!, result, query);
    }

    private static byte[] Cut(ReadOnlySpan<long> times, long bar, IReadOnlyList<ChartColumn> columns, WindowQuery query) =>
        ColumnWindow.Cut(times, bar, columns, query.From.ToUnixTimeMilliseconds(), query.To.ToUnixTimeMilliseconds(), query.Max).ToBytes();

    // a finished run never changes
    private static string Stamp(string chart, Guid id, WindowQuery q) =>
        string.Create(CultureInfo.InvariantCulture, $"{chart}{id:N}-{q.From.ToUnixTimeMilliseconds():x}-{q.To.ToUnixTimeMilliseconds():x}-{q.Max:x}");
}
