using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>divergence: two turning points of A, of which B says the contrary; seen only once the second is confirmed (golden rule G12).</summary>
internal static class DivergenceNode
{
    private static readonly Dictionary<string, Text> Kinds = new(StringComparer.Ordinal)
    {
        ["regular"] = new("", ""),
        ["hidden"] = new("hidden ", "скрытая "),
    };

    private static readonly Dictionary<string, Text> Sides = new(StringComparer.Ordinal)
    {
        ["bullish"] = new("bullish", "бычья"),
        ["bearish"] = new("bearish", "медвежья"),
    };

    public static NodeDescriptor Descriptor { get; } = new(
        "divergence", NodeGroup.Condition, new("Divergence", "Дивергенция"),
        new("True on the bar that confirms a turning point of A (the price) which B (an oscillator) does not follow.", "Истина на баре, который подтверждает разворот A (цены), за которым не идёт B (осциллятор)."),
        "call_split", [Ports.A, Ports.B], [Ports.Result],
        [
            NodeParameter.Choice("kind", new("Kind", "Вид"), "regular", "hidden"),
            NodeParameter.Choice("side", new("Side", "Сторона"), "bullish", "bearish"),
            NodeParameter.Number("bars", new("Bars on each side of a turning point", "Баров по обе стороны разворота"), 5, 1, 500, integer: true),
            NodeParameter.Number("within", new("Most bars between two turning points", "Не больше баров между разворотами"), 60, 1, Ports.MostBars, integer: true),
        ])
    {
        CreateStep = v => Create(v.Word("kind") == "hidden", v.Word("side") == "bearish", v.Integer("bars"), v.Integer("within")),
        WarmUp = v => (2 * v.Integer("bars")) + v.Integer("within"),
        Say = p =>
        {
            var (kind, side) = (Kinds[p.Values.Word("kind")], Sides[p.Values.Word("side")]);
            return new($"there is a {kind.En}{side.En} divergence of {p.Input(0).En} and {p.Input(1).En}", $"есть {kind.Ru}{side.Ru} дивергенция ({p.Input(0).Ru} против {RussianCase.Genitive(p.Input(1).Ru)})");
        },
    };

    // Bullish compares lows, bearish highs. Regular: A goes further, B does not; hidden: B goes further, A does not.
    private static Step Create(bool hidden, bool bearish, int bars, int within) => (hidden, bearish) switch
    {
        (false, false) => new DivergenceStep<Less, LessOrEqual, Less, Greater>(bars, within),
        (true, false) => new DivergenceStep<Less, LessOrEqual, Greater, Less>(bars, within),
        (false, true) => new DivergenceStep<Greater, GreaterOrEqual, Greater, Less>(bars, within),
        _ => new DivergenceStep<Greater, GreaterOrEqual, Less, Greater>(bars, within),
    };
}

/// <summary>A turning point beats the bars before it (<typeparamref name="TBefore"/>) and at least equals those after it: of equal bars the first counts.</summary>
internal sealed class DivergenceStep<TBefore, TAfter, TPrice, TOther>(int bars, int within) : Step
    where TBefore : struct, IRelation where TAfter : struct, IRelation where TPrice : struct, IRelation where TOther : struct, IRelation
{
    private int _last = -1; // bar of the last turning point

    public override void Run(StepFrame frame, int from, int to)
    {
        ReadOnlySpan<double> a = frame.Numbers(0), b = frame.Numbers(1);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            var turn = i - bars;
            var isTurn = Turns(a, turn, i);
            result[i] = isTurn != Kleene.T ? isTurn : _last < 0 || turn - _last > within ? Kleene.F
                : Kleene.And(Kleene.Compare<TPrice>(a[turn], a[_last]), Kleene.Compare<TOther>(b[turn], b[_last]));
            if (isTurn == Kleene.T) _last = turn;
        }
    }

    /// <summary>Whether a bar is a turning point, as known at <paramref name="now"/>; bars before the first are not known.</summary>
    private byte Turns(ReadOnlySpan<double> a, int bar, int now)
    {
        if (bar < 0) return Kleene.U;
        var known = bar >= bars;
        for (var k = Math.Max(0, bar - bars); k <= now; k++)
        {
            if (k == bar) continue;
            var beats = k < bar ? Kleene.Compare<TBefore>(a[bar], a[k]) : Kleene.Compare<TAfter>(a[bar], a[k]);
            if (beats == Kleene.F) return Kleene.F;
            known &= beats == Kleene.T;
        }
        return known ? Kleene.T : Kleene.U;
    }
}
