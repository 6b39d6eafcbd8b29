using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Benchmarks;

/// <summary>The workloads of the speed comparison beside the C reference in the same run: <c>-- workloads</c>.</summary>
/// <remarks>The reference program and its results are read from <c>TRADEFORGE_SHARED</c>/bench and built with the C compiler; without them only our own figures are printed.</remarks>
internal static class Workloads
{
    private const int WarmUps = 40, Repeats = 101;
    private static readonly BacktestSettings Settings = new() { Cash = 1_000_000, Commission = new Commission(Percent: 0.1m) };

    /// <param name="only">The name of a single workload; null = all.</param>
    public static void Run(string? only = null)
    {
        var reference = Reference();
        if (only == "W3") SweepOfPairs(reference);
        if (only is not (null or "W1")) return;
        var bars = BacktestData.Prepare(WorkloadBars.Generate(1_000_000, out _), Settings).Data!;
        Session("W1", EngineBenchmarks.SmaCrossJson, bars, 388827.0463050476, 16286, reference);
        if (only is not null) return;
        Session("W2", EngineBenchmarks.RsiJson, bars, 995684.8279427777, 5137, reference);
        SweepOfPairs(reference);
        foreach (var (name, times) in IndicatorWorkload.Run(bars.Series, Repeats)) Print(name, times, reference);
        PortfolioWorkload.Run();
        LiveWorkload.Run();
    }

    private static void Session(string name, string json, BacktestData data, double equity, int trades, IReadOnlyDictionary<string, (double Median, double Best)> reference)
    {
        var strategy = StrategyCompiler.Compile(StrategyJson.Parse(json).Graph!).Strategy!;
        var (times, curve) = (new double[Repeats], new double[data.Bars]);
        for (var i = -WarmUps; i < Repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var run = Backtest.Play(strategy, data, Settings, true, null, CancellationToken.None);
            EquityCurve.AtCloses(run.Session.Account, data, ResultBuilder.FinalEquity(run.Session, data), curve);
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (run.Session.TradeCount != trades || Math.Abs(curve[^1] - equity) > 0.01)
                throw new InvalidOperationException($"{name}: {run.Session.TradeCount} trades, equity {curve[^1]}; the reference says {trades} and {equity}.");
        }
        Print(name, times, reference);
    }

    /// <summary>W3: 400 pairs over 100 000 bars on all cores; the reference runs on one.</summary>
    private static void SweepOfPairs(IReadOnlyDictionary<string, (double Median, double Best)> reference)
    {
        var data = BacktestData.Prepare(WorkloadBars.Generate(100_000, out _), Settings).Data!;
        var graph = StrategyJson.Parse(EngineBenchmarks.SmaCrossJson).Graph!;
        SweepAxis[] axes = [new("fast.period", 5, 24, 1), new("slow.period", 30, 125, 5)];
        var times = new double[11];
        for (var i = -6; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var (result, _) = Sweep.Run(graph, data, Settings, axes, "equityFinal", Environment.ProcessorCount, null, CancellationToken.None);
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var (sum, best) = (result!.Trials.Sum(t => t.Metrics["equityFinal"]!.Value), string.Join('/', result.Best!.Parameters.Values));
            if (Math.Abs(sum / 4600026026.612872 - 1) > 1e-9 || best != "14/115") throw new InvalidOperationException($"W3: sum {sum}, best {best}.");
        }
        Print("W3", times, reference);
    }

    private static void Print(string name, double[] times, IReadOnlyDictionary<string, (double Median, double Best)> reference)
    {
        Array.Sort(times);
        var median = times[times.Length / 2];
        var multiple = reference.TryGetValue(name, out var c) ? string.Create(CultureInfo.InvariantCulture, $"{c.Median,9:0.00} ms in C (best {c.Best:0.00}), {median / c.Median:0.0} times (best against best {times[0] / c.Best:0.0})") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-14}  {median,9:0.00} ms (best {times[0]:0.00}) {multiple}"));
    }

    /// <summary>Median and least milliseconds of the C program by workload; empty where it cannot be built.</summary>
    private static Dictionary<string, (double Median, double Best)> Reference()
    {
        var source = Path.Combine(Environment.GetEnvironmentVariable("TRADEFORGE_SHARED") ?? "../shared", "bench");
        var folder = Directory.CreateTempSubdirectory("workloads").FullName;
        var figures = new Dictionary<string, (double, double)>();
        try
        {
            if (!File.Exists(Path.Combine(source, "ref.c"))) { Console.WriteLine($"There is no {source}/ref.c: our own figures only."); return figures; }
            Execute("cc", folder, "-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", Path.GetFullPath(Path.Combine(source, "ref.c")), "-o", "ref", "-lm");
            Execute("cc", folder, "-O2", Path.GetFullPath(Path.Combine(source, "gen.c")), "-o", "gen");
            foreach (var bars in (string[])["100000", "1000000"])
            {
                Execute(Path.Combine(folder, "gen"), folder, bars, ".");
                foreach (var line in Execute(Path.Combine(folder, "ref"), folder, ".", bars, bars == "100000" ? "5" : "15").Split('\n', StringSplitOptions.RemoveEmptyEntries)) Read(line, figures);
            }
        }
        finally { Directory.Delete(folder, recursive: true); }
        return figures;
    }

    private static void Read(string line, Dictionary<string, (double, double)> figures)
    {
        var row = JsonDocument.Parse(line).RootElement;
        if (row.GetProperty("peer").GetString() != "c-o3" || !row.TryGetProperty("median_ms", out var ms)) return;
        var name = row.GetProperty("workload").GetString()!;
        if (name == "W1" && row.GetProperty("note").GetString() != "equity curve stored") return;
        if (name == "W4" && row.GetProperty("indicator").GetString() is var indicator and not "all10") name = indicator!;
        figures[name] = (ms.GetDouble(), row.GetProperty("min_ms").GetDouble()); // the last line of a name is the one of 1 000 000 bars
    }

    private static string Execute(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
