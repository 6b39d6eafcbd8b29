using System.Text.Json;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>Sections that only runs with such settings have.</summary>
public static partial class ResultJson
{
    private static void Write(Utf8JsonWriter json, Margin margin)
    {
        if (margin != Margin.None) json.WriteString("margin", HoldingText.Write(margin));
    }

    private static Margin ReadMargin(JsonElement e) => HoldingText.TryParse(e.GetString()!, out Margin margin) ? margin : throw new JsonException($"'{e}' is no margin.");

    private static void WriteMoney(Utf8JsonWriter json, BacktestResult result)
    {
        if (result.Weights.Count > 0) WriteArray(json, "weights", result.Weights, Write);
    }

    private static void Write(Utf8JsonWriter json, WeightRow row)
    {
        json.WriteStartObject();
        json.WriteString("symbol", row.Symbol);
        json.WriteNumber("times", row.Times);
        json.WriteNumber("targetPercent", row.TargetPercent);
        json.WriteNumber("heldPercent", row.HeldPercent);
        json.WriteNumber("largestDifference", row.LargestDifference);
        if (row.Time is { } time) json.WriteString("time", Time(time));
        else json.WriteNull("time");
        json.WriteEndObject();
    }

    private static WeightRow ReadWeight(JsonElement e) => new(
        String(e, "symbol"), Int(e, "times"), Number(e, "targetPercent"), Number(e, "heldPercent"), Number(e, "largestDifference"),
        e.GetProperty("time").ValueKind == JsonValueKind.Null ? null : When(e, "time"));
}
