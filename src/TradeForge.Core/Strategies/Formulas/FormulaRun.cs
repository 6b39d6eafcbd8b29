using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Formulas;

/// <summary>Computes a formula over columns, a block of bars at a time; the stack is made once. For one thread.</summary>
internal sealed class FormulaRun(Formula formula)
{
    private const int Block = 256;
    private readonly double[] _stack = new double[formula.Depth * Block];

    /// <summary>Fills the bars <paramref name="from"/> to <paramref name="to"/> of the frame's result.</summary>
    public void Run(StepFrame frame, int from, int to)
    {
        for (var start = from; start < to; start += Block)
        {
            var end = Math.Min(to, start + Block);
            var height = 0;
            foreach (var step in formula.Steps)
            {
                height -= Formula.Takes(step.Op);
                Apply(step, frame, start, end, height);
                height++;
            }
            At(0, end - start).CopyTo(frame.Result[start..end]);
        }
    }

    private Span<double> At(int height, int count) => _stack.AsSpan(height * Block, count);

    private void Apply(FormulaStep step, StepFrame frame, int from, int to, int height)
    {
        var count = to - from;
        var a = At(height, count);
        if (step.Op == FormulaOp.Number) a.Fill(step.Number);
        else if (step.Op == FormulaOp.Input) frame.Numbers(step.Index)[from..to].CopyTo(a);
        else if (step.Op == FormulaOp.Field) ((PriceField)step.Index).Copy(frame.Chunk, from - frame.ChunkStart, a);
        else if (Formula.Takes(step.Op) == 1) Single(step.Op, a);
        else if (step.Op == FormulaOp.If) Choose(a, At(height + 1, count), At(height + 2, count));
        else if (step.Op < FormulaOp.Less) Pair(step.Op, a, At(height + 1, count));
        else Compare(step.Op, a, At(height + 1, count));
    }

    private static void Single(FormulaOp op, Span<double> a)
    {
        switch (op)
        {
            case FormulaOp.Negate: Each<Negative>(a); break;
            case FormulaOp.Not: Each<Opposite>(a); break;
            case FormulaOp.Abs: Each<Absolute>(a); break;
            case FormulaOp.Sqrt: Each<Root>(a); break;
            case FormulaOp.Ln: Each<NaturalLog>(a); break;
            case FormulaOp.Log10: Each<DecimalLog>(a); break;
            case FormulaOp.Exp: Each<Exponential>(a); break;
            case FormulaOp.Floor: Each<Floor>(a); break;
            case FormulaOp.Ceil: Each<Ceiling>(a); break;
            case FormulaOp.Round: Each<Rounded>(a); break;
            case FormulaOp.Sign: Each<SignOf>(a); break;
            case FormulaOp.Known: Each<IsKnown>(a); break;
            default: throw new ArgumentOutOfRangeException(nameof(op), op, "Takes another number of operands.");
        }
    }

    private static void Pair(FormulaOp op, Span<double> a, Span<double> b)
    {
        switch (op)
        {
            case FormulaOp.Add: Each<Sum>(a, b); break;
            case FormulaOp.Subtract: Each<Difference>(a, b); break;
            case FormulaOp.Multiply: Each<Product>(a, b); break;
            case FormulaOp.Divide: Each<Quotient>(a, b); break;
            case FormulaOp.Remainder: Each<Remainder>(a, b); break;
            case FormulaOp.Power: Each<PowerOf>(a, b); break;
            case FormulaOp.Min: Each<Smaller>(a, b); break;
            case FormulaOp.Max: Each<Larger>(a, b); break;
            default: throw new ArgumentOutOfRangeException(nameof(op), op, "Takes another number of operands.");
        }
    }

    private static void Compare(FormulaOp op, Span<double> a, Span<double> b)
    {
        switch (op)
        {
            case FormulaOp.Less: Each<Holds<Less>>(a, b); break;
            case FormulaOp.LessOrEqual: Each<Holds<LessOrEqual>>(a, b); break;
            case FormulaOp.Greater: Each<Holds<Greater>>(a, b); break;
            case FormulaOp.GreaterOrEqual: Each<Holds<GreaterOrEqual>>(a, b); break;
            case FormulaOp.Equal: Each<Holds<Near>>(a, b); break;
            case FormulaOp.NotEqual: Each<Holds<NotNear>>(a, b); break;
            case FormulaOp.And: Each<Both>(a, b); break;
            case FormulaOp.Or: Each<Either>(a, b); break;
            default: throw new ArgumentOutOfRangeException(nameof(op), op, "Takes another number of operands.");
        }
    }

    private static void Choose(Span<double> condition, Span<double> yes, Span<double> no)
    {
        for (var i = 0; i < condition.Length; i++)
            if (!double.IsNaN(condition[i])) condition[i] = condition[i] != 0 ? yes[i] : no[i];
    }

    private static void Each<T>(Span<double> a) where T : struct, INumber
    {
        for (var i = 0; i < a.Length; i++) a[i] = Finite(T.Of(a[i]));
    }

    private static void Each<T>(Span<double> a, Span<double> b) where T : struct, INumberPair
    {
        for (var i = 0; i < a.Length; i++) a[i] = Finite(T.Of(a[i], b[i]));
    }

    private static double Finite(double x) => double.IsFinite(x) ? x : double.NaN;
}
