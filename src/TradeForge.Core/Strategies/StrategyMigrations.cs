using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradeForge.Core.Strategies;

/// <summary>Brings an older strategy file to the schema of this version, one version at a time (golden rule G70).</summary>
internal static class StrategyMigrations
{
    /// <summary>Step i turns a file of version i + 1 into one of version i + 2. There has been only version 1 so far.</summary>
    public static IReadOnlyList<Action<JsonObject>> Steps { get; } = [];

    /// <summary>The schema version that this version reads and writes.</summary>
    public static int Current => Steps.Count + 1;

    /// <summary>The file after the steps that it lacks; a file without a version, or of a newer one, is left for the reader to refuse.</summary>
    public static JsonElement Upgrade(JsonElement root, IReadOnlyList<Action<JsonObject>> steps)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schemaVersion", out var given) || given.ValueKind != JsonValueKind.Number) return root;
        if (!given.TryGetInt32(out var version) || version < 1 || version > steps.Count) return root;
        var file = JsonObject.Create(root)!;
        for (var step = version - 1; step < steps.Count; step++) steps[step](file);
        file["schemaVersion"] = steps.Count + 1;
        return JsonSerializer.SerializeToElement(file);
    }
}
