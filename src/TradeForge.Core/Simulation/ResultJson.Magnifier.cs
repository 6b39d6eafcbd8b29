using System.Text.Json;
using TradeForge.Core.Market;

namespace TradeForge.Core.Simulation;

/// <summary>What lower bars decided.</summary>
public static partial class ResultJson
{
    private static void Write(Utf8JsonWriter json, MagnifierReport report)
    {
        json.WriteStartObject("magnifier");
        json.WriteString("timeframe", report.Timeframe.ToString());
        json.WriteNumber("decidedBars", report.DecidedBars);
        json.WriteNumber("decidedTrades", report.DecidedTrades);
        Figure(json, "tradesPercent", report.TradesPercent);
        json.WriteEndObject();
    }

    private static MagnifierReport ReadMagnifier(JsonElement e) => new(
        Length(e.GetProperty("timeframe")), Int(e, "decidedBars"), Int(e, "decidedTrades"), e.GetProperty("tradesPercent").ValueKind == JsonValueKind.Null ? null : Number(e, "tradesPercent"));

    private static Timeframe Length(JsonElement e) => Timeframe.TryParse(e.GetString()!, out var timeframe) ? timeframe : throw new JsonException($"'{e}' is no timeframe.");
}
