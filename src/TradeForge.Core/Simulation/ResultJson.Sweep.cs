using System.Text.Json;

namespace TradeForge.Core.Simulation;

/// <summary>The sweep as JSON: contract section 4.</summary>
public static partial class ResultJson
{
    /// <summary>Writes UTF-8 JSON.</summary>
    public static void Write(SweepResult result, Stream stream, bool indented = false, CancellationToken cancellationToken = default)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = indented, NewLine = "\n" });
        json.WriteStartObject();
        Write(json, result.Manifest);
        WriteArray(json, "axes", result.Axes, (j, axis) =>
        {
            j.WriteStartObject();
            j.WriteString("parameter", axis.Parameter);
            j.WriteNumber("start", axis.Start);
            j.WriteNumber("end", axis.End);
            j.WriteNumber("step", axis.Step);
            j.WriteEndObject();
        });
        json.WriteString("objective", result.Objective);
        WriteArray(json, "trials", result.Trials, Write, cancellationToken);
        json.WritePropertyName("best");
        if (result.Best is { } best) Write(json, best);
        else json.WriteNullValue();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SweepTrial trial)
    {
        json.WriteStartObject();
        json.WriteStartObject("parameters");
        foreach (var (name, value) in trial.Parameters)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value); // a decimal number in invariant form
        }
        json.WriteEndObject();
        WriteMetrics(json, "metrics", trial.Metrics);
        json.WriteEndObject();
    }
}
