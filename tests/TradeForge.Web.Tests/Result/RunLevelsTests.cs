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
            var levels = RunLevels.Of(Run, Columns, t).Marks;
            Assert.Equal(t.EntryTime.ToUnixTimeSeconds(), levels[0].Time);
            Assert.Equal((double)t.Levels!.InitialStop!.Value, levels[0].Stop!.Value, 1e-9); // the chart draws what the trade says
            Assert.Equal((double)t.Levels.FinalStop!.Value, levels[^1].Stop!.Value, 1e-9);
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
        Assert.NotEmpty(RunLevels.Of(Run, Columns, trade).Marks);
        var none = RunLevels.Of(Run with { Trades = [trade, second] }, Columns, trade);
        Assert.Empty(none.Marks);
        Assert.Equal(NoLevels.SeveralEntries, none.Absent);
    }

    /// <summary>Two instruments, one of which misses every third bar: what a daily curve does not tell is not needed for an entry on the next bar.</summary>
    [Fact]
    public void Of_SeveralInstruments_DrawsTheSameWithADailyCurve()
    {
        var (whole, daily) = (ResultSamples.RunOfTwo(Strategy, new BacktestSettings()), ResultSamples.RunOfTwo(Strategy, new BacktestSettings { Equity = EquityResolution.Days }));
        Assert.NotEqual(whole.Equity.Count, daily.Equity.Count);
        Assert.True(whole.Trades.Select(t => t.Symbol).Distinct().Count() == 2 && whole.Trades.Count == daily.Trades.Count);
        var drawn = 0;
        foreach (var (trade, same) in whole.Trades.Zip(daily.Trades))
        {
            var columns = RunColumns.Of(Strategy, ResultSamples.Two.First(s => s.Symbol == trade.Symbol), whole.Manifest.From, whole.Manifest.To);
            Assert.Contains(columns.RiskInputs, c => c.Length > 0); // its stop asks for the bar of the signal
            var (a, b) = (RunLevels.Of(whole, columns, trade), RunLevels.Of(daily, columns, same));
            Assert.Equal(a.Marks, b.Marks);
            Assert.Equal(NoLevels.No, b.Absent);
            if (a.Marks.Any(m => m.Stop is not null)) drawn++;
        }

        Assert.True(drawn > 3, $"{drawn} trades have a stop");
    }

    [Fact]
    public void Of_AnEntryThatWaited_SaysWhyNoneIsDrawn()
    {
        var (daily, columns) = (ResultSamples.RunOfTwo(Strategy, new BacktestSettings { Equity = EquityResolution.Days }), RunColumns.Of(Strategy, ResultSamples.Two[0], Run.Manifest.From, Run.Manifest.To));
        var trade = daily.Trades.First(t => t.Symbol == ResultSamples.Two[0].Symbol);
        var waited = daily with { Orders = [.. daily.Orders.Select(o => o.FilledBar == trade.EntryBar && o.Symbol == trade.Symbol ? o with { Bar = o.Bar - 5, Type = "limit" } : o)] };
        var inputs = columns with { RiskInputs = [columns.Close] };
        Assert.Equal(NoLevels.WaitingEntry, RunLevels.Of(waited, inputs, trade).Absent);
        Assert.NotEmpty(RunLevels.Of(waited, columns with { RiskInputs = [default] }, trade).Marks); // its rules ask for no bar
        Assert.Equal(NoLevels.BarsGone, RunLevels.Of(daily, inputs with { Times = columns.Times[..1] }, trade).Absent);
    }
}
