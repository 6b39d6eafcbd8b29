using System.Diagnostics;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Simulation.Lint;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Infrastructure.MarketData.Files;

namespace TradeForge.Benchmarks;

/// <summary>How long work goes on after it is cancelled, at its worst places: the longest of many cancellations spread over its time.</summary>
public static class CancelWorkload
{
    private const int Tries = 12;

    /// <param name="part">Part of the names of the works to measure; null = all.</param>
    public static void Run(string? part)
    {
        var settings = new BacktestSettings { Lot = 1, Commission = new Commission(0.05m) };
        var series = WorkloadBars.Generate(2_000_000, out _);
        var data = BacktestData.Prepare(series, settings).Data!;
        var small = BacktestData.Prepare(series.Slice(0, 100_000), settings).Data!;
        var cross = StrategyJson.Parse(EngineBenchmarks.SmaCrossJson).Graph!;
        var strategy = StrategyCompiler.Compile(cross).Strategy!;
        var (large, heavy) = (Averages(990), StrategyCompiler.Compile(Averages(200)).Strategy!);
        var many = PortfolioData.Prepare(strategy, [.. Enumerable.Range(0, 200).Select(i => (Named(series.Slice(i * 5000, 5000), $"S{i:000}"), (IReadOnlyList<Core.Text>)[]))], settings).Data!;
        var busy = StrategyCompiler.Compile(cross, new Dictionary<string, string> { ["fast.period"] = "2", ["slow.period"] = "5" }).Strategy!;
        var restless = StrategyCompiler.Compile(cross, new Dictionary<string, string> { ["fast.period"] = "1", ["slow.period"] = "2" }).Strategy!;
        var rsi = StrategyCompiler.Compile(StrategyJson.Parse(EngineBenchmarks.RsiJson).Graph!).Strategy!;
        var mixed = new Lazy<CandleColumns>(() => Mixed(series));
        var five = Timeframe.Parse("5m");
        var money = settings with { Calendar = CalendarKind.Us, Session = SessionChoice.Regular, Timeframe = five, Currency = "RUB", Quotes = new Dictionary<string, string> { [series.Symbol] = "USD" } };
        var events = new Lazy<Dictionary<string, HoldingEvents>>(() => new() { [series.Symbol] = Events(series) });
        var inside = settings with { Timeframe = five, Magnifier = series.Timeframe };
        var magnified = new Lazy<BacktestData>(() => BacktestData.Prepare(series, inside, lower: [series]).Data!);
        (CandleSeries, IReadOnlyList<Core.Text>)[] halves = [(Named(series.Slice(0, 1_000_000), "A"), []), (Named(series.Slice(999, 1_000_000), "B"), [])];
        var two = new Lazy<PortfolioData>(() => PortfolioData.Prepare(strategy, halves, settings).Data!);
        var brief = new Lazy<BacktestData>(() => BacktestData.Prepare(series.Slice(0, 1000), settings).Data!);
        var orders = new Lazy<OrderList>(() => Orders(100_000, false));
        var pairs = new Lazy<OrderList>(() => Orders(1000, true));
        var file = Path.GetTempFileName();
        try
        {
            using (var csv = new StreamWriter(file))
            {
                csv.Write("timestamp,open,high,low,close,volume\n");
                for (var i = 0; i < 1_000_000; i++) csv.Write(FormattableString.Invariant($"{DateTimeOffset.FromUnixTimeMilliseconds(series.Times[i]):yyyy-MM-dd'T'HH:mm:ss'Z'},{series.Open[i]},{series.High[i]},{series.Low[i]},{series.Close[i]},{series.Volume[i]}\n"));
            }
            var rows = new Lazy<BacktestResult>(() => Backtest.Run(busy, data, settings with { Equity = EquityResolution.Bars }, null, default));
            Print("CSV of 1 M rows", stop => CandleFileReader.ReadAsync([file], "X", null, new HashSet<string>(), stop).GetAwaiter().GetResult(), part);
            Print("clean 2 M rows in no order", stop => CandleCleaner.Clean("X", null, mixed.Value, [], stop), part);
            Print("prepare 2 M bars", stop => BacktestData.Prepare(series, settings, cancellationToken: stop), part);
            Print("prepare 2 M bars: one session, 5m, split, rates", stop => BacktestData.Prepare(series, money, events: events.Value, cancellationToken: stop), part);
            Print("prepare portfolio, 2 × 1 M bars", stop => PortfolioData.Prepare(strategy, halves, settings, cancellationToken: stop), part);
            Print("compile 1 980 nodes", stop => StrategyCompiler.Compile(large, null, stop), part);
            Print("200 averages over 2 M bars", stop => data.Evaluate(heavy, false, stop).Dispose(), part);
            Print("SMA cross over 2 M bars, figures and rows", stop => Backtest.Run(strategy, data, settings, null, stop), part);
            Print("SMA cross 2/5 over 2 M bars, every row of equity", stop => Backtest.Run(busy, data, settings with { Equity = EquityResolution.Bars }, null, stop), part);
            Print("a trade in every fourth of 2 M bars, every row of equity", stop => Backtest.Run(restless, data, settings with { Equity = EquityResolution.Bars, Commission = Commission.None }, null, stop), part);
            Print("stop and target, magnifier, 400 000 bars of 5m", stop => Backtest.Run(rsi, magnified.Value, inside, null, stop), part);
            Print("100 000 orders at work on 1 000 bars", stop => OrderRun.Run(orders.Value, brief.Value, settings, null, stop), part);
            Print("500 pairs of orders at work on 1 000 bars", stop => OrderRun.Run(pairs.Value, brief.Value, settings, null, stop), part);
            Print("JSON to a file, 2 M rows of equity", stop => ResultJson.Write(rows.Value, Stream.Null, true, stop), part);
            Print("JSON in memory, 2 M rows of equity", stop => ResultJson.ToBytes(rows.Value, stop), part);
            Print("explain over 2 M bars", stop => BarExplanation.At(strategy, data, settings, data.Series[1_000_000].OpenTime, stop), part);
            Print("lint over 2 M bars", stop => StrategyLint.Check(StrategyCompiler.Compile(cross, null, stop), data, stop), part);
            Print("cost strip, 400 000 bars", stop => CostStrip.Of(rsi, magnified.Value, settings, Backtest.Run(rsi, magnified.Value, settings, null, stop), stop), part);
            Print("sweep, 400 trials of 100 k bars", stop => Sweep.Run(cross, small, settings, [new SweepAxis("fast.period", 5, 24, 1), new SweepAxis("slow.period", 30, 125, 5)], "sharpe", Environment.ProcessorCount, null, stop), part);
            Print("portfolio, 200 × 5 000 bars", stop => PortfolioBacktest.Run(strategy, many, settings, null, stop), part);
            Print("portfolio, 2 × 1 M bars", stop => PortfolioBacktest.Run(strategy, two.Value, settings, null, stop), part);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Print(string name, Action<CancellationToken> work, string? part)
    {
        if (part is not null && !name.Contains(part, StringComparison.Ordinal)) return;
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

    /// <summary>Far below the price, so that all of them wait to the end; the second of each two excludes the first.</summary>
    private static OrderList Orders(int count, bool paired) => OrderCsv.Read("bar,side,quantity,type,limit,oco,id\n" + string.Concat(Enumerable.Range(0, count).Select(i =>
        FormattableString.Invariant($"0,buy,1,limit,0.0001,{(paired && i % 2 == 1 ? i - 1 : "")},{i}\n")))).Orders!;

    private static CandleColumns Mixed(CandleSeries s)
    {
        var (columns, random) = (new CandleColumns(s.Count), new Random(1));
        var order = Enumerable.Range(0, s.Count).ToArray();
        random.Shuffle(order);
        foreach (var i in order) columns.Add(s.Times[i], s.Open[i], s.High[i], s.Low[i], s.Close[i], s.Volume[i]);
        return columns;
    }

    /// <summary>A split in the middle, and a rate for every hour.</summary>
    private static HoldingEvents Events(CandleSeries s)
    {
        var hours = Enumerable.Range(-1, (s.Count / 60) + 2).Select(i => new Candle(s.Times[0] + (i * 3_600_000L), 90, 90, 90, 90 + (i % 7), 1)).ToArray();
        var rates = new CurrencyRates([("USD", "RUB", CandleSeries.From("USDRUB", Timeframe.Parse("1h"), hours))], TradingCalendar.For(CalendarKind.Us));
        return new HoldingEvents(new CorporateActions([new Split((int)(s.Times[s.Count / 2] / 86_400_000), 1, 2)], []), null, rates);
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
