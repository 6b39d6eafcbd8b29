namespace TradeForge.Core.Strategies.Nodes;

/// <summary>became-true: true on a bar that is true after a bar that was false; after one that was not known it is no edge (golden rule G66).</summary>
internal static class BecameTrueNode
{
    public static NodeDescriptor Descriptor { get; } = new(
        "became-true", NodeGroup.Logic, new("Became true", "Стало истиной"),
        new("True only on the bar on which the condition turns from false to true.", "Истина только на том баре, где условие из ложного стало истинным."),
        "bolt", [Ports.In], [Ports.Result], [])
    {
        CreateStep = _ => new BecameTrueStep(),
        WarmUp = _ => 1,
        Say = p => new($"it has just become true that {p.Input(0).En}", $"только что стало верно, что {p.Input(0).Ru}"),
    };
}

internal sealed class BecameTrueStep : Step
{
    public override int LooksBack => 1;

    public override void Run(StepFrame frame, int from, int to)
    {
        var input = frame.Truths(0);
        var result = frame.TruthResult;
        for (var i = from; i < to; i++)
        {
            var before = i == 0 ? Kleene.U : input[i - 1];
            result[i] = input[i] switch
            {
                Kleene.T => before == Kleene.F ? Kleene.T : Kleene.F,
                Kleene.U => before == Kleene.F ? Kleene.U : Kleene.F, // only after a false could it be an edge
                _ => Kleene.F,
            };
        }
    }
}
