using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>A run over history: the same evaluation and the same session as live, fed with the whole series.</summary>
public static class Backtest
{
    /// <summary>Names the rules by which results were made; part of every manifest.</summary>
    public const string EngineVersion = "1.1";
    private const int ProgressStep = 1 << 15;
    internal const int CheckStep = 256;

    /// <summary>Runs a strategy over prepared data.</summary>
    /// <param name="strategy">Compiled; what a session cannot trade the compiler has refused.</param>
    /// <param name="data">From <see cref="BacktestData.Prepare"/>, without <see cref="BacktestData.Problems"/> for the strategy.</param>
    /// <param name="settings">Without problems in <see cref="SettingsCheck"/>.</param>
    /// <param name="progress">Share of the bars done, 0 to 1.</param>
    /// <param name="cancellationToken">Looked at every 256 bars, and between the figures.</param>
    /// <exception cref="RunLimitException">The run took more than its settings allow.</exception>
    public static BacktestResult Run(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken) =>
        RunLimits.WithinDigits(() => Run(strategy, data, settings, skipIdleBars: true, progress, cancellationToken));

    internal static BacktestResult Run(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, bool skipIdleBars, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (SettingsCheck.Problems(settings) is [var first, ..]) throw new ArgumentException(first.Message.En, nameof(settings));
        if (data.Problems(strategy) is [var missing, ..]) throw new ArgumentException(missing.Message.En, nameof(data));
        if (NeedsPortfolio(strategy, settings)) return PortfolioBacktest.Run(strategy, PortfolioData.Of(data), settings, progress, cancellationToken);
        var keepsAll = TradeValues.Fits(strategy, data.Series.Count);
        using var main = Play(strategy, data, settings, skipIdleBars, progress, cancellationToken, keepsAll);
        var band = MakeBand(strategy, data, settings, main.Session, cancellationToken);
        return ResultBuilder.Build(strategy, data, settings, main, band, keepsAll, cancellationToken);
    }

    /// <summary>There are rules for all instruments together, also where there is one alone.</summary>
    private static bool NeedsPortfolio(CompiledStrategy strategy, BacktestSettings settings) => strategy.Portfolio is not null || settings.Exposure is not null;

    internal static SessionRun Play(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, bool skipIdleBars, IProgress<double>? progress, CancellationToken cancellationToken, bool keepsAll = false)
    {
        if (NeedsPortfolio(strategy, settings))
        {
            var line = PortfolioBacktest.Play(strategy, PortfolioData.Of(data), settings, progress, cancellationToken, keepsAll).Lines[0];
            return new SessionRun(line.Session, line.Evaluation);
        }
        var evaluation = data.Evaluate(strategy, keepsAll, cancellationToken);

        var session = new TradingSession(strategy, data.Series.Symbol, settings, !data.VolumeUnknown, new TradingDays(data.Calendar, data.Series.Timeframe), data.Bars)
        {
            EvaluationOffset = data.Start,
            FirstDecisionBar = settings.WarmUp ?? 0,
            HasIdleBars = data.HasIdleBars,
            Stop = cancellationToken,
        };
        session.Follow(data);
        for (var i = 0; i < data.Start; i++)
        {
            if (i % CheckStep == 0) cancellationToken.ThrowIfCancellationRequested();
            evaluation.Decide(i, PositionView.Flat);
        }
        var run = new SessionRun(session, evaluation);
        PlayBars(run, data, skipIdleBars && !strategy.DependsOnPosition, settings.Limits.Orders, progress, cancellationToken);
        session.Finish();
        return run;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // one call for millions of bars: no time to warm up
    private static void PlayBars(SessionRun run, BacktestData data, bool skip, int mostOrders, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (session, evaluation, series, start, bars) = (run.Session, run.Evaluation, data.Series, data.Start, data.Bars);
        for (int i = 0, report = 0, check = 0; i < bars; i++)
        {
            if (i >= check)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (session.OrdersSent > mostOrders) throw RunLimitException.Orders(mostOrders);
                check = i + CheckStep;
            }
            if (i >= report)
            {
                progress?.Report((double)i / bars);
                report = i + ProgressStep;
            }
            if (skip)
            {
                i = session.SkipQuiet(i, series, evaluation);
                if (i == bars)
                {
                    session.SkippedToEnd(bars - 1, series[start + bars - 1]);
                    break;
                }
            }
            session.OnBar(i, series, evaluation, start + i);
        }
        progress?.Report(1);
    }

    /// <summary>The worst and the best same-bar assumption. Without an ambiguous bar all assumptions give this run.</summary>
    private static Band MakeBand(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, TradingSession main, CancellationToken cancellationToken)
    {
        var final = ResultBuilder.FinalEquity(main, data);
        if (main.AmbiguousBars == 0) return Band.Of(settings, (final, []), (final, []), 0);
        var days = settings with { Equity = EquityResolution.Days };
        (decimal, List<EquityPoint>) Equity(SameBarRule rule)
        {
            if (settings.SameBar == rule) return (final, ResultBuilder.Equity(main.Account, data, days, cancellationToken));
            using var other = Play(strategy, data, settings with { SameBar = rule }, true, null, cancellationToken);
            return (ResultBuilder.FinalEquity(other.Session, data), ResultBuilder.Equity(other.Session.Account, data, days, cancellationToken));
        }
        return Band.Of(settings, Equity(SameBarRule.Pessimistic), Equity(SameBarRule.Optimistic), main.AmbiguousBars);
    }
}

/// <summary>A played session with the values it decided on.</summary>
internal sealed record SessionRun(TradingSession Session, StrategyEvaluation Evaluation) : IDisposable
{
    public void Dispose()
    {
        Session.Dispose();
        Evaluation.Dispose();
    }
}
