using System.Text.Json;

namespace TradeForge.Core.Simulation;

/// <summary>Rows of closed trades, with what they were in the account and what the strategy saw.</summary>
public static partial class ResultJson
{
    private static void WriteTrades(Utf8JsonWriter json, BacktestResult result, CancellationToken cancellationToken)
    {
        json.WriteStartArray("trades");
        for (var i = 0; i < result.Trades.Count; i++)
        {
            Write(json, result, i);
            if (json.BytesPending > Chunk) Flush(json, cancellationToken);
        }
        json.WriteEndArray();
        if (result.TradeValues is { } values) Write(json, values);
    }

    private static void Write(Utf8JsonWriter json, BacktestResult result, int i)
    {
        var t = result.Trades[i];
        json.WriteStartObject();
        json.WriteString("symbol", t.Symbol);
        json.WriteString("side", Side(t.Side));
        Money(json, "quantity", t.Quantity);
        json.WriteNumber("entryBar", t.EntryBar);
        JsonText.WriteTime(json, "entryTime", t.EntryTime);
        Money(json, "entryPrice", t.EntryPrice);
        json.WriteString("entryReason", t.EntryReason);
        json.WriteNumber("exitBar", t.ExitBar);
        JsonText.WriteTime(json, "exitTime", t.ExitTime);
        Money(json, "exitPrice", t.ExitPrice);
        json.WriteString("exitReason", t.ExitReason);
        Money(json, "fees", t.Fees);
        Money(json, "pnl", t.Pnl);
        json.WriteNumber("pnlPercent", t.PnlPercent);
        json.WriteNumber("mae", t.Mae);
        json.WriteNumber("mfe", t.Mfe);
        json.WriteNumber("runUp", t.RunUp);
        json.WriteNumber("drawdown", t.Drawdown);
        json.WriteNumber("bars", t.Bars);
        WriteRates(json, ("entryRate", t.EntryRate), ("exitRate", t.ExitRate));
        if (t.Levels is { } l) WriteLevels(json, ("initialStop", l.InitialStop), ("initialTarget", l.InitialTarget), ("finalStop", l.FinalStop), ("finalTarget", l.FinalTarget));
        json.WriteNumber("durationHours", t.Hours);
        Money(json, "grossPnl", t.GrossPnl);
        Money(json, "positionCost", t.PositionCost);
        if (i < result.TradeMoney.Count) Write(json, t, result.TradeMoney[i]);
        if (result.TradeValues is { LeftOut: null } values)
        {
            WriteValues(json, "entryValues", values.Entry[i]);
            WriteValues(json, "exitValues", values.Exit[i]);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Trade t, TradeMoney money)
    {
        Money(json, "entryCapital", money.EntryCapital);
        Money(json, "exitCapital", money.ExitCapital);
        Figure(json, "positionSizePercent", money.SizePercent(t));
        json.WriteBoolean("isFlip", money.IsFlip);
        if (money.Lots(t) is not { } lots) return;
        Money(json, "lotSize", money.LotSize);
        Money(json, "lots", lots);
    }

    private static void WriteValues(Utf8JsonWriter json, string name, double[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            if (double.IsFinite(value)) json.WriteNumberValue(value);
            else json.WriteNullValue();
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, TradeValues values)
    {
        json.WriteStartObject("tradeValues");
        WriteArray(json, "columns", values.Columns, (j, column) =>
        {
            j.WriteStartObject();
            j.WriteString("node", column.Node);
            j.WriteString("handle", column.Handle);
            j.WriteEndObject();
        });
        if (values.LeftOut is { } reason)
        {
            json.WriteString("leftOut", reason.En);
            json.WriteString("leftOutRu", reason.Ru);
        }
        json.WriteEndObject();
    }

    private static Trade ReadTrade(JsonElement t) => new(
        String(t, "symbol"), ReadSide(t), Money(t, "quantity"), Int(t, "entryBar"), When(t, "entryTime"), Money(t, "entryPrice"), String(t, "entryReason"),
        Int(t, "exitBar"), When(t, "exitTime"), Money(t, "exitPrice"), String(t, "exitReason"), Money(t, "fees"), Money(t, "pnl"),
        Number(t, "pnlPercent"), Number(t, "mae"), Number(t, "mfe"))
    {
        EntryRate = Rate(t, "entryRate"),
        ExitRate = Rate(t, "exitRate"),
        Levels = ReadLevels(t),
    };

    /// <summary>None in results of earlier versions.</summary>
    private static TradeMoney[] ReadTradeMoney(JsonElement trades) =>
        [.. trades.EnumerateArray().Where(t => t.TryGetProperty("entryCapital", out _)).Select(t => new TradeMoney(
            Money(t, "entryCapital"), Money(t, "exitCapital"), t.TryGetProperty("lotSize", out var lot) ? lot.GetDecimal() : 0, t.GetProperty("isFlip").GetBoolean()))];

    private static TradeValues? ReadTradeValues(JsonElement root)
    {
        if (!root.TryGetProperty("tradeValues", out var values)) return null;
        var columns = values.GetProperty("columns").EnumerateArray().Select(c => new TradeValueColumn(String(c, "node"), String(c, "handle"))).ToArray();
        if (values.TryGetProperty("leftOut", out _)) return new(columns, [], []) { LeftOut = new(String(values, "leftOut"), String(values, "leftOutRu")) };
        return new(columns, Rows("entryValues"), Rows("exitValues"));

        double[][] Rows(string name) =>
            [.. root.GetProperty("trades").EnumerateArray().Select(t => (double[])[.. t.GetProperty(name).EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())])];
    }
}
