using TradeForge.Core.Simulation.Explain;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Replay;

/// <summary>How the conditions that lead to an action stood on a bar, for a canvas to colour.</summary>
/// <param name="Nodes">Node id to true, false or unknown; a group stands for what is inside it.</param>
/// <param name="FirstFalse">The node that kept the action from being true; null if it was true.</param>
public sealed record CanvasPath(IReadOnlyDictionary<string, string> Nodes, string? FirstFalse)
{
    /// <summary>Nothing is coloured.</summary>
    public static CanvasPath None { get; } = new(new Dictionary<string, string>(), null);

    public static CanvasPath Of(ActionExplanation action)
    {
        var nodes = new Dictionary<string, string>(StringComparer.Ordinal) { [action.NodeId] = Word(action.Truth) };
        foreach (var reading in action.Readings.Where(r => r.NodeId.Length > 0 && (r.Kind == PortKind.Condition || r.Truth == Truth.Unknown))) // nearest the action first
        {
            nodes.TryAdd(reading.NodeId, Word(reading.Truth));
            nodes.TryAdd(reading.NodeId.Split('/')[0], Word(reading.Truth)); // the group as drawn
        }

        return new(nodes, action.FirstNotTrue is [.., var last] ? last.NodeId : null);
    }

    private static string Word(Truth truth) => truth switch { Truth.True => "true", Truth.False => "false", _ => "unknown" };
}
