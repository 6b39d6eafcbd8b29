using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;
using TradeForge.Web.Features.Result;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Tests.Browser;

namespace TradeForge.Web.Tests.Result;

public sealed class RunLevelsTests
{
    private static readonly CompiledStrategy Strategy = StrategyCompiler.Compile(StrategyTemplates.All.First(t => t.Graph.Nodes.Any(n => n.Type == "trailing-stop")).Graph).Strategy!;
    private static readonly BacktestResult Run = ResultSamples.Run(Strategy, new BacktestSettings { Slippage = Slippage.None });
    private static readonly RunColumns Columns = RunColumns.Of(Strategy, AppFixture.Wave(), Run.Manifest.From, Run.Manifest.To);

    /// <summary>The line that is drawn ends where the trade did, unless a bar opened beyond it.</summary>
    [Fact]
    public void Of_TradesThatAStopEnded_EndAtTheLastStop()
    {
        var stopped = Run.Trades.Where(t => t.ExitReason == "trailing-stop").ToList();
        Assert.True(stopped.Count > 5);
        Assert.All(stopped, t =>
        {
            var levels = RunLevels.Of(Run, Columns, t);
            Assert.Equal(t.EntryTime.ToUnixTimeSeconds(), levels[0].Time);
            Assert.True(levels.Zip(levels.Skip(1)).All(x => x.First.Time < x.Second.Time && x.First.Stop < x.Second.Stop), "a trailing stop of a long trade only rises");
            var open = Columns.Columns[0].Values.Span[t.ExitBar];
            Assert.True(Math.Abs(levels[^1].Stop!.Value - (double)t.ExitPrice) < 1e-6 || t.ExitPrice == (decimal)open, $"{t}: {levels[^1]}");
        });
    }

    [Fact]
    public void Of_TwoEntriesAtOnce_DrawsNone()
    {
        var trade = Run.Trades.First(t => t.Bars > 2);
        var second = trade with { EntryBar = trade.EntryBar + 1 };
        Assert.NotEmpty(RunLevels.Of(Run, Columns, trade));
        Assert.Empty(RunLevels.Of(Run with { Trades = [trade, second] }, Columns, trade));
    }
}
