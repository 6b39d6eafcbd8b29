using System.Globalization;
using System.Text.Json;

namespace TradeForge.Core.Strategies.Import;

/// <summary>A node of an AlgoTrade graph while it is translated: its fields, and what became of its handles.</summary>
internal sealed class AlgoTradeNode(string id, string type, JsonElement element)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal) { "label", "name", "title", "description", "icon", "color", "category" };

    public string Id => id;
    public string Type => type;

    /// <summary>Their inputs: where a wire into them goes; an empty list where it is not needed here.</summary>
    public Dictionary<string, (string Node, string Handle)[]> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Their outputs: what a wire from them carries; null where nothing does.</summary>
    public Dictionary<string, (string Node, string Handle)?> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Handles that only the drawing of the source system knows: its engine leaves such wires dead.</summary>
    public HashSet<string> Drifted { get; } = new(StringComparer.Ordinal);

    /// <summary>A number of the data under the first of the names that is there.</summary>
    public double Number(double fallback, params string[] names)
    {
        foreach (var name in names)
            if (Field(name) is { } value && Parse(value) is { } number) return number;
        return fallback;
    }

    /// <summary>A word of the data in lower case.</summary>
    public string Word(string fallback, params string[] names)
    {
        foreach (var name in names)
            if (Field(name) is { ValueKind: JsonValueKind.String } value) return value.GetString()!.ToLowerInvariant();
        return fallback;
    }

    /// <summary>Fields of the data that nobody asked for.</summary>
    public IEnumerable<string> Unread => Data is { ValueKind: JsonValueKind.Object } data ? data.EnumerateObject().Select(p => p.Name).Where(n => !_read.Contains(n)) : [];

    public (double Column, double Row) Place(int index) =>
        element.TryGetProperty("position", out var p) && p.ValueKind == JsonValueKind.Object && Coordinate(p, "x") is { } x && Coordinate(p, "y") is { } y ? (x / 260, y / 150) : (index % 5, index / 5);

    private JsonElement? Data => element.TryGetProperty("data", out var data) ? data : null;

    private JsonElement? Field(string name)
    {
        _read.Add(name);
        return Data is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty(name, out var value) ? value : null;
    }

    private static double? Parse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static double? Coordinate(JsonElement p, string name) => p.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number && double.IsFinite(v.GetDouble()) ? v.GetDouble() : null;
}
