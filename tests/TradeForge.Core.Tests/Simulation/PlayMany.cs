using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Runs over several instruments whose volumes say which signals are true, as in <see cref="Play"/>.</summary>
internal static class PlayMany
{
    private const long FirstDay = 1_704_067_200_000, Day = 86_400_000; // Monday 2024-01-01

    /// <summary>Daily bars that stand still at a price; a bar of price 0 is missing.</summary>
    public static CandleSeries Flat(string symbol, params (double Price, double Volume)[] bars) =>
        Bars(symbol, [.. bars.Select(b => (b.Price, b.Price, b.Price, b.Price, b.Volume))]);

    public static CandleSeries Bars(string symbol, params (double O, double H, double L, double C, double Volume)[] bars) => CandleSeries.From(
        symbol, Timeframe.OneDay, [.. bars.Select((b, i) => new Candle(FirstDay + (i * Day), b.O, b.H, b.L, b.C, b.Volume)).Where(c => c.Close > 0)]);

    public static CandleSeries Renamed(this CandleSeries series, string symbol) =>
        CandleSeries.From(symbol, series.Timeframe, [.. Enumerable.Range(0, series.Count).Select(i => series[i])]);

    public static PortfolioData Data(CompiledStrategy strategy, BacktestSettings settings, params CandleSeries[] series)
    {
        var (data, problems) = PortfolioData.Prepare(strategy, [.. series.Select(s => (s, (IReadOnlyList<Text>)[]))], settings);
        Assert.Empty(problems);
        return data!;
    }

    public static BacktestResult Run(this GraphBuilder graph, BacktestSettings settings, params CandleSeries[] series) => Run(graph.Compile(), settings, series);

    public static BacktestResult Run(CompiledStrategy strategy, BacktestSettings settings, params CandleSeries[] series)
    {
        var result = PortfolioBacktest.Run(strategy, Data(strategy, settings, series), settings, null, CancellationToken.None);
        AssertBooks(result, strategy);
        return result;
    }

    /// <summary>Laws of every result: no signal is lost, equity is what was paid and earned, and the rows are in order.</summary>
    private static void AssertBooks(BacktestResult result, CompiledStrategy strategy)
    {
        var entries = strategy.Entries.Select(e => e.NodeId).ToHashSet();
        Assert.Equal(result.Signals, result.Orders.Count(o => o.Node is not null && entries.Contains(o.Node)) + result.Blocked.Sum(b => b.Bars));
        Assert.Equal(Enumerable.Range(1, result.Orders.Count), result.Orders.Select(o => o.Id));
        Assert.Equal(result.Trades.Select(t => t.ExitBar).Order(), result.Trades.Select(t => t.ExitBar));
        if (result.Warnings.Any(w => w.En.StartsWith("Bankrupt", StringComparison.Ordinal)) || result.Equity.Count == 0) return;
        var profit = result.Trades.Sum(t => t.Pnl) + result.OpenPositions.Sum(p => p.Pnl) + (result.Holding?.Total ?? 0);
        var expected = result.Manifest.Settings.Cash + profit;
        if (result.Equity[^1].Equity == 0 && expected <= 0) return; // ruined while nothing was held: the debt is not collected
        Assert.InRange(result.Equity[^1].Equity - expected, -1e-9m, 1e-9m);
        Assert.Equal((double)result.Equity[^1].Equity, result.Metrics["equityFinal"]!.Value, 9);
    }
}
