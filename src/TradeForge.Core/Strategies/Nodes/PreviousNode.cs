using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>previous: the value some bars ago; not known before that.</summary>
internal static class PreviousNode
{
    public static NodeDescriptor Descriptor { get; } = new(
        "previous", NodeGroup.Math, new("Previous value", "Прошлое значение"),
        new("The value of the source a number of bars ago.", "Значение источника несколько баров назад."),
        "history", [Ports.Source], [Ports.Value], [Ports.Bars(1)])
    {
        CreateStep = v => new PreviousStep(v.Integer("bars")),
        WarmUp = v => v.Integer("bars"),
        Say = p => new($"{p.Input(0).En} {Counted.Bars(p.Values.Number("bars")).En} ago", $"{p.Input(0).Ru} {Counted.Bars(p.Values.Number("bars")).Ru} назад"),
    };
}

internal sealed class PreviousStep(int bars) : Step
{
    public override void Run(StepFrame frame, int from, int to)
    {
        var source = frame.Numbers(0);
        var result = frame.Result;
        for (var i = from; i < to; i++) result[i] = i < bars ? double.NaN : source[i - bars];
    }
}
