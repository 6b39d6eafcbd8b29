using System.Text.Json;
using TradeForge.Core.Metrics;

namespace TradeForge.Core.Simulation;

/// <summary>What only runs of several instruments have.</summary>
public static partial class ResultJson
{
    private static void Write(Utf8JsonWriter json, CapacityRow row)
    {
        json.WriteStartObject();
        json.WriteString("symbol", row.Symbol);
        json.WriteNumber("capacity", row.Capacity);
        json.WriteNumber("fills", row.Fills);
        json.WriteEndObject();
    }

    private static CapacityRow ReadCapacity(JsonElement e) => new(String(e, "symbol"), Number(e, "capacity"), Int(e, "fills"));

    private static void Write(Utf8JsonWriter json, Allocation allocation)
    {
        json.WriteStartObject("allocation");
        WriteArray(json, "symbols", allocation.Symbols, (j, symbol) => j.WriteStringValue(symbol));
        json.WriteNumber("step", allocation.Step);
        WriteArray(json, "rows", allocation.Rows, (j, row) =>
        {
            j.WriteStartObject();
            Date(j, "date", row.Date);
            j.WriteNumber("cashPercent", row.CashPercent);
            WriteArray(j, "percents", row.Percents, (writer, share) => writer.WriteNumberValue(share));
            j.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static Allocation ReadAllocation(JsonElement e) => new(Strings(e, "symbols"), Int(e, "step"),
        [.. e.GetProperty("rows").EnumerateArray().Select(r => new AllocationRow(ReadDate(r, "date"), Number(r, "cashPercent"), [.. r.GetProperty("percents").EnumerateArray().Select(p => p.GetDouble())]))]);
}
