namespace TradeForge.Core.Strategies.Nodes;

/// <summary>not: true becomes false, false true, not known stays not known.</summary>
internal static class NotNode
{
    public static NodeDescriptor Descriptor { get; } = new(
        "not", NodeGroup.Logic, new("Not", "Не"), new("True while the condition is false.", "Истина, пока условие ложно."),
        "block", [Ports.In], [Ports.Result], [])
    {
        CreateStep = _ => new NotStep(),
        Say = p => new($"it is not true that {p.Input(0).En}", $"неверно, что {p.Input(0).Ru}"),
    };
}

internal sealed class NotStep : Step
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        var input = frame.Truths(0)[from..to];
        var result = frame.TruthResult[from..to];
        for (var i = 0; i < result.Length; i++) result[i] = Kleene.Not(input[i]);
    }
}
