using TradeForge.Core.Strategies.Formulas;
using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Export;

/// <summary>A formula's program back in infix form, in the words of Pine; truth is 1 and 0 there too.</summary>
internal static class PineFormula
{
    private static readonly Dictionary<FormulaOp, string> Signs = new()
    {
        [FormulaOp.Add] = "+",
        [FormulaOp.Subtract] = "-",
        [FormulaOp.Multiply] = "*",
        [FormulaOp.Divide] = "/",
        [FormulaOp.Remainder] = "%",
        [FormulaOp.Less] = "<",
        [FormulaOp.LessOrEqual] = "<=",
        [FormulaOp.Greater] = ">",
        [FormulaOp.GreaterOrEqual] = ">=",
        [FormulaOp.Equal] = "==",
        [FormulaOp.NotEqual] = "!=",
    };

    public static string Of(Formula formula, Func<int, string> input)
    {
        var stack = new Stack<string>();
        foreach (var step in formula.Steps)
        {
            var operands = Enumerable.Range(0, Formula.Takes(step.Op)).Select(_ => stack.Pop()).Reverse().ToArray();
            stack.Push(Say(step, operands, input));
        }
        return stack.Pop();
    }

    private static string Say(FormulaStep step, string[] o, Func<int, string> input) => step.Op switch
    {
        FormulaOp.Number => NodeValues.Canonical(step.Number),
        FormulaOp.Input => input(step.Index),
        FormulaOp.Field => PriceNode.Word((PriceField)step.Index),
        FormulaOp.Negate => $"(-{o[0]})",
        FormulaOp.Not => $"({o[0]} == 0 ? 1 : 0)",
        FormulaOp.Known => $"(na({o[0]}) ? 0 : 1)",
        FormulaOp.Ln => $"math.log({o[0]})",
        FormulaOp.Power => $"math.pow({o[0]}, {o[1]})",
        FormulaOp.And => $"({o[0]} != 0 and {o[1]} != 0 ? 1 : 0)",
        FormulaOp.Or => $"({o[0]} != 0 or {o[1]} != 0 ? 1 : 0)",
        FormulaOp.If => $"({o[0]} != 0 ? {o[1]} : {o[2]})",
        >= FormulaOp.Less and <= FormulaOp.NotEqual => $"({o[0]} {Signs[step.Op]} {o[1]} ? 1 : 0)",
        _ when Signs.TryGetValue(step.Op, out var sign) => $"({o[0]} {sign} {o[1]})",
        var op => $"math.{op.ToString().ToLowerInvariant()}({string.Join(", ", o)})",
    };
}
