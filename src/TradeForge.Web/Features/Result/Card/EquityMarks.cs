using System.Globalization;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Shared;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Result.Card;

/// <summary>What is marked on the equity curve of a run: where it was divided, and when its strategy was last changed.</summary>
internal static class EquityMarks
{
    public static IReadOnlyList<ChartMark> Of(BacktestResult result, StrategyStamp? stamp)
    {
        var marks = new List<ChartMark>();
        if (result.Manifest.Settings.Split is { } split && result.Parts.Count > 0) marks.Add(new(split.ToUnixTimeSeconds(), new Text($"out of sample from {Day(split)}", $"вне выборки с {Day(split)}").Here()));
        if (stamp is { At: var at } && at.ToUnixTimeMilliseconds() <= result.Equity[^1].Time) marks.Add(new(at.ToUnixTimeSeconds(), new Text($"last changed {Day(at)}", $"последнее изменение {Day(at)}").Here(), Forward: true));
        return marks;
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
