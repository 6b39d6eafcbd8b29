using TradeForge.Core.Strategies.Formulas;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>formula: a number worked out per bar by an expression over in1 … in8 and the prices of the candle (grammar: README.md of Strategies).</summary>
internal static class FormulaNode
{
    public static NodeDescriptor Descriptor { get; } = new(
        "formula", NodeGroup.Math, new("Formula", "Формула"),
        new("A number worked out from the inputs and the prices of the bar, such as (in1 - in2) / close.", "Число, вычисленное из входов и цен бара, например (in1 - in2) / close."),
        "function",
        [.. Enumerable.Range(1, Formula.MostInputs).Select(i => new InputPort($"in{i}", new($"Series {i}", $"Ряд {i}"), PortKind.Series, Optional: true))],
        [Ports.Value], [new("expression", new("Expression", "Выражение"), ParameterKind.Text)])
    {
        CreateStep = v => new FormulaStepOf(Formula.Parse(v.Text("expression")).Formula!), // checked before
        Check = Check,
        Say = Say,
    };

    private static IEnumerable<Problem> Check(CheckedNode node)
    {
        if (!node.Values.IsGiven("expression")) return [GraphProblems.MissingParameter(node.Id, "expression")];
        var (formula, problems) = Formula.Parse(node.Values.Text("expression"));
        if (formula is null) return problems.Select(p => GraphProblems.Formula(node.Id, p));
        return Enumerable.Range(0, Formula.MostInputs).Where(i => formula.Inputs.Contains(i) != node.Sources[i] is not null)
            .Select(i => formula.Inputs.Contains(i) ? GraphProblems.MissingInput(node.Id, $"in{i + 1}") : GraphProblems.UnreadInput(node.Id, $"in{i + 1}"));
    }

    private static Text Say(Phrase p)
    {
        var inputs = p.Inputs.Select((words, i) => (Name: $"in{i + 1}", Words: words)).Where(n => n.Words is not null).ToList();
        var expression = p.Values.Text("expression").Trim();
        return inputs.Count == 0 ? new($"[{expression}]", $"[{expression}]") : new(
            $"[{expression}; {string.Join(", ", inputs.Select(n => $"{n.Name} = {n.Words!.En}"))}]",
            $"[{expression}; {string.Join(", ", inputs.Select(n => $"{n.Name} = {n.Words!.Ru}"))}]");
    }
}

internal sealed class FormulaStepOf(Formula formula) : Step
{
    private readonly FormulaRun _run = new(formula);

    public override void Run(StepFrame frame, int from, int to) => _run.Run(frame, from, to);
}
