using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Tests.Simulation;
using TradeForge.Core.Tests.Strategies;
using TradeForge.Core.Trading;
using static TradeForge.Core.Tests.Simulation.Play;

namespace TradeForge.Core.Tests.Trading;

public sealed class TradeLevelsTests
{
    [Fact]
    public void Of_TrailingStopAndTarget_MovesTheStopWithTheBestClose()
    {
        var rules = Graph().Node("stop", "stop-loss", "value=5").Node("trail", "trailing-stop", "value=4").Node("target", "take-profit", "value=10").Compile().Risks;
        var levels = TradeLevels.Of(rules, new FillPrice(Slippage.None, 0), PositionSide.Long, 100, [double.NaN, double.NaN, double.NaN], [99, 105, 103, 110]);
        // the nearer stop acts: 96 of the trail; a close of 105 lifts it to 100.8, 110 to 105.6; 99 and 103 leave it
        Assert.Equal([(0, 96, 110), (2, 100.8, 110), (4, 105.6, 110)], levels.Select(l => (l.Bar, Math.Round(l.Stop, 9), Math.Round(l.Target, 9))));
    }

    [Fact]
    public void Of_ShortWithDistanceOfTheAverageTrueRange_StandsAboveTheEntry()
    {
        var rule = new RiskRule("stop", RiskKind.StopLoss, DistanceKind.Atr, 2, 0, 100, 0);
        var level = Assert.Single(TradeLevels.Of([rule], new FillPrice(Slippage.None, 0.5m), PositionSide.Short, 100, [1.6], [90, 80]));
        Assert.Equal((103.5, double.NaN), (level.Stop, level.Target)); // 100 + 2 · 1.6 = 103.2, and a buy stop is rounded up to a step
    }

    [Fact]
    public void Of_NoRules_HasNoLevels() => Assert.Empty(TradeLevels.Of([], new FillPrice(Slippage.None, 0), PositionSide.Long, 100, [], [1, 2]));

    /// <summary>What is drawn is what acted: a trade that a level closed was closed at it, or at the open of a bar that began beyond it.</summary>
    [Fact]
    public void Of_TradesOfARun_AreTheLevelsThatClosedThem()
    {
        var series = WorkloadBars.Generate(20_000, out _);
        var strategy = WorkloadTests.RsiWithStopAndTarget().Compile();
        var settings = new BacktestSettings { Cash = 1_000_000, Slippage = Slippage.None };
        var result = Backtest.Run(strategy, BacktestData.Prepare(series, settings).Data!, settings, null, CancellationToken.None);
        var closed = result.Trades.Where(t => t.ExitReason is "stop-loss" or "take-profit").ToList();
        Assert.True(closed.Count > 20);
        Assert.All(closed, t =>
        {
            var closes = series.Close[t.EntryBar..t.ExitBar];
            var last = TradeLevels.Of(strategy.Risks, new FillPrice(Slippage.None, 0), t.Side, (double)t.EntryPrice, new double[strategy.Risks.Count], closes)[^1];
            var level = t.ExitReason == "stop-loss" ? last.Stop : last.Target;
            Assert.True(Math.Abs((double)t.ExitPrice - level) < 1e-6 || t.ExitPrice == (decimal)series.Open[t.ExitBar], $"{t}: {level}");
        });
    }
}
