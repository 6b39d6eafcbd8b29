using TradeForge.Core.Indicators;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>regime: the market goes somewhere (trend), jumps about (volatile) or does neither (sideways); once known, exactly one is true.</summary>
/// <remarks>
/// A formula of this house. Way = |close − close n bars ago| / sum of the n moves between closes, from 0 to 1, and 0 if nothing moved
/// (the efficiency ratio of P. Kaufman, Smarter Trading, 1995). Noise = mean true range of n bars / mean true range of the longer baseline, 0 if nothing moved.
/// trend: way ≥ <c>trendAbove</c>. volatile: no trend, and noise ≥ <c>volatileAbove</c>. sideways: neither.
/// </remarks>
internal static class RegimeNode
{
    private static readonly Dictionary<string, Text> Names = new(StringComparer.Ordinal)
    {
        ["trend"] = new("the market trends", "рынок в тренде"),
        ["sideways"] = new("the market moves sideways", "рынок в боковике"),
        ["volatile"] = new("the market is volatile", "рынок волатилен"),
    };

    public static NodeDescriptor Descriptor { get; } = new(
        "regime", NodeGroup.Condition, new("Market regime", "Режим рынка"),
        new("Tells a trend from sideways and from volatile bars by the way the closes made and by the size of the bars.", "Различает тренд, боковик и волатильность по пути закрытий и по размаху баров."),
        "tune", [],
        [
            new("trend", new("Trend", "Тренд"), PortKind.Condition), new("sideways", new("Sideways", "Боковик"), PortKind.Condition),
            new("volatile", new("Volatile", "Волатильность"), PortKind.Condition),
        ],
        [
            NodeParameter.Number("bars", new("Bars", "Баров"), 20, 2, 10_000, integer: true),
            NodeParameter.Number("baseline", new("Bars of the usual range", "Баров обычного размаха"), 100, 2, 10_000, integer: true),
            NodeParameter.Number("trendAbove", new("Trend from this way on (0–1)", "Тренд от такого пути (0–1)"), 0.4, 0, 1),
            NodeParameter.Number("volatileAbove", new("Volatile from this multiple of the usual range on", "Волатильность от такого множителя обычного размаха"), 1.5, 0, 1_000),
        ])
    {
        CreateStep = v => new RegimeStep(v.Integer("bars"), v.Integer("baseline"), v.Number("trendAbove"), v.Number("volatileAbove")),
        WarmUp = v => Math.Max(v.Integer("bars"), v.Integer("baseline")),
        Say = p => Names[p.Output],
    };
}

internal sealed class RegimeStep(int bars, int baseline, double trendAbove, double volatileAbove) : Step
{
    private WindowSum _moves = new(bars), _ranges = new(bars), _baseline = new(baseline);
    private readonly double[] _closes = new double[bars]; // the close n bars ago lies where the next one goes
    private double _previous = double.NaN;

    public override void Run(StepFrame frame, int from, int to)
    {
        Span<byte> trend = frame.Truth(0), sideways = frame.Truth(1), jumpy = frame.Truth(2);
        for (var i = from; i < to; i++)
        {
            var candle = frame.Chunk[i - frame.ChunkStart];
            var range = Common.HasPrices(candle) && !double.IsNaN(_previous) ? Common.TrueRange(candle, _previous) : double.NaN;
            var moves = _moves.Add(Math.Abs(candle.Close - _previous));
            var noise = Ratio(_ranges.Add(range) / bars, _baseline.Add(range) / baseline);
            var way = i < bars ? double.NaN : Ratio(Math.Abs(candle.Close - _closes[i % bars]), moves);
            (_closes[i % bars], _previous) = (candle.Close, candle.Close);

            var goes = Kleene.Compare<GreaterOrEqual>(way, trendAbove);
            var jumps = Kleene.Compare<GreaterOrEqual>(noise, volatileAbove);
            trend[i] = goes;
            jumpy[i] = Kleene.And(Kleene.Not(goes), jumps);
            sideways[i] = Kleene.And(Kleene.Not(goes), Kleene.Not(jumps));
        }
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
