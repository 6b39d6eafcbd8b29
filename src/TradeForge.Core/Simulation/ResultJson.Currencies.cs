using System.Text.Json;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>The balances of an account in several currencies, and how they were exchanged.</summary>
public static partial class ResultJson
{
    private static void Write(Utf8JsonWriter json, CurrencyReport report)
    {
        json.WriteStartObject("currencies");
        WriteArray(json, "balances", report.Balances, Write);
        json.WriteNumber("exchanges", report.Count);
        Money(json, "cost", report.Cost);
        WriteArray(json, "conversions", report.Conversions, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CurrencyBalance balance)
    {
        json.WriteStartObject();
        json.WriteString("currency", balance.Currency);
        Money(json, "initial", balance.Initial);
        Money(json, "final", balance.Final);
        Money(json, "rate", balance.Rate);
        Money(json, "value", balance.Value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Conversion conversion)
    {
        json.WriteStartObject();
        JsonText.WriteTime(json, "time", DateTimeOffset.FromUnixTimeMilliseconds(conversion.Time));
        json.WriteString("from", conversion.From);
        Money(json, "paid", conversion.Paid);
        json.WriteString("to", conversion.To);
        Money(json, "received", conversion.Received);
        Money(json, "cost", conversion.Cost);
        json.WriteEndObject();
    }

    private static CurrencyReport ReadCurrencies(JsonElement e) => new(
        ReadLater(e, "balances", b => new CurrencyBalance(String(b, "currency"), Money(b, "initial"), Money(b, "final"), Money(b, "rate"), Money(b, "value"))),
        Int(e, "exchanges"), Money(e, "cost"),
        ReadLater(e, "conversions", c => new Conversion(When(c, "time").ToUnixTimeMilliseconds(), String(c, "from"), Money(c, "paid"), String(c, "to"), Money(c, "received"), Money(c, "cost"))));
}
