using TradeForge.Core.Market;
using TradeForge.Core.Simulation;

namespace TradeForge.Core.Metrics;

/// <summary>Tables behind the figures of a result. A function of what the result holds, so it is the same for a stored result that is read again.</summary>
public sealed record ResultDetails
{
    /// <summary>Trades grouped by tag (the node that entered), exitReason, tagAndExit, side, symbol, and by weekday, hour and month of the entry in the zone of the exchange.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<BreakdownRow>> Breakdowns { get; init; }
    public required RollingTable Rolling { get; init; }
    /// <summary>A row for each calendar year with a day in the run.</summary>
    public required IReadOnlyList<YearRow> Monthly { get; init; }
    /// <summary>Bins of equal width over the daily returns, and over the trade returns, in percent.</summary>
    public required IReadOnlyList<HistogramBin> DayHistogram { get; init; }
    public required IReadOnlyList<HistogramBin> TradeHistogram { get; init; }
    /// <summary>The spread of the returns of days, weeks, months, quarters and years.</summary>
    public required IReadOnlyList<QuantileRow> Quantiles { get; init; }
    /// <summary>The named periods of trouble of which the run has a day.</summary>
    public required IReadOnlyList<CrisisRow> Crises { get; init; }

    /// <summary>The daily returns in other orders; null for fewer than two days.</summary>
    public MonteCarlo? MonteCarlo { get; init; }

    public static ResultDetails Of(BacktestResult result, CancellationToken cancellationToken = default)
    {
        var calendar = TradingCalendar.For(result.Manifest.Settings.Calendar);
        Timeframe.TryParse(result.Manifest.Timeframe, out var timeframe);
        return new ResultDetails
        {
            Breakdowns = Metrics.Breakdowns.Of(result.Trades, calendar, timeframe, cancellationToken),
            Rolling = RollingTable.Of(result.Days, result.Manifest.PeriodsPerYear, (double)result.Manifest.Settings.RiskFree / 100),
            Monthly = YearRow.Of(result.Days),
            DayHistogram = HistogramBin.Of([.. result.Days.Select(day => day.ReturnPercent)]),
            TradeHistogram = HistogramBin.Of([.. result.Trades.Select(trade => trade.PnlPercent)]),
            Quantiles = QuantileRow.Of(result.Days),
            Crises = CrisisRow.Of(result.Days),
            MonteCarlo = Metrics.MonteCarlo.Of(result.Days, result.Manifest.Settings, result.Manifest.Seed, cancellationToken),
        };
    }
}
