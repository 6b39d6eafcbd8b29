using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Export;

/// <summary>One statement per node; nodes without a C# operator are calls named after their type.</summary>
internal sealed class CSharpText(CompiledStrategy strategy) : StrategyText(strategy)
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "bar", "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default", "delegate", "do", "double", "else", "enum", "event",
        "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object",
        "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this",
        "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    };

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["add"] = "+",
        ["subtract"] = "-",
        ["multiply"] = "*",
        ["divide"] = "/",
        ["and"] = "&",
        ["or"] = "|",
        ["xor"] = "^",
    };

    public ExportedStrategy Write()
    {
        Note("Numbers that are not known are NaN, conditions are bool? joined by & and |, which follow Kleene's tables.", "Неизвестные числа — NaN, условия — bool?, соединённые & и | по таблицам Клини.");
        Note("Calls such as Sma(...) stand for the blocks of the same name; the rules of fills are not part of the text.", "Вызовы вроде Sma(...) обозначают одноимённые блоки; правила исполнения в текст не входят.");
        foreach (var node in Ordered()) Statement(node);
        return new($"{Head("//")}public sealed class ExportedStrategy : Strategy\n{{\n    public override void OnClose(Bar bar)\n    {{\n{Body}    }}\n}}\n", Notes);
    }

    private void Statement(PlanNode node)
    {
        var d = node.Descriptor;
        if (d.Group == NodeGroup.Action) Line($"if ({Input(node, 0)} == true) {Call(node, from: 1)};");
        else if (d.Group is NodeGroup.Risk or NodeGroup.Portfolio) Line($"{Call(node)};");
        else if (d.Outputs.Count(o => !o.ChartOnly) > 1) Line($"var ({string.Join(", ", d.Outputs.Where(o => !o.ChartOnly).Select(o => Variable(node.Id, o.Handle)))}) = {Call(node)};");
        else if (d.Outputs.Count > 0) Line($"{(d.Outputs[0].Kind switch { PortKind.Condition => "bool?", PortKind.Series => "double", _ => "var" })} {Variable(node.Id, d.Outputs[0].Handle)} = {Value(node)};");
    }

    private void Line(string text) => Body.Append("        ").Append(text).Append('\n');

    private string Value(PlanNode node) => node.Descriptor.Type switch
    {
        "price" when !IsElsewhere(node) => Price(PriceNode.Field(node.Values.Word("field"))),
        "constant" or "input" => NodeValues.Canonical(node.Values.Number("value")),
        "compare" when node.Values.Word("op") is "gt" or "ge" or "lt" or "le" =>
            $"Compare({Input(node, 0)}, \"{node.Values.Word("op") switch { "gt" => ">", "ge" => ">=", "lt" => "<", _ => "<=" }}\", {Input(node, 1)})",
        "not" => $"!{Input(node, 0)}",
        var type when Signs.TryGetValue(type, out var sign) => string.Join($" {sign} ", Enumerable.Range(0, node.Sources.Length).Where(i => node.Sources[i] is not null).Select(i => Input(node, i))),
        _ => Call(node),
    };

    private string Call(PlanNode node, int from = 0)
    {
        var inputs = Enumerable.Range(from, node.Sources.Length - from).Where(i => node.Sources[i] is not null || node.Descriptor.Inputs[i].Handle == "source").Select(i => $"{Word(node.Descriptor.Inputs[i].Handle)}: {Input(node, i)}");
        var parameters = node.Values.Canonical().Select(p => $"{Word(p.Name)}: {(double.TryParse(p.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _) ? p.Text : $"\"{Title(p.Text)}\"")}");
        return $"{string.Concat(node.Descriptor.Type.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]))}({string.Join(", ", inputs.Concat(parameters))})";
    }

    /// <summary>A keyword as the name of an argument.</summary>
    private static string Word(string name) => Reserved.Contains(name) ? "@" + name : name;

    protected override string Price(PriceField field) => $"bar.{field}";

    protected override bool IsReserved(string name) => Reserved.Contains(name);
}
