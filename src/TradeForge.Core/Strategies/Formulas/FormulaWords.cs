using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Formulas;

/// <summary>The closed set of names, functions and operators of a formula.</summary>
internal static class FormulaWords
{
    /// <summary>Functions with the least and the most arguments; of more than two, min and max join pair by pair.</summary>
    public static IReadOnlyDictionary<string, (FormulaOp Op, int Least, int Most)> Functions { get; } = new SortedDictionary<string, (FormulaOp, int, int)>(StringComparer.Ordinal)
    {
        ["abs"] = (FormulaOp.Abs, 1, 1),
        ["sqrt"] = (FormulaOp.Sqrt, 1, 1),
        ["ln"] = (FormulaOp.Ln, 1, 1),
        ["log10"] = (FormulaOp.Log10, 1, 1),
        ["exp"] = (FormulaOp.Exp, 1, 1),
        ["floor"] = (FormulaOp.Floor, 1, 1),
        ["ceil"] = (FormulaOp.Ceil, 1, 1),
        ["round"] = (FormulaOp.Round, 1, 1),
        ["sign"] = (FormulaOp.Sign, 1, 1),
        ["known"] = (FormulaOp.Known, 1, 1),
        ["min"] = (FormulaOp.Min, 2, 8),
        ["max"] = (FormulaOp.Max, 2, 8),
        ["if"] = (FormulaOp.If, 3, 3),
    };

    /// <summary>Operators between two operands, by level: 0 or, 1 and, 2 comparisons, 3 sums, 4 products.</summary>
    private static readonly Dictionary<string, (int Level, FormulaOp Op)> Pairs = new(StringComparer.Ordinal)
    {
        ["or"] = (0, FormulaOp.Or),
        ["and"] = (1, FormulaOp.And),
        ["<"] = (2, FormulaOp.Less),
        ["<="] = (2, FormulaOp.LessOrEqual),
        [">"] = (2, FormulaOp.Greater),
        [">="] = (2, FormulaOp.GreaterOrEqual),
        ["=="] = (2, FormulaOp.Equal),
        ["!="] = (2, FormulaOp.NotEqual),
        ["+"] = (3, FormulaOp.Add),
        ["-"] = (3, FormulaOp.Subtract),
        ["*"] = (4, FormulaOp.Multiply),
        ["/"] = (4, FormulaOp.Divide),
        ["%"] = (4, FormulaOp.Remainder),
    };

    public const int Comparisons = 2;
    public const int Tightest = 4;

    public static FormulaOp? Pair(string sign, int level) => Pairs.TryGetValue(sign, out var pair) && pair.Level == level ? pair.Op : null;

    /// <summary>Words that are operators and so can be no name.</summary>
    public static bool IsOperatorWord(string word) => word is "and" or "or" or "not";

    /// <summary>in1 … in8 or a price of the candle.</summary>
    public static FormulaStep? Name(string word)
    {
        if (word.Length == 3 && word.StartsWith("in", StringComparison.Ordinal) && word[2] is >= '1' and <= '8') return new(FormulaOp.Input, word[2] - '1');
        foreach (var field in Enum.GetValues<PriceField>())
            if (PriceNode.Word(field) == word) return new(FormulaOp.Field, (int)field);
        return null;
    }

    public static string NamesInWords { get; } = "in1 … in8, " + string.Join(", ", Enum.GetValues<PriceField>().Select(PriceNode.Word));

    public static string FunctionsInWords { get; } = string.Join(", ", Functions.Keys);
}
