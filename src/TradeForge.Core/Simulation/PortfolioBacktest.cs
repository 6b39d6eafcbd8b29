using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>A run over the history of several instruments with shared cash.</summary>
public static class PortfolioBacktest
{
    private const int ProgressStep = 256;
    private const int CheckEvery = 4096; // bars of all instruments

    /// <summary>Runs a strategy over prepared data.</summary>
    /// <param name="strategy">Compiled; what a session cannot trade the compiler has refused.</param>
    /// <param name="data">From <see cref="PortfolioData.Prepare"/>, without <see cref="PortfolioData.Problems"/> for the strategy.</param>
    /// <param name="settings">Without problems in <see cref="SettingsCheck"/>.</param>
    /// <param name="progress">Share of the moments done, 0 to 1.</param>
    /// <param name="cancellationToken">Looked at every 4096 bars, and between the figures.</param>
    /// <exception cref="RunLimitException">The run took more than its settings allow.</exception>
    public static BacktestResult Run(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken) =>
        RunLimits.WithinDigits(() => Whole(strategy, data, settings, progress, cancellationToken));

    private static BacktestResult Whole(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (SettingsCheck.Problems(settings) is [var first, ..]) throw new ArgumentException(first.Message.En, nameof(settings));
        if (data.Problems(strategy) is [var missing, ..]) throw new ArgumentException(missing.Message.En, nameof(data));
        var keepsAll = TradeValues.Fits(strategy, data.Instruments.Sum(i => (long)i.Series.Count));
        using var main = Play(strategy, data, settings, progress, cancellationToken, keepsAll);
        var band = MakeBand(strategy, data, settings, main, cancellationToken);
        return PortfolioResult.Build(strategy, data, settings, main, band, keepsAll, cancellationToken);
    }

    /// <summary>As <see cref="Run"/>; a single instrument takes the shorter way of <see cref="Backtest.Run(CompiledStrategy, BacktestData, BacktestSettings, IProgress{double}?, CancellationToken)"/>, which gives the same result.</summary>
    public static BacktestResult RunAny(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken) =>
        data.Instruments is [var only] ? Backtest.Run(strategy, only, settings, progress, cancellationToken) : Run(strategy, data, settings, progress, cancellationToken);

    internal static PortfolioSession Play(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, IProgress<double>? progress, CancellationToken cancellationToken, bool keepsAll = false)
    {
        var session = new PortfolioSession(strategy, data, settings, keepsAll, cancellationToken);
        var checkStep = Math.Max(1, CheckEvery / data.Instruments.Count);
        for (var moment = 0; moment < data.Bars; moment++)
        {
            if (moment % checkStep == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var line in session.Lines)
                    if (line.Session.OrdersSent > settings.Limits.Orders) throw RunLimitException.Orders(settings.Limits.Orders);
            }
            if (moment % ProgressStep == 0) progress?.Report((double)moment / data.Bars);
            session.Play(moment);
        }
        session.Finish();
        progress?.Report(1);
        return session;
    }

    private static Band MakeBand(CompiledStrategy strategy, PortfolioData data, BacktestSettings settings, PortfolioSession main, CancellationToken cancellationToken)
    {
        var ambiguous = main.Lines.Sum(line => line.Session.AmbiguousBars);
        if (ambiguous == 0) return Band.Of(settings, (main.Equity, []), (main.Equity, []), 0);
        var days = settings with { Equity = EquityResolution.Days };
        (decimal, List<EquityPoint>) Equity(SameBarRule rule)
        {
            if (settings.SameBar == rule) return (main.Equity, PortfolioResult.Equity(main, data, days));
            using var other = Play(strategy, data, settings with { SameBar = rule }, null, cancellationToken);
            return (other.Equity, PortfolioResult.Equity(other, data, days));
        }
        return Band.Of(settings, Equity(SameBarRule.Pessimistic), Equity(SameBarRule.Optimistic), ambiguous);
    }
}
