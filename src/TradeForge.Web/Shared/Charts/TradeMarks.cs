using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Reading;
using TradeForge.Web.Shared.Graphs;

namespace TradeForge.Web.Shared.Charts;

/// <summary>A trade for the chart; times in seconds since 1970 UTC, the number counts from 1.</summary>
/// <param name="EntryReason">In the reader's language.</param>
/// <param name="ExitReason">In the reader's language.</param>
public sealed record TradeMark(int Number, int Side, long EntryTime, long ExitTime, decimal Pnl, decimal EntryPrice, decimal ExitPrice, string EntryReason, string ExitReason, double PnlPercent);

/// <summary>Stop and target of a trade from a time on, in seconds since 1970 UTC; null = none.</summary>
public sealed record LevelMark(long Time, double? Stop, double? Target);

/// <summary>The trades whose entry lies in a stretch of time, summed.</summary>
public sealed record TradeGroup(long Time, int Trades, decimal Pnl);

/// <summary>The trades of a window: singly, or in groups where they are too many.</summary>
public sealed record TradeMarks(IReadOnlyList<TradeMark> Trades, IReadOnlyList<TradeGroup> Groups)
{
    /// <summary>Trades that touch [from, to]. Above <paramref name="max"/> they are grouped by entry into at most a fifth as many stretches.
    /// On the candles of a <paramref name="symbol"/> only its own trades stand, with the numbers that they have among all. Entries are called by the <paramref name="names"/> of their blocks.</summary>
    public static TradeMarks Of(IReadOnlyList<Trade> trades, DateTimeOffset from, DateTimeOffset to, int max, string? symbol = null, BlockNames? names = null)
    {
        var inside = new List<int>();
        for (var i = 0; i < trades.Count; i++)
            if (trades[i].ExitTime >= from && trades[i].EntryTime <= to && (symbol is null || trades[i].Symbol == symbol)) inside.Add(i);
        if (inside.Count <= max) return new TradeMarks([.. inside.Select(i => Mark(i, trades[i], names))], []);
        var entries = inside.Select(i => (Time: trades[i].EntryTime.ToUnixTimeSeconds(), trades[i].Pnl)).ToList();
        var (first, last) = (entries.Min(t => t.Time), entries.Max(t => t.Time));
        var width = Math.Max(1, (last - first) / Math.Max(1, max / 5) + 1);
        return new TradeMarks([], [.. entries.GroupBy(t => (t.Time - first) / width).OrderBy(g => g.Key).Select(g => new TradeGroup(g.Min(t => t.Time), g.Count(), g.Sum(t => t.Pnl)))]);
    }

    private static TradeMark Mark(int i, Trade t, BlockNames? names) => new(
        i + 1, t.Side == PositionSide.Long ? 1 : -1, t.EntryTime.ToUnixTimeSeconds(), t.ExitTime.ToUnixTimeSeconds(), t.Pnl,
        t.EntryPrice, t.ExitPrice, BlockTitle.Of(names, t.EntryReason), Reasons.Name(t.ExitReason).Here(), t.PnlPercent);
}
