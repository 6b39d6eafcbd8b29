using System.Globalization;
using System.Text.Json;
using TradeForge.Core;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Strategies;

/// <summary>A strategy while it is edited: the text, the graph if the text is one, and what the compiler says of it. Form and JSON view edit the same draft.</summary>
internal sealed class StrategyDraft
{
    private string _savedJson, _savedName;

    public StrategyDraft(StrategyDetails saved)
    {
        Id = saved.Id;
        (Json, Name, Revision) = (saved.GraphJson, saved.Name, saved.Revision);
        (_savedJson, _savedName) = (Json, Name);
        Check();
    }

    public Guid Id { get; }
    public string Name { get; private set; }
    public string Json { get; private set; }
    public int Revision { get; private set; }
    /// <summary>Null while the text is no strategy JSON.</summary>
    public StrategyGraph? Graph { get; private set; }
    public CompiledStrategy? Compiled { get; private set; }
    public IReadOnlyList<Problem> Problems { get; private set; } = [];

    public bool IsDirty => Json != _savedJson || Name != _savedName;
    public bool CanSave => Graph is not null && !string.IsNullOrWhiteSpace(Name);
    public bool CanRun => Compiled is not null && !IsDirty;
    public string Hash => Compiled?.DefinitionHash ?? StrategyWriting.Draft;

    public IEnumerable<Problem> ProblemsOf(string nodeId) => Problems.Where(p => p.Path == nodeId || p.Path.StartsWith(nodeId + ".", StringComparison.Ordinal));

    public void Rename(string name)
    {
        Name = name.Length > StrategyWriting.LongestName ? name[..StrategyWriting.LongestName] : name;
        if (Graph is not null) Replace(Graph with { Name = Name.Trim() });
    }

    /// <summary>Takes the text of the JSON view as it is typed; the name follows it.</summary>
    public void Rewrite(string json)
    {
        Json = json;
        Check();
        if (Graph is not null && !string.IsNullOrWhiteSpace(Graph.Name)) Name = Graph.Name;
    }

    /// <summary>Sets a parameter from a form. An empty text takes the parameter away; what is no number stays a text, so that the compiler names it.</summary>
    public void Set(string nodeId, NodeParameter parameter, string? text)
    {
        if (Graph is null) return;
        Replace(Graph with { Nodes = [.. Graph.Nodes.Select(n => n.Id == nodeId ? n with { Data = With(n.Data, parameter, text?.Trim() ?? "") } : n)] });
    }

    /// <summary>Wires an input to <c>node.handle</c>, or to nothing when <paramref name="source"/> is empty.</summary>
    public void Wire(string nodeId, string handle, string source)
    {
        if (Graph is null) return;
        var edges = Graph.Edges.Where(e => e.Target != nodeId || e.TargetHandle != handle).ToList();
        var dot = source.LastIndexOf('.');
        if (dot > 0) edges.Add(new GraphEdge(FreshId("e", edges.Select(e => e.Id)), source[..dot], source[(dot + 1)..], nodeId, handle));
        Replace(Graph with { Edges = edges });
    }

    public void Add(NodeDescriptor descriptor)
    {
        if (Graph is null) return;
        var id = FreshId(descriptor.Type, Graph.Nodes.Select(n => n.Id));
        var below = Graph.Nodes.Count == 0 ? 0 : Graph.Nodes.Max(n => n.Position.Y) + 120;
        Replace(Graph with { Nodes = [.. Graph.Nodes, new GraphNode(id, descriptor.Type, new GraphPosition(0, below), new Dictionary<string, JsonElement>())] });
    }

    public void Remove(string nodeId)
    {
        if (Graph is null) return;
        Replace(Graph with { Nodes = [.. Graph.Nodes.Where(n => n.Id != nodeId)], Edges = [.. Graph.Edges.Where(e => e.Source != nodeId && e.Target != nodeId)] });
    }

    /// <summary>Notes that this state is what the store holds now.</summary>
    public void Saved(StrategyDetails saved)
    {
        Revision = saved.Revision;
        (_savedJson, _savedName) = (saved.GraphJson, saved.Name);
    }

    public string? SourceOf(string nodeId, string handle) =>
        Graph?.Edges.FirstOrDefault(e => e.Target == nodeId && e.TargetHandle == handle) is { } edge ? $"{edge.Source}.{edge.SourceHandle}" : null;

    private void Replace(StrategyGraph graph)
    {
        Json = StrategyJson.Write(graph);
        Check();
    }

    private void Check()
    {
        (Graph, Problems) = StrategyJson.Parse(Json);
        Compiled = null;
        if (Graph is null) return;
        var compilation = StrategyCompiler.Compile(Graph);
        (Compiled, Problems) = (compilation.Strategy, [.. Problems, .. compilation.Problems]);
    }

    private static SortedDictionary<string, JsonElement> With(IReadOnlyDictionary<string, JsonElement> data, NodeParameter parameter, string text)
    {
        var changed = new SortedDictionary<string, JsonElement>(data.ToDictionary(), StringComparer.Ordinal);
        if (text.Length == 0) changed.Remove(parameter.Name);
        else changed[parameter.Name] = Element(parameter, text);
        return changed;
    }

    private static JsonElement Element(NodeParameter parameter, string text) =>
        parameter.Kind == ParameterKind.Number && double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? JsonSerializer.SerializeToElement(number)
            : JsonSerializer.SerializeToElement(text);

    private static string FreshId(string stem, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.Ordinal);
        for (var i = 1; ; i++)
            if (known.Add($"{stem}{i}")) return $"{stem}{i}";
    }
}
