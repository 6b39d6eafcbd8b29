using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Runs of backtesting.py 0.6.6 made again as strategy graphs, trade for trade; figures of reference/backtests/backtesting-py.</summary>
public sealed class BacktestingPyTests
{
    /// <summary>Strictly below before and strictly above now: the library's own crossing, said with compare and previous.</summary>
    internal static GraphBuilder Crossing(string? size = null, int fast = 10, int slow = 20)
    {
        var graph = new GraphBuilder().Node("fast", "sma", $"period={fast}").Node("slow", "sma", $"period={slow}").Node("fast1", "previous").Node("slow1", "previous")
            .Wire("fast.value -> fast1.source", "slow.value -> slow1.source")
            .Node("above", "compare", "op=gt").Node("wasBelow", "compare", "op=lt").Node("below", "compare", "op=lt").Node("wasAbove", "compare", "op=gt")
            .Wire("fast.value -> above.a", "slow.value -> above.b", "fast.value -> below.a", "slow.value -> below.b")
            .Wire("fast1.value -> wasBelow.a", "slow1.value -> wasBelow.b", "fast1.value -> wasAbove.a", "slow1.value -> wasAbove.b")
            .Node("up", "and").Node("down", "and").Node("buy", "enter-long").Node("short", "enter-short")
            .Wire("above.result -> up.in1", "wasBelow.result -> up.in2", "below.result -> down.in1", "wasAbove.result -> down.in2", "up.result -> buy.when", "down.result -> short.when");
        return size is null ? graph : graph.Node("size", "position-size", "mode=quantity", $"value={size}");
    }

    [SharedTheory]
    [InlineData("goog_smacross_10_20_comm_0_toc_0", "0", false, null)]
    [InlineData("goog_smacross_10_20_comm_0_toc_1", "0", true, null)]
    [InlineData("goog_smacross_10_20_comm_0.002_toc_0", "0.2%", false, null)]
    [InlineData("goog_smacross_10_20_comm_0.002_toc_1", "0.2%", true, null)]
    [InlineData("goog_smacross_fixed10_toc_0", "0.1%", false, "10")]
    [InlineData("goog_smacross_fixed10_toc_1", "0.1%", true, "10")]
    public void SmaCross_MadeAgain_TradeForTrade(string run, string commission, bool thisClose, string? size)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("reference", "backtests", "backtesting-py", run + ".json")));
        var finalized = file.RootElement.GetProperty("settings").GetProperty("finalize_trades").GetBoolean();
        var series = Goog();
        var lastBar = series.Count - (thisClose ? 2 : 1); // where finalize closed the position
        var expected = file.RootElement.GetProperty("trades").EnumerateArray().Where(t => !finalized || t.GetProperty("exit_bar").GetInt32() < lastBar).ToArray();
        CostText.TryParseCommission(commission, out var fee);
        var settings = new BacktestSettings { Cash = 10_000, Lot = 1, Commission = fee, Fill = thisClose ? FillRule.ThisClose : FillRule.NextOpen };

        var result = Crossing(size).Run(settings, series);

        Assert.Equal(expected.Length, result.Trades.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            var (theirs, ours) = (expected[i], result.Trades[i]);
            var direction = theirs.GetProperty("size").GetDouble() < 0 ? -1 : 1;
            Assert.Equal((theirs.GetProperty("entry_bar").GetInt32(), theirs.GetProperty("exit_bar").GetInt32()), (ours.EntryBar, ours.ExitBar));
            Assert.Equal(theirs.GetProperty("size").GetDouble(), (double)ours.Quantity * direction);
            Near(theirs.GetProperty("entry_price").GetDouble(), (double)ours.EntryPrice);
            Near(theirs.GetProperty("exit_price").GetDouble(), (double)ours.ExitPrice);
            Near(theirs.GetProperty("pnl").GetDouble(), (double)ours.Pnl, 1e-7);
            Near(theirs.GetProperty("commission").GetDouble(), (double)ours.Fees);
            Near(100 * theirs.GetProperty("return_pct").GetDouble(), ours.PnlPercent, 1e-7);
        }
        if (!finalized) CompareEquity(file.RootElement.GetProperty("equity"), result, thisClose);
    }

    /// <summary>The library books a fill at this close when the next bar is processed, so there its signal bar lacks the commission.</summary>
    private static void CompareEquity(JsonElement equity, BacktestResult result, bool thisClose)
    {
        var filled = result.Orders.Select(o => o.FilledBar).ToHashSet();
        var theirs = equity.EnumerateArray().Select(e => e.GetDouble()).ToArray();
        Assert.Equal(theirs.Length, result.Equity.Count);
        for (var i = 0; i < theirs.Length; i++)
            if (!thisClose || !filled.Contains(i)) Near(theirs[i], (double)result.Equity[i].Equity);
    }

    private static void Near(double expected, double actual, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");

    internal static CandleSeries Goog()
    {
        var rows = File.ReadLines(SharedData.Path("reference", "backtests", "data", "goog.csv")).Skip(1).Select(l => l.Split(','));
        double N(string s) => double.Parse(s, CultureInfo.InvariantCulture);
        return CandleSeries.From("GOOG", Timeframe.OneDay, [.. rows.Select(r => new Candle(
            DateTimeOffset.Parse(r[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds(), N(r[1]), N(r[2]), N(r[3]), N(r[4]), N(r[5])))]);
    }
}
