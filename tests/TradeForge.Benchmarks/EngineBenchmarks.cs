using BenchmarkDotNet.Attributes;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Simulation;
using TradeForge.Core.Trading;

namespace TradeForge.Benchmarks;

/// <summary>Whole runs over made-up minutes: values, session, metrics and result, with data already in memory.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private static readonly BacktestSettings Settings = new() { Cash = 1_000_000, Commission = new Commission(Percent: 0.1m) };
    internal const string SmaCrossJson = """
        {"schemaVersion":1,"name":"SMA cross","nodes":[{"id":"fast","type":"sma","data":{"period":10}},{"id":"slow","type":"sma","data":{"period":30}},
        {"id":"up","type":"crosses","data":{"direction":"above"}},{"id":"down","type":"crosses","data":{"direction":"below"}},{"id":"buy","type":"enter-long","data":{}},{"id":"sell","type":"exit-long","data":{}}],
        "edges":[{"id":"1","source":"fast","sourceHandle":"value","target":"up","targetHandle":"a"},{"id":"2","source":"slow","sourceHandle":"value","target":"up","targetHandle":"b"},
        {"id":"3","source":"fast","sourceHandle":"value","target":"down","targetHandle":"a"},{"id":"4","source":"slow","sourceHandle":"value","target":"down","targetHandle":"b"},
        {"id":"5","source":"up","sourceHandle":"result","target":"buy","targetHandle":"when"},{"id":"6","source":"down","sourceHandle":"result","target":"sell","targetHandle":"when"}]}
        """;

    internal const string RsiJson = """
        {"schemaVersion":1,"name":"RSI","nodes":[{"id":"rsi","type":"rsi","data":{"period":14}},{"id":"low","type":"constant","data":{"value":30}},{"id":"high","type":"constant","data":{"value":70}},
        {"id":"dip","type":"compare","data":{"op":"lt"}},{"id":"top","type":"compare","data":{"op":"gt"}},{"id":"buy","type":"enter-long","data":{}},{"id":"sell","type":"exit-long","data":{}},
        {"id":"stop","type":"stop-loss","data":{"value":2}},{"id":"target","type":"take-profit","data":{"value":4}},{"id":"size","type":"position-size","data":{"mode":"quantity","value":1}}],
        "edges":[{"id":"1","source":"rsi","sourceHandle":"value","target":"dip","targetHandle":"a"},{"id":"2","source":"low","sourceHandle":"value","target":"dip","targetHandle":"b"},
        {"id":"3","source":"rsi","sourceHandle":"value","target":"top","targetHandle":"a"},{"id":"4","source":"high","sourceHandle":"value","target":"top","targetHandle":"b"},
        {"id":"5","source":"dip","sourceHandle":"result","target":"buy","targetHandle":"when"},{"id":"6","source":"top","sourceHandle":"result","target":"sell","targetHandle":"when"}]}
        """;

    private BacktestData _data = null!;
    private CompiledStrategy _smaCross = null!, _rsi = null!;

    [Params(100_000, 1_000_000)]
    public int Bars { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _data = BacktestData.Prepare(WorkloadBars.Generate(Bars, out _), Settings).Data!;
        _smaCross = Compile(SmaCrossJson);
        _rsi = Compile(RsiJson);
    }

    [Benchmark]
    public BacktestResult SmaCross() => Backtest.Run(_smaCross, _data, Settings, null, CancellationToken.None);

    [Benchmark]
    public BacktestResult RsiWithStopAndTarget() => Backtest.Run(_rsi, _data, Settings, null, CancellationToken.None);

    /// <summary>Without figures and rows: what is allocated does not grow with the bars, for columns, orders and trades lie in rented memory.</summary>
    [Benchmark]
    public int SmaCrossPlayed()
    {
        using var run = Backtest.Play(_smaCross, _data, Settings, true, null, CancellationToken.None);
        return run.Session.TradeCount;
    }

    private static CompiledStrategy Compile(string json) => StrategyCompiler.Compile(StrategyJson.Parse(json).Graph!).Strategy!;
}
