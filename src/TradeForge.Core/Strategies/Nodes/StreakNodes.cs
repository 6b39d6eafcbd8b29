using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>rising, falling, true-for: something held on each of the last bars (Kleene's and over them; bars before the first are not known).</summary>
internal static class StreakNodes
{
    public static NodeDescriptor Rising { get; } = Trend("rising", new("Rising", "Растёт"),
        new("True when the source rose on each of the last bars.", "Истина, если источник рос на каждом из последних баров."), "trending_up", new("{0} has risen for {1} in a row", "{0} растёт {2} подряд"),
        bars => new TrendStep<Greater>(bars));

    public static NodeDescriptor Falling { get; } = Trend("falling", new("Falling", "Падает"),
        new("True when the source fell on each of the last bars.", "Истина, если источник падал на каждом из последних баров."), "trending_down", new("{0} has fallen for {1} in a row", "{0} падает {2} подряд"),
        bars => new TrendStep<Less>(bars));

    public static NodeDescriptor TrueFor { get; } = new(
        "true-for", NodeGroup.Logic, new("True for", "Истина в течение"),
        new("True when the condition was true on each of the last bars.", "Истина, если условие было истинно на каждом из последних баров."),
        "hourglass_full", [Ports.In], [Ports.Result], [Ports.Bars()])
    {
        CreateStep = v => new TrueForStep(v.Integer("bars")),
        WarmUp = v => v.Integer("bars") - 1,
        Say = p => new($"{p.Input(0).En} for {Counted.Bars(p.Values.Number("bars")).En} in a row", $"{p.Input(0).Ru} — {Counted.Bars(p.Values.Number("bars")).Ru} подряд"),
    };

    private static NodeDescriptor Trend(string type, Text name, Text help, string icon, Text words, Func<int, Step> create) =>
        new(type, NodeGroup.Condition, name, help, icon, [Ports.Source], [Ports.Result], [Ports.Bars()])
        {
            CreateStep = v => create(v.Integer("bars")),
            WarmUp = v => v.Integer("bars"),
            Say = p =>
            {
                var bars = Counted.Bars(p.Values.Number("bars"));
                return new(string.Format(null, words.En, p.Input(0).En, bars.En), string.Format(null, words.Ru, p.Input(0).Ru, "", bars.Ru));
            },
        };
}

/// <summary>Kleene's and over the last bars, in constant time per bar.</summary>
internal struct Streak(int bars)
{
    private int _lastFalse = int.MinValue, _lastUnknown = -1;

    public byte Next(int bar, byte truth)
    {
        if (truth == Kleene.F) _lastFalse = bar;
        if (truth == Kleene.U) _lastUnknown = bar;
        return _lastFalse > bar - bars ? Kleene.F : _lastUnknown > bar - bars ? Kleene.U : Kleene.T;
    }
}

internal sealed class TrendStep<TRelation>(int bars) : Step where TRelation : struct, IRelation
{
    private Streak _streak = new(bars);

    public override void Run(StepFrame frame, int from, int to)
    {
        var source = frame.Numbers(0);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++) result[i] = _streak.Next(i, i == 0 ? Kleene.U : Kleene.Compare<TRelation>(source[i], source[i - 1]));
    }
}

internal sealed class TrueForStep(int bars) : Step
{
    private Streak _streak = new(bars);

    public override void Run(StepFrame frame, int from, int to)
    {
        var input = frame.Truths(0);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++) result[i] = _streak.Next(i, input[i]);
    }
}
