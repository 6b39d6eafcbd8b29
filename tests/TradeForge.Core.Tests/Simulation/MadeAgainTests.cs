using System.Text.Json;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Tests;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>Runs of reference/backtests made again from their descriptions as strategy graphs, fill for fill; those that nodes cannot say are listed in the README of the simulation.</summary>
public sealed class MadeAgainTests
{
    private static GraphBuilder Cross(int fast, int slow, double quantity) => BacktestingPyTests.Crossing(FormattableString.Invariant($"{quantity}"), fast, slow);

    /// <summary>Stop and target measured from the close of the signal: at a cross up the fast average is above.</summary>
    private static GraphBuilder Bracket() => Cross(10, 20, 10)
        .Node("low", "formula").Set("low", "expression", "if(in1 > in2, close * 0.95, close * 1.05)").Node("high", "formula").Set("high", "expression", "if(in1 > in2, close * 1.1, close * 0.9)")
        .Node("stop", "stop-loss", "kind=price", "value=1").Node("target", "take-profit", "kind=price", "value=1")
        .Wire("fast.value -> low.in1", "slow.value -> low.in2", "fast.value -> high.in1", "slow.value -> high.in2", "low.value -> stop.price", "high.value -> target.price");

    /// <summary>A stop order for one bar, sent anew at each close while flat.</summary>
    private static GraphBuilder Breakout() => new GraphBuilder()
        .Node("h", "price", "field=high").Node("l", "price", "field=low").Node("hh", "highest", "bars=20").Node("ll", "lowest", "bars=10").Node("factor", "constant", "value=1.0001").Node("level", "multiply")
        .Node("known", "compare", "op=gt").Node("in", "in-position").Node("flat", "not").Node("go", "and").Node("lowest", "compare", "op=le").Node("out", "and").Node("buy", "enter-long", "orderType=stop", "timeInForce=day").Node("sell", "exit-long").Node("size", "position-size", "mode=quantity", "value=15")
        .Wire("h.value -> hh.source", "l.value -> ll.source", "hh.value -> level.a", "factor.value -> level.b", "level.value -> buy.stop", "level.value -> known.a", "ll.value -> known.b", "in.result -> flat.in", "flat.result -> go.in1", "known.result -> go.in2", "go.result -> buy.when",
            "l.value -> lowest.a", "ll.value -> lowest.b", "lowest.result -> out.in1", "in.result -> out.in2", "out.result -> sell.when");

    private static readonly Dictionary<string, (Func<GraphBuilder> Graph, BacktestSettings Settings)> Runs = new(StringComparer.Ordinal)
    {
        ["backtesting-py/goog_smacross_10_20_exclusive_comm_0.002"] = (() => BacktestingPyTests.Crossing(), Cost("0.2%")),
        ["backtesting-py/btcusd_monthly_smacross_3_6"] = (() => Cross(3, 6, 1), Cost("0.1%") with { Cash = 1_000_000 }),
        ["backtesting-py/goog_smacross_bracket_5_10"] = (Bracket, Cost("0.1%")),
        ["backtesting-py/goog_smacross_bracket_5_10_toc"] = (Bracket, Cost("0.1%") with { Fill = FillRule.ThisClose }),
        ["backtesting-py/goog_breakout_stop"] = (Breakout, Cost("0.1%") with { WarmUp = 20 }),
        ["backtrader/goog_smacross_10_20_fixed50_comm0"] = (() => Cross(10, 20, 50), Cost("0")),
        ["backtrader/goog_smacross_10_20_fixed50_comm_pct"] = (() => Cross(10, 20, 50), Cost("0.1%")),
        ["backtrader/goog_smacross_10_20_fixed50_comm_fixed_per_unit"] = (() => Cross(10, 20, 50), Cost("0.05/unit")),
        ["backtrader/goog_smacross_10_20_fixed50_coc"] = (() => Cross(10, 20, 50), Cost("0.1%") with { Fill = FillRule.ThisClose }),
        ["backtrader/goog_smacross_10_20_fixed50_slip_perc"] = (() => Cross(10, 20, 50), Cost("0.1%") with { Slippage = new Slippage(0.2m) { ClampToBar = true } }),
        ["backtrader/goog_futures_margin"] = (() => Cross(10, 20, 50), Cost("2/lot") with { Cash = 200_000, Lot = 10 }), // a contract is a lot of ten units
    };

    public static TheoryData<string> Names => [.. Runs.Keys];

    private static BacktestSettings Cost(string commission) =>
        CostText.TryParseCommission(commission, out var parsed) ? new BacktestSettings { Cash = 10_000, Lot = 1, Commission = parsed } : throw new ArgumentException(commission);

    private sealed record Fill(int Bar, double Quantity, double Price);

    [SharedTheory]
    [MemberData(nameof(Names))]
    public void MadeAgain_FillForFill(string run)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("reference", "backtests", run + ".json")));
        var root = file.RootElement;
        var (graph, settings) = Runs[run];
        if (root.TryGetProperty("broker", out var broker) && settings.Cash == 10_000) settings = settings with { Cash = broker.GetProperty("cash").GetDecimal() };
        var series = OrderBookOracleTests.Series(root.GetProperty("data").GetString()!);
        var result = graph().Run(settings, series);
        var thisClose = settings.Fill == FillRule.ThisClose;
        var (theirs, last) = root.TryGetProperty("fills", out var fills)
            ? (fills.EnumerateArray().Select(f => new Fill(f[0].GetInt32(), f[3].GetDouble(), f[4].GetDouble())), series.Count - (thisClose ? 2 : 1)) // its last pass closes what is open
            : (root.GetProperty("events").EnumerateArray().Where(e => e[2].GetString() == "Completed").Select(e => new Fill(e[0].GetInt32() - (thisClose ? 1 : 0), e[3].GetDouble() * (double)Math.Max(1, settings.Lot), e[4].GetDouble())), int.MaxValue);
        var ours = result.Orders.Where(o => o.FilledBar is not null).Select(o => new Fill(o.FilledBar!.Value, (double)(o.Side == OrderSide.Buy ? o.FilledQuantity : -o.FilledQuantity), (double)o.Price!));
        var (expected, actual) = (Sorted(theirs, last), Sorted(ours, last));
        Assert.NotEmpty(expected);
        for (var i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            Assert.True(i < expected.Count && i < actual.Count, $"{expected.Count} fills, ours {actual.Count}; {(i < expected.Count ? expected[i] : actual[i])}");
            Assert.True(expected[i].Bar == actual[i].Bar && Near(expected[i].Quantity, actual[i].Quantity) && Near(expected[i].Price, actual[i].Price), $"theirs {expected[i]}, ours {actual[i]}");
        }
        if (last == int.MaxValue && !thisClose) Assert.True(Near(root.GetProperty("final_value").GetDouble(), (double)result.Equity[^1].Equity), $"theirs {root.GetProperty("final_value")}, ours {result.Equity[^1].Equity}");
    }

    private static List<Fill> Sorted(IEnumerable<Fill> fills, int last) =>
        [.. fills.Where(f => f.Bar < last).GroupBy(f => (f.Bar, Price: Math.Round(f.Price, 6), Sign: Math.Sign(f.Quantity))).Select(g => g.First() with { Quantity = g.Sum(f => f.Quantity) }).OrderBy(f => f.Bar).ThenBy(f => f.Price).ThenBy(f => f.Quantity)];

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected));
}
