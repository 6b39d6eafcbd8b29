using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Formulas;

/// <summary>A function of one number, compiled into the loop that uses it.</summary>
internal interface INumber
{
    static abstract double Of(double a);
}

internal readonly struct Negative : INumber { public static double Of(double a) => -a; }
internal readonly struct Absolute : INumber { public static double Of(double a) => Math.Abs(a); }
internal readonly struct Root : INumber { public static double Of(double a) => Math.Sqrt(a); }
internal readonly struct NaturalLog : INumber { public static double Of(double a) => Math.Log(a); }
internal readonly struct DecimalLog : INumber { public static double Of(double a) => Math.Log10(a); }
internal readonly struct Exponential : INumber { public static double Of(double a) => Math.Exp(a); }
internal readonly struct Floor : INumber { public static double Of(double a) => Math.Floor(a); }
internal readonly struct Ceiling : INumber { public static double Of(double a) => Math.Ceiling(a); }
internal readonly struct Rounded : INumber { public static double Of(double a) => Math.Round(a, MidpointRounding.AwayFromZero); }
internal readonly struct SignOf : INumber { public static double Of(double a) => double.IsNaN(a) ? a : Math.Sign(a); }
internal readonly struct IsKnown : INumber { public static double Of(double a) => double.IsNaN(a) ? 0 : 1; }
internal readonly struct Opposite : INumber { public static double Of(double a) => double.IsNaN(a) ? a : a == 0 ? 1 : 0; }

internal readonly struct Remainder : INumberPair { public static double Of(double a, double b) => a % b; } // the sign of a; NaN for b = 0

internal readonly struct PowerOf : INumberPair
{
    public static double Of(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : Math.Pow(a, b); // Math.Pow(NaN, 0) is 1
}

/// <summary>1 where the relation holds, 0 where it does not.</summary>
internal readonly struct Holds<TRelation> : INumberPair where TRelation : struct, IRelation
{
    public static double Of(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : TRelation.Holds(a, b) ? 1 : 0;
}

/// <summary>Kleene's tables with 0 for false, NaN for not known and any other number for true (golden rule G67).</summary>
internal readonly struct Both : INumberPair
{
    public static double Of(double a, double b) => a == 0 || b == 0 ? 0 : double.IsNaN(a) || double.IsNaN(b) ? double.NaN : 1;
}

internal readonly struct Either : INumberPair
{
    public static double Of(double a, double b) => IsTrue(a) || IsTrue(b) ? 1 : double.IsNaN(a) || double.IsNaN(b) ? double.NaN : 0;

    private static bool IsTrue(double x) => x != 0 && !double.IsNaN(x);
}
