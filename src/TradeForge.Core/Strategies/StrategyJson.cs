using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace TradeForge.Core.Strategies;

/// <summary>The strategy file of contract section 2: read strictly with every problem at once, written in one canonical way.</summary>
public static class StrategyJson
{
    /// <summary>Largest file, in characters.</summary>
    public const int MostCharacters = 1_000_000;
    public const int MostNodes = 2_000;
    public const int MostEdges = 8_000;
    /// <summary>Longest chain of wires.</summary>
    public const int MostDepth = 500;
    /// <summary>Deepest nesting of objects and arrays.</summary>
    public const int MostNesting = 64;
    /// <summary>Groups in groups; each adds its data, a list and a node to the nesting.</summary>
    public const int MostGroups = 16;

    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The graph, or null if the text cannot be read as one; types, handles and values are the compiler's business.</summary>
    public static (StrategyGraph? Graph, IReadOnlyList<Problem> Problems) Parse(string text)
    {
        if (text.Length > MostCharacters)
            return (null, [GraphProblems.Error("too-large", "", $"The file has {text.Length} characters; at most {MostCharacters} are allowed.", $"В файле {text.Length} символов; допускается не больше {MostCharacters}.")]);
        if (NestedTooDeep(text) is { } line) return (null, [GraphProblems.NestedTooDeep(line)]);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MostNesting });
            var reader = new StrategyJsonReader();
            var graph = reader.Read(StrategyMigrations.Upgrade(document.RootElement.Clone(), StrategyMigrations.Steps));
            return (reader.Problems.Count == 0 ? graph : null, reader.Problems);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException) // the latter two: half a surrogate pair, escaped or not
        {
            var where = e is JsonException { LineNumber: { } number } json ? $"line {number + 1}, byte {json.BytePositionInLine + 1}" : "";
            return (null, [GraphProblems.Error("invalid-json", where, $"The text is not valid JSON. {where}".TrimEnd(), $"Текст не является корректным JSON. {where}".TrimEnd())]);
        }
    }

    /// <summary>The text with another name; one that cannot be read, or that has the name, stays as it is.</summary>
    public static string WithName(string text, string name) => Parse(text).Graph is { } graph && graph.Name != name ? Write(graph with { Name = name }) : text;

    /// <summary>The line, from 1, on which brackets are nested too deep; null if they are not.</summary>
    private static int? NestedTooDeep(string text)
    {
        var (depth, line, quoted) = (0, 1, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            else if (c == '\\' && quoted) i++;
            else if (c == '"') quoted = !quoted;
            else if (!quoted && c is '{' or '[' && ++depth > MostNesting) return line;
            else if (!quoted && c is '}' or ']') depth--;
        }
        return null;
    }

    /// <summary>Fields in the order of the contract, parameters by name, canonical numbers: equal graphs give equal bytes.</summary>
    public static string Write(StrategyGraph graph)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Writing)) Write(json, graph);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, StrategyGraph graph)
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", graph.SchemaVersion);
        json.WriteString("name", graph.Name);
        json.WriteStartArray("nodes");
        foreach (var node in graph.Nodes) Write(json, node);
        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (var edge in graph.Edges) Write(json, edge);
        json.WriteEndArray();
        if (graph.Viewport is { } view)
        {
            json.WriteStartObject("viewport");
            WriteNumber(json, "x", view.X);
            WriteNumber(json, "y", view.Y);
            WriteNumber(json, "zoom", view.Zoom);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GraphNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteString("type", node.Type);
        json.WriteStartObject("position");
        WriteNumber(json, "x", node.Position.X);
        WriteNumber(json, "y", node.Position.Y);
        json.WriteEndObject();
        json.WriteStartObject("data");
        foreach (var (name, value) in node.Data.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, value);
        }
        json.WriteEndObject();
        if (node.Color is not null) json.WriteString("color", node.Color);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GraphEdge edge)
    {
        json.WriteStartObject();
        json.WriteString("id", edge.Id);
        json.WriteString("source", edge.Source);
        json.WriteString("sourceHandle", edge.SourceHandle);
        json.WriteString("target", edge.Target);
        json.WriteString("targetHandle", edge.TargetHandle);
        json.WriteEndObject();
    }

    /// <summary>A value of any shape; the parts of a group keep their order.</summary>
    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble())) json.WriteRawValue(NodeValues.Canonical(value.GetDouble()));
        else if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray()) Write(json, item);
            json.WriteEndArray();
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (var property in value.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                Write(json, property.Value);
            }
            json.WriteEndObject();
        }
        else value.WriteTo(json);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(NodeValues.Canonical(value));
    }
}
