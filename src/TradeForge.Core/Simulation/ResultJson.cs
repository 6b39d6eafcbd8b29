using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Metrics;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>The result as JSON: contract section 4. The same result gives the same bytes on any machine and culture.</summary>
public static partial class ResultJson
{
    /// <summary>Bytes that are kept before they go to the stream.</summary>
    internal const int Chunk = 1 << 16;

    /// <summary>Writes UTF-8 JSON; the token is looked at whenever a part goes to the stream.</summary>
    public static void Write(BacktestResult result, Stream stream, bool indented = false, CancellationToken cancellationToken = default)
    {
        var details = Task.Run(() => ResultDetails.Of(result, cancellationToken), cancellationToken); // made while the rows are written
        using var equity = EquityText.Begin(result.Equity, indented, cancellationToken);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, NewLine = "\n" });
        json.WriteStartObject();
        Write(json, result.Manifest);
        WriteTrades(json, result, cancellationToken);
        WriteArray(json, "openPositions", result.OpenPositions, Write);
        WriteArray(json, "orders", result.Orders, Write, cancellationToken);
        equity.Write(json);
        WriteArray(json, "blocked", result.Blocked, Write, cancellationToken);
        json.WriteNumber("signals", result.Signals);
        Write(json, result.Band);
        if (result.Magnifier is { } magnifier) Write(json, magnifier);
        WriteMetrics(json, "metrics", result.Metrics);
        json.WriteStartObject("bySide");
        foreach (var (side, figures) in result.BySide) WriteMetrics(json, side, figures);
        json.WriteEndObject();
        WriteDetails(json, result, details.GetAwaiter().GetResult());
        WriteMoney(json, result);
        WriteArray(json, "warnings", result.Warnings, (j, w) => j.WriteStringValue(w.En));
        WriteArray(json, "warningsRu", result.Warnings, (j, w) => j.WriteStringValue(w.Ru));
        json.WriteEndObject();
    }

    /// <summary>The JSON of <see cref="Write(BacktestResult, Stream, bool, CancellationToken)"/> as bytes.</summary>
    public static byte[] ToBytes(BacktestResult result, CancellationToken cancellationToken = default)
    {
        using var blocks = new ByteBlocks(cancellationToken);
        Write(result, blocks, indented: false, cancellationToken);
        return blocks.ToArray();
    }

    /// <summary>The manifest alone, as it stands in the result.</summary>
    internal static byte[] ToBytes(Manifest manifest)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            Write(json, manifest);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken = default)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
            if (json.BytesPending > Chunk) Flush(json, cancellationToken);
        }
        json.WriteEndArray();
    }

    internal static void Flush(Utf8JsonWriter json, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        json.Flush();
    }

    private static void Write(Utf8JsonWriter json, Manifest m)
    {
        json.WriteStartObject("manifest");
        json.WriteString("engineVersion", m.EngineVersion);
        json.WriteString("definitionHash", m.DefinitionHash);
        json.WriteStartObject("parameters");
        foreach (var (name, value) in m.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal)) json.WriteString(name, value);
        json.WriteEndObject();
        if (m.Symbols.Count == 1) json.WriteString("symbol", m.Symbols[0]);
        WriteArray(json, "symbols", m.Symbols, (j, s) => j.WriteStringValue(s));
        json.WriteString("timeframe", m.Timeframe);
        JsonText.WriteTime(json, "from", m.From);
        JsonText.WriteTime(json, "to", m.To);
        json.WriteNumber("bars", m.Bars);
        json.WriteString("dataHash", m.DataHash);
        Write(json, m.Settings);
        json.WriteString("calendar", m.Calendar);
        if (m.Settings.CostStrip && CostStrip.IsLong(m.Bars, m.Symbols.Count)) json.WriteBoolean("costStrip", true);
        if (m.CalendarVersion is { } version) json.WriteString("calendarVersion", version);
        json.WriteString("session", SettingsText.Word(m.Settings.Session));
        json.WriteNumber("periodsPerYear", m.PeriodsPerYear);
        json.WriteNumber("seed", m.Seed);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BacktestSettings s)
    {
        json.WriteStartObject("costs");
        json.WriteString("commission", CostText.Write(s.Commission));
        json.WriteString("slippage", CostText.Write(s.Slippage));
        json.WriteEndObject();
        json.WriteStartObject("fillRules");
        json.WriteString("fill", SettingsText.Word(s.Fill));
        json.WriteString("sameBar", SettingsText.Word(s.SameBar));
        if (s.Magnifier is { } lower) json.WriteString("magnifier", lower.ToString());
        json.WriteString("protection", SettingsText.Word(s.Protection));
        json.WriteNumber("touch", s.Touch);
        json.WriteString("gapLimit", SettingsText.Word(s.GapLimit));
        Money(json, "participation", s.Participation);
        json.WriteBoolean("closeAtEnd", s.CloseAtEnd);
        json.WriteEndObject();
        Money(json, "cash", s.Cash);
        Money(json, "lot", s.Lot);
        Money(json, "priceStep", s.PriceStep);
        if (s.WarmUp is { } warmUp) json.WriteNumber("warmup", warmUp);
        else json.WriteString("warmup", "auto");
        json.WriteString("equity", SettingsText.Word(s.Equity));
        json.WriteNumber("trials", s.Trials);
        Money(json, "riskFree", s.RiskFree);
        if (s.Bust != BacktestSettings.DefaultBust) Money(json, "bust", s.Bust);
        if (s.Goal != BacktestSettings.DefaultGoal) Money(json, "goal", s.Goal);
        json.WriteString("benchmark", s.Benchmark);
        WriteMoney(json, s);
        if (s.Book is { } book) Write(json, book);
        if (s.Split is { } split) JsonText.WriteTime(json, "split", split);
        if (s.Exposure is not { } limits) return;
        json.WriteStartObject("exposureLimits");
        Money(json, "gross", limits.Gross);
        Money(json, "net", limits.Net);
        Money(json, "symbol", limits.Symbol);
        Money(json, "sector", limits.Sector);
        json.WriteStartObject("sectors");
        foreach (var (symbol, sector) in limits.Sectors.OrderBy(p => p.Key, StringComparer.Ordinal)) json.WriteString(symbol, sector);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BookSettings book)
    {
        json.WriteStartObject("book");
        json.WriteBoolean("hedged", book.Hedged);
        Money(json, "entrySpread", book.EntrySpread);
        json.WriteBoolean("ignoreVolume", book.IgnoreVolume);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OpenPosition p)
    {
        json.WriteStartObject();
        json.WriteString("symbol", p.Symbol);
        json.WriteString("side", Side(p.Side));
        Money(json, "quantity", p.Quantity);
        json.WriteNumber("entryBar", p.EntryBar);
        JsonText.WriteTime(json, "entryTime", p.EntryTime);
        Money(json, "entryPrice", p.EntryPrice);
        json.WriteString("entryReason", p.EntryReason);
        Money(json, "markPrice", p.MarkPrice);
        Money(json, "fees", p.Fees);
        Money(json, "pnl", p.Pnl);
        json.WriteNumber("pnlPercent", p.PnlPercent);
        json.WriteNumber("mae", p.Mae);
        json.WriteNumber("mfe", p.Mfe);
        json.WriteNumber("bars", p.Bars);
        WriteRates(json, ("entryRate", p.EntryRate), ("markRate", p.MarkRate));
        WriteLevels(json, ("initialStop", p.InitialStop), ("initialTarget", p.InitialTarget), ("stop", p.Stop), ("target", p.Target));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OrderRow o)
    {
        json.WriteStartObject();
        json.WriteNumber("id", o.Id);
        json.WriteString("node", o.Node);
        json.WriteString("symbol", o.Symbol);
        json.WriteNumber("bar", o.Bar);
        json.WriteString("side", o.Side == OrderSide.Buy ? "buy" : "sell");
        json.WriteString("type", o.Type);
        Money(json, "quantity", o.Quantity);
        Money(json, "limitPrice", o.LimitPrice);
        Money(json, "stopPrice", o.StopPrice);
        json.WriteString("status", o.Status);
        Money(json, "filledQuantity", o.FilledQuantity);
        Money(json, "price", o.Price);
        if (o.FilledBar is { } bar) json.WriteNumber("filledBar", bar);
        else json.WriteNull("filledBar");
        Money(json, "fees", o.Fees);
        json.WriteString("reason", o.Reason);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BlockedRange b)
    {
        json.WriteStartObject();
        json.WriteString("node", b.Node);
        json.WriteString("symbol", b.Symbol);
        json.WriteString("side", Side(b.Side));
        json.WriteString("reason", b.Reason);
        JsonText.WriteTime(json, "from", b.From);
        JsonText.WriteTime(json, "to", b.To);
        json.WriteNumber("bars", b.Bars);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Band b)
    {
        json.WriteStartObject("band");
        json.WriteStartObject("pessimistic");
        Money(json, "equity", b.PessimisticEquity);
        Money(json, "netProfit", b.PessimisticNetProfit);
        json.WriteEndObject();
        json.WriteStartObject("optimistic");
        Money(json, "equity", b.OptimisticEquity);
        Money(json, "netProfit", b.OptimisticNetProfit);
        json.WriteEndObject();
        json.WriteNumber("ambiguousBars", b.AmbiguousBars);
        if (b.Curve.Count > 0) WriteArray(json, "curve", b.Curve, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BandPoint p)
    {
        json.WriteStartObject();
        JsonText.WriteTime(json, "time", DateTimeOffset.FromUnixTimeMilliseconds(p.Time));
        Money(json, "pessimistic", p.Pessimistic);
        Money(json, "optimistic", p.Optimistic);
        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double?> metrics)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in metrics) Figure(json, key, value);
        json.WriteEndObject();
    }

    private static void Money(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } money) JsonText.WriteNumber(json, name, money);
        else json.WriteNull(name);
    }

    private static string Side(PositionSide side) => side == PositionSide.Long ? "long" : "short";
}
