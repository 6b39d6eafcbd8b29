using System.Text.Json;

namespace TradeForge.Core.Simulation;

/// <summary>A value of a result that is not the same in two runs; null = not there.</summary>
/// <param name="Path">Such as <c>trades[3].exitPrice</c>.</param>
public sealed record ResultDifference(string Path, string? Before, string? After);

/// <summary>Where two results differ, to explain why their bytes do.</summary>
public static class ResultDiff
{
    private const int LongestValue = 80;

    /// <summary>The first differences in the order of the first result.</summary>
    /// <param name="before">Result JSON.</param>
    /// <param name="after">Result JSON of another run.</param>
    /// <param name="most">As many at most.</param>
    public static IReadOnlyList<ResultDifference> Of(ReadOnlyMemory<byte> before, ReadOnlyMemory<byte> after, int most = 20)
    {
        using var one = JsonDocument.Parse(before);
        using var two = JsonDocument.Parse(after);
        var found = new List<ResultDifference>();
        Compare("", one.RootElement, two.RootElement, found, most);
        return found;
    }

    private static void Compare(string path, JsonElement? before, JsonElement? after, List<ResultDifference> found, int most)
    {
        if (found.Count >= most) return;
        if (before is { ValueKind: JsonValueKind.Object } left && after is { ValueKind: JsonValueKind.Object } right)
        {
            foreach (var property in left.EnumerateObject()) Compare(Join(path, property.Name), property.Value, Get(right, property.Name), found, most);
            foreach (var property in right.EnumerateObject().Where(p => Get(left, p.Name) is null)) Compare(Join(path, property.Name), null, property.Value, found, most);
        }
        else if (before is { ValueKind: JsonValueKind.Array } rows && after is { ValueKind: JsonValueKind.Array } others)
        {
            if (rows.GetArrayLength() != others.GetArrayLength()) found.Add(new(path + ".length", Count(rows), Count(others)));
            foreach (var (i, row, other) in rows.EnumerateArray().Zip(others.EnumerateArray(), (r, o) => (r, o)).Select((x, i) => (i, x.r, x.o)))
            {
                if (found.Count >= most) return;
                Compare($"{path}[{i}]", row, other, found, most);
            }
        }
        else if (Raw(before) != Raw(after)) found.Add(new(path, Short(before), Short(after)));
    }

    private static JsonElement? Get(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Count(JsonElement rows) => rows.GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Raw(JsonElement? element) => element?.GetRawText();

    private static string? Short(JsonElement? element) => Raw(element) is not { } text ? null : text.Length > LongestValue ? text[..LongestValue] + "…" : text;
}
