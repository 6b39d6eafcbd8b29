using System.Text.Json;

namespace TradeForge.Core.Strategies.Import;

/// <summary>AlgoTrade graphs: nodes are translated one by one by <see cref="AlgoTradeTypes"/>, then the wires.</summary>
internal sealed class AlgoTradeImport(GraphDraft draft, ImportNotes notes)
{
    private readonly Dictionary<string, AlgoTradeNode> _nodes = new(StringComparer.Ordinal);

    public static bool Fits(JsonElement root) => root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("nodes", out var nodes) && nodes.ValueKind == JsonValueKind.Array && root.TryGetProperty("edges", out var edges) && edges.ValueKind == JsonValueKind.Array && !root.TryGetProperty("schemaVersion", out _);

    public void Read(JsonElement root)
    {
        var edges = root.GetProperty("edges").EnumerateArray().Select((e, i) => Edge(e, i)).ToList();
        foreach (var element in root.GetProperty("nodes").EnumerateArray())
        {
            var node = new AlgoTradeNode(Word(element, "id"), Word(element, "type"), element);
            if (node.Id.Length == 0 || !_nodes.TryAdd(node.Id, node)) notes.Missing(node.Id, "A node has no id of its own.", "У узла нет собственного идентификатора.");
        }
        var types = new AlgoTradeTypes(draft, notes);
        foreach (var (node, index) in _nodes.Values.Select((n, i) => (n, i)).OrderBy(n => n.n.Type != "positionSizeNode")) // the buy nodes ask whether there is one
        {
            if (OnlySellsStops(node, edges)) continue;
            types.Translate(node, index);
            foreach (var field in node.Unread) notes.Differs(node.Id, $"Node {node.Id}: the field '{field}' was not used.", $"Узел {node.Id}: поле «{field}» не использовано.");
        }
        foreach (var edge in edges) Wire(edge);
        draft.Prune(types.Spare);
        notes.Differs("", "There a period counts seconds in forward tests and the RSI and EMA are computed in another way; here it counts bars.", "Там период в форвард-тесте считает секунды, а RSI и EMA вычисляются иначе; здесь период считает бары.");
    }

    private sealed record Link(string Id, string Source, string SourceHandle, string Target, string TargetHandle);

    private static Link Edge(JsonElement e, int index) =>
        new(Word(e, "id") is { Length: > 0 } id ? id : $"edges[{index}]", Word(e, "source"), Word(e, "sourceHandle"), Word(e, "target"), Word(e, "targetHandle"));

    /// <summary>A sale that only stops and targets trigger: here they close the position themselves.</summary>
    private bool OnlySellsStops(AlgoTradeNode node, List<Link> edges)
    {
        var triggers = edges.Where(e => e.Target == node.Id).ToList();
        if (node.Type != "sellNode" || triggers.Count == 0 || !triggers.All(e => _nodes.TryGetValue(e.Source, out var s) && s.Type is "stopLossNode" or "takeProfitNode")) return false;
        notes.Differs(node.Id, $"Node {node.Id} was left out: stops and targets close the position themselves here.", $"Узел {node.Id} пропущен: стопы и цели здесь сами закрывают позицию.");
        node.Inputs["trigger-in"] = [];
        return true;
    }

    private void Wire(Link edge)
    {
        if (!_nodes.TryGetValue(edge.Source, out var source) || !_nodes.TryGetValue(edge.Target, out var target))
        {
            notes.Missing(edge.Id, $"Wire {edge.Id}: its node is missing.", $"Провод {edge.Id}: нет его узла.");
            return;
        }
        var known = Known(edge, source, edge.SourceHandle, source.Outputs.ContainsKey(edge.SourceHandle)) & Known(edge, target, edge.TargetHandle, target.Inputs.ContainsKey(edge.TargetHandle));
        if (!known) return;
        var inputs = target.Inputs[edge.TargetHandle];
        if (source.Outputs[edge.SourceHandle] is { } output)
            foreach (var (node, handle) in inputs) draft.Wire(output, node, handle);
        else if (inputs.Length > 0)
            notes.Missing(edge.Id, $"Wire {edge.Id}: the output '{edge.SourceHandle}' of {source.Id} carries nothing here.", $"Провод {edge.Id}: выход «{edge.SourceHandle}» узла {source.Id} здесь ничего не несёт.");
    }

    /// <summary>Reports a handle that the engine of the source system does not know; false if there is no counterpart either.</summary>
    private bool Known(Link edge, AlgoTradeNode node, string handle, bool translated)
    {
        if (translated && !node.Drifted.Contains(handle)) return true;
        var (end, endRu) = translated ? ("it is live here", "здесь он действует") : ("it was left out", "он пропущен");
        notes.Add(Severity.Warning, "drifted-handle", edge.Id,
            $"Wire {edge.Id}: the engine there does not know the handle '{handle}' of {node.Id} ({node.Type}), so the wire was dead; {end}.",
            $"Провод {edge.Id}: движок там не знает разъёма «{handle}» узла {node.Id} ({node.Type}), и провод был мёртвым; {endRu}.");
        return translated;
    }

    private static string Word(JsonElement node, string field) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
