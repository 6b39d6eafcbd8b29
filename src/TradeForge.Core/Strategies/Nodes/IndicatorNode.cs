using TradeForge.Core.Indicators;
using TradeForge.Core.Strategies.Reading;

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
        var name = NameOf(definition);
        var arguments = Arguments(p).ToList();
        var on = SeriesWords.On(p.Values);
        var output = definition.Outputs.Count > 1 ? definition.Outputs.First(o => o.Name == p.Output).Label : null;
        var sources = p.Inputs.OfType<Text>().ToList();
        return new(
            (output is null || output.En == name.En ? "" : $"{Lower(output.En, "the ")}{(output.En is "Upper" or "Lower" ? " line" : "")} of ") + Call(name.En, arguments.Select(a => a.En)) + (sources.Count == 0 ? "" : $" of {string.Join(" and ", sources.Select(s => s.En))}") + on.En,
            Call(name.Ru, arguments.Select(a => a.Ru)) + (sources.Count == 0 ? "" : $" от {string.Join(" и ", sources.Select(s => RussianCase.Genitive(s.Ru)))}") + on.Ru + (output is null || output.Ru == name.Ru ? "" : $": {Lower(output.Ru, "")}"));
    }

    // Lower band → the lower band; %K and RSI stay
    private static string Lower(string label, string article) => label.Length > 1 && !label.Skip(1).Any(char.IsUpper) && char.IsLower(label[1]) ? article + char.ToLowerInvariant(label[0]) + label[1..] : label;

    private static IEnumerable<Text> Arguments(Phrase p) => p.Descriptor.Parameters.Where(d => d.Kind != ParameterKind.Text && d.Min != d.Max)
        .Select(d => d.Kind == ParameterKind.Choice ? WordLabels.Of(p.Values.Word(d.Name)) : new(p.Number(d.Name), p.Number(d.Name)));

    // SMA(10), but Bollinger Bands (20, 2)
    private static string Call(string name, IEnumerable<string> arguments) =>
        string.Join(", ", arguments) is { Length: > 0 } list ? $"{name}{(name.All(char.IsUpper) ? "" : " ")}({list})" : name;

    /// <summary>The abbreviation that traders use where the name has one, else the name.</summary>
    private static Text NameOf(IndicatorDefinition definition)
    {
        var (id, name) = (definition.Id.ToUpperInvariant(), definition.Name.En);
        var words = name.Split(' ');
        var isAbbreviation = words.Contains(id, StringComparer.Ordinal) || (id.Length <= 5 && id.All(char.IsAsciiLetterUpper) && !words.Contains(id, StringComparer.OrdinalIgnoreCase) && Spells(name, id));
        return isAbbreviation ? new(id, id) : new(Bare(name), Bare(definition.Name.Ru));
    }

    private static bool Spells(string name, string letters)
    {
        var at = 0;
        foreach (var c in name.ToUpperInvariant())
            if (at < letters.Length && letters[at] == c) at++;
        return at == letters.Length;
    }

    private static string Bare(string name) => name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;
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
