using System.Text.Json;

namespace TradeForge.Core.Simulation;

/// <summary>A line of the manifest that is not the same in all runs.</summary>
/// <param name="Name">Its path, such as <c>costs.commission</c>.</param>
/// <param name="Values">One for each run; null = the run has no such line.</param>
public sealed record ManifestLine(string Name, IReadOnlyList<string?> Values);

/// <summary>What differs between the terms of several runs. It reads the manifest as it is stored, so that no setting can be forgotten.</summary>
public static class ManifestDiff
{
    /// <summary>In the order in which the manifests name them.</summary>
    public static IReadOnlyList<ManifestLine> Of(IReadOnlyList<Manifest> manifests)
    {
        var all = manifests.Select(Flat).ToList();
        var names = all.SelectMany(m => m.Keys).Distinct().ToList();
        return [.. names.Select(n => new ManifestLine(n, [.. all.Select(m => m.GetValueOrDefault(n))])).Where(line => line.Values.Distinct().Count() > 1)];
    }

    /// <summary>Everything that a manifest says, in its own names and digits.</summary>
    public static IEnumerable<(string Name, string Value)> Lines(Manifest manifest) => Flat(manifest).Select(l => (l.Key, l.Value));

    private static Dictionary<string, string> Flat(Manifest manifest)
    {
        using var document = JsonDocument.Parse(ResultJson.ToBytes(manifest));
        var lines = new Dictionary<string, string>();
        Add(lines, "", document.RootElement.GetProperty("manifest"));
        return lines;
    }

    private static void Add(Dictionary<string, string> lines, string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject()) Add(lines, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
                break;
            case JsonValueKind.Array:
                lines[path] = string.Join(", ", element.EnumerateArray());
                break;
            case JsonValueKind.Null:
                break;
            default:
                lines[path] = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText(); // true, not True
                break;
        }
    }
}
