using TradeForge.Core;
using TradeForge.Core.Strategies;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Features.Strategies.Library;

/// <summary>Between the graph on the canvas and the personal library: "make a block" keeps one, and any strategy can have it.</summary>
internal static class PersonalBlocks
{
    private static Problem TooLarge { get; } = new(Severity.Error, "too-large", "",
        new($"The block is longer than {BlockStore.MostCharacters} characters.", $"Блок длиннее {BlockStore.MostCharacters} символов."));

    private static Problem Nothing { get; } = new(Severity.Error, "nothing-chosen", "", new("Choose at least one block.", "Выберите хотя бы один блок."));

    /// <summary>Keeps nodes with the wires between them, mostly one group, under a name.</summary>
    /// <returns>What forbids it; empty when it is kept.</returns>
    public static async Task<IReadOnlyList<Problem>> KeepAsync(BlockStore store, StrategyGraph graph, IReadOnlyCollection<string> ids, string name, string description, CancellationToken cancel)
    {
        var part = Part(graph, ids, name);
        if (part.Nodes.Count == 0) return [Nothing];
        var json = StrategyJson.Write(part);
        if (json.Length > BlockStore.MostCharacters) return [TooLarge];
        await store.CreateAsync(name, description, json, cancel);
        return [];
    }

    /// <summary>The graph with the block in it: new ids where the old ones are taken, its upper left corner at <paramref name="at"/>.</summary>
    /// <returns>The graph and the ids that came in; null when the block cannot be read.</returns>
    public static (StrategyGraph Graph, IReadOnlyList<string> Ids)? Insert(StrategyGraph graph, PersonalBlock block, GraphPosition at)
    {
        if (StrategyJson.Parse(block.Json).Graph is not { Nodes.Count: > 0 } part) return null;
        var (left, top) = (part.Nodes.Min(n => n.Position.X), part.Nodes.Min(n => n.Position.Y));
        var (nodes, edges) = (new Fresh(graph.Nodes.Select(n => n.Id)), new Fresh(graph.Edges.Select(e => e.Id)));
        var ids = part.Nodes.ToDictionary(n => n.Id, n => nodes.Id(n.Id));
        return (graph with
        {
            Nodes = [.. graph.Nodes, .. part.Nodes.Select(n => n with { Id = ids[n.Id], Position = new(n.Position.X - left + at.X, n.Position.Y - top + at.Y) })],
            Edges = [.. graph.Edges, .. part.Edges.Where(e => ids.ContainsKey(e.Source) && ids.ContainsKey(e.Target)).Select(e => e with { Id = edges.Id(e.Id), Source = ids[e.Source], Target = ids[e.Target] })],
        }, [.. ids.Values]);
    }

    private static StrategyGraph Part(StrategyGraph graph, IReadOnlyCollection<string> ids, string name) => new(
        graph.SchemaVersion, name, [.. graph.Nodes.Where(n => ids.Contains(n.Id))], [.. graph.Edges.Where(e => ids.Contains(e.Source) && ids.Contains(e.Target))]);

    /// <summary>Ids that nobody has yet: the wanted one, else with a number behind it.</summary>
    private sealed class Fresh(IEnumerable<string> taken)
    {
        private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

        public string Id(string wanted)
        {
            if (_taken.Add(wanted)) return wanted;
            for (var i = 2; ; i++)
                if (_taken.Add($"{wanted}{i}")) return $"{wanted}{i}";
        }
    }
}
