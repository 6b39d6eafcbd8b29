using System.Runtime.CompilerServices;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>A run over history: the same evaluation and the same session as live, fed with the whole series.</summary>
public static class Backtest
{
    /// <summary>Names the rules by which results were made; part of every manifest.</summary>
    public const string EngineVersion = "1.0";
    private const int ProgressStep = 1 << 15;

    /// <summary>Runs a strategy over prepared data.</summary>
    /// <param name="strategy">Compiled; what a session cannot trade the compiler has refused.</param>
    /// <param name="data">From <see cref="BacktestData.Prepare"/>, without <see cref="BacktestData.Problems"/> for the strategy.</param>
    /// <param name="settings">Without problems in <see cref="SettingsCheck"/>.</param>
    /// <param name="progress">Share of the bars done, 0 to 1.</param>
    /// <param name="cancellationToken">Looked at every 32 768 bars.</param>
    public static BacktestResult Run(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Run(strategy, data, settings, skipIdleBars: true, progress, cancellationToken);

    internal static BacktestResult Run(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, bool skipIdleBars, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (SettingsCheck.Problems(settings) is [var first, ..]) throw new ArgumentException(first.Message.En, nameof(settings));
        if (data.Problems(strategy) is [var missing, ..]) throw new ArgumentException(missing.Message.En, nameof(data));
        var main = Play(strategy, data, settings, skipIdleBars, progress, cancellationToken);
        var band = MakeBand(strategy, data, settings, main.Session, cancellationToken);
        return ResultBuilder.Build(strategy, data, settings, main, band);
    }

    internal static SessionRun Play(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, bool skipIdleBars, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var evaluation = data.Evaluate(strategy);
        cancellationToken.ThrowIfCancellationRequested();

        var session = new TradingSession(strategy, data.Series.Symbol, settings, !data.VolumeUnknown, new TradingDays(data.Calendar, data.Series.Timeframe))
        {
            EvaluationOffset = data.Start,
            FirstDecisionBar = settings.WarmUp ?? 0,
        };
        for (var i = 0; i < data.Start; i++) evaluation.Decide(i, PositionView.Flat);
        var run = new SessionRun(session, evaluation, GC.AllocateUninitializedArray<double>(data.Bars), GC.AllocateUninitializedArray<double>(data.Bars));
        PlayBars(run, strategy, evaluation, data, skipIdleBars && !strategy.DependsOnPosition, progress, cancellationToken);
        session.Finish();
        run.Equity[^1] = (double)ResultBuilder.FinalEquity(session, data); // the exact money, closing costs included
        run.WorstEquity[^1] = Math.Min(run.WorstEquity[^1], run.Equity[^1]);
        return run;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // one call for millions of bars: no time to warm up
    private static void PlayBars(SessionRun run, CompiledStrategy strategy, StrategyEvaluation evaluation, BacktestData data, bool skip, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (session, series, start) = (run.Session, data.Series, data.Start);
        ReadOnlySpan<long> times = series.Times;
        ReadOnlySpan<double> open = series.Open, high = series.High, low = series.Low, close = series.Close, volume = series.Volume;
        var (equity, worst) = (run.Equity, run.WorstEquity);
        for (int i = 0, report = 0; i < equity.Length; i++)
        {
            if (i >= report)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report((double)i / equity.Length);
                report = i + ProgressStep;
            }
            if (skip)
            {
                i = session.SkipQuiet(i, series, evaluation, equity, worst);
                if (i == equity.Length) break;
            }
            var row = start + i;
            session.OnBar(i, new Candle(times[row], open[row], high[row], low[row], close[row], volume[row]), evaluation, row);
            equity[i] = session.EquityAt(close[row]);
            worst[i] = session.Direction == 0 ? equity[i] : session.EquityAt(session.Direction > 0 ? low[row] : high[row]);
        }
        progress?.Report(1);
    }

    /// <summary>The worst and the best same-bar assumption. Without an ambiguous bar all assumptions give this run.</summary>
    private static Band MakeBand(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, TradingSession main, CancellationToken cancellationToken)
    {
        decimal Equity(SameBarRule rule)
        {
            if (main.AmbiguousBars == 0 || settings.SameBar == rule) return ResultBuilder.FinalEquity(main, data);
            return ResultBuilder.FinalEquity(Play(strategy, data, settings with { SameBar = rule }, true, null, cancellationToken).Session, data);
        }
        var (worst, best) = (Equity(SameBarRule.Pessimistic), Equity(SameBarRule.Optimistic));
        return new Band(worst, worst - settings.Cash, best, best - settings.Cash, main.AmbiguousBars);
    }
}

/// <summary>A played session with its equity per bar, at the close and at the bar's extreme that is worse for what it holds at the close.</summary>
internal sealed record SessionRun(TradingSession Session, StrategyEvaluation Evaluation, double[] Equity, double[] WorstEquity);
