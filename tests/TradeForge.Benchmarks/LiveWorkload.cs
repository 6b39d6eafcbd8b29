using System.Diagnostics;
using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Benchmarks;

/// <summary>10 000 live strategies of ten nodes each, advanced by one closed bar: values, fills and decisions. On one core.</summary>
internal static class LiveWorkload
{
    private const int Strategies = 10_000, History = 400, Bars = 200;
    private static readonly BacktestSettings Settings = new() { Cash = 1_000_000, Commission = new Commission(Percent: 0.1m) };

    private sealed record Live(TradingSession Session, StrategyEvaluation Evaluation);

    /// <summary>Milliseconds for all strategies and bytes allocated for each of them, both by bar.</summary>
    public static void Run()
    {
        var strategy = StrategyCompiler.Compile(StrategyJson.Parse(EngineBenchmarks.RsiJson).Graph!).Strategy!;
        var series = WorkloadBars.Generate(History + Bars, out _);
        var chunks = Enumerable.Range(0, series.Count).Select(i => series.Slice(i, 1)).ToArray(); // what arrives is shared by all
        var all = Enumerable.Range(0, Strategies).Select(_ => Start(strategy, series.Slice(0, History))).ToArray();
        var group = new LiveGroup();
        foreach (var (session, evaluation) in all) group.Add(session, evaluation);
        var (times, bytes) = (new double[Bars], new double[Bars]);
        for (var bar = 0; bar < Bars; bar++)
        {
            var (row, before, started) = (History + bar, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            group.OnBar(row, chunks[row], row);
            times[bar] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            bytes[bar] = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Strategies;
        }
        var (trades, own) = (all.Sum(l => l.Session.TradeCount), all[0].Session.TradeCount);
        if (trades != own * Strategies || own == 0) throw new InvalidOperationException($"{trades} trades in all, {own} of the first.");
        Array.Sort(times);
        Array.Sort(bytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"live            {times[Bars / 2],9:0.00} ms a bar (best {times[0]:0.00}, p95 {times[Bars * 95 / 100]:0.00}); bytes a strategy and bar: median {bytes[Bars / 2]:0.0}, mean {bytes.Average():0.0}"));
    }

    private static Live Start(CompiledStrategy strategy, CandleSeries history)
    {
        var live = new Live(new TradingSession(strategy, history.Symbol, Settings, volumeKnown: true, new TradingDays(TradingCalendar.Auto, history.Timeframe)), new StrategyEvaluation(strategy));
        live.Evaluation.Append(history);
        for (var i = 0; i < history.Count; i++) live.Session.OnBar(i, history[i], live.Evaluation, i);
        return live;
    }
}
