using System.Runtime.Intrinsics;
using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>compare: a against b; not known where either is not known (golden rules G28, G67).</summary>
internal static class CompareNode
{
    private static readonly Dictionary<string, (Text Words, Func<Step> Create)> Ops = new(StringComparer.Ordinal)
    {
        ["gt"] = (new("is above", "выше"), () => new OrderStep<Greater>()),
        ["ge"] = (new("is at least", "не ниже"), () => new OrderStep<GreaterOrEqual>()),
        ["lt"] = (new("is below", "ниже"), () => new OrderStep<Less>()),
        ["le"] = (new("is at most", "не выше"), () => new OrderStep<LessOrEqual>()),
        ["eq"] = (new("equals", "равно"), () => new CompareStep<Near>()),
        ["ne"] = (new("differs from", "не равно"), () => new CompareStep<NotNear>()),
    };

    public static NodeDescriptor Descriptor { get; } = new(
        "compare", NodeGroup.Condition, new("Compare", "Сравнение"),
        new("True while A stands in the chosen relation to B.", "Истина, пока A находится в выбранном отношении к B."),
        "balance", [Ports.A, Ports.B], [Ports.Result],
        [NodeParameter.Choice("op", new("Relation", "Отношение"), "gt", "ge", "lt", "le", "eq", "ne")])
    {
        CreateStep = v => Ops[v.Word("op")].Create(),
        Say = p =>
        {
            var (word, words) = (p.Values.Word("op"), Ops[p.Values.Word("op")].Words);
            var other = word is "eq" or "ne" ? $"({p.Input(1).Ru})" : RussianCase.Genitive(p.Input(1).Ru); // «равно» would want the dative
            return new($"{p.Input(0).En} {words.En} {p.Input(1).En}", $"{p.Input(0).Ru} {words.Ru} {other}");
        },
    };
}

internal interface IRelation
{
    static abstract bool Holds(double a, double b);
}

/// <summary>A relation that is decided for four pairs at once; where a number is NaN it does not hold.</summary>
internal interface IOrder : IRelation
{
    static abstract Vector256<double> Holds(Vector256<double> a, Vector256<double> b);
    static abstract Vector512<double> Holds(Vector512<double> a, Vector512<double> b);
}

internal readonly struct Greater : IOrder
{
    public static bool Holds(double a, double b) => a > b;
    public static Vector256<double> Holds(Vector256<double> a, Vector256<double> b) => Vector256.GreaterThan(a, b);
    public static Vector512<double> Holds(Vector512<double> a, Vector512<double> b) => Vector512.GreaterThan(a, b);
}

internal readonly struct GreaterOrEqual : IOrder
{
    public static bool Holds(double a, double b) => a >= b;
    public static Vector256<double> Holds(Vector256<double> a, Vector256<double> b) => Vector256.GreaterThanOrEqual(a, b);
    public static Vector512<double> Holds(Vector512<double> a, Vector512<double> b) => Vector512.GreaterThanOrEqual(a, b);
}

internal readonly struct Less : IOrder
{
    public static bool Holds(double a, double b) => a < b;
    public static Vector256<double> Holds(Vector256<double> a, Vector256<double> b) => Vector256.LessThan(a, b);
    public static Vector512<double> Holds(Vector512<double> a, Vector512<double> b) => Vector512.LessThan(a, b);
}

internal readonly struct LessOrEqual : IOrder
{
    public static bool Holds(double a, double b) => a <= b;
    public static Vector256<double> Holds(Vector256<double> a, Vector256<double> b) => Vector256.LessThanOrEqual(a, b);
    public static Vector512<double> Holds(Vector512<double> a, Vector512<double> b) => Vector512.LessThanOrEqual(a, b);
}

internal readonly struct Near : IRelation { public static bool Holds(double a, double b) => Kleene.Near(a, b); }
internal readonly struct NotNear : IRelation { public static bool Holds(double a, double b) => !Kleene.Near(a, b); }

internal sealed class CompareStep<TRelation> : Step where TRelation : struct, IRelation
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        ReadOnlySpan<double> a = frame.Numbers(0)[from..to], b = frame.Numbers(1)[from..to];
        var result = frame.TruthResult[from..to];
        for (var i = 0; i < result.Length; i++) result[i] = Kleene.Compare<TRelation>(a[i], b[i]);
    }
}

internal sealed class OrderStep<TOrder> : Step where TOrder : struct, IOrder
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        ReadOnlySpan<double> a = frame.Numbers(0)[from..to], b = frame.Numbers(1)[from..to];
        var result = frame.TruthResult[from..to];
        var i = 0;
        for (; i <= result.Length - 64; i += 64) Masks.Write(Masks.Of<TOrder>(a[i..], b[i..]), ~(Masks.Known(a[i..]) & Masks.Known(b[i..])), result[i..]);
        for (; i < result.Length; i++) result[i] = Kleene.Compare<TOrder>(a[i], b[i]);
    }
}
