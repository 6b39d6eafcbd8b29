using System.Text.Json;
using TradeForge.Core.Metrics;

namespace TradeForge.Core.Simulation;

/// <summary>The daily returns in other orders.</summary>
public static partial class ResultJson
{
    private static void Write(Utf8JsonWriter json, MonteCarlo paths)
    {
        json.WriteStartObject("monteCarlo");
        json.WriteNumber("simulations", paths.Simulations);
        json.WriteNumber("seed", paths.Seed);
        json.WriteNumber("bustPercent", paths.BustPercent);
        json.WriteNumber("goalPercent", paths.GoalPercent);
        Write(json, "shuffled", paths.Shuffled);
        Write(json, "drawn", paths.Drawn);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, PathSpread spread)
    {
        json.WriteStartObject(name);
        json.WriteNumber("bustProbabilityPercent", spread.BustPercent);
        json.WriteNumber("goalProbabilityPercent", spread.GoalPercent);
        Write(json, "maxDrawdownPercent", spread.Drawdown);
        Write(json, "returnPercent", spread.Return);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Spread spread)
    {
        json.WriteStartObject(name);
        json.WriteNumber("min", spread.Min);
        json.WriteNumber("p5", spread.P5);
        json.WriteNumber("p25", spread.P25);
        json.WriteNumber("median", spread.Median);
        json.WriteNumber("p75", spread.P75);
        json.WriteNumber("p95", spread.P95);
        json.WriteNumber("max", spread.Max);
        json.WriteEndObject();
    }
}
