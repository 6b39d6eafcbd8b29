using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Tests.Simulation;

public sealed class SweepTests
{
    private static readonly BacktestSettings Settings = new() { Cash = 1_000_000, Commission = new Commission(Percent: 0.1m) };
    private static readonly BacktestData Data = BacktestData.Prepare(WorkloadBars.Generate(5_000, out _), Settings).Data!;
    private static readonly StrategyGraph Graph = WorkloadTests.SmaCross().Compile().Graph;

    private static SweepResult Run(int workers, params SweepAxis[] axes) =>
        Sweep.Run(Graph, Data, Settings, axes, "sharpe", workers, null, CancellationToken.None).Result!;

    private static IReadOnlyList<Problem> Problems(string objective, params SweepAxis[] axes) =>
        Sweep.Run(Graph, Data, Settings, axes, objective, 1, null, CancellationToken.None).Problems;

    [Fact]
    public void Run_TwoAxes_TakesTheGridWithTheLastAxisFastest()
    {
        var trials = Run(1, new("fast.period", 5, 6, 1), new("slow.period", 30, 40, 5)).Trials;
        Assert.Equal(["5 30", "5 35", "5 40", "6 30", "6 35", "6 40"], trials.Select(t => $"{t.Parameters["fast.period"]} {t.Parameters["slow.period"]}"));
    }

    [Fact]
    public void Run_AnyTrial_EqualsItsBacktest()
    {
        foreach (var trial in Run(2, new("fast.period", 5, 7, 1), new("slow.period", 30, 31, 1)).Trials)
        {
            var settings = Settings with { Parameters = trial.Parameters };
            var alone = Backtest.Run(StrategyCompiler.Compile(Graph, trial.Parameters).Strategy!, Data, settings, null, CancellationToken.None);
            Assert.Equal(alone.Metrics, trial.Metrics);
        }
    }

    [Fact]
    public void Run_OnSeveralWorkers_GivesTheSameBytes() // golden rule G92
    {
        SweepAxis[] axes = [new("fast.period", 5, 14, 1), new("slow.period", 30, 50, 5)];
        Assert.Equal(Bytes(Run(1, axes)), Bytes(Run(3, axes)));
    }

    [Fact]
    public void Run_BestTrial_HasTheHighestObjectiveAndOfEqualOnesIsTheFirst()
    {
        var result = Run(2, new SweepAxis("fast.period", 5, 14, 1));
        Assert.Equal(result.Trials.Max(t => t.Metrics["sharpe"]), result.Best!.Metrics["sharpe"]);
        Assert.Same(result.Trials.First(t => t.Metrics["sharpe"] == result.Best.Metrics["sharpe"]), result.Best);
    }

    [Fact]
    public void Run_WrongRequest_NamesEveryProblem()
    {
        Assert.Contains("varied twice", Assert.Single(Problems("sharpe", new SweepAxis("fast.period", 1, 2, 1), new SweepAxis("fast.period", 1, 2, 1))).Message.En, StringComparison.Ordinal);
        Assert.Equal(["vary", "objective"], Problems("luck").Select(p => p.Path));
        Assert.NotEmpty(Problems("trades", new SweepAxis("fast.period", 1, 2, 1)));                       // more trades are not better
        Assert.NotEmpty(Problems("sharpe", new SweepAxis("fast.period", -1, 2, 1)));                      // −1 is out of range
        Assert.NotEmpty(Problems("sharpe", new SweepAxis("nobody.period", 1, 2, 1)));
        Assert.NotEmpty(Problems("sharpe", new SweepAxis("fast.period", 1, 5000, 1), new SweepAxis("slow.period", 1, 5000, 1))); // 25 million
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Sweep.Run(Graph, Data, Settings, [new("fast.period", 5, 14, 1)], "sharpe", 2, null, cancelled.Token));
    }

    [Theory]
    [InlineData("fast.period=5:24:1", 20, "5", "24")]
    [InlineData("stop.value=0.5:2:0.25", 7, "0.5", "2")]
    [InlineData("fast.period=5:10", 6, "5", "10")]
    [InlineData("fast.period=5:10:3", 2, "5", "8")]
    public void TryParse_Axis_CountsItsValues(string text, int count, string first, string last)
    {
        Assert.True(SweepAxis.TryParse(text, out var axis));
        Assert.Equal((count, first, last), (axis.Count, axis.Value(0), axis.Value(axis.Count - 1)));
    }

    [Theory]
    [InlineData("fast.period"), InlineData("=1:2:1"), InlineData("a=1"), InlineData("a=2:1:1"), InlineData("a=1:2:0"), InlineData("a=1:2:-1"), InlineData("a=x:2:1"), InlineData("a=1:2:3:4")]
    public void TryParse_NoAxis_IsRefused(string text) => Assert.False(SweepAxis.TryParse(text, out _));

    private static byte[] Bytes(SweepResult result)
    {
        using var stream = new MemoryStream();
        ResultJson.Write(result, stream);
        return stream.ToArray();
    }
}
