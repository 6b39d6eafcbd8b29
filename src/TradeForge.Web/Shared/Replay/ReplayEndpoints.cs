using System.Globalization;
using TradeForge.Core;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Shared.Replay;

/// <summary>Replays: their service, and the windows of their charts for their owner alone.</summary>
public static class ReplayEndpoints
{
    private static readonly Text NoSuchReplay = new("There is no such preview any more.", "Такого предпросмотра больше нет.");

    public static void AddReplays(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReplayOptions>().BindConfiguration(ReplayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => MarketSource.Of(services.GetRequiredService<CandleStore>()));
        builder.Services.AddSingleton<SeriesCache>();
        builder.Services.AddSingleton<Replays>();
    }

    public static void MapReplays(this WebApplication app)
    {
        var charts = app.MapGroup(ChartAnswers.Prefix + "/replays/{id:guid}").RequireAuthorization();
        charts.MapGet("candles", (HttpContext context, Guid id, string? from, string? to, string? max, Replays replays) =>
            WithAsync(context, id, from, to, max, replays, (replay, query) => CutAsync(context, "c", id, query, replay.Columns.Times, replay.Columns.Bar, () => replay.Columns.Columns)));
        charts.MapGet("equity", (HttpContext context, Guid id, string? from, string? to, string? max, Replays replays) =>
            WithAsync(context, id, from, to, max, replays, (replay, query) =>
            {
                var (times, columns) = EquityColumns.Of(replay.Run.Result);
                return CutAsync(context, "e", id, query, times, EquityColumns.Step(replay.Run.Result), () => columns);
            }));
        charts.MapGet("trades", (HttpContext context, Guid id, string? from, string? to, string? max, Replays replays) =>
            WithAsync(context, id, from, to, max, replays, (replay, query) => Task.FromResult(Results.Json(TradeMarks.Of(replay.Run.Result.Trades, query.From, query.To, query.Max, names: new(replay.Run.Strategy.Graph))))));
    }

    private static Task<IResult> WithAsync(HttpContext context, Guid id, string? from, string? to, string? max, Replays replays, Func<Replay, WindowQuery, Task<IResult>> answer)
    {
        var (query, problems) = WindowQuery.Read(from, to, max);
        if (query is null) return Task.FromResult(ChartAnswers.Refused(problems));
        return replays.Find(context.User.UserId(), id) is { } replay ? answer(replay, query) : Task.FromResult(ChartAnswers.Unknown(NoSuchReplay));
    }

    // a replay never changes: its id names its content
    private static Task<IResult> CutAsync(HttpContext context, string chart, Guid id, WindowQuery q, ReadOnlyMemory<long> times, long bar, Func<IReadOnlyList<ChartColumn>> columns) =>
        ChartAnswers.TaggedAsync(context, string.Create(CultureInfo.InvariantCulture, $"{chart}{id:N}-{q.From.ToUnixTimeMilliseconds():x}-{q.To.ToUnixTimeMilliseconds():x}-{q.Max:x}"), ColumnFormat.ContentType,
            _ => Task.FromResult(ColumnWindow.Cut(times.Span, bar, columns(), q.From.ToUnixTimeMilliseconds(), q.To.ToUnixTimeMilliseconds(), q.Max).ToBytes()));
}
