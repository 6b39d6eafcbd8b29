using TradeForge.Core.Indicators;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>A node type for an indicator of the catalogue, made from its definition.</summary>
internal static class IndicatorNode
{
    // Indicators whose customary input is the middle of the bar.
    private static readonly HashSet<string> OnMidPrice = new(StringComparer.Ordinal) { "alligator", "awesome", "fisher", "mama", "ht-trendline" };

    public static NodeDescriptor From(IndicatorDefinition definition) => new(
        definition.Id, NodeGroup.Indicators, definition.Name, definition.Description, "show_chart",
        definition.TakesSource ? [Ports.Source] : [],
        [.. definition.Outputs.Select(o => new OutputPort(o.Name, o.Label, PortKind.Series, o.ChartOnly))],
        [
            .. definition.Parameters.Select(Parameter),
            Supported.Later("symbol", new("Symbol", "Инструмент")), Supported.Later("timeframe", new("Timeframe", "Таймфрейм")),
        ])
    {
        CreateStep = v => new IndicatorStep(definition, Arguments(definition, v)),
        WarmUp = v => definition.WarmUp(Arguments(definition, v)),
        DefaultSource = OnMidPrice.Contains(definition.Id) ? PriceField.Hl2 : PriceField.Close,
        Say = p => Say(definition, p),
    };

    private static NodeParameter Parameter(IndicatorParameter p) => p.Choices is { } words
        ? NodeParameter.Choice(p.Name, p.Label, [.. words]) with { Default = p.Default }
        : NodeParameter.Number(p.Name, p.Label, p.Default, p.Min, p.Max, p.IsInteger);

    private static double[] Arguments(IndicatorDefinition definition, NodeValues values) => [.. values.Numbers.Take(definition.Parameters.Count)];

    private static Text Say(IndicatorDefinition definition, Phrase p)
    {
        var arguments = string.Join(", ", p.Values.Canonical().Select(v => v.Text));
        var call = definition.Id.ToUpperInvariant() + (arguments.Length > 0 ? $"({arguments})" : "");
        var output = definition.Outputs.Count > 1 ? definition.Outputs.First(o => o.Name == p.Output).Label : null;
        var source = definition.TakesSource ? p.Inputs[0] : null;
        return new(
            call + (output is null ? "" : $" {output.En}") + (source is null ? "" : $" of {source.En}"),
            call + (output is null ? "" : $" {output.Ru}") + (source is null ? "" : $" от {source.Ru}"));
    }
}

internal sealed class IndicatorStep(IndicatorDefinition definition, double[] arguments) : Step
{
    private readonly IIndicatorState _state = definition.Create(arguments);
    private readonly double[] _one = new double[definition.Outputs.Count];

    public override void Run(StepFrame frame, int from, int to)
    {
        var source = definition.TakesSource ? frame.Numbers(0)[from..to] : default;
        var columns = frame.Columns();
        var whole = from == frame.ChunkStart && to - from == frame.Chunk.Count;
        if (whole) _state.Fold(frame.Chunk, source, columns, from);
        else
            for (var i = from; i < to; i++)
            {
                _state.Next(frame.Chunk[i - frame.ChunkStart], definition.TakesSource ? source[i - from] : double.NaN, _one);
                for (var output = 0; output < _one.Length; output++) columns[output][i] = _one[output];
            }
    }
}
