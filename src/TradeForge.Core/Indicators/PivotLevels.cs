namespace TradeForge.Core.Indicators;

/// <summary>Ways to compute pivot levels, in the order of the words.</summary>
internal enum PivotKind { Standard, Fibonacci, Camarilla, Woodie, Demark }

/// <summary>Pivot levels, in quote currency: the pivot, three resistances above it, three supports below it.</summary>
public readonly record struct PivotValue(double Pp, double R1, double R2, double R3, double S1, double S2, double S3)
{
    internal static PivotValue Unknown => new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}

/// <summary>What pivot-points and rolling-pivots share: the levels that a past window of candles sets.</summary>
/// <remarks>
/// Standard: pp = (H + L + C) / 3, r1 = 2 pp − L, r2 = pp + (H − L), r3 = H + 2 (pp − L), supports mirrored. Fibonacci: pp as before ± 0.382, 0.618, 1 of the range.
/// Camarilla: pp = C, ± 1.1 / 12, 1.1 / 6, 1.1 / 4 of the range. Woodie: pp = (H + L + 2 O) / 4 with the open that follows the window, levels as standard.
/// DeMark: x = H + 2 L + C after a fall (C &lt; O), 2 H + L + C after a rise, else H + L + 2 C; pp = x / 4, r1 = x / 2 − L, s1 = x / 2 − H, no other levels.
/// </remarks>
internal static class PivotLevels
{
    public static IndicatorParameter Kind { get; } = IndicatorParameter.Choice("kind", new("Kind", "Вид"), "standard", "fibonacci", "camarilla", "woodie", "demark");

    /// <summary>A pivot and its levels; there are none in the first window, and DeMark knows two.</summary>
    public static IReadOnlyList<IndicatorOutput> Outputs { get; } =
    [
        Level("pp", "Pivot", "Пивот"), Level("r1", "Resistance 1", "Сопротивление 1"), Level("r2", "Resistance 2", "Сопротивление 2"), Level("r3", "Resistance 3", "Сопротивление 3"),
        Level("s1", "Support 1", "Поддержка 1"), Level("s2", "Support 2", "Поддержка 2"), Level("s3", "Support 3", "Поддержка 3"),
    ];

    private static IndicatorOutput Level(string name, string en, string ru) => new(name, new(en, ru)) { Sparse = true };

    /// <param name="kind">The way.</param>
    /// <param name="open">Open of the window.</param>
    /// <param name="high">Its highest high.</param>
    /// <param name="low">Its lowest low.</param>
    /// <param name="close">Its last close.</param>
    /// <param name="next">The first open after it.</param>
    public static PivotValue Of(PivotKind kind, double open, double high, double low, double close, double next) => kind switch
    {
        PivotKind.Standard => Standard((high + low + close) / 3, high, low),
        PivotKind.Woodie => Standard((high + low + (2 * next)) / 4, high, low),
        PivotKind.Fibonacci => Around((high + low + close) / 3, 0.382 * (high - low), 0.618 * (high - low), high - low),
        PivotKind.Camarilla => Around(close, 1.1 / 12 * (high - low), 1.1 / 6 * (high - low), 1.1 / 4 * (high - low)),
        _ => Demark(close < open ? high + (2 * low) + close : close > open ? (2 * high) + low + close : high + low + (2 * close), high, low),
    };

    private static PivotValue Standard(double pp, double high, double low) =>
        new(pp, (2 * pp) - low, pp + (high - low), high + (2 * (pp - low)), (2 * pp) - high, pp - (high - low), low - (2 * (high - pp)));

    private static PivotValue Around(double pp, double first, double second, double third) =>
        new(pp, pp + first, pp + second, pp + third, pp - first, pp - second, pp - third);

    private static PivotValue Demark(double x, double high, double low) =>
        new(x / 4, (x / 2) - low, double.NaN, double.NaN, (x / 2) - high, double.NaN, double.NaN);
}
