using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Simulation;

/// <summary>A run beside a benchmark of its own choice.</summary>
public sealed class BenchmarkTests
{
    private static readonly CandleSeries Held = Bars(Flat(100, Buy), Flat(100), Flat(110), Flat(99));

    private static readonly CandleSeries Index = new("INDEX", Timeframe.OneDay, [.. Held.Times], [50, 51, 52, 53], [50, 51, 52, 53], [50, 51, 52, 53], [50, 51, 52, 53], [1, 1, 1, 1]);

    [Fact]
    public void Run_NamedBenchmark_IsComparedWithIt()
    {
        var settings = Settings with { Benchmark = "INDEX" };
        var (data, problems) = BacktestData.Prepare(Held, settings, null, [Index]);
        Assert.Empty(problems);
        var result = Backtest.Run(Graph().Compile(), data!, settings, null, CancellationToken.None);
        Assert.Equal(6, result.Metrics["benchmarkReturnPercent"]!.Value, 1e-9); // 50 → 53
        Assert.Equal(result.Metrics["returnPercent"]!.Value - 6, result.Metrics["excessReturnPercent"]!.Value, 1e-9);
        Assert.Equal("INDEX", ResultJson.Read(ResultJson.ToBytes(result)).Manifest.Settings.Benchmark);
    }

    [Fact]
    public void Run_NoBenchmark_IsComparedWithBuyingAndHolding()
    {
        var result = Graph().Run(Settings, Held);
        Assert.Equal(-1, result.Metrics["benchmarkReturnPercent"]!.Value, 1e-9); // 100 → 99
        Assert.Equal(1, result.Metrics["beta"]!.Value, 1e-9); // all cash in it
    }

    [Fact]
    public void Prepare_BenchmarkWithoutCandles_SaysSo()
    {
        var (data, problems) = BacktestData.Prepare(Held, Settings with { Benchmark = "OTHER" }, null, [Index]);
        Assert.Null(data);
        Assert.Equal(("benchmark-missing", "benchmark"), (problems[0].Code, problems[0].Path));
    }

    [Fact]
    public void Trials_BelowOne_AreRefused() => Assert.Equal("trials", Assert.Single(SettingsCheck.Problems(Settings with { Trials = 0 })).Path);
}
