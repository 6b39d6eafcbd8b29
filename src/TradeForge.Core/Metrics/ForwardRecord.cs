using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>What a strategy did on bars that were not there when it was last changed: nobody could fit it to them.</summary>
/// <param name="Since">The last change.</param>
/// <param name="From">Start of the first bar after it; null = the run has none.</param>
/// <param name="Points">Points of the equity curve after it.</param>
/// <param name="ReturnPercent">100 · (last equity / equity of the point before − 1); null without points.</param>
/// <param name="Trades">Closed after it.</param>
public sealed record ForwardRecord(DateTimeOffset Since, DateTimeOffset? From, int Points, double? ReturnPercent, int Trades)
{
    public static ForwardRecord Of(BacktestResult result, DateTimeOffset since)
    {
        var time = since.ToUnixTimeMilliseconds();
        var points = result.Equity.Count(e => e.Time >= time);
        if (points == 0) return new(since, null, 0, null, 0);
        var first = result.Equity.Count - points;
        var before = first == 0 ? result.Manifest.Settings.Cash : result.Equity[first - 1].Equity;
        return new(
            since, DateTimeOffset.FromUnixTimeMilliseconds(result.Equity[first].Time), points,
            before > 0 ? 100 * ((double)(result.Equity[^1].Equity / before) - 1) : null, result.Trades.Count(t => t.ExitTime >= since));
    }
}
