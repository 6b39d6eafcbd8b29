using System.Diagnostics;
using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Benchmarks;

/// <summary>500 instruments of 5 000 made-up daily bars with one cash: each month the 20 of the highest 120-day change are held in equal parts. On one core.</summary>
internal static class PortfolioWorkload
{
    private const int Symbols = 500, Bars = 5_000, WarmUps = 3, Repeats = 9;
    private static readonly BacktestSettings Settings = new() { Cash = 1_000_000, Commission = new Commission(Percent: 0.1m), Lot = 1 };

    private const string Json = """
        {"schemaVersion":1,"name":"Momentum","nodes":[{"id":"p","type":"price","data":{}},{"id":"score","type":"roc","data":{"period":120}},{"id":"zero","type":"constant","data":{"value":0}},
        {"id":"up","type":"compare","data":{"op":"gt"}},{"id":"buy","type":"enter-long","data":{}},{"id":"rank","type":"rank","data":{"top":20,"bottom":0}},{"id":"weight","type":"weight","data":{}},
        {"id":"again","type":"rebalance","data":{"schedule":"month"}}],
        "edges":[{"id":"1","source":"score","sourceHandle":"value","target":"up","targetHandle":"a"},{"id":"2","source":"zero","sourceHandle":"value","target":"up","targetHandle":"b"},
        {"id":"3","source":"up","sourceHandle":"result","target":"buy","targetHandle":"when"},{"id":"4","source":"score","sourceHandle":"value","target":"rank","targetHandle":"source"}]}
        """;

    /// <summary>The played session with its equity curve, and the whole run with figures and rows.</summary>
    public static void Run()
    {
        var strategy = StrategyCompiler.Compile(StrategyJson.Parse(Json).Graph!).Strategy!;
        var data = PortfolioData.Prepare(strategy, [.. Enumerable.Range(0, Symbols).Select(i => (Walk(i), (IReadOnlyList<Core.Text>)[]))], Settings).Data!;
        Memory(strategy, data);
        var (session, whole) = (new double[Repeats], new double[Repeats]);
        for (var i = -WarmUps; i < Repeats; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using (var run = PortfolioBacktest.Play(strategy, data, Settings, null, CancellationToken.None)) PortfolioCurve.Equity(run, data);
            if (i >= 0) session[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            var result = PortfolioBacktest.Run(strategy, data, Settings, null, CancellationToken.None);
            if (i >= 0) whole[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (i == Repeats - 1) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"portfolio: {result.Trades.Count} trades, final equity {result.Metrics["equityFinal"]:0.00}"));
        }
        Print("portfolio", session);
        Print("portfolio whole", whole);
    }

    /// <summary>Managed memory beside the size of the columns: what there is before a run, and the most while it goes on, garbage included.</summary>
    private static void Memory(CompiledStrategy strategy, PortfolioData data)
    {
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        using (new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 1))
            PortfolioBacktest.Run(strategy, data, Settings, null, CancellationToken.None);
        Console.WriteLine($"portfolio: columns {(48L * Symbols * Bars) >> 20} MiB, before a run {before >> 20} MiB, in it at most {most >> 20} MiB");
    }

    private static CandleSeries Walk(int seed)
    {
        var random = new Random(seed);
        var (times, open, high, low, close, volume) = (new long[Bars], new double[Bars], new double[Bars], new double[Bars], new double[Bars], new double[Bars]);
        var price = 50.0 + (seed % 100);
        for (var i = 0; i < Bars; i++)
        {
            times[i] = (i + 11_000) * 86_400_000L; // from 2000-02-13
            open[i] = price;
            price *= 1 + (0.03 * (random.NextDouble() - 0.495));
            (close[i], high[i], low[i], volume[i]) = (price, Math.Max(open[i], price) * 1.004, Math.Min(open[i], price) * 0.996, 1000 + random.Next(9000));
        }
        return new CandleSeries($"S{seed:000}", Timeframe.OneDay, times, open, high, low, close, volume);
    }

    private static void Print(string name, double[] times)
    {
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16}{times[times.Length / 2],9:0.00} ms (best {times[0]:0.00})"));
    }
}
