using Microsoft.Extensions.DependencyInjection;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.ClickHouse;

namespace TradeForge.Workers.Backtests;

internal static class BacktestEngines
{
    /// <summary>The real stores and the real engine.</summary>
    public static BacktestEngine Create(IServiceProvider services)
    {
        var (candles, equity) = (services.GetRequiredService<CandleStore>(), services.GetRequiredService<EquityStore>());
        return new BacktestEngine(
            (instrument, timeframe, to, cancel) => LoadAsync(candles, instrument, timeframe, to, cancel),
            Run,
            ResultJson.ToBytes,
            (run, points, cancel) => equity.AppendAsync(run, Curve(points), cancel),
            equity.DeleteAsync);
    }

    /// <summary>The bars as stored; else the longest stored ones that bars of <paramref name="timeframe"/> can be made of.</summary>
    private static async Task<CandleSeries> LoadAsync(CandleStore candles, string instrument, Timeframe timeframe, DateTimeOffset? to, CancellationToken cancel)
    {
        var stored = (await candles.CoverageAsync(cancel)).Where(c => c.Instrument == instrument).Select(c => c.Timeframe).ToList();
        if (stored.Contains(timeframe)) return await candles.ReadAsync(instrument, timeframe, null, to, cancel);
        var lower = stored.Where(t => timeframe.Milliseconds % t.Milliseconds == 0).OrderByDescending(t => t.Milliseconds).ToList();
        if (lower.Count == 0) return CandleSeries.From(instrument, timeframe, []);
        return await candles.ReadAsync(instrument, lower[0], null, null, cancel); // uncut: the bar that `to` falls into must be whole
    }

    /// <exception cref="RunRefusedException">The settings are wrong, or there is nothing to run on.</exception>
    public static BacktestResult Run(CompiledStrategy strategy, IReadOnlyList<CandleSeries> candles, BacktestSettings settings, IProgress<double> progress, CancellationToken cancel)
    {
        if (SettingsCheck.Problems(settings) is { Count: > 0 } wrong) throw Refused("settings-invalid", wrong);
        var (data, problems) = BacktestData.Prepare(candles[0], settings, null, [.. candles.Skip(1)]);
        if (data?.Problems(strategy) is { Count: > 0 } missing) throw Refused(missing[0].Code, missing);
        if (data is null) throw Refused(problems[0].Code, problems);
        var result = Backtest.Run(strategy, data, settings, progress, cancel);
        return data.Bars > CostStrip.MostBarsUnasked ? result : result with { CostStrip = CostStrip.Of(strategy, data, settings, result, cancel) };
    }

    private static RunRefusedException Refused(string code, IReadOnlyList<Problem> problems) =>
        new(code, new Text(string.Join(" ", problems.Select(p => p.Message.En)), string.Join(" ", problems.Select(p => p.Message.Ru))));

    private static EquityCurve Curve(IReadOnlyList<EquityPoint> points) => new(
        [.. points.Select(p => p.Time)], [.. points.Select(p => (double)p.Equity)], [.. points.Select(p => (double)p.Cash)], [.. points.Select(p => (double)p.Exposure)]);
}
