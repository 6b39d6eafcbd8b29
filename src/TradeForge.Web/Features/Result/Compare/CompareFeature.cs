using TradeForge.Core;
using TradeForge.Core.Metrics;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Result.Compare;

/// <summary>Several runs side by side: the page and the window of its chart.</summary>
internal static class CompareFeature
{
    private static readonly Text TooFew = new("None of these runs is yours and has a result.", "Ни один из этих прогонов не ваш или не имеет результата.");

    public static void Add(IServiceCollection services) => services.AddSingleton<ComparedRuns>();

    public static void Map(WebApplication app) => app.MapGet(ChartAnswers.Prefix + "/compare/{runs}", CurvesAsync).RequireAuthorization();

    private static async Task<IResult> CurvesAsync(HttpContext context, string runs, string? from, string? to, string? max, ComparedRuns compared)
    {
        var (query, problems) = WindowQuery.Read(from, to, max);
        if (query is null) return ChartAnswers.Refused(problems);
        var all = await compared.LoadAsync(context.User.UserId(), ComparedRuns.Read(runs), context.RequestAborted);
        if (all.Count == 0) return ChartAnswers.Unknown(TooFew);
        var curves = RebasedCurves.Of([.. all.Select(r => r.Result)]);
        return Results.Bytes(ColumnWindow.Cut(
            curves.Times, Step(all), [.. curves.Curves.Select(c => new ChartColumn(c, Merge.LastKnown))], query.From.ToUnixTimeMilliseconds(), query.To.ToUnixTimeMilliseconds(), query.Max).ToBytes(), ColumnFormat.ContentType);
    }

    /// <summary>Milliseconds between two points, those of the finest curve.</summary>
    public static long Step(IReadOnlyList<ComparedRun> runs) => runs.Min(r => EquityColumns.Step(r.Result));
}
