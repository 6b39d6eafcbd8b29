using System.Globalization;
using TradeForge.Core.Strategies;

namespace TradeForge.Web.Shared.Graphs;

internal sealed record CanvasPort(string Handle, string Label, string Kind, bool Optional, bool ChartOnly);

internal sealed record CanvasParameter(string Name, string Label, string Kind, string? Fallback, IReadOnlyDictionary<string, string>? Choices, bool Fixed);

/// <summary>What the canvas knows of a node type, in the language of the page: made from its descriptor and nothing else.</summary>
internal sealed record CanvasType(string Name, string Help, string Group, string Icon, IReadOnlyList<CanvasPort> Inputs, IReadOnlyList<CanvasPort> Outputs, IReadOnlyList<CanvasParameter> Parameters, string? Lane)
{
    public static CanvasType From(NodeDescriptor d) => new(
        d.Name.Here(), d.Help.Here(), d.Group.ToString(), d.Icon,
        [.. d.Inputs.Select(p => new CanvasPort(p.Handle, p.Label.Here(), Kind(p.Kind), p.Optional, false))],
        [.. d.Outputs.Select(p => new CanvasPort(p.Handle, p.Label.Here(), Kind(p.Kind), false, p.ChartOnly))],
        [.. d.Parameters.Select(From)], d.Section?.ToString().ToLowerInvariant());

    /// <summary>What holds while the graph says nothing; null where it must say something.</summary>
    public static string? Fallback(NodeParameter p) => p.Kind == ParameterKind.Choice ? p.Choices[double.IsNaN(p.Default) ? 0 : (int)p.Default]
        : double.IsNaN(p.Default) ? null : p.Default.ToString("R", CultureInfo.InvariantCulture);

    private static CanvasParameter From(NodeParameter p) => new(
        p.Name, p.Label.Here(), p.Kind.ToString().ToLowerInvariant(), Fallback(p),
        p.Kind == ParameterKind.Choice ? p.Choices.ToDictionary(w => w, w => WordLabels.Of(w).Here(), StringComparer.Ordinal) : null,
        p.Min == p.Max);

    private static string Kind(PortKind kind) => kind.ToString().ToLowerInvariant();
}
