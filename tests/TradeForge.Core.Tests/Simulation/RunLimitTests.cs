using System.Diagnostics;
using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Tests.Metrics;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>A run ends with a named problem at its limits, and soon after it is cancelled, wherever it is.</summary>
public sealed class RunLimitTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private static readonly CompiledStrategy Busy = Play.Graph().Compile();

    private static CandleSeries Bars(int count) =>
        Play.Bars([.. Enumerable.Range(0, count).Select(i => (100.0, 101.0, 99.0, 100.0, i % 2 == 0 ? Play.Buy : Play.Sell))]);

    private static BacktestResult Run(BacktestSettings settings, int bars, IProgress<double>? progress = null, CancellationToken cancel = default) =>
        Backtest.Run(Busy, BacktestData.Prepare(Bars(bars), settings).Data!, settings, progress, cancel);

    /// <summary>Chains of averages: so many nodes, all of which the entry needs.</summary>
    private static StrategyGraph Large(int nodes)
    {
        var graph = new GraphBuilder().Node("p", "price").Node("gt", "compare", "op=gt").Node("buy", "enter-long").Wire("gt.result -> buy.when", "p.value -> gt.a");
        const int Longest = 50;
        var ends = new List<string>();
        for (var i = 0; i < nodes; i++)
        {
            graph.Node($"s{i}", "previous", $"bars={(i % 9) + 1}").Wire($"{(i % Longest == 0 ? "p" : $"s{i - 1}")}.value -> s{i}.source");
            if (i % Longest == Longest - 1 || i == nodes - 1) ends.Add($"s{i}.value");
        }
        for (var i = 0; ends.Count > 1; i++)
        {
            graph.Node($"m{i}", "max").Wire($"{ends[0]} -> m{i}.a", $"{ends[1]} -> m{i}.b");
            ends = [.. ends.Skip(2), $"m{i}.value"];
        }
        return graph.Wire($"{ends[0]} -> gt.b").Graph();
    }

    [Fact]
    public void Bars_AboveTheLimit_AreRefused()
    {
        var settings = Play.Settings with { Limits = new RunLimits { Bars = 10 } };
        Assert.Null(BacktestData.Prepare(Bars(11), settings).Data);
        var problem = Assert.Single(BacktestData.Prepare(Bars(11), settings).Problems);
        Assert.Equal(("limit-bars", "TEST has 11 bars; a run may have 10."), (problem.Code, problem.Message.En));
        Assert.NotNull(BacktestData.Prepare(Bars(10), settings).Data);
    }

    [Fact]
    public void Orders_AboveTheLimit_EndTheRun()
    {
        var settings = Play.Settings with { Limits = new RunLimits { Orders = 1000 } };
        Assert.Equal("limit-orders", Assert.Throws<RunLimitException>(() => Run(settings, 3000)).Problem.Code);
        Assert.Equal(999, Run(settings, 1000).Orders.Count); // the last bar's comes to nothing
        var list = OrderCsv.Read("bar,side,quantity\n" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},{(i % 2 == 0 ? "buy" : "sell")},1\n"))).Orders!;
        Assert.Equal("limit-orders", Assert.Throws<RunLimitException>(() => OrderRun.Run(list, BacktestData.Prepare(Bars(3000), settings).Data!, settings, null, default)).Problem.Code);
    }

    [Fact] // the price falls to nothing and rises again: money that decimals cannot hold
    public void Money_BeyondItsDigits_EndsTheRun()
    {
        var bars = Play.Bars([.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? (1e-6, 1e-6, 1e-6, 1e-6, Play.Buy) : (1e6, 1e6, 1e6, 1e6, Play.Sell)).SelectMany(b => new[] { b, b with { Item5 = Play.None } })]);
        Assert.Equal("limit-money", Assert.Throws<RunLimitException>(() => Play.Run(Busy, Play.Settings with { Lot = 0 }, bars)).Problem.Code);
    }

    [Fact]
    public void Limits_ThatAreNone_AreWrongSettings() => Assert.Equal("limits", Assert.Single(SettingsCheck.Problems(new BacktestSettings { Limits = new RunLimits { Orders = 0 } })).Path);

    [Fact]
    public void Limits_AreNoPartOfTheResult() =>
        Assert.Equal(ResultJson.ToBytes(Run(Play.Settings, 100)), ResultJson.ToBytes(Run(Play.Settings with { Limits = new RunLimits { Bars = 100, Orders = 5000, Time = TimeSpan.FromDays(1) } }, 100)));

    [Fact]
    public void Cancelled_Compile_StopsAtTheFirstNode()
    {
        var graph = Large(1_900);
        Assert.ThrowsAny<OperationCanceledException>(() => StrategyCompiler.Compile(graph, null, Cancelled));
        Assert.NotNull(StrategyCompiler.Compile(graph).Strategy);
    }

    [Fact]
    public void Cancelled_Evaluation_ComputesNoMoreThanABlock()
    {
        var evaluation = new StrategyEvaluation(Busy, null, true) { Stop = Cancelled };
        Assert.ThrowsAny<OperationCanceledException>(() => evaluation.Append(Bars(20_000)));
        Assert.InRange(evaluation.Count, 0, 2048);
    }

    [Fact]
    public void Cancelled_Play_StopsBeforeTheNextReport()
    {
        using var stop = new CancellationTokenSource();
        var reports = new List<double>();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(Play.Settings, 100_000, new Reporter(share =>
        {
            reports.Add(share);
            if (reports.Count == 2) stop.Cancel();
        }), stop.Token));
        Assert.Equal(2, reports.Count);
    }

    [Fact]
    public void Cancelled_AfterThePlay_MakesNoFigures()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(Play.Settings, 5000, new Reporter(share =>
        {
            if (share >= 1) stop.Cancel();
        }), stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => MetricsCalculator.Compute(MetricsRuns.Of(100, [100, 110]) with { Stop = Cancelled }));
    }

    [Fact]
    public void Cancelled_SweepPortfolioAndOrders_Stop()
    {
        var (settings, bars) = (Play.Settings, Bars(300));
        var data = BacktestData.Prepare(bars, settings).Data!;
        var axis = new SweepAxis("c11.value", 1, 100, 1);
        Assert.ThrowsAny<OperationCanceledException>(() => Sweep.Run(Play.Graph().Graph(), data, settings, [axis], "sharpe", 2, null, Cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => PortfolioBacktest.Run(Busy, PortfolioData.Of(data), settings, null, Cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => OrderRun.Run(OrderCsv.Read(OrderRunTests.Text).Orders!, data, settings, null, Cancelled));
    }

    [Fact] // the rest of a run that is cancelled in its middle is a small part of the whole; the best of some tries, as other work disturbs
    public void Cancelled_InTheMiddle_StopsSoon()
    {
        var (settings, best) = (Play.Settings, 1.0);
        var data = BacktestData.Prepare(Bars(200_000), settings).Data!;
        for (var i = 0; i < 8 && best > 0.05; i++)
        {
            using var stop = new CancellationTokenSource();
            var (started, cancelled) = (Stopwatch.GetTimestamp(), 0L);
            Assert.ThrowsAny<OperationCanceledException>(() => Backtest.Run(Busy, data, settings, new Reporter(share =>
            {
                if (share < 0.4 || cancelled > 0) return;
                cancelled = Stopwatch.GetTimestamp();
                stop.Cancel();
            }), stop.Token));
            best = Math.Min(best, Stopwatch.GetElapsedTime(cancelled) / Stopwatch.GetElapsedTime(started));
        }
        Assert.InRange(best, 0, 0.05);
    }

    private sealed class Reporter(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
