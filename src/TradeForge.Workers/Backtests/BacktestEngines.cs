using Microsoft.Extensions.DependencyInjection;
using TradeForge.Core;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.ClickHouse;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Workers.Backtests;

internal static class BacktestEngines
{
    /// <summary>The real stores and the real engine.</summary>
    public static BacktestEngine Create(IServiceProvider services)
    {
        var (candles, equity) = (services.GetRequiredService<CandleStore>(), services.GetRequiredService<EquityStore>());
        return new BacktestEngine(
            (instrument, timeframe, to, cancel) => RunInput.LoadAsync(candles, instrument, timeframe, to, cancel),
            Run,
            ResultJson.ToBytes,
            (run, points, cancel) => equity.AppendAsync(run, Curve(points), cancel),
            equity.DeleteAsync);
    }

    /// <exception cref="RunRefusedException">The settings are wrong, or there is nothing to run on.</exception>
    public static BacktestResult Run(CompiledStrategy strategy, RunInput input, IProgress<double> progress, CancellationToken cancel)
    {
        if (SettingsCheck.Problems(input.Settings) is { Count: > 0 } wrong) throw Refused("settings-invalid", wrong);
        var (data, problems) = input.Prepare(strategy, cancel);
        if (data is null) throw Refused(problems[0].Code, problems);
        try
        {
            var result = RunWatch.Within(input.Settings.Limits, cancel, stop => PortfolioBacktest.RunAny(strategy, data, input.Settings, progress, stop));
            return !input.Settings.CostStrip && CostStrip.IsLong(data.Bars, data.Instruments.Count) ? result : WithStrip(strategy, data, input.Settings, result, cancel);
        }
        catch (RunLimitException e)
        {
            throw Refused(e.Problem.Code, [e.Problem]);
        }
    }

    /// <summary>The limits hold for the run and for this apart: a result that is ready is never lost to its other costs.</summary>
    private static BacktestResult WithStrip(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, BacktestResult result, CancellationToken cancel)
    {
        try
        {
            return result with { CostStrip = RunWatch.Within(settings.Limits, cancel, stop => CostStrip.Of(strategy, data, settings, result, stop)) };
        }
        catch (RunLimitException e)
        {
            return result with { Warnings = [.. result.Warnings, new($"The run at other costs was left out. {e.Problem.Message.En}", $"Прогон при других издержках не сделан. {e.Problem.Message.Ru}")] };
        }
    }

    public static RunRefusedException Refused(string code, IReadOnlyList<Problem> problems) =>
        new(code, new Text(string.Join(" ", problems.Select(p => p.Message.En)), string.Join(" ", problems.Select(p => p.Message.Ru))));

    private static EquityCurve Curve(IReadOnlyList<EquityPoint> points) => new(
        [.. points.Select(p => p.Time)], [.. points.Select(p => (double)p.Equity)], [.. points.Select(p => (double)p.Cash)], [.. points.Select(p => (double)p.Exposure)]);
}
