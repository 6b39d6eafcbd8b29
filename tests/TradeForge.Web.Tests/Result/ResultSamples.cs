using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Web.Tests.Browser;

namespace TradeForge.Web.Tests.Result;

/// <summary>A result of the engine, and words as pages get them.</summary>
internal static class ResultSamples
{
    /// <summary>A template over a year of hours, with costs.</summary>
    public static BacktestResult Run(BacktestSettings? settings = null) =>
        Run(StrategyCompiler.Compile(StrategyTemplates.All[0].Graph).Strategy!, settings ?? new BacktestSettings { Commission = new(Percent: 0.1m) });

    public static BacktestResult Run(CompiledStrategy strategy, BacktestSettings settings)
    {
        var data = BacktestData.Prepare(AppFixture.Wave(), settings).Data!;
        return Backtest.Run(strategy, data, settings, null, CancellationToken.None);
    }

    /// <summary>The wave, and another one that lacks every third bar.</summary>
    public static IReadOnlyList<CandleSeries> Two { get; } = [AppFixture.Wave(), Thinned(AppFixture.Wave())];

    public static BacktestResult RunOfTwo(CompiledStrategy strategy, BacktestSettings settings)
    {
        var (data, problems) = PortfolioData.Prepare(strategy, [.. Two.Select(s => (s, (IReadOnlyList<Core.Text>)[]))], settings);
        Assert.Empty(problems);
        return PortfolioBacktest.Run(strategy, data!, settings, null, CancellationToken.None);
    }

    private static CandleSeries Thinned(CandleSeries series) => CandleSeries.From("test:OTHER", series.Timeframe, [.. Enumerable.Range(0, series.Count).Where(i => i % 3 != 1).Select(i => series[i])]);

    public static IStringLocalizer<T> Words<T>() =>
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<T>>();
}
