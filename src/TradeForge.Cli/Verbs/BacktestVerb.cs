using System.Diagnostics;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Cli.Verbs;

/// <summary><c>backtest</c>: runs a strategy or a list of orders over candle files; needs no server and leaves nothing behind.</summary>
internal static class BacktestVerb
{
    public static Verb Create() => new("backtest", "--strategy s.json | --orders orders.csv --candles bars.csv.gz [options] --out result.json",
        new Text("runs a strategy, or a list of orders, over candle files", "прогоняет стратегию или список заявок по файлам свечей"),
        [.. RunOptions.All, .. OrderOptions.All, new Option("cost-strip", null, new Text("runs again at 0, 1, 2 and 3 times the costs and finds the break-even cost", "повторяет прогон при 0-, 1-, 2- и 3-кратных издержках и находит издержки безубыточности")), new Option("out", "FILE", new Text("result JSON", "JSON результата")) { Default = "standard output" }], RunAsync);

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        EngineStart.Libraries();
        var (hasStrip, timed) = (arguments.Has("cost-strip"), new TimedProgress(output.ProgressOf("backtest")));
        BacktestResult result;
        TimeSpan whole;
        if (arguments.Has("orders"))
        {
            var (orders, data, settings) = await OrderOptions.LoadAsync(arguments, output, cancellationToken);
            timed.Start();
            result = RunWatch.Within(settings.Limits, cancellationToken, stop => OrderRun.Run(orders, data, settings, timed, stop));
            whole = timed.Elapsed;
            if (hasStrip) result = result with { CostStrip = RunWatch.Within(settings.Limits, cancellationToken, stop => CostStrip.Of(orders, data, settings, result, stop)) };
        }
        else
        {
            OrderOptions.RefuseWithStrategy(arguments);
            var (strategy, data, settings) = await RunOptions.LoadAllAsync(arguments, output, cancellationToken);
            settings = settings with { CostStrip = hasStrip };
            timed.Start();
            result = RunWatch.Within(settings.Limits, cancellationToken, stop => PortfolioBacktest.RunAny(strategy, data, settings, timed, stop));
            whole = timed.Elapsed;
            if (hasStrip) result = result with { CostStrip = RunWatch.Within(settings.Limits, cancellationToken, stop => CostStrip.Of(strategy, data, settings, result, stop)) };
        }
        foreach (var warning in result.Warnings) output.Note("warning: " + output.In(warning));
        output.Note(FormattableString.Invariant($"engine {timed.Played.TotalMilliseconds:0.0} ms for {result.Manifest.Bars} bars (values and session), metrics and result {(whole - timed.Played).TotalMilliseconds:0.0} ms; {result.Trades.Count} trades, final equity {result.Metrics["equityFinal"]}"));
        output.Result(arguments.Get("out"), stream =>
        {
            ResultJson.Write(result, stream, indented: true, cancellationToken);
            stream.WriteByte((byte)'\n');
        });
        return ExitCode.Ok;
    }

    /// <summary>Notes when all bars are played; what follows are the metrics and the rows of the result.</summary>
    private sealed class TimedProgress(IProgress<double> next) : IProgress<double>
    {
        private long _started;

        public TimeSpan Played { get; private set; }
        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

        public void Start() => _started = Stopwatch.GetTimestamp();

        public void Report(double value)
        {
            if (value >= 1) Played = Elapsed;
            else next.Report(value);
        }
    }
}
