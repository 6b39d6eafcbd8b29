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

    private static readonly string[] TwoDigits = [.. Enumerable.Range(0, 24).Select(n => n.ToString("00", CultureInfo.InvariantCulture))];

    /// <summary>Groups in the order of their keys, weekdays from Monday; hours only of bars shorter than a day.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<BreakdownRow>> Of(IReadOnlyList<Trade> trades, TradingCalendar calendar, Timeframe timeframe, CancellationToken cancellationToken = default)
    {
        DateOnly Day(Trade t) => calendar.TradingDate(t.EntryTime.ToUnixTimeMilliseconds(), timeframe);
        string Hour(Trade t) => TwoDigits[TimeZoneInfo.ConvertTime(t.EntryTime, calendar.Zone).Hour];

        var both = new Dictionary<string, Dictionary<string, string>>();
        string TagAndExit(Trade t)
        {
            if (!both.TryGetValue(t.EntryReason, out var exits)) both.Add(t.EntryReason, exits = []);
            if (!exits.TryGetValue(t.ExitReason, out var words)) exits.Add(t.ExitReason, words = $"{t.EntryReason} → {t.ExitReason}");
            return words;
        }

        return new Dictionary<string, IReadOnlyList<BreakdownRow>>
        {
            ["tag"] = Group(trades, t => t.EntryReason, cancellationToken),
            ["exitReason"] = Group(trades, t => t.ExitReason, cancellationToken),
            ["tagAndExit"] = Group(trades, TagAndExit, cancellationToken),
            ["side"] = Group(trades, t => t.Side == PositionSide.Long ? "long" : "short", cancellationToken),
            ["symbol"] = Group(trades, t => t.Symbol, cancellationToken),
            ["weekday"] = [.. Group(trades, t => Weekdays[(int)Day(t).DayOfWeek], cancellationToken).OrderBy(row => (Array.IndexOf(Weekdays, row.Key) + 6) % 7)],
            ["hour"] = timeframe.Milliseconds < Timeframe.OneDay.Milliseconds ? Group(trades, Hour, cancellationToken) : [],
            ["month"] = Group(trades, t => TwoDigits[Day(t).Month], cancellationToken),
        };
    }

    private static List<BreakdownRow> Group(IReadOnlyList<Trade> trades, Func<Trade, string> key, CancellationToken cancellationToken)
    {
        var groups = new SortedDictionary<string, Sums>(StringComparer.Ordinal);
        foreach (var trade in trades)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = key(trade);
            if (!groups.TryGetValue(name, out var group)) groups.Add(name, group = new Sums());
            group.Add(trade);
        }

        var rows = new List<BreakdownRow>(groups.Count);
        foreach (var (name, group) in groups) rows.Add(group.Row(name));
        return rows;
    }

    private sealed class Sums
    {
        private int _count, _wins, _losses;
        private decimal _profit, _loss, _fees;
        private double _percent, _bars, _mae, _mfe;

        public void Add(Trade t)
        {
            _count++;
            if (t.Pnl > 0) (_wins, _profit) = (_wins + 1, _profit + t.Pnl);
            if (t.Pnl < 0) (_losses, _loss) = (_losses + 1, _loss + t.Pnl);
            (_fees, _percent, _bars, _mae, _mfe) = (_fees + t.Fees, _percent + t.PnlPercent, _bars + t.Bars, _mae + t.Mae, _mfe + t.Mfe);
        }

        public BreakdownRow Row(string key)
        {
            double n = _count;
            return new(key, _count, _wins, _losses, _profit, _loss, _fees, _percent / n, _bars / n, _mae / n, _mfe / n);
        }
    }
}
