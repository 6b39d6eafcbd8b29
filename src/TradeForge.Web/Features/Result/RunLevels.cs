using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Result;

/// <summary>Why stop and target of a trade are not on the chart.</summary>
public enum NoLevels
{
    /// <summary>They are drawn, or the strategy has none.</summary>
    No,
    /// <summary>Another entry was open with it: the levels stood on the average of both.</summary>
    SeveralEntries,
    /// <summary>The entry waited for its price, and which of its bars sent it is not written in a result with a daily curve.</summary>
    WaitingEntry,
    /// <summary>The bars of the trade are not stored any more.</summary>
    BarsGone,
}

/// <summary>Stop and target of a trade for the chart.</summary>
/// <param name="Marks">The levels that the rules gave.</param>
/// <param name="Absent">Why there are none.</param>
public sealed record RunLevels(IReadOnlyList<LevelMark> Marks, NoLevels Absent)
{
    private const int MostMarks = 2000;
    private const string Market = "market"; // as the contract writes an order

    public static RunLevels Of(BacktestResult result, RunColumns columns, Trade trade)
    {
        if (columns.Risks.Count == 0) return None(NoLevels.No);
        if (result.Trades.Any(t => Overlaps(t, trade))) return None(NoLevels.SeveralEntries);
        var order = result.Orders.LastOrDefault(o => o.Symbol == trade.Symbol && o.Node == trade.EntryReason && o.FilledBar == trade.EntryBar);
        var (entry, exit) = (columns.Times.Span.BinarySearch(trade.EntryTime.ToUnixTimeMilliseconds()), columns.Times.Span.BinarySearch(trade.ExitTime.ToUnixTimeMilliseconds()));
        if (order is null || entry < 0 || exit < entry) return None(NoLevels.BarsGone);
        if (Signal(result, columns, entry, order) is not { } signal) return None(NoLevels.WaitingEntry);
        double[] inputs = [.. columns.RiskInputs.Select(c => signal >= 0 && signal < c.Length ? c.Span[signal] : double.NaN)];
        var settings = result.Manifest.Settings.For(trade.Symbol);
        var levels = TradeLevels.Of(columns.Risks, new FillPrice(settings.Slippage, settings.PriceStep), trade.Side, (double)trade.EntryPrice, inputs, columns.Close.Span[entry..exit]);
        return new([.. levels.Take(MostMarks).Select(l => new LevelMark(columns.Times.Span[entry + l.Bar] / 1000, Known(l.Stop), Known(l.Target)))], NoLevels.No);
    }

    /// <summary>
    /// The bar of the instrument on which the order was sent. Bars of several instruments are counted in moments of the run, which only an equity curve of every moment tells;
    /// but from one moment to the next the instrument has one bar at most, a market order fills on the next bar with a volume, and rules without an input do not ask for the bar.
    /// </summary>
    private static int? Signal(BacktestResult result, RunColumns columns, int entry, OrderRow order)
    {
        var waited = order.FilledBar!.Value - order.Bar;
        if (result.Manifest.Symbols.Count == 1 || waited <= 1 || columns.RiskInputs.All(c => c.Length == 0)) return entry - waited;
        if (result.Equity.Count == result.Manifest.Bars) return columns.Times.Span.BinarySearch(result.Equity[order.Bar].Time) is >= 0 and var bar ? bar : null;
        return order.Type == Market && entry > 0 && columns.Volume.Span[entry - 1] > 0 ? entry - 1 : null;
    }

    private static RunLevels None(NoLevels why) => new([], why);

    private static bool Overlaps(Trade a, Trade b) => a.Symbol == b.Symbol && a.EntryBar != b.EntryBar && a.EntryBar < b.ExitBar && a.ExitBar > b.EntryBar;

    private static double? Known(double level) => double.IsNaN(level) ? null : level;
}
