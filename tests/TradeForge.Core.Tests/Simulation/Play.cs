using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Bars whose volume says which signals are true at their close, so that a test is read bar by bar.</summary>
internal static class Play
{
    /// <summary>Volumes that mean something; any other volume means no signal.</summary>
    public const double None = 1, Buy = 11, Sell = 12, Short = 13, Cover = 14, BuyAndShort = 15, SellAndShort = 16, BuyAndSell = 17, CoverAndBuy = 18;

    private const long Day = 86_400_000;

    /// <summary>Nodes buy, sell, short, cover with their conditions; more nodes may be added.</summary>
    public static GraphBuilder Graph(string buy = "", string shortEntry = "", string sell = "")
    {
        var graph = new GraphBuilder().Node("volume", "price", "field=volume");
        foreach (var code in new[] { Buy, Sell, Short, Cover, BuyAndShort, SellAndShort, BuyAndSell, CoverAndBuy })
            graph.Node($"c{code}", "constant", $"value={code}").Node($"is{code}", "compare", "op=eq").Wire($"volume.value -> is{code}.a", $"c{code}.value -> is{code}.b");
        Action(graph, "buy", "enter-long", buy, Buy, BuyAndShort, BuyAndSell, CoverAndBuy);
        Action(graph, "sell", "exit-long", sell, Sell, SellAndShort, BuyAndSell);
        Action(graph, "short", "enter-short", shortEntry, Short, BuyAndShort, SellAndShort);
        Action(graph, "cover", "exit-short", "", Cover, CoverAndBuy);
        return graph;
    }

    /// <summary>A price of an order that is the same on every bar.</summary>
    public static GraphBuilder Price(this GraphBuilder graph, string port, double price) =>
        graph.Node(port.Replace('.', '_'), "constant", FormattableString.Invariant($"value={price}")).Wire($"{port.Replace('.', '_')}.value -> {port}");

    private static void Action(GraphBuilder graph, string id, string type, string data, params double[] codes)
    {
        graph.Node(id, type, data.Length == 0 ? [] : data.Split(' ')).Node($"{id}?", "or").Wire($"{id}?.result -> {id}.when");
        for (var i = 0; i < codes.Length; i++) graph.Wire($"is{codes[i]}.result -> {id}?.in{i + 1}");
    }

    public static CandleSeries Bars(params (double O, double H, double L, double C, double Volume)[] bars) =>
        CandleSeries.From("TEST", Timeframe.OneDay, [.. bars.Select((b, i) => new Candle(1_704_067_200_000 + (i * Day), b.O, b.H, b.L, b.C, b.Volume))]);

    /// <summary>Bars that stand still at a price.</summary>
    public static (double, double, double, double, double) Flat(double price, double volume = None) => (price, price, price, price, volume);

    public static BacktestResult Run(this GraphBuilder graph, BacktestSettings settings, params (double O, double H, double L, double C, double Volume)[] bars) =>
        Run(graph, settings, Bars(bars));

    public static BacktestResult Run(this GraphBuilder graph, BacktestSettings settings, CandleSeries series) => Run(graph.Compile(), settings, series);

    public static BacktestResult Run(CompiledStrategy strategy, BacktestSettings settings, CandleSeries series)
    {
        var (data, problems) = BacktestData.Prepare(series, settings);
        Assert.Empty(problems);
        var result = Backtest.Run(strategy, data!, settings, null, CancellationToken.None);
        AssertBookkeeping(result, strategy);
        return result;
    }

    /// <summary>Laws of every result: no signal is lost, and equity is what was paid and earned.</summary>
    internal static void AssertBookkeeping(BacktestResult result, CompiledStrategy strategy)
    {
        var entries = strategy.Entries.Select(e => e.NodeId).ToHashSet();
        Assert.Equal(result.Signals, result.Orders.Count(o => o.Node is not null && entries.Contains(o.Node)) + result.Blocked.Sum(b => b.Bars));
        if (result.Warnings.Any(w => w.En.StartsWith("Bankrupt", StringComparison.Ordinal)) || result.Equity.Count == 0) return;
        var profit = result.Trades.Sum(t => t.Pnl) + result.OpenPositions.Sum(p => p.Pnl) + (result.Holding?.Total ?? 0);
        var expected = result.Manifest.Settings.Cash + profit;
        if (result.Equity[^1].Equity == 0 && expected <= 0) return; // ruined while nothing was held: the debt is not collected
        Assert.InRange(result.Equity[^1].Equity - expected, -1e-9m, 1e-9m);
    }

    public static BacktestSettings Settings { get; } = new() { Cash = 10_000m, Lot = 1 };
}
