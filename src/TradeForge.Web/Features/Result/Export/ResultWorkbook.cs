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
            ["number", "symbol", "side", "quantity", "entryTime", "entryPrice", "entryReason", "exitTime", "exitPrice", "exitReason", "fees", "pnl", "pnlPercent", "mae", "mfe", "bars", "runUp", "drawdown", "entryRate", "exitRate", "initialStop", "initialTarget", "finalStop", "finalTarget", .. TradeLine.FieldsOf(result), "note", "tags"],
            result.Trades.Select((t, i) => Row(i, TradeLine.Of(result, i), notes.GetValueOrDefault(i))));
        book.Add("equity", ["time", "equity", "cash", "exposure"], result.Equity.Select(p => new object?[] { DateTimeOffset.FromUnixTimeMilliseconds(p.Time), p.Equity, p.Cash, p.Exposure }));
        book.Add("days", ["date", "returnPercent", "benchmarkPercent", "benchmarkEquity", "drawdownPercent"], result.Days.Select(d => new object?[] { d.Date, d.ReturnPercent, d.BenchmarkPercent, d.BenchmarkEquity, d.DrawdownPercent }));
        AddMonths(book, ResultDetails.Of(result).Monthly);
        if (result.CostStrip is { } strip)
            book.Add(
                "costs", ["multiple", "netProfit", "returnPercent", "sharpe", "maxDrawdownPercent", "trades", "fees"],
                strip.Rows.Select(r => new object?[] { r.Multiple, r.NetProfit, r.ReturnPercent, r.Sharpe, r.MaxDrawdownPercent, r.Trades, r.Fees }));
        AddRest(book, result);
    }

    private static void AddFigures(Workbook book, BacktestResult result)
    {
        string[] sides = [.. result.BySide.Keys];
        book.Add("metrics", ["name", "label", "all", .. sides, "definition"], MetricCatalog.All.Where(m => result.Metrics.ContainsKey(m.Name)).Select(m => (object?[])
            [m.Name, m.Label.Here(), result.Metrics[m.Name], .. sides.Select(side => (object?)result.BySide[side].GetValueOrDefault(m.Name)), m.Definition.Here()]));
    }

    /// <summary>What is no closed trade: positions that are still open, every order whatever became of it, and the signals that became none.</summary>
    private static void AddRest(Workbook book, BacktestResult result)
    {
        book.Add("openPositions",
            ["symbol", "side", "quantity", "entryTime", "entryPrice", "entryReason", "markPrice", "fees", "pnl", "pnlPercent", "mae", "mfe", "bars", "entryRate", "markRate", "initialStop", "initialTarget", "stop", "target"],
            result.OpenPositions.Select(p => (object?[])[p.Symbol, Word(p.Side), p.Quantity, p.EntryTime, p.EntryPrice, p.EntryReason, p.MarkPrice, p.Fees, p.Pnl, p.PnlPercent, p.Mae, p.Mfe, p.Bars, p.EntryRate, p.MarkRate, p.InitialStop, p.InitialTarget, p.Stop, p.Target]));
        book.Add("orders",
            ["id", "node", "symbol", "bar", "side", "type", "quantity", "limitPrice", "stopPrice", "status", "filledQuantity", "price", "filledBar", "fees", "reason"],
            result.Orders.Select(o => (object?[])[o.Id, o.Node, o.Symbol, o.Bar, o.Side == OrderSide.Buy ? "buy" : "sell", o.Type, o.Quantity, o.LimitPrice, o.StopPrice, o.Status, o.FilledQuantity, o.Price, o.FilledBar, o.Fees, o.Reason]));
        book.Add("blocked", ["node", "symbol", "side", "reason", "from", "to", "bars"], result.Blocked.Select(b => (object?[])[b.Node, b.Symbol, Word(b.Side), b.Reason, b.From, b.To, b.Bars]));
    }

    private static string Word(PositionSide side) => side == PositionSide.Long ? "long" : "short";

    private static void AddMonths(Workbook book, IReadOnlyList<YearRow> years) => book.Add("months",
        ["year", .. Enumerable.Range(1, 12).Select(m => m.ToString("00", System.Globalization.CultureInfo.InvariantCulture)), "returnPercent", "benchmarkPercent", "maxDrawdownPercent"],
        years.Select(y => (object?[])[y.Year, .. y.Months.Cast<object?>(), y.ReturnPercent, y.BenchmarkPercent, y.MaxDrawdownPercent]));

    private static object?[] Row(int i, TradeLine line, TradeNote? note)
    {
        var t = line.Trade;
        return
        [
            i + 1, t.Symbol, Word(t.Side), t.Quantity, t.EntryTime, t.EntryPrice, t.EntryReason, t.ExitTime, t.ExitPrice, t.ExitReason,
            t.Fees, t.Pnl, t.PnlPercent, t.Mae, t.Mfe, t.Bars, t.RunUp, t.Drawdown, t.EntryRate, t.ExitRate, t.Levels?.InitialStop, t.Levels?.InitialTarget, t.Levels?.FinalStop, t.Levels?.FinalTarget, .. line.Fields(), note?.Note, note is null ? null : string.Join(", ", note.Tags),
        ];
    }
}
