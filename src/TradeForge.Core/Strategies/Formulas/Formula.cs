namespace TradeForge.Core.Strategies.Formulas;

/// <summary>What a step of a formula's program does to its stack of numbers.</summary>
internal enum FormulaOp
{
    Number, Input, Field,
    Negate, Not, Abs, Sqrt, Ln, Log10, Exp, Floor, Ceil, Round, Sign, Known,
    Add, Subtract, Multiply, Divide, Remainder, Power, Min, Max,
    Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual, And, Or,
    If,
}

/// <summary>A step of the program; <paramref name="Index"/> is the input (0 = in1) or the price field, <paramref name="Number"/> the literal.</summary>
internal readonly record struct FormulaStep(FormulaOp Op, int Index = 0, double Number = 0);

/// <summary>Something wrong with an expression, at a character counted from 1.</summary>
internal sealed record FormulaProblem(int Position, Text Message);

/// <summary>An expression of a formula node, compiled once to a flat program in postfix order. Immutable; runs share it.</summary>
/// <param name="Steps">Operands first, then what joins them.</param>
/// <param name="Depth">Most numbers on the stack at once.</param>
internal sealed record Formula(FormulaStep[] Steps, int Depth)
{
    /// <summary>Longest expression, in characters.</summary>
    public const int MostCharacters = 1_000;
    /// <summary>Deepest nesting of brackets, calls and signs.</summary>
    public const int MostDepth = 50;
    public const int MostInputs = 8;

    /// <summary>The inputs that the expression reads, 0 = in1.</summary>
    public IReadOnlySet<int> Inputs { get; } = Steps.Where(s => s.Op == FormulaOp.Input).Select(s => s.Index).ToHashSet();

    /// <summary>The program, or null with everything that is wrong; a fault of the grammar ends the reading, unknown names do not.</summary>
    public static (Formula? Formula, IReadOnlyList<FormulaProblem> Problems) Parse(string text)
    {
        var parser = new FormulaParser(text);
        return (parser.Read(), parser.Problems);
    }

    /// <summary>How many numbers a step takes from the stack; each gives one.</summary>
    public static int Takes(FormulaOp op) => op <= FormulaOp.Field ? 0 : op <= FormulaOp.Known ? 1 : op <= FormulaOp.Or ? 2 : 3;
}
