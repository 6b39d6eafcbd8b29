using System.Globalization;
using System.Text.Json;

namespace TradeForge.Core.Strategies;

/// <summary>Checks the parameters of one node against its descriptor, overrides included, and reports everything that is wrong.</summary>
internal sealed class ParameterReader(GraphNode node, NodeDescriptor descriptor, List<Problem> problems)
{
    private readonly double[] _numbers = new double[descriptor.Parameters.Count];
    private readonly string?[] _texts = new string?[descriptor.Parameters.Count];
    private readonly bool[] _given = new bool[descriptor.Parameters.Count];

    public NodeValues Read(IReadOnlyDictionary<string, string> overrides)
    {
        foreach (var name in node.Data.Keys.Where(k => descriptor.Parameters.All(p => p.Name != k)))
            problems.Add(GraphProblems.UnknownParameter(node.Id, name));
        for (var i = 0; i < descriptor.Parameters.Count; i++)
        {
            var parameter = descriptor.Parameters[i];
            _given[i] = overrides.ContainsKey(parameter.Name) || node.Data.ContainsKey(parameter.Name);
            _numbers[i] = _given[i] && parameter.Kind == ParameterKind.Number ? double.NaN : parameter.Default; // a wrong number is not known: nobody takes the default for it
            if (overrides.TryGetValue(parameter.Name, out var text)) ReadText(i, parameter, text);
            else if (node.Data.TryGetValue(parameter.Name, out var json)) ReadJson(i, parameter, json);
            else if (parameter.Required) problems.Add(GraphProblems.MissingParameter(node.Id, parameter.Name));
        }
        return new NodeValues(descriptor, _numbers, _texts, _given);
    }

    private void ReadJson(int i, NodeParameter parameter, JsonElement json)
    {
        if (parameter.Kind == ParameterKind.Number)
        {
            if (json.ValueKind != JsonValueKind.Number) problems.Add(GraphProblems.WrongType(node.Id, parameter.Name, "a number", "числом"));
            else SetNumber(i, parameter, json.GetDouble());
        }
        else if (json.ValueKind != JsonValueKind.String) problems.Add(GraphProblems.WrongType(node.Id, parameter.Name, "a text", "строкой"));
        else ReadText(i, parameter, json.GetString()!);
    }

    private void ReadText(int i, NodeParameter parameter, string text)
    {
        if (parameter.Kind == ParameterKind.Text) SetText(i, parameter, text);
        else if (parameter.Kind == ParameterKind.Choice) SetWord(i, parameter, text);
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) SetNumber(i, parameter, number);
        else problems.Add(GraphProblems.WrongType(node.Id, parameter.Name, "a number", "числом"));
    }

    private void SetText(int i, NodeParameter parameter, string text)
    {
        if (parameter.Form is not { } form) _texts[i] = text;
        else if (text.Length == 0 && parameter.MayBeMissing) _given[i] = false;
        else if (form.Read(text) is { } read) _texts[i] = read;
        else problems.Add(GraphProblems.WrongText(node.Id, parameter, text));
    }

    private void SetWord(int i, NodeParameter parameter, string text)
    {
        var word = text.ToLowerInvariant();
        for (var k = 0; k < parameter.Choices.Count; k++)
        {
            if (parameter.Choices[k] != word) continue;
            _numbers[i] = k;
            return;
        }
        problems.Add(GraphProblems.NotAChoice(node.Id, parameter.Name, text, parameter.Choices));
    }

    private void SetNumber(int i, NodeParameter parameter, double value)
    {
        if (!double.IsFinite(value) || value < parameter.Min || value > parameter.Max || (parameter.AboveMin && value == parameter.Min))
            problems.Add(GraphProblems.OutOfRange(node.Id, parameter, value));
        else if (parameter.IsInteger && value != Math.Floor(value))
            problems.Add(GraphProblems.WrongType(node.Id, parameter.Name, "a whole number", "целым числом"));
        else _numbers[i] = value == 0 ? 0 : value;
    }
}
