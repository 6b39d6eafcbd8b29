using System.Diagnostics;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Cli.Verbs;

/// <summary><c>optimize</c>: runs a strategy file over candle files with every combination of some parameters; needs no server and leaves nothing behind.</summary>
internal static class OptimizeVerb
{
    public static Verb Create() => new("optimize", "--strategy s.json --candles bars.csv.gz --vary fast.period=5:24:1 --vary slow.period=30:125:5 --out sweep.json",
        new Text("runs a strategy with every combination of some parameters", "прогоняет стратегию по всем комбинациям параметров"),
        [
            .. RunOptions.All,
            new("vary", "node.name=start:end:step", new("one axis of the grid, end included; several make a product, the last varies fastest", "ось сетки, конец включён; несколько дают произведение, последняя меняется быстрее")) { Repeats = true },
            new("objective", "METRIC", new("what the best trial has most of (or least, where less is better)", "чего у лучшего прогона больше всего (или меньше, где меньше лучше)")) { Default = "sharpe" },
            new("workers", "COUNT", new("trials at a time", "сколько прогонов сразу")) { Default = "the processor's cores" },
            new("out", "FILE", new("sweep JSON", "JSON перебора")) { Default = "standard output" },
        ], RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var axes = new List<SweepAxis>();
        foreach (var text in arguments.All("vary"))
            if (SweepAxis.TryParse(text, out var axis)) axes.Add(axis);
            else arguments.Add("wrong-value", "vary", $"--vary is '{text}', but must be node.name=start:end:step with a step above 0.", $"--vary = «{text}», а нужно node.name=начало:конец:шаг с шагом больше 0.");
        var workers = arguments.Int("workers", Environment.ProcessorCount, 1);
        var (strategy, data, settings) = await RunOptions.LoadAsync(arguments, output, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var progress = output.ProgressOf("optimize");
        var gate = new Lock();
        var (result, problems) = RunWatch.Within(settings.Limits, cancellationToken, stop =>
            Sweep.Run(strategy.Graph, data, settings, axes, arguments.Get("objective") ?? "sharpe", workers, new Locked(progress, gate), stop));
        if (result is null) throw new RefusedException(problems);
        output.Note(FormattableString.Invariant($"{result.Trials.Count} trials over {data.Bars} bars in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms on {workers} workers; best {result.Objective}: {result.Best?.Metrics[result.Objective]} with {string.Join(", ", result.Best?.Parameters.Select(p => $"{p.Key} = {p.Value}") ?? [])}"));
        output.Result(arguments.Get("out"), stream =>
        {
            ResultJson.Write(result, stream, indented: true, cancellationToken);
            stream.WriteByte((byte)'\n');
        });
        return ExitCode.Ok;
    }

    private sealed class Locked(IProgress<double> next, Lock gate) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (gate) next.Report(value);
        }
    }
}
