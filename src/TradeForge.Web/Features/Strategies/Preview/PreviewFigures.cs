using TradeForge.Core.Simulation;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Shared.Replay;

namespace TradeForge.Web.Features.Strategies.Preview;

/// <summary>What the panel keeps of a replay: its figures, and nothing large.</summary>
internal sealed record PreviewFigures(
    Guid Id, double? NetProfit, double? ReturnPercent, double? MaxDrawdown, double? Trades, double? WinRate, int Signals, int Blocked, int Bars, DateTimeOffset From, DateTimeOffset To,
    bool IsWhole, TimeSpan Took, BacktestSettings Settings, string Symbol, string Timeframe, ChartOptions Equity)
{
    public static PreviewFigures Of(Replay replay, string chartName)
    {
        var (result, m) = (replay.Run.Result, replay.Run.Result.Metrics);
        var equity = new ChartOptions($"{ChartAnswers.Prefix}/replays/{replay.Id}/equity", result.Equity[0].Time / 1000, result.Equity[^1].Time / 1000, EquityColumns.Step(result) / 1000, 2, 0, chartName);
        return new(replay.Id, m["netProfit"], m["returnPercent"], m["maxDrawdownPercent"], m["trades"], m["winRatePercent"], result.Signals, result.Blocked.Sum(b => b.Bars), result.Manifest.Bars,
            result.Manifest.From, result.Manifest.To, replay.IsWhole, replay.Took, result.Manifest.Settings, result.Manifest.Symbols[0], result.Manifest.Timeframe, equity);
    }
}
