using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Integration.Tests.Postgres;

/// <summary>A real result of the engine: a template over a wave of 600 hourly bars.</summary>
internal static class SampleResult
{
    public static StrategyTemplate Template => StrategyTemplates.All[0];

    public static CandleSeries Wave(int bars = 600)
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        return CandleSeries.From("bitfinex:BTCUSD", Timeframe.OneHour, [.. Enumerable.Range(0, bars).Select(i =>
        {
            var close = 100 + (20 * Math.Sin(i / 15.0)) + (i * 0.01);
            return new Candle(start + (i * 3_600_000L), close - 0.3, close + 1, close - 1, close, 10 + (i % 7));
        })]);
    }

    /// <summary>As a worker stores it: with the cost strip.</summary>
    public static BacktestResult WithStrip()
    {
        var (strategy, settings, result) = (StrategyCompiler.Compile(Template.Graph).Strategy!, new BacktestSettings(), Make());
        return result with { CostStrip = CostStrip.Of(strategy, BacktestData.Prepare(Wave(), settings).Data!, settings, result, CancellationToken.None) };
    }

    public static BacktestResult Make()
    {
        var strategy = StrategyCompiler.Compile(Template.Graph).Strategy!;
        return Backtest.Run(strategy, BacktestData.Prepare(Wave(), new BacktestSettings()).Data!, new BacktestSettings(), null, CancellationToken.None);
    }
}
