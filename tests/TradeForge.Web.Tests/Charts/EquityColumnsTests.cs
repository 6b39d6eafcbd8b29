using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Web.Features.Result;
using TradeForge.Web.Shared.Charts;
using TradeForge.Web.Tests.Browser;
using TradeForge.Web.Tests.Result;

namespace TradeForge.Web.Tests.Charts;

public sealed class EquityColumnsTests
{
    /// <summary>The line ends where the figure of buying and holding does: one entry cost, from the first tradable bar on.</summary>
    [Theory]
    [InlineData(EquityResolution.Bars)]
    [InlineData(EquityResolution.Days)]
    public void Of_OneInstrument_HoldsAsTheFigureSays(EquityResolution equity)
    {
        var settings = new BacktestSettings { Commission = new(Percent: 0.1m), Slippage = new(0.05m), Equity = equity, WarmUp = 30 };
        var result = ResultSamples.Run(settings);
        var (times, columns) = EquityColumns.Of(result);
        var held = columns[2].Values;
        Assert.Equal(result.Equity.Count, times.Length);
        Assert.Equal((double)settings.Cash * (1 + (result.Metrics["buyHoldPercent"]!.Value / 100)), held.Span[^1], 1e-6);
        double[] start = equity == EquityResolution.Bars ? [(double)settings.Cash] : []; // the first bar of the first day
        Assert.Equal(start.Concat(result.Days.Select(d => d.BenchmarkEquity!.Value)), held.ToArray().Where(double.IsFinite)); // then one point a day, each with its row
        Assert.Equal((double)settings.Cash, result.Days[0].BenchmarkEquity!.Value); // the second day has the first tradable bar
    }

    /// <summary>Equal parts of two instruments: the line is at the cash on the first bar, not first at the end of the day.</summary>
    [Fact]
    public void Of_SeveralInstruments_BeginsAtTheFirstBar()
    {
        var settings = new BacktestSettings { Equity = EquityResolution.Bars };
        var result = ResultSamples.RunOfTwo(StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!, settings);
        var held = EquityColumns.Of(result).Columns[2].Values.Span;
        Assert.Equal((double)settings.Cash, held[0]);
        Assert.Equal(23, held.ToArray().Index().First(x => x.Index > 0 && double.IsFinite(x.Item)).Index); // the last hour of the first day
        Assert.Equal(result.Days[0].BenchmarkEquity!.Value, held[23]);
        Assert.Equal((double)settings.Cash * (1 + (result.Metrics["buyHoldPercent"]!.Value / 100)), held[^1], 1e-6);
    }

    [Fact]
    public void Of_NamedBenchmark_DrawsItAndSaysSo()
    {
        var wave = AppFixture.Wave();
        var other = CandleSeries.From("test:INDEX", wave.Timeframe, [.. Enumerable.Range(0, wave.Count).Select(i => new Candle(wave.Times[i], 100 + i, 100 + i, 100 + i, 100 + i, 1))]);
        var settings = new BacktestSettings { Benchmark = other.Symbol };
        var data = BacktestData.Prepare(wave, settings, null, [other]).Data!;
        var result = Backtest.Run(StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!, data, settings, null, CancellationToken.None);
        var held = EquityColumns.Of(result).Columns[2].Values;
        Assert.Equal(result.Days[^1].BenchmarkEquity!.Value, held.Span[^1]);
        Assert.True(held.Span[^1] > 10 * (double)settings.Cash, "it rose from 100 to 8 859, the wave did not");
        Assert.Equal(other.Symbol, MarketLine.Name(result.Manifest));
    }
}
