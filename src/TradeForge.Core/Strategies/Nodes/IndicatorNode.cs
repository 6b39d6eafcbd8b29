using TradeForge.Core.Indicators;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>A node type for an indicator of the catalogue, made from its definition.</summary>
internal static class IndicatorNode
{
    public static NodeDescriptor From(IndicatorDefinition definition) => new(
        definition.Id, NodeGroup.Indicators, definition.Name, definition.Description, "show_chart",
        [.. definition.Inputs.Select(Input)],
        [.. definition.Outputs.Select(o => new OutputPort(o.Name, o.Label, PortKind.Series, o.ChartOnly))],
        [.. definition.Parameters.Select(Parameter), .. SeriesWords.Parameters])
    {
        CreateStep = definition.LiveOutputs == 0 ? null : v => new IndicatorStep(definition, Arguments(definition, v)),
        WarmUp = v => definition.WarmUp(Arguments(definition, v)),
        DefaultSource = Enum.Parse<PriceField>(definition.DefaultSource, ignoreCase: true),
        Say = p => Say(definition, p),
    };

    private static InputPort Input(string handle) => handle switch
    {
        "a" => Ports.A,
        "b" => Ports.B,
        _ => Ports.Source,
    };

    private static NodeParameter Parameter(IndicatorParameter p) => p.Choices is { } words
        ? NodeParameter.Choice(p.Name, p.Label, [.. words]) with { Default = p.Default }
        : NodeParameter.Number(p.Name, p.Label, p.Default, p.Min, p.Max, p.IsInteger);

    private static double[] Arguments(IndicatorDefinition definition, NodeValues values) => [.. values.Numbers.Take(definition.Parameters.Count)];

    private static Text Say(IndicatorDefinition definition, Phrase p)
    {
        var arguments = string.Join(", ", p.Values.Canonical().Where(v => v.Name is not ("symbol" or "timeframe")).Select(v => v.Text));
        var on = SeriesWords.On(p.Values);
        var call = definition.Id.ToUpperInvariant() + (arguments.Length > 0 ? $"({arguments})" : "");
        var output = definition.Outputs.Count > 1 ? definition.Outputs.First(o => o.Name == p.Output).Label : null;
        var sources = p.Inputs.OfType<Text>().ToList();
        return new(
            call + (output is null ? "" : $" {output.En}") + (sources.Count == 0 ? "" : $" of {string.Join(" and ", sources.Select(s => s.En))}") + on.En,
            call + (output is null ? "" : $" {output.Ru}") + (sources.Count == 0 ? "" : $" от {string.Join(" и ", sources.Select(s => s.Ru))}") + on.Ru);
    }
}

internal sealed class IndicatorStep(IndicatorDefinition definition, double[] arguments) : Step
{
    private readonly IIndicatorState _state = definition.Create(arguments);
    private readonly double[] _one = new double[definition.LiveOutputs];

    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        var a = frame.InputCount > 0 ? frame.Numbers(0)[from..to] : default;
        var b = frame.InputCount > 1 ? frame.Numbers(1)[from..to] : default;
        var columns = frame.Columns();
        var whole = from == frame.ChunkStart && to - from == frame.Chunk.Count;
        if (whole) _state.Fold(frame.Chunk, a, b, columns, from + frame.FirstRow);
        else
            for (var i = from; i < to; i++)
            {
                _state.Next(frame.Chunk[i - frame.ChunkStart], a.IsEmpty ? double.NaN : a[i - from], b.IsEmpty ? double.NaN : b[i - from], _one);
                for (var output = 0; output < _one.Length; output++) columns[output][i + frame.FirstRow] = _one[output];
            }
    }
}
