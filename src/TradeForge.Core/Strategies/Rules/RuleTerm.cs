using System.Text.Json;

namespace TradeForge.Core.Strategies.Rules;

/// <summary>What goes into an input of a term.</summary>
public sealed record RuleInput(string Handle, RuleTerm Term);

/// <summary>A block as a part of a rule: an action, a condition or a value, with everything that it reads below it. Immutable.</summary>
/// <param name="Node">The block; an empty id means a new one.</param>
/// <param name="Output">Which of its outputs is read; empty for rules themselves.</param>
public sealed record RuleTerm(GraphNode Node, string Output)
{
    public IReadOnlyList<RuleInput> Inputs { get; init; } = [];

    /// <summary>The list cannot show its inside; it is kept as it was drawn.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>Null for a type that does not exist.</summary>
    public NodeDescriptor? Descriptor => NodeCatalog.TryFind(Node.Type, out var found) ? found : null;

    public RuleTerm? At(string handle) => Inputs.FirstOrDefault(i => i.Handle == handle)?.Term;

    /// <summary>A new block with its defaults, and a value to begin with wherever it has none.</summary>
    public static RuleTerm New(NodeDescriptor d, string? output = null, params (string Name, string Word)[] words)
    {
        var data = d.Parameters.Where(p => p.Required || (p.MayBeMissing && p.Kind == ParameterKind.Number)).ToDictionary(p => p.Name, Begin, StringComparer.Ordinal);
        foreach (var (name, word) in words) data[name] = JsonSerializer.SerializeToElement(word);
        return new(new GraphNode("", d.Type, new GraphPosition(0, 0), data), output ?? d.Outputs.FirstOrDefault(o => !o.ChartOnly)?.Handle ?? "");
    }

    /// <summary>With another value of a parameter; null takes it away.</summary>
    public RuleTerm With(string name, JsonElement? value)
    {
        var data = new SortedDictionary<string, JsonElement>(Node.Data.ToDictionary(), StringComparer.Ordinal);
        if (value is { } v) data[name] = v;
        else data.Remove(name);
        return this with { Node = Node with { Data = data } };
    }

    /// <summary>With another term at an input; null leaves it open.</summary>
    public RuleTerm Put(string handle, RuleTerm? term)
    {
        var inputs = Inputs.Where(i => i.Handle != handle).ToList();
        if (term is not null) inputs.Add(new(handle, term));
        var order = Descriptor?.Inputs.Select(p => p.Handle).ToList() ?? [];
        return this with { Inputs = [.. inputs.OrderBy(i => order.IndexOf(i.Handle))] };
    }

    /// <summary>The same place with a block of another type: a new one that keeps the inputs and parameters of the same name that fit it.</summary>
    public RuleTerm Become(RuleTerm other)
    {
        if (other.Descriptor is not { } d) return other;
        foreach (var input in Inputs.Where(i => d.Inputs.Any(p => p.Handle == i.Handle && Fits(p, i.Term)))) other = other.Put(input.Handle, input.Term);
        foreach (var p in d.Parameters.Where(p => p.Kind == ParameterKind.Number && Node.Data.ContainsKey(p.Name))) other = other.With(p.Name, Node.Data[p.Name]);
        return other with { Node = other.Node with { Position = Node.Position } };
    }

    private static bool Fits(InputPort port, RuleTerm term) => term.Descriptor is { } d && d.IndexOfOutput(term.Output) is >= 0 and var o && d.Outputs[o].Kind == port.Kind;

    private static JsonElement Begin(NodeParameter p) => p.Kind switch
    {
        ParameterKind.Text => JsonSerializer.SerializeToElement(p.Name switch { "from" => "09:30", "to" => "16:00", "days" => "mon-fri", _ => "" }),
        ParameterKind.Choice => JsonSerializer.SerializeToElement(p.Choices[0]),
        _ => JsonSerializer.SerializeToElement(Math.Clamp(double.IsNaN(p.Default) ? 5 : p.Default, p.AboveMin ? p.Min + 1e-9 : p.Min, p.Max)),
    };
}
