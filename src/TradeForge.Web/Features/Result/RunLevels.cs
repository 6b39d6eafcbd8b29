using TradeForge.Core.Simulation;
using TradeForge.Core.Trading;
using TradeForge.Web.Shared.Charts;

namespace TradeForge.Web.Features.Result;

/// <summary>Stop and target of a trade for the chart.</summary>
public static class RunLevels
{
    private const int MostMarks = 2000;

    /// <summary>
    /// The levels that the rules gave; none where the bars are gone, or where another entry was open with it: then the levels stood on the average of both.
    /// Bars of several instruments are counted in moments of the run, which only an equity curve of every moment tells: none with a daily one.
    /// </summary>
    public static IReadOnlyList<LevelMark> Of(BacktestResult result, RunColumns columns, Trade trade)
    {
        if (columns.Risks.Count == 0 || result.Trades.Any(t => Overlaps(t, trade))) return [];
        var order = result.Orders.LastOrDefault(o => o.Symbol == trade.Symbol && o.Node == trade.EntryReason && o.FilledBar == trade.EntryBar);
        var (entry, exit) = (columns.Times.Span.BinarySearch(trade.EntryTime.ToUnixTimeMilliseconds()), columns.Times.Span.BinarySearch(trade.ExitTime.ToUnixTimeMilliseconds()));
        if (order is null || entry < 0 || exit < entry) return [];
        if (Signal(result, columns, entry - (trade.EntryBar - order.Bar), order.Bar) is not { } signal) return [];
        double[] inputs = [.. columns.RiskInputs.Select(c => signal >= 0 && signal < c.Length ? c.Span[signal] : double.NaN)];
        var settings = result.Manifest.Settings;
        var levels = TradeLevels.Of(columns.Risks, new FillPrice(settings.Slippage, settings.PriceStep), trade.Side, (double)trade.EntryPrice, inputs, columns.Close.Span[entry..exit]);
        return [.. levels.Take(MostMarks).Select(l => new LevelMark(columns.Times.Span[entry + l.Bar] / 1000, Known(l.Stop), Known(l.Target)))];
    }

    /// <summary>The bar of the instrument on which the order was sent.</summary>
    private static int? Signal(BacktestResult result, RunColumns columns, int ofOne, int moment)
    {
        if (result.Manifest.Symbols.Count == 1) return ofOne;
        if (result.Equity.Count != result.Manifest.Bars) return null;
        return columns.Times.Span.BinarySearch(result.Equity[moment].Time) is >= 0 and var bar ? bar : null;
    }

    private static bool Overlaps(Trade a, Trade b) => a.Symbol == b.Symbol && a.EntryBar != b.EntryBar && a.EntryBar < b.ExitBar && a.ExitBar > b.EntryBar;

    private static double? Known(double level) => double.IsNaN(level) ? null : level;
}
