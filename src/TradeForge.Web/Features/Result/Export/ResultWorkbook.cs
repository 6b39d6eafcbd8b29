using TradeForge.Core.Metrics;
using TradeForge.Core.Simulation;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Result.Export;

/// <summary>A result as a workbook: figures with their definitions, trades, equity, days, months, costs. Names of columns are those of the result JSON.</summary>
public static class ResultWorkbook
{
    /// <param name="notes">By the place of their trade.</param>
    public static void Write(BacktestResult result, IReadOnlyDictionary<int, TradeNote> notes, Stream stream)
    {
        using var book = new Workbook(stream);
        AddFigures(book, result);
        book.Add("trades",
            ["number", "symbol", "side", "quantity", "entryTime", "entryPrice", "entryReason", "exitTime", "exitPrice", "exitReason", "fees", "pnl", "pnlPercent", "mae", "mfe", "bars", "note", "tags"],
            result.Trades.Select((t, i) => Row(i, t, notes.GetValueOrDefault(i))));
        book.Add("equity", ["time", "equity", "cash", "exposure"], result.Equity.Select(p => new object?[] { DateTimeOffset.FromUnixTimeMilliseconds(p.Time), p.Equity, p.Cash, p.Exposure }));
        book.Add("days", ["date", "returnPercent", "benchmarkPercent", "benchmarkEquity", "drawdownPercent"], result.Days.Select(d => new object?[] { d.Date, d.ReturnPercent, d.BenchmarkPercent, d.BenchmarkEquity, d.DrawdownPercent }));
        AddMonths(book, ResultDetails.Of(result).Monthly);
        if (result.CostStrip is { } strip)
            book.Add(
                "costs", ["multiple", "netProfit", "returnPercent", "sharpe", "maxDrawdownPercent", "trades", "fees"],
                strip.Rows.Select(r => new object?[] { r.Multiple, r.NetProfit, r.ReturnPercent, r.Sharpe, r.MaxDrawdownPercent, r.Trades, r.Fees }));
    }

    private static void AddFigures(Workbook book, BacktestResult result)
    {
        string[] sides = [.. result.BySide.Keys];
        book.Add("metrics", ["name", "label", "all", .. sides, "definition"], MetricCatalog.All.Where(m => result.Metrics.ContainsKey(m.Name)).Select(m => (object?[])
            [m.Name, m.Label.Here(), result.Metrics[m.Name], .. sides.Select(side => (object?)result.BySide[side].GetValueOrDefault(m.Name)), m.Definition.Here()]));
    }

    private static void AddMonths(Workbook book, IReadOnlyList<YearRow> years) => book.Add("months",
        ["year", .. Enumerable.Range(1, 12).Select(m => m.ToString("00", System.Globalization.CultureInfo.InvariantCulture)), "returnPercent", "benchmarkPercent", "maxDrawdownPercent"],
        years.Select(y => (object?[])[y.Year, .. y.Months.Cast<object?>(), y.ReturnPercent, y.BenchmarkPercent, y.MaxDrawdownPercent]));

    private static object?[] Row(int i, Trade t, TradeNote? note) =>
    [
        i + 1, t.Symbol, t.Side == PositionSide.Long ? "long" : "short", t.Quantity, t.EntryTime, t.EntryPrice, t.EntryReason, t.ExitTime, t.ExitPrice, t.ExitReason,
        t.Fees, t.Pnl, t.PnlPercent, t.Mae, t.Mfe, t.Bars, note?.Note, note is null ? null : string.Join(", ", note.Tags),
    ];
}
