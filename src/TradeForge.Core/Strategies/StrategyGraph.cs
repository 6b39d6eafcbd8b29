using System.Text.Json;

namespace TradeForge.Core.Strategies;

/// <summary>What the user drew: contract section 2. Immutable, saved as JSON; positions never influence a result.</summary>
public sealed record StrategyGraph(int SchemaVersion, string Name, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, GraphViewport? Viewport = null);

/// <summary>A block of the graph.</summary>
/// <param name="Id">Unique in the graph.</param>
/// <param name="Type">A node type of the catalogue, such as <c>sma</c> or <c>enter-long</c>.</param>
/// <param name="Position">Where the canvas draws it.</param>
/// <param name="Data">Parameters by name.</param>
public sealed record GraphNode(string Id, string Type, GraphPosition Position, IReadOnlyDictionary<string, JsonElement> Data)
{
    /// <summary>The words of <see cref="Color"/>.</summary>
    public static IReadOnlyList<string> Colors { get; } = ["red", "amber", "green", "blue", "violet", "grey"];

    /// <summary>How the canvas paints the block, for people; null = as its group.</summary>
    public string? Color { get; init; }
}

public sealed record GraphPosition(double X, double Y);

public sealed record GraphViewport(double X, double Y, double Zoom);

/// <summary>A wire from an output handle to an input handle.</summary>
public sealed record GraphEdge(string Id, string Source, string SourceHandle, string Target, string TargetHandle);
