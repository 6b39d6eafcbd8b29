using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TradeForge.Core.Strategies;

/// <summary>The identity of what a graph computes (golden rules G69, G71).</summary>
internal static class DefinitionHash
{
    /// <summary>
    /// SHA-256, lower-case hex, over canonical JSON of the reached nodes in the order of their ids: type, parameters that differ from their
    /// defaults with sorted names and canonical numbers, wires by input: a parameter that a later version adds changes no hash. Names, positions, notes, edge ids and the order of the file do not count.
    /// </summary>
    public static string Of(GraphCheck check)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            var reached = check.Reached();
            json.WriteStartArray();
            foreach (var node in check.Nodes.Values.Where(n => reached.Contains(n.Id))) Write(json, node);
            json.WriteEndArray();
        }
        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, CheckedNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteString("type", node.Descriptor.Type);
        json.WriteStartObject("parameters");
        var (names, texts) = (new List<string>(), new List<string>());
        foreach (var (name, text) in node.Values.Chosen())
        {
            names.Add(name);
            texts.Add(text);
        }
        var (sorted, values) = (names.ToArray(), texts.ToArray());
        Array.Sort(sorted, values, StringComparer.Ordinal);
        for (var i = 0; i < sorted.Length; i++) json.WriteString(sorted[i], values[i]);
        json.WriteEndObject();
        json.WriteStartObject("inputs");
        for (var i = 0; i < node.Sources.Length; i++)
            if (node.Sources[i] is { } source) json.WriteString(node.Descriptor.Inputs[i].Handle, $"{source.Node}.{source.Handle}");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
