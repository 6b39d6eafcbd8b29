using TradeForge.Core.Strategies;
using TradeForge.Core.Strategies.Formulas;

namespace TradeForge.Core.Tests.Strategies;

/// <summary>Random expressions against an evaluator that walks the tree and knows nothing of programs, stacks or blocks.</summary>
internal static class FormulaLaws
{
    private static readonly double[] Columns = [3, -2.5, 0, double.NaN, 1e200];

    private abstract record Node;
    private sealed record Leaf(string Word, double Value) : Node;
    private sealed record Branch(string Word, Node[] Parts) : Node;

    private static readonly string[][] Levels = [["or"], ["and"], ["<", "<=", ">", ">=", "==", "!="], ["+", "-"], ["*", "/", "%"]];
    private static readonly (string Word, int Count)[] Calls =
        [("abs", 1), ("sqrt", 1), ("ln", 1), ("log10", 1), ("exp", 1), ("floor", 1), ("ceil", 1), ("round", 1), ("sign", 1), ("known", 1), ("min", 2), ("min", 4), ("max", 3), ("if", 3)];

    private static Node Tree(Random random, int size)
    {
        if (size <= 1)
        {
            var input = random.Next(Columns.Length + 2);
            if (input < Columns.Length) return new Leaf($"in{input + 1}", Columns[input]);
            var number = random.Next(4) == 0 ? random.Next(5) : Math.Round(random.NextDouble() * 10, 3);
            return new Leaf(number.ToString("R", System.Globalization.CultureInfo.InvariantCulture), number);
        }
        var kind = random.Next(9);
        if (kind < 5) return new Branch(Levels[kind][random.Next(Levels[kind].Length)], [Tree(random, size / 2), Tree(random, size / 2)]);
        if (kind == 5) return new Branch("not", [Tree(random, size - 1)]);
        if (kind == 6) return new Branch("minus", [Tree(random, size - 1)]);
        if (kind == 7) return new Branch("^", [Tree(random, size / 2), Tree(random, size / 2)]);
        var (word, count) = Calls[random.Next(Calls.Length)];
        return new Branch(word, [.. Enumerable.Range(0, count).Select(_ => Tree(random, size / count))]);
    }

    // How tightly the outermost sign binds; the bracket rules of the README, written down once more.
    private static int Level(Node node) => node is not Branch b ? 9 : b.Word switch
    {
        "not" => 2,
        "minus" => 6,
        "^" => 7,
        _ => Array.FindIndex(Levels, l => l.Contains(b.Word)) switch { 0 => 0, 1 => 1, 2 => 3, 3 => 4, 4 => 5, _ => 9 },
    };

    private static string Print(Node node, Random random)
    {
        if (node is Leaf leaf) return leaf.Word;
        var b = (Branch)node;
        var level = Level(node);
        string Part(int i, int least) => Level(b.Parts[i]) < least || random.Next(6) == 0 ? $"({Print(b.Parts[i], random)})" : Print(b.Parts[i], random);
        var space = random.Next(2) == 0 ? " " : "";
        return b.Word switch
        {
            "not" => $"not {Part(0, 2)}",
            "minus" => $"-{space}{Part(0, 6)}",
            "^" => $"{Part(0, 8)}{space}^{space}{Part(1, 6)}",
            "and" or "or" => $"{Part(0, level)} {b.Word} {Part(1, level + 1)}",
            _ when level < 9 => $"{Part(0, level == 3 ? 4 : level)}{space}{b.Word}{space}{Part(1, level + 1)}",
            _ => $"{b.Word}({string.Join($",{space}", b.Parts.Select(p => Print(p, random)))})",
        };
    }

    private static double Value(Node node)
    {
        if (node is Leaf leaf) return leaf.Value;
        var branch = (Branch)node;
        var v = branch.Parts.Select(Value).ToArray();
        var unknown = v.Any(double.IsNaN);
        double Truth(bool value) => value ? 1 : 0;
        var result = branch.Word switch
        {
            "known" => Truth(!unknown),
            "if" => double.IsNaN(v[0]) ? double.NaN : v[0] != 0 ? v[1] : v[2],
            "and" => v.Any(x => x == 0) ? 0 : unknown ? double.NaN : 1,
            "or" => v.Any(x => !double.IsNaN(x) && x != 0) ? 1 : unknown ? double.NaN : 0,
            _ when unknown => double.NaN,
            "not" => Truth(v[0] == 0),
            "minus" => -v[0],
            "+" => v[0] + v[1],
            "-" => v[0] - v[1],
            "*" => v[0] * v[1],
            "/" => v[0] / v[1],
            "%" => v[0] % v[1],
            "^" => Math.Pow(v[0], v[1]),
            "<" => Truth(v[0] < v[1]),
            "<=" => Truth(v[0] <= v[1]),
            ">" => Truth(v[0] > v[1]),
            ">=" => Truth(v[0] >= v[1]),
            "==" => Truth(Math.Abs(v[0] - v[1]) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(v[0]), Math.Abs(v[1])))),
            "!=" => Truth(Math.Abs(v[0] - v[1]) > 1e-9 * Math.Max(1, Math.Max(Math.Abs(v[0]), Math.Abs(v[1])))),
            "abs" => Math.Abs(v[0]),
            "sqrt" => Math.Sqrt(v[0]),
            "ln" => Math.Log(v[0]),
            "log10" => Math.Log10(v[0]),
            "exp" => Math.Exp(v[0]),
            "floor" => Math.Floor(v[0]),
            "ceil" => Math.Ceiling(v[0]),
            "round" => Math.Sign(v[0]) * Math.Floor(Math.Abs(v[0]) + 0.5),
            "sign" => v[0] > 0 ? 1 : v[0] < 0 ? -1 : 0,
            "min" => v.Min(),
            "max" => v.Max(),
            var other => throw new InvalidOperationException(other),
        };
        return double.IsFinite(result) ? result : double.NaN;
    }

    /// <summary>A law for <see cref="StrategyFuzz"/>.</summary>
    public static bool EqualsTheTree(int seed)
    {
        var random = new Random(seed);
        var tree = Tree(random, random.Next(1, 40));
        var (formula, problems) = Formula.Parse(Print(tree, random));
        if (formula is null) throw new InvalidOperationException($"{Print(tree, new Random(0))}: {string.Join("; ", problems.Select(p => p.Message.En))}");
        return Value(tree).Equals(Play(formula));
    }

    /// <summary>The compiled program, through a graph with five constant inputs.</summary>
    private static double Play(Formula formula)
    {
        var frame = new StepFrame(Run.Value, Run.Value.LaneOf(0), [.. Enumerable.Range(1, Columns.Length).Select(i => Run.Value.Strategy.SlotOf($"c{i}", "value"))], [Run.Value.Strategy.SlotOf("out", "value")]);
        new FormulaRun(formula).Run(frame, 0, Run.Value.Count);
        return frame.Result[Run.Value.Count - 1];
    }

    // 300 bars: more than a block. The formula's result is written over a column that nobody reads.
    private static readonly Lazy<StrategyEvaluation> Run = new(() =>
    {
        var graph = new GraphBuilder().Node("out", "constant", "value=77").Node("x", "compare").Node("buy", "enter-long").Wire("out.value -> x.a", "out.value -> x.b", "x.result -> buy.when").Node("f", "formula");
        for (var i = 1; i <= Columns.Length; i++) graph.Node($"c{i}", "formula").Wire($"c{i}.value -> f.in{i}").Set($"c{i}", "expression", i == 4 ? "0 / 0" : i == 5 ? "1e200" : Columns[i - 1].ToString(System.Globalization.CultureInfo.InvariantCulture));
        graph.Set("f", "expression", "in1 + in2 + in3 + in4 + in5").Node("y", "compare").Node("sell", "exit-long").Wire("f.value -> y.a", "f.value -> y.b", "y.result -> sell.when");
        return graph.Compile().Evaluate(Bars.Closes(new double[300]));
    });

    public static string Noise(Random random)
    {
        string[] pieces = ["in1", "in8", "in9", "close", "foo", "(", ")", ",", "+", "-", "*", "/", "%", "^", "<", "<=", "==", "=", "!", "and", "or", "not", "if(", "min(", "abs(", "1", "2.5", ".", "1e", " ", "é", "\ud800", "\t", "\"", "#"];
        return string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
