using System.Globalization;

namespace TradeForge.Core.Strategies;

/// <summary>The checked parameter values of one node, defaults filled in, in the order of its descriptor.</summary>
internal sealed class NodeValues(NodeDescriptor descriptor, double[] numbers, string?[] texts, bool[] given)
{
    /// <summary>A number; NaN where it may be missing and is.</summary>
    public double Number(string name) => numbers[IndexOf(name)];

    public int Integer(string name) => (int)numbers[IndexOf(name)];

    /// <summary>The chosen word.</summary>
    public string Word(string name)
    {
        var i = IndexOf(name);
        return descriptor.Parameters[i].Choices[(int)numbers[i]];
    }

    public string Text(string name) => texts[IndexOf(name)] ?? "";

    /// <summary>The graph or an override says it, rightly or wrongly.</summary>
    public bool IsGiven(string name) => given[IndexOf(name)];

    public IReadOnlyList<double> Numbers => numbers;

    /// <summary>Parameter names and canonical texts, in the order of the descriptor; missing values are left out.</summary>
    public IEnumerable<(string Name, string Text)> Canonical()
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var parameter = descriptor.Parameters[i];
            if (parameter.Kind == ParameterKind.Text) { if (texts[i] is { } t) yield return (parameter.Name, t); }
            else if (double.IsNaN(numbers[i])) continue;
            else yield return (parameter.Name, parameter.Kind == ParameterKind.Choice ? parameter.Choices[(int)numbers[i]] : Canonical(numbers[i]));
        }
    }

    /// <summary>Of <see cref="Canonical()"/> what is not the default: what the graph means, whatever parameters a later version adds.</summary>
    public IEnumerable<(string Name, string Text)> Chosen()
    {
        foreach (var (name, text) in Canonical())
            if (IndexOf(name) is var i && (descriptor.Parameters[i].Kind == ParameterKind.Text || numbers[i] != descriptor.Parameters[i].Default)) yield return (name, text);
    }

    /// <summary>One spelling for one number: 2 for 2.0, 0 for −0, the shortest that reads back (golden rule G69).</summary>
    public static string Canonical(double number) => (number == 0 ? 0 : number).ToString("R", CultureInfo.InvariantCulture);

    private int IndexOf(string name)
    {
        for (var i = 0; i < descriptor.Parameters.Count; i++)
            if (descriptor.Parameters[i].Name == name) return i;
        throw new ArgumentException($"Node type {descriptor.Type} has no parameter {name}.", nameof(name));
    }
}
