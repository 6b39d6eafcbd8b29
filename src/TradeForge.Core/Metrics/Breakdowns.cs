using System.Globalization;
using TradeForge.Core.Market;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Metrics;

/// <summary>Closed trades of one group. A win has a net pnl above 0, a loss one below 0.</summary>
/// <param name="Key">What the group has in common.</param>
/// <param name="GrossLoss">Sum of the losses, 0 or negative.</param>
/// <param name="ExpectancyPercent">Mean trade return in percent.</param>
/// <param name="AverageBars">Mean of exit bar − entry bar.</param>
public sealed record BreakdownRow(
    string Key, int Trades, int Wins, int Losses, decimal GrossProfit, decimal GrossLoss, decimal Fees, double ExpectancyPercent, double AverageBars, double AverageMae, double AverageMfe)
{
    /// <summary>Gross profit plus gross loss.</summary>
    public decimal NetProfit => GrossProfit + GrossLoss;
    public double WinRatePercent => 100.0 * Wins / Trades;
    /// <summary>Gross profit / |gross loss|; null without a loss.</summary>
    public double? ProfitFactor => GrossLoss < 0 ? (double)(GrossProfit / -GrossLoss) : null;
}

/// <summary>Groups closed trades.</summary>
internal static class Breakdowns
{
    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>Groups in the order of their keys, weekdays from Monday; hours only of bars shorter than a day.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<BreakdownRow>> Of(IReadOnlyList<Trade> trades, TradingCalendar calendar, Timeframe timeframe, CancellationToken cancellationToken = default)
    {
        DateOnly Day(Trade t) => calendar.TradingDate(t.EntryTime.ToUnixTimeMilliseconds(), timeframe);
        string Hour(Trade t) => TimeZoneInfo.ConvertTime(t.EntryTime, calendar.Zone).Hour.ToString("00", CultureInfo.InvariantCulture);

        return new Dictionary<string, IReadOnlyList<BreakdownRow>>
        {
            ["tag"] = Group(trades, t => t.EntryReason, cancellationToken),
            ["exitReason"] = Group(trades, t => t.ExitReason, cancellationToken),
            ["tagAndExit"] = Group(trades, t => $"{t.EntryReason} → {t.ExitReason}", cancellationToken),
            ["side"] = Group(trades, t => t.Side == PositionSide.Long ? "long" : "short", cancellationToken),
            ["symbol"] = Group(trades, t => t.Symbol, cancellationToken),
            ["weekday"] = [.. Group(trades, t => Weekdays[(int)Day(t).DayOfWeek], cancellationToken).OrderBy(row => (Array.IndexOf(Weekdays, row.Key) + 6) % 7)],
            ["hour"] = timeframe.Milliseconds < Timeframe.OneDay.Milliseconds ? Group(trades, Hour, cancellationToken) : [],
            ["month"] = Group(trades, t => Day(t).Month.ToString("00", CultureInfo.InvariantCulture), cancellationToken),
        };
    }

    private static List<BreakdownRow> Group(IReadOnlyList<Trade> trades, Func<Trade, string> key, CancellationToken cancellationToken)
    {
        var groups = new SortedDictionary<string, List<Trade>>(StringComparer.Ordinal);
        foreach (var trade in trades)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = key(trade);
            if (!groups.TryGetValue(name, out var group)) groups.Add(name, group = []);
            group.Add(trade);
        }

        return [.. groups.Select(group => Row(group.Key, group.Value))];
    }

    private static BreakdownRow Row(string key, List<Trade> trades)
    {
        var (wins, losses, profit, loss, fees) = (0, 0, 0m, 0m, 0m);
        var (percent, bars, mae, mfe) = (0.0, 0.0, 0.0, 0.0);
        foreach (var t in trades)
        {
            if (t.Pnl > 0) (wins, profit) = (wins + 1, profit + t.Pnl);
            if (t.Pnl < 0) (losses, loss) = (losses + 1, loss + t.Pnl);
            (fees, percent, bars, mae, mfe) = (fees + t.Fees, percent + t.PnlPercent, bars + t.Bars, mae + t.Mae, mfe + t.Mfe);
        }

        double n = trades.Count;
        return new(key, trades.Count, wins, losses, profit, loss, fees, percent / n, bars / n, mae / n, mfe / n);
    }
}
