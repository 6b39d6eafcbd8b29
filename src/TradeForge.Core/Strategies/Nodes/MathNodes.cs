namespace TradeForge.Core.Strategies.Nodes;

/// <summary>add, subtract, multiply, divide, min, max, abs: arithmetic per bar; not known where an input is not, and where 0 divides.</summary>
internal static class MathNodes
{
    public static NodeDescriptor Add { get; } = Pair("add", new("Add", "Сложение"), new("A plus B.", "A плюс B."), "add", "({0} + {1})", () => new PairStep<Sum>());
    public static NodeDescriptor Subtract { get; } = Pair("subtract", new("Subtract", "Вычитание"), new("A minus B.", "A минус B."), "remove", "({0} − {1})", () => new PairStep<Difference>());
    public static NodeDescriptor Multiply { get; } = Pair("multiply", new("Multiply", "Умножение"), new("A times B.", "A умножить на B."), "close", "({0} × {1})", () => new PairStep<Product>());
    public static NodeDescriptor Divide { get; } = Pair("divide", new("Divide", "Деление"), new("A divided by B; not known where B is 0.", "A делить на B; неизвестно, где B равно 0."), "percent", "({0} ÷ {1})", () => new PairStep<Quotient>());
    public static NodeDescriptor Min { get; } = Pair("min", new("Smaller of", "Меньшее из"), new("The smaller of A and B.", "Меньшее из A и B."), "vertical_align_bottom", "the smaller of {0} and {1}", () => new PairStep<Smaller>(), "меньшее из двух ({0}; {1})");
    public static NodeDescriptor Max { get; } = Pair("max", new("Larger of", "Большее из"), new("The larger of A and B.", "Большее из A и B."), "vertical_align_top", "the larger of {0} and {1}", () => new PairStep<Larger>(), "большее из двух ({0}; {1})");

    public static NodeDescriptor Abs { get; } = new(
        "abs", NodeGroup.Math, new("Absolute value", "Модуль"), new("The source without its sign.", "Источник без знака."), "exposure", [Ports.Source], [Ports.Value], [])
    {
        CreateStep = _ => new AbsStep(),
        Say = p => new($"|{p.Input(0).En}|", $"|{p.Input(0).Ru}|"),
    };

    private static NodeDescriptor Pair(string type, Text name, Text help, string icon, string words, Func<Step> create, string? russian = null) =>
        new(type, NodeGroup.Math, name, help, icon, [Ports.A, Ports.B], [Ports.Value], [])
        {
            CreateStep = _ => create(),
            Say = p => new(string.Format(null, words, p.Input(0).En, p.Input(1).En), string.Format(null, russian ?? words, p.Input(0).Ru, p.Input(1).Ru)),
        };
}

internal interface INumberPair
{
    static abstract double Of(double a, double b);
}

internal readonly struct Sum : INumberPair { public static double Of(double a, double b) => a + b; }
internal readonly struct Difference : INumberPair { public static double Of(double a, double b) => a - b; }
internal readonly struct Product : INumberPair { public static double Of(double a, double b) => a * b; }
internal readonly struct Quotient : INumberPair { public static double Of(double a, double b) => b == 0 ? double.NaN : a / b; }
internal readonly struct Smaller : INumberPair { public static double Of(double a, double b) => Math.Min(a, b); }
internal readonly struct Larger : INumberPair { public static double Of(double a, double b) => Math.Max(a, b); }

internal sealed class PairStep<TPair> : Step where TPair : struct, INumberPair
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        ReadOnlySpan<double> a = frame.Numbers(0)[from..to], b = frame.Numbers(1)[from..to];
        var result = frame.Result[from..to];
        for (var i = 0; i < result.Length; i++) result[i] = TPair.Of(a[i], b[i]);
    }
}

internal sealed class AbsStep : Step
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        var source = frame.Numbers(0)[from..to];
        var result = frame.Result[from..to];
        for (var i = 0; i < result.Length; i++) result[i] = Math.Abs(source[i]);
    }
}
