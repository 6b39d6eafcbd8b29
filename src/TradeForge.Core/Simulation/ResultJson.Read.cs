using System.Globalization;
using System.Text.Json;
using TradeForge.Core.Market;
using TradeForge.Core.Strategies;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Reading a stored result again: what pages and tests show is what the engine wrote.</summary>
public static partial class ResultJson
{
    /// <exception cref="JsonException">The bytes are no result.</exception>
    public static BacktestResult Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        try
        {
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new JsonException($"The bytes are no result: {e.Message}", e);
        }
    }

    private static BacktestResult Read(JsonElement root)
    {
        var (english, russian) = (Strings(root, "warnings"), Strings(root, "warningsRu"));
        return new BacktestResult
        {
            Manifest = ReadManifest(root.GetProperty("manifest")),
            Trades = [.. root.GetProperty("trades").EnumerateArray().Select(ReadTrade)],
            TradeMoney = ReadTradeMoney(root.GetProperty("trades")),
            TradeValues = ReadTradeValues(root),
            OpenPositions = [.. root.GetProperty("openPositions").EnumerateArray().Select(ReadPosition)],
            Orders = [.. root.GetProperty("orders").EnumerateArray().Select(ReadOrder)],
            Equity = [.. root.GetProperty("equity").EnumerateArray().Select(e => new EquityPoint(When(e, "time").ToUnixTimeMilliseconds(), Money(e, "equity"), Money(e, "cash"), Money(e, "exposure")))],
            Blocked = [.. root.GetProperty("blocked").EnumerateArray().Select(b => new BlockedRange(String(b, "node"), String(b, "symbol"), ReadSide(b), String(b, "reason"), When(b, "from"), When(b, "to"), Int(b, "bars")))],
            Signals = Int(root, "signals"),
            Band = ReadBand(root.GetProperty("band")),
            Magnifier = root.TryGetProperty("magnifier", out var magnifier) ? ReadMagnifier(magnifier) : null,
            Metrics = ReadMetrics(root.GetProperty("metrics")),
            BySide = root.GetProperty("bySide").EnumerateObject().ToDictionary(p => p.Name, p => ReadMetrics(p.Value)),
            Days = ReadLater(root, "days", ReadDay),
            Drawdowns = ReadLater(root, "drawdowns", ReadDrawdown),
            Holding = root.TryGetProperty("holding", out var held) ? ReadHolding(held) : null,
            Currencies = root.TryGetProperty("currencies", out var currencies) ? ReadCurrencies(currencies) : null,
            Weights = ReadLater(root, "weights", ReadWeight),
            Capacities = ReadLater(root, "capacities", ReadCapacity),
            Allocation = root.TryGetProperty("allocation", out var allocation) ? ReadAllocation(allocation) : null,
            Parts = ReadLater(root, "parts", ReadPart),
            CostStrip = root.TryGetProperty("costStrip", out var strip) ? ReadStrip(strip) : null,
            Warnings = [.. english.Zip(russian, (en, ru) => new Text(en, ru))],
        };
    }

    private static ExposureLimits ReadLimits(JsonElement e) => new()
    {
        Gross = Money(e, "gross"),
        Net = Money(e, "net"),
        Symbol = Money(e, "symbol"),
        Sector = Money(e, "sector"),
        Sectors = new SortedDictionary<string, string>(e.GetProperty("sectors").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!), StringComparer.Ordinal),
    };

    private static BookSettings ReadBook(JsonElement e) => new(e.GetProperty("hedged").GetBoolean(), Money(e, "entrySpread"), e.GetProperty("ignoreVolume").GetBoolean());

    private static Manifest ReadManifest(JsonElement m)
    {
        CostText.TryParseCommission(String(m.GetProperty("costs"), "commission"), out var commission);
        CostText.TryParseSlippage(String(m.GetProperty("costs"), "slippage"), out var slippage);
        var fill = m.GetProperty("fillRules");
        var settings = new BacktestSettings
        {
            Cash = Money(m, "cash"),
            Exposure = m.TryGetProperty("exposureLimits", out var limits) ? ReadLimits(limits) : null,
            Book = m.TryGetProperty("book", out var book) ? ReadBook(book) : null,
            Commission = commission,
            Slippage = slippage,
            Lot = Money(m, "lot"),
            PriceStep = Money(m, "priceStep"),
            Fill = Choice<FillRule>(fill, "fill"),
            SameBar = Choice<SameBarRule>(fill, "sameBar"),
            Magnifier = fill.TryGetProperty("magnifier", out var lower) ? Length(lower) : null,
            Protection = Choice<ProtectionRule>(fill, "protection"),
            Touch = Int(fill, "touch"),
            GapLimit = Choice<GapLimitRule>(fill, "gapLimit"),
            Participation = fill.TryGetProperty("participation", out var participation) ? participation.GetDecimal() : 0, // results of earlier versions
            CloseAtEnd = fill.GetProperty("closeAtEnd").GetBoolean(),
            WarmUp = m.GetProperty("warmup").ValueKind == JsonValueKind.Number ? Int(m, "warmup") : null,
            Equity = Choice<EquityResolution>(m, "equity"),
            Calendar = Choice<CalendarKind>(m, "calendar"),
            Trials = m.TryGetProperty("trials", out var trials) ? trials.GetInt32() : 1, // results of earlier versions
            Split = m.TryGetProperty("split", out _) ? When(m, "split") : null,
            RiskFree = m.TryGetProperty("riskFree", out var riskFree) ? riskFree.GetDecimal() : 0, // results of earlier versions
            Bust = m.TryGetProperty("bust", out var bust) ? bust.GetDecimal() : BacktestSettings.DefaultBust,
            Goal = m.TryGetProperty("goal", out var goal) ? goal.GetDecimal() : BacktestSettings.DefaultGoal,
            Seed = m.GetProperty("seed").GetInt64(),
            Benchmark = m.TryGetProperty("benchmark", out var benchmark) ? benchmark.GetString() : null,
            CostStrip = m.TryGetProperty("costStrip", out _),
            Session = m.TryGetProperty("session", out _) ? Choice<SessionChoice>(m, "session") : SessionChoice.All, // results of earlier versions
        };
        return new Manifest(
            String(m, "engineVersion"), String(m, "definitionHash"), m.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!),
            Strings(m, "symbols"), String(m, "timeframe"), When(m, "from"), When(m, "to"), Int(m, "bars"), String(m, "dataHash"), ReadMoney(m, settings),
            String(m, "calendar"), m.GetProperty("periodsPerYear").GetDouble(), m.GetProperty("seed").GetInt64())
        { CalendarVersion = m.TryGetProperty("calendarVersion", out var version) ? version.GetString() : null };
    }

    private static OpenPosition ReadPosition(JsonElement p) => new(
        String(p, "symbol"), ReadSide(p), Money(p, "quantity"), Int(p, "entryBar"), When(p, "entryTime"), Money(p, "entryPrice"), String(p, "entryReason"),
        Money(p, "markPrice"), Money(p, "fees"), Money(p, "pnl"), Number(p, "pnlPercent"), Number(p, "mae"), Number(p, "mfe"), Int(p, "bars"))
    {
        EntryRate = Rate(p, "entryRate"),
        MarkRate = Rate(p, "markRate"),
        InitialStop = Level(p, "initialStop"),
        InitialTarget = Level(p, "initialTarget"),
        Stop = Level(p, "stop"),
        Target = Level(p, "target"),
    };

    private static OrderRow ReadOrder(JsonElement o) => new(
        Int(o, "id"), o.GetProperty("node").GetString(), String(o, "symbol"), Int(o, "bar"), String(o, "side") == "buy" ? OrderSide.Buy : OrderSide.Sell, String(o, "type"),
        Money(o, "quantity"), MoneyOrNull(o, "limitPrice"), MoneyOrNull(o, "stopPrice"), String(o, "status"), Money(o, "filledQuantity"), MoneyOrNull(o, "price"),
        o.GetProperty("filledBar").ValueKind == JsonValueKind.Null ? null : Int(o, "filledBar"), Money(o, "fees"), String(o, "reason"));

    private static Band ReadBand(JsonElement b)
    {
        var (worst, best) = (b.GetProperty("pessimistic"), b.GetProperty("optimistic"));
        return new Band(Money(worst, "equity"), Money(worst, "netProfit"), Money(best, "equity"), Money(best, "netProfit"), Int(b, "ambiguousBars"))
        {
            Curve = ReadLater(b, "curve", p => new BandPoint(When(p, "time").ToUnixTimeMilliseconds(), Money(p, "pessimistic"), Money(p, "optimistic"))),
        };
    }

    private static IReadOnlyDictionary<string, double?> ReadMetrics(JsonElement metrics) =>
        metrics.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.Null ? (double?)null : p.Value.GetDouble());

    private static string String(JsonElement e, string name) => e.GetProperty(name).GetString()!;

    private static string[] Strings(JsonElement e, string name) => [.. e.GetProperty(name).EnumerateArray().Select(s => s.GetString()!)];

    private static int Int(JsonElement e, string name) => e.GetProperty(name).GetInt32();

    private static double Number(JsonElement e, string name) => e.GetProperty(name).GetDouble();

    private static decimal Money(JsonElement e, string name) => e.GetProperty(name).GetDecimal();

    private static decimal? MoneyOrNull(JsonElement e, string name) => e.GetProperty(name).ValueKind == JsonValueKind.Null ? null : Money(e, name);

    private static PositionSide ReadSide(JsonElement e) => String(e, "side") == "long" ? PositionSide.Long : PositionSide.Short;

    private static DateTimeOffset When(JsonElement e, string name) =>
        DateTimeOffset.Parse(String(e, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static T Choice<T>(JsonElement e, string name) where T : struct, Enum =>
        SettingsText.TryParse<T>(String(e, name), out var value) ? value : throw new JsonException($"'{String(e, name)}' is no {name}.");
}
