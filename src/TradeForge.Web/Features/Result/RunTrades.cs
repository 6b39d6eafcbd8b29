using System.Globalization;
using System.Text;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Features.Result;

/// <summary>A trade for the chart; times in seconds since 1970 UTC, the number counts from 1.</summary>
public sealed record TradeMark(int Number, int Side, long EntryTime, long ExitTime, decimal Pnl);

/// <summary>The trades whose entry lies in a stretch of time, summed.</summary>
public sealed record TradeGroup(long Time, int Trades, decimal Pnl);

/// <summary>The trades of a window: singly, or in groups where they are too many.</summary>
public sealed record TradeMarks(IReadOnlyList<TradeMark> Trades, IReadOnlyList<TradeGroup> Groups);

/// <summary>Trades for chart and download.</summary>
public static class RunTrades
{
    /// <summary>Trades that touch [from, to]. Above <paramref name="max"/> they are grouped by entry into at most a fifth as many stretches.</summary>
    public static TradeMarks Window(IReadOnlyList<Trade> trades, DateTimeOffset from, DateTimeOffset to, int max)
    {
        var inside = new List<TradeMark>();
        for (var i = 0; i < trades.Count; i++)
        {
            var t = trades[i];
            if (t.ExitTime < from || t.EntryTime > to) continue;
            inside.Add(new TradeMark(i + 1, t.Side == PositionSide.Long ? 1 : -1, t.EntryTime.ToUnixTimeSeconds(), t.ExitTime.ToUnixTimeSeconds(), t.Pnl));
        }

        if (inside.Count <= max) return new TradeMarks(inside, []);
        var (first, last) = (inside.Min(t => t.EntryTime), inside.Max(t => t.EntryTime));
        var width = Math.Max(1, (last - first) / Math.Max(1, max / 5) + 1);
        return new TradeMarks([], [.. inside.GroupBy(t => (t.EntryTime - first) / width).OrderBy(g => g.Key).Select(g => new TradeGroup(g.Min(t => t.EntryTime), g.Count(), g.Sum(t => t.Pnl)))]);
    }

    /// <summary>The trades as CSV with the names of the result JSON; times UTC, digits invariant and complete.</summary>
    public static async Task WriteCsvAsync(IReadOnlyList<Trade> trades, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        await writer.WriteLineAsync("symbol,side,quantity,entryBar,entryTime,entryPrice,entryReason,exitBar,exitTime,exitPrice,exitReason,fees,pnl,pnlPercent,mae,mfe,bars".AsMemory(), cancellationToken);
        foreach (var t in trades) await writer.WriteLineAsync(Line(t).AsMemory(), cancellationToken);
    }

    private static string Line(Trade t) => string.Join(',',
        Quoted(t.Symbol), t.Side == PositionSide.Long ? "long" : "short", Figure.Digits(t.Quantity),
        Whole(t.EntryBar), Time(t.EntryTime), Figure.Digits(t.EntryPrice), t.EntryReason, Whole(t.ExitBar), Time(t.ExitTime), Figure.Digits(t.ExitPrice), t.ExitReason,
        Figure.Digits(t.Fees), Figure.Digits(t.Pnl), Figure.Digits(t.PnlPercent), Figure.Digits(t.Mae), Figure.Digits(t.Mfe), Whole(t.Bars));

    // a leading = + - @ would be run as a formula by a spreadsheet
    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n\r=+-@") < 0 ? text : $"\"{(text[0] is '=' or '+' or '-' or '@' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
