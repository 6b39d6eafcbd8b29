using System.Text.Json;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Sections that only runs with such settings have.</summary>
public static partial class ResultJson
{
    private static void WriteMoney(Utf8JsonWriter json, BacktestSettings s)
    {
        if (s.Margin != Margin.None) json.WriteString("margin", HoldingText.Write(s.Margin));
        if (s.Financing != Financing.None) json.WriteString("financing", HoldingText.Write(s.Financing));
        if (s.DividendTax != 0) Money(json, "dividendTax", s.DividendTax);
        if (s.Currency is not null) json.WriteString("currency", s.Currency);
        if (s.Quotes.Count > 0) WriteQuotes(json, s.Quotes);
        if (s.Exchange != ExchangeRule.EachFill) json.WriteString("exchange", SettingsText.Word(s.Exchange));
        if (s.ExchangeCost != 0) Money(json, "exchangeCost", s.ExchangeCost);
        if (s.Balances.Count > 0) WriteBalances(json, s.Balances);
        if (s.Later.Count > 0) WriteArray(json, "later", s.Later, Write);
        if (s.OwnTerms.Count > 0) WriteOwn(json, s.OwnTerms);
    }

    /// <summary>Rates that are not 1.</summary>
    private static void WriteRates(Utf8JsonWriter json, params ReadOnlySpan<(string Name, decimal Rate)> rates)
    {
        foreach (var (name, rate) in rates)
            if (rate != 1) Money(json, name, rate);
    }

    private static void WriteLevels(Utf8JsonWriter json, params ReadOnlySpan<(string Name, decimal? Level)> levels)
    {
        foreach (var (name, level) in levels)
            if (level is { } price) Money(json, name, price);
    }

    private static StopsAndTargets? ReadLevels(JsonElement t)
    {
        var levels = new StopsAndTargets(Level(t, "initialStop"), Level(t, "initialTarget"), Level(t, "finalStop"), Level(t, "finalTarget"));
        return levels == new StopsAndTargets(null, null, null, null) ? null : levels;
    }

    private static decimal? Level(JsonElement e, string name) => e.TryGetProperty(name, out var level) ? level.GetDecimal() : null;

    private static decimal Rate(JsonElement e, string name) => e.TryGetProperty(name, out var rate) ? rate.GetDecimal() : 1;

    private static void WriteQuotes(Utf8JsonWriter json, IReadOnlyDictionary<string, string> quotes)
    {
        json.WriteStartObject("quotes");
        foreach (var (symbol, currency) in quotes.OrderBy(q => q.Key, StringComparer.Ordinal)) json.WriteString(symbol, currency);
        json.WriteEndObject();
    }

    private static void WriteOwn(Utf8JsonWriter json, IReadOnlyDictionary<string, SymbolTerms> own)
    {
        json.WriteStartObject("ownTerms");
        foreach (var (symbol, terms) in own.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(symbol);
            WriteTerms(json, terms.Commission, terms.Lot, terms.PriceStep);
            if (terms.Later.Count > 0) WriteArray(json, "later", terms.Later, Write);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static SortedDictionary<string, SymbolTerms> ReadOwn(JsonElement own) => new(own.EnumerateObject().ToDictionary(t => t.Name, t => new SymbolTerms
    {
        Commission = ReadTerms(t.Value).Commission,
        Lot = ReadTerms(t.Value).Lot,
        PriceStep = ReadTerms(t.Value).PriceStep,
        Later = ReadLater(t.Value, "later", ReadChange),
    }), StringComparer.Ordinal);

    private static void WriteTerms(Utf8JsonWriter json, Commission? commission, decimal? lot, decimal? step)
    {
        if (commission is not null) json.WriteString("commission", CostText.Write(commission));
        if (lot is { } units) Money(json, "lot", units);
        if (step is { } price) Money(json, "priceStep", price);
    }

    private static void Write(Utf8JsonWriter json, TermsChange change)
    {
        json.WriteStartObject();
        Date(json, "from", change.From);
        WriteTerms(json, change.Commission, change.Lot, change.PriceStep);
        if (change.Financing is { } financing) json.WriteString("financing", HoldingText.Write(financing));
        json.WriteEndObject();
    }

    /// <summary>The settings with what <see cref="WriteMoney(Utf8JsonWriter, BacktestSettings)"/> wrote; what is not there has its default.</summary>
    private static BacktestSettings ReadMoney(JsonElement m, BacktestSettings settings) => settings with
    {
        Margin = m.TryGetProperty("margin", out var margin) ? Parsed<Margin>(margin, HoldingText.TryParse) : Margin.None,
        Financing = m.TryGetProperty("financing", out var financing) ? Parsed<Financing>(financing, HoldingText.TryParse) : Financing.None,
        DividendTax = m.TryGetProperty("dividendTax", out var tax) ? tax.GetDecimal() : 0,
        Currency = m.TryGetProperty("currency", out var currency) ? currency.GetString() : null,
        Quotes = m.TryGetProperty("quotes", out var quotes)
            ? new SortedDictionary<string, string>(quotes.EnumerateObject().ToDictionary(q => q.Name, q => q.Value.GetString()!), StringComparer.Ordinal) : settings.Quotes,
        Exchange = m.TryGetProperty("exchange", out var exchange) ? Parsed<ExchangeRule>(exchange, SettingsText.TryParse) : ExchangeRule.EachFill,
        ExchangeCost = m.TryGetProperty("exchangeCost", out var cost) ? cost.GetDecimal() : 0,
        Balances = m.TryGetProperty("balances", out var balances)
            ? new SortedDictionary<string, decimal>(balances.EnumerateObject().ToDictionary(b => b.Name, b => b.Value.GetDecimal()), StringComparer.Ordinal) : settings.Balances,
        Later = ReadLater(m, "later", ReadChange),
        OwnTerms = m.TryGetProperty("ownTerms", out var own) ? ReadOwn(own) : settings.OwnTerms,
    };

    private static SymbolTerms ReadTerms(JsonElement e) => new()
    {
        Commission = e.TryGetProperty("commission", out var commission) ? Parsed<Commission>(commission, CostText.TryParseCommission) : null,
        Lot = e.TryGetProperty("lot", out var lot) ? lot.GetDecimal() : null,
        PriceStep = e.TryGetProperty("priceStep", out var step) ? step.GetDecimal() : null,
    };

    private static TermsChange ReadChange(JsonElement e) => new(ReadDate(e, "from"))
    {
        Commission = ReadTerms(e).Commission,
        Lot = ReadTerms(e).Lot,
        PriceStep = ReadTerms(e).PriceStep,
        Financing = e.TryGetProperty("financing", out var financing) ? Parsed<Financing>(financing, HoldingText.TryParse) : null,
    };

    private static T Parsed<T>(JsonElement text, DatedText.Reader<T> read) => read(text.GetString()!, out var value) ? value : throw new JsonException($"'{text}' is not understood.");

    private static void WriteMoney(Utf8JsonWriter json, BacktestResult result)
    {
        if (result.Holding is { } held) Write(json, held);
        if (result.Currencies is { } currencies) Write(json, currencies);
        if (result.Weights.Count > 0) WriteArray(json, "weights", result.Weights, Write);
        if (result.Capacities.Count > 0) WriteArray(json, "capacities", result.Capacities, Write);
        if (result.Allocation is { } allocation) Write(json, allocation);
    }

    private static void WriteBalances(Utf8JsonWriter json, IReadOnlyDictionary<string, decimal> balances)
    {
        json.WriteStartObject("balances");
        foreach (var (currency, amount) in balances.OrderBy(b => b.Key, StringComparer.Ordinal)) Money(json, currency, amount);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HoldingCosts held)
    {
        json.WriteStartObject("holding");
        Money(json, "interest", held.Interest);
        Money(json, "borrow", held.Borrow);
        Money(json, "overnight", held.Overnight);
        Money(json, "funding", held.Funding);
        Money(json, "dividends", held.Dividends);
        if (held.Exchange != 0) Money(json, "exchange", held.Exchange);
        if (held.Revaluation != 0) Money(json, "revaluation", held.Revaluation);
        Money(json, "total", held.Total);
        json.WriteEndObject();
    }

    private static HoldingCosts ReadHolding(JsonElement e) => new(Money(e, "interest"), Money(e, "borrow"), Money(e, "overnight"), Money(e, "funding"), Money(e, "dividends"), Level(e, "exchange") ?? 0, Level(e, "revaluation") ?? 0);

    private static void Write(Utf8JsonWriter json, WeightRow row)
    {
        json.WriteStartObject();
        json.WriteString("symbol", row.Symbol);
        json.WriteNumber("times", row.Times);
        json.WriteNumber("targetPercent", row.TargetPercent);
        json.WriteNumber("heldPercent", row.HeldPercent);
        json.WriteNumber("largestDifference", row.LargestDifference);
        if (row.Time is { } time) JsonText.WriteTime(json, "time", time);
        else json.WriteNull("time");
        json.WriteEndObject();
    }

    private static WeightRow ReadWeight(JsonElement e) => new(
        String(e, "symbol"), Int(e, "times"), Number(e, "targetPercent"), Number(e, "heldPercent"), Number(e, "largestDifference"),
        e.GetProperty("time").ValueKind == JsonValueKind.Null ? null : When(e, "time"));
}
