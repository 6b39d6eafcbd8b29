using System.Text.Json;
using TradeForge.Core;
using TradeForge.Core.Market;
using TradeForge.Core.Market.Import;
using TradeForge.Infrastructure.MarketData.Import;

namespace TradeForge.Cli.Verbs;

/// <summary>What <c>import --json</c> prints.</summary>
internal static class ImportJson
{
    public static void Write(Utf8JsonWriter json, string instrument, IReadOnlyList<(string File, ImportReport Report)> reports, IReadOnlyList<Problem> problems, double seconds)
    {
        json.WriteStartObject();
        json.WriteString("instrument", instrument);
        json.WriteNumber("seconds", Math.Round(seconds, 3));
        json.WriteStartArray("files");
        foreach (var (file, r) in reports)
        {
            json.WriteStartObject();
            json.WriteString("file", Path.GetFileName(file));
            json.WriteString("timeframe", r.Format.Timeframe.ToString());
            json.WriteNumber("rows", r.Rows);
            json.WriteNumber("stored", r.Stored);
            json.WriteNumber("repeated", r.Repeated);
            json.WriteNumber("quarantined", r.Quarantined);
            json.WriteNumber("resumedBehindLine", r.ResumedBehind);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Problems(json, problems);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<(string File, ImportPreview Preview)> previews, Output output)
    {
        json.WriteStartArray();
        foreach (var (file, preview) in previews)
        {
            json.WriteStartObject();
            json.WriteString("file", Path.GetFileName(file));
            Texts(json, "format", preview.Format?.Words, output);
            Texts(json, "ambiguities", preview.Format?.Ambiguities, output);
            json.WriteString("timeframe", preview.Format?.Timeframe.ToString());
            json.WriteNumber("sampleRows", preview.SampleRows);
            json.WriteStartArray("firstRows");
            foreach (var candle in preview.FirstRows) Row(json, candle);
            json.WriteEndArray();
            json.WriteStartObject("faults");
            foreach (var fault in preview.Faults) json.WriteNumber(CandleCheck.Code(fault.Fault), fault.Count);
            json.WriteEndObject();
            Problems(json, preview.Problems);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, Candle candle)
    {
        json.WriteStartObject();
        json.WriteString("time", candle.OpenTime.UtcDateTime);
        json.WriteNumber("open", candle.Open);
        json.WriteNumber("high", candle.High);
        json.WriteNumber("low", candle.Low);
        json.WriteNumber("close", candle.Close);
        json.WriteNumber("volume", candle.Volume);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<Text>? texts, Output output)
    {
        json.WriteStartArray(name);
        foreach (var text in texts ?? []) json.WriteStringValue(output.In(text));
        json.WriteEndArray();
    }

    private static void Problems(Utf8JsonWriter json, IReadOnlyList<Problem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("severity", problem.Severity == Severity.Warning ? "warning" : "error");
            json.WriteString("code", problem.Code);
            json.WriteString("path", problem.Path);
            json.WriteString("en", problem.Message.En);
            json.WriteString("ru", problem.Message.Ru);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
