using System.Text.Json;

namespace TradeForge.Core.Strategies;

/// <summary>Reads the elements of a strategy file or of a group in it. A node or edge is named by its id where it has one, else by its place.</summary>
/// <param name="group">Path of the group with a slash behind it; empty for the file.</param>
internal sealed class StrategyJsonReader(string group = "")
{
    private static readonly string[] RootFields = ["schemaVersion", "name", "nodes", "edges", "viewport"];
    private static readonly string[] NodeFields = ["id", "type", "position", "data", "color"];
    private static readonly string[] EdgeFields = ["id", "source", "sourceHandle", "target", "targetHandle"];

    public List<Problem> Problems { get; } = [];

    public StrategyGraph? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Wrong("", "strategy", "an object", "объектом");
            return null;
        }
        CheckFields(root, "", RootFields);
        var version = Version(root);
        var name = Text(root, "", "name");
        var nodes = root.TryGetProperty("nodes", out var n) ? Nodes(n) : Absent<GraphNode>("nodes");
        var edges = root.TryGetProperty("edges", out var e) ? Edges(e) : Absent<GraphEdge>("edges");
        var view = root.TryGetProperty("viewport", out var v) && v.ValueKind != JsonValueKind.Null ? Viewport(v) : null;
        return new StrategyGraph(version, name, nodes, edges, view);
    }

    private int Version(JsonElement root)
    {
        if (!root.TryGetProperty("schemaVersion", out var version)) Missing("", "schemaVersion");
        else if (version.ValueKind != JsonValueKind.Number) Wrong("", "schemaVersion", "a number", "числом");
        else if (version.GetDouble() != StrategyMigrations.Current) Problems.Add(GraphProblems.WrongVersion(version.GetRawText()));
        return StrategyMigrations.Current;
    }

    public List<GraphNode> Nodes(JsonElement items) => [.. Items(items, "nodes", StrategyJson.MostNodes).Select(Node)];

    public List<GraphEdge> Edges(JsonElement items) => [.. Items(items, "edges", StrategyJson.MostEdges).Select(Edge)];

    /// <summary>Objects with these texts and nothing else.</summary>
    public List<string[]> Rows(JsonElement items, string name, params string[] fields) => [.. Items(items, name, StrategyJson.MostNodes).Select((item, i) => Row(item, $"{group}{name}[{i}]", fields))];

    private string[] Row(JsonElement item, string path, string[] fields)
    {
        if (!IsObject(item, path, "item")) return [.. fields.Select(_ => "")];
        CheckFields(item, path, fields);
        return [.. fields.Select(f => Text(item, path, f))];
    }

    private List<T> Absent<T>(string name)
    {
        Missing("", name);
        return [];
    }

    private GraphNode Node(JsonElement node, int index)
    {
        var path = Path(node, "nodes", index);
        if (!IsObject(node, path, "node")) return new("", "", new(0, 0), new Dictionary<string, JsonElement>());
        CheckFields(node, path, NodeFields);
        var position = node.TryGetProperty("position", out var p) ? Position(p, path) : new(0, 0);
        return new GraphNode(Text(node, path, "id"), Text(node, path, "type"), position, Data(node, path)) { Color = Color(node, path) };
    }

    private string? Color(JsonElement node, string path)
    {
        if (!node.TryGetProperty("color", out var color)) return null;
        if (color.ValueKind == JsonValueKind.String && GraphNode.Colors.Contains(color.GetString())) return color.GetString();
        var words = string.Join(", ", GraphNode.Colors);
        Wrong(path, "color", $"one of {words}", $"одним из: {words}");
        return null;
    }

    private SortedDictionary<string, JsonElement> Data(JsonElement node, string path)
    {
        var result = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        if (!node.TryGetProperty("data", out var data) || !IsObject(data, path, "data")) return result;
        CheckFields(data, path, null);
        foreach (var property in data.EnumerateObject())
        {
            result[property.Name] = property.Value;
            if (!IsText(property.Value)) Wrong(path, property.Name, "a number or a text without half characters", "числом или строкой без половинок символов");
        }
        return result;
    }

    /// <summary>False for what holds an escaped half of a surrogate pair: no text can be made of it.</summary>
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object => value.EnumerateObject().All(p => p.Name.Length >= 0 && IsText(p.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private GraphEdge Edge(JsonElement edge, int index)
    {
        var path = Path(edge, "edges", index);
        if (!IsObject(edge, path, "edge")) return new("", "", "", "", "");
        CheckFields(edge, path, EdgeFields);
        return new GraphEdge(Text(edge, path, "id"), Text(edge, path, "source"), Text(edge, path, "sourceHandle"), Text(edge, path, "target"), Text(edge, path, "targetHandle"));
    }

    private GraphPosition Position(JsonElement position, string path)
    {
        if (!IsObject(position, path, "position")) return new(0, 0);
        CheckFields(position, path, ["x", "y"]);
        return new(Number(position, path, "x"), Number(position, path, "y"));
    }

    private GraphViewport Viewport(JsonElement view)
    {
        if (!IsObject(view, "", "viewport")) return new(0, 0, 1);
        CheckFields(view, "viewport", ["x", "y", "zoom"]);
        return new(Number(view, "viewport", "x"), Number(view, "viewport", "y"), Number(view, "viewport", "zoom"));
    }

    private IEnumerable<JsonElement> Items(JsonElement items, string name, int most)
    {
        if (items.ValueKind != JsonValueKind.Array) Wrong(group.TrimEnd('/'), name, "an array", "массивом");
        else if (items.GetArrayLength() > most)
            Problems.Add(GraphProblems.Error("too-large", group + name, $"'{name}' has {items.GetArrayLength()} items; at most {most} are allowed.", $"В «{name}» {items.GetArrayLength()} элементов; допускается не больше {most}."));
        else return items.EnumerateArray();
        return [];
    }

    private string Path(JsonElement item, string list, int index) => group +
        (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text
            ? text : $"{list}[{index}]");

    private void CheckFields(JsonElement item, string path, string[]? known)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in item.EnumerateObject())
        {
            if (!seen.Add(field.Name)) Problems.Add(GraphProblems.Error("duplicate-field", path, $"{At(path)}the field '{field.Name}' is given twice.", $"{At(path)}поле «{field.Name}» задано дважды."));
            if (known is not null && !known.Contains(field.Name)) Problems.Add(GraphProblems.Error("unknown-field", path, $"{At(path)}there is no field '{field.Name}'.", $"{At(path)}поля «{field.Name}» не существует."));
        }
    }

    private string Text(JsonElement item, string path, string name)
    {
        if (!item.TryGetProperty(name, out var value)) Missing(path, name);
        else if (value.ValueKind != JsonValueKind.String) Wrong(path, name, "a text", "строкой");
        else return value.GetString()!;
        return "";
    }

    private double Number(JsonElement item, string path, string name)
    {
        if (!item.TryGetProperty(name, out var value)) Missing(path, name);
        else if (value.ValueKind != JsonValueKind.Number || !double.IsFinite(value.GetDouble())) Wrong(path, name, "a number", "числом");
        else return value.GetDouble();
        return 0;
    }

    private bool IsObject(JsonElement item, string path, string name)
    {
        if (item.ValueKind == JsonValueKind.Object) return true;
        Wrong(path, name, "an object", "объектом");
        return false;
    }

    private void Missing(string path, string name) => Problems.Add(GraphProblems.Error("missing-field", path, $"{At(path)}the field '{name}' is missing.", $"{At(path)}нет поля «{name}»."));

    private void Wrong(string path, string name, string wanted, string wantedRu) =>
        Problems.Add(GraphProblems.Error("wrong-type", path, $"{At(path)}'{name}' must be {wanted}.", $"{At(path)}«{name}» должно быть {wantedRu}."));

    private static string At(string path) => path.Length == 0 ? "" : $"{path}: ";
}
