using System.Diagnostics;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Simulation;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Benchmarks;

/// <summary>How long work goes on after it is cancelled, at its worst places: the longest of many cancellations spread over its time.</summary>
public static class CancelWorkload
{
    private const int Tries = 12;

    public static void Run()
    {
        var settings = new BacktestSettings { Lot = 1, Commission = new Core.Trading.Commission(0.05m) };
        var series = WorkloadBars.Generate(2_000_000, out _);
        var data = BacktestData.Prepare(series, settings).Data!;
        var small = BacktestData.Prepare(series.Slice(0, 100_000), settings).Data!;
        var cross = StrategyJson.Parse(EngineBenchmarks.SmaCrossJson).Graph!;
        var strategy = StrategyCompiler.Compile(cross).Strategy!;
        var (large, heavy) = (Averages(990), StrategyCompiler.Compile(Averages(200)).Strategy!);
        var many = PortfolioData.Prepare(strategy, [.. Enumerable.Range(0, 200).Select(i => (Named(series.Slice(i * 5000, 5000), $"S{i:000}"), (IReadOnlyList<Core.Text>)[]))], settings).Data!;
        var file = Path.GetTempFileName();
        try
        {
            using (var csv = new StreamWriter(file))
            {
                csv.Write("timestamp,open,high,low,close,volume\n");
                for (var i = 0; i < 1_000_000; i++) csv.Write(FormattableString.Invariant($"{DateTimeOffset.FromUnixTimeMilliseconds(series.Times[i]):yyyy-MM-dd'T'HH:mm:ss'Z'},{series.Open[i]},{series.High[i]},{series.Low[i]},{series.Close[i]},{series.Volume[i]}\n"));
            }
            Print("compile 1 980 nodes", stop => StrategyCompiler.Compile(large, null, stop));
            Print("200 averages over 2 M bars", stop => data.Evaluate(heavy, false, stop).Dispose());
            Print("SMA cross over 2 M bars, figures and rows", stop => Backtest.Run(strategy, data, settings, null, stop));
            Print("sweep, 400 trials of 100 k bars", stop => Sweep.Run(cross, small, settings, [new SweepAxis("fast.period", 5, 24, 1), new SweepAxis("slow.period", 30, 125, 5)], "sharpe", Environment.ProcessorCount, null, stop));
            Print("portfolio, 200 × 5 000 bars", stop => PortfolioBacktest.Run(strategy, many, settings, null, stop));
            Print("CSV of 1 M rows", stop => CandleFileReader.ReadAsync([file], "X", null, new HashSet<string>(), stop).GetAwaiter().GetResult());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Print(string name, Action<CancellationToken> work)
    {
        var started = Stopwatch.GetTimestamp();
        work(CancellationToken.None);
        var (whole, worst) = (Stopwatch.GetElapsedTime(started), TimeSpan.Zero);
        for (var i = 0; i < Tries; i++)
        {
            using var stop = new CancellationTokenSource();
            var cancelled = 0L;
            stop.Token.Register(() => cancelled = Stopwatch.GetTimestamp());
            stop.CancelAfter(whole * ((i + 0.5) / Tries));
            try
            {
                work(stop.Token);
            }
            catch (OperationCanceledException)
            {
                var rest = Stopwatch.GetElapsedTime(cancelled);
                if (rest > worst) worst = rest;
            }
        }
        Console.WriteLine(FormattableString.Invariant($"{name,-45} whole {whole.TotalMilliseconds,8:0} ms   goes on after cancellation for at most {worst.TotalMilliseconds,6:0.0} ms"));
    }

    private static CandleSeries Named(CandleSeries s, string symbol) =>
        new(symbol, s.Timeframe, s.Times.ToArray(), s.Open.ToArray(), s.High.ToArray(), s.Low.ToArray(), s.Close.ToArray(), s.Volume.ToArray());

    private static StrategyGraph Averages(int count)
    {
        var nodes = new List<object>();
        var edges = new List<object>();
        for (var i = 0; i < count; i++)
        {
            nodes.Add(new { id = $"s{i}", type = "sma", position = new { x = 0, y = 0 }, data = new { period = 10 + (i % 90) } });
            edges.Add(new { id = $"a{i}", source = $"s{i}", sourceHandle = "value", target = $"m{i / 2}", targetHandle = i % 2 == 0 ? "a" : "b" });
        }
        for (var i = 0; i < count / 2; i++)
        {
            nodes.Add(new { id = $"m{i}", type = "compare", position = new { x = 0, y = 0 }, data = new { op = "gt" } });
            nodes.Add(new { id = $"e{i}", type = "enter-long", position = new { x = 0, y = 0 }, data = new { } });
            edges.Add(new { id = $"w{i}", source = $"m{i}", sourceHandle = "result", target = $"e{i}", targetHandle = "when" });
        }
        return StrategyJson.Parse(System.Text.Json.JsonSerializer.Serialize(new { schemaVersion = 1, name = "averages", nodes, edges })).Graph!;
    }
}
