using System.Globalization;
using System.Text.Json;
using TradeForge.Core;
using TradeForge.Core.Indicators;

namespace TradeForge.Cli.Verbs;

/// <summary><c>indicator --list</c>: the catalogue for people and, with <c>--json</c>, for programs.</summary>
internal static class IndicatorList
{
    public static int Run(Arguments a, Output output)
    {
        foreach (var word in a.Words.Where(w => IndicatorCatalog.Find(w.ToLowerInvariant()) is null))
            a.Add("unknown-indicator", word, $"There is no indicator '{word}'; ./tradeforge indicator --list shows them all.", $"Индикатора «{word}» нет; список: ./tradeforge indicator --list.");
        a.ThrowIfWrong();
        if (a.Json)
        {
            output.Json(a.Get("out"), WriteList);
            return ExitCode.Ok;
        }
        foreach (var word in a.Words) Tell(IndicatorCatalog.Find(word.ToLowerInvariant())!, output);
        if (a.Words.Count > 0) return ExitCode.Ok;
        foreach (var d in IndicatorCatalog.All)
            output.Line($"{d.Id,-20} {output.In(d.Name)} ({string.Join(", ", d.Parameters.Select(Describe))}) → {string.Join(", ", d.Outputs.Select(o => o.Name))}");
        return ExitCode.Ok;
    }

    /// <summary>One indicator at length.</summary>
    private static void Tell(IndicatorDefinition d, Output output)
    {
        output.Line($"{d.Id}: {output.In(d.Name)}");
        output.Line($"  {output.In(d.Description)}");
        foreach (var p in d.Parameters) output.Line($"  {Describe(p)}  {output.In(p.Label)}, {Range(p)}");
        foreach (var o in d.Outputs) output.Line($"  → {o.Name}  {output.In(o.Label)}{(o.ChartOnly ? output.In(ChartOnly) : "")}");
        foreach (var (handle, source) in d.Inputs.Zip(IndicatorRun.DefaultSources(d))) output.Line($"  {handle}={source}  {string.Join(' ', IndicatorRun.Sources)}");
        output.Line($"  {d.Basis}");
    }

    private static readonly Text ChartOnly = new(" (looks ahead: for charts only)", " (смотрит вперёд: только для графика)");

    private static string Range(IndicatorParameter p) =>
        p.Choices is { } choices ? string.Join(' ', choices) : FormattableString.Invariant($"{p.Min} … {p.Max}");

    private static string Describe(IndicatorParameter p) => p.Name + "=" + (p.Choices is { } c ? c[(int)p.Default] : p.Default.ToString(CultureInfo.InvariantCulture));

    private static void WriteList(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var d in IndicatorCatalog.All)
        {
            json.WriteStartObject();
            json.WriteString("id", d.Id);
            json.WriteStartArray("parameters");
            foreach (var p in d.Parameters) WriteParameter(json, p);
            json.WriteEndArray();
            json.WriteStartArray("outputs");
            foreach (var o in d.Outputs)
            {
                json.WriteStartObject();
                json.WriteString("name", o.Name);
                json.WriteBoolean("chartOnly", o.ChartOnly);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("takesSource", d.TakesSource);
            json.WriteStartArray("inputs");
            foreach (var (handle, source) in d.Inputs.Zip(IndicatorRun.DefaultSources(d)))
            {
                json.WriteStartObject();
                json.WriteString("name", handle);
                json.WriteString("default", source);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("oracle", d.Oracle);
            json.WriteString("basis", d.Basis);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteParameter(Utf8JsonWriter json, IndicatorParameter p)
    {
        json.WriteStartObject();
        json.WriteString("name", p.Name);
        if (p.Choices is { } choices)
        {
            json.WriteString("default", choices[(int)p.Default]);
            json.WriteStartArray("choices");
            foreach (var choice in choices) json.WriteStringValue(choice);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNumber("default", p.Default);
            json.WriteNumber("min", p.Min);
            json.WriteNumber("max", p.Max);
        }
        json.WriteEndObject();
    }
}
