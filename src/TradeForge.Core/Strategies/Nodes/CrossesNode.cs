using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>crosses: a was not above b on the bar before and is now (golden rule G68); below is the mirror image, any is either.</summary>
internal static class CrossesNode
{
    private static readonly Dictionary<string, Text> Verbs = new(StringComparer.Ordinal)
    {
        ["above"] = new("crosses above", "пересекает снизу вверх"),
        ["below"] = new("crosses below", "пересекает сверху вниз"),
        ["any"] = new("crosses", "пересекает"),
    };

    public static NodeDescriptor Descriptor { get; } = new(
        "crosses", NodeGroup.Condition, new("Crosses", "Пересечение"),
        new("True on the bar on which A passes through B.", "Истина на том баре, на котором A проходит через B."),
        "trending_up", [Ports.A, Ports.B], [Ports.Result],
        [NodeParameter.Choice("direction", new("Direction", "Направление"), "above", "below", "any")])
    {
        CreateStep = v => v.Word("direction") switch
        {
            "above" => new CrossesStep<LessOrEqual, Greater>(),
            "below" => new CrossesStep<GreaterOrEqual, Less>(),
            _ => new CrossesAnyStep(),
        },
        WarmUp = _ => 1,
        Say = p =>
        {
            var verb = Verbs[p.Values.Word("direction")];
            return new($"{p.Input(0).En} {verb.En} {p.Input(1).En}", $"{p.Input(0).Ru} {verb.Ru} {RussianCase.Accusative(p.Input(1).Ru)}");
        },
    };
}

internal sealed class CrossesStep<TBefore, TNow> : Step where TBefore : struct, IOrder where TNow : struct, IOrder
{
    public override int LooksBack => 1;

    public override void Run(StepFrame frame, int from, int to)
    {
        ReadOnlySpan<double> a = frame.Numbers(0)[..to], b = frame.Numbers(1)[..to];
        var result = frame.TruthResult[..to];
        // The two relations exclude each other and both fail on NaN, so Kleene's "before and now" needs no test for it.
        var (wasBefore, wasBeyond) = from == 0 ? (false, false) : (TBefore.Holds(a[from - 1], b[from - 1]), TNow.Holds(a[from - 1], b[from - 1]));
        var i = from;
        for (; i <= to - 64; i += 64)
        {
            var (before, beyond) = (Masks.Of<TBefore>(a[i..], b[i..]), Masks.Of<TNow>(a[i..], b[i..]));
            var (lastBefore, lastBeyond) = ((before << 1) | (wasBefore ? 1UL : 0), (beyond << 1) | (wasBeyond ? 1UL : 0));
            Masks.Write(beyond & lastBefore, ~(before | lastBeyond | (beyond & lastBefore)), result[i..]);
            (wasBefore, wasBeyond) = (before >> 63 != 0, beyond >> 63 != 0);
        }
        for (; i < to; i++)
        {
            var (before, beyond) = (TBefore.Holds(a[i], b[i]), TNow.Holds(a[i], b[i]));
            result[i] = before | wasBeyond ? Kleene.F : beyond & wasBefore ? Kleene.T : Kleene.U;
            (wasBefore, wasBeyond) = (before, beyond);
        }
    }
}

internal sealed class CrossesAnyStep : Step
{
    public override int LooksBack => 1;

    public override void Run(StepFrame frame, int from, int to)
    {
        ReadOnlySpan<double> a = frame.Numbers(0), b = frame.Numbers(1);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            var (p, q) = i == 0 ? (double.NaN, double.NaN) : (a[i - 1], b[i - 1]);
            var up = Kleene.And(Kleene.Compare<LessOrEqual>(p, q), Kleene.Compare<Greater>(a[i], b[i]));
            var down = Kleene.And(Kleene.Compare<GreaterOrEqual>(p, q), Kleene.Compare<Less>(a[i], b[i]));
            result[i] = Kleene.Or(up, down);
        }
    }
}
