namespace TradeForge.Core.Strategies.Nodes;

/// <summary>in-position: whether a position (of a side) is open at the close of the bar.</summary>
internal static class InPositionNode
{
    private static readonly Dictionary<string, Text> Names = new(StringComparer.Ordinal)
    {
        ["any"] = new("a position is open", "позиция открыта"),
        ["long"] = new("a long position is open", "открыта длинная позиция"),
        ["short"] = new("a short position is open", "открыта короткая позиция"),
    };

    public static NodeDescriptor Descriptor { get; } = new(
        "in-position", NodeGroup.Position, new("In position", "В позиции"),
        new("True while the strategy holds a position of the chosen side.", "Истина, пока у стратегии открыта позиция выбранной стороны."),
        "account_balance_wallet", [], [Ports.Result],
        [NodeParameter.Choice("side", new("Side", "Сторона"), "any", "long", "short")])
    {
        CreateStep = v => new InPositionStep(v.Word("side")),
        ReadsPosition = true,
        Say = p => Names[p.Values.Word("side")],
    };
}

internal sealed class InPositionStep(string side) : Step
{
    public override void Run(StepFrame frame, int from, int to)
    {
        var direction = frame.Position.Direction;
        var open = side switch { "long" => direction > 0, "short" => direction < 0, _ => direction != 0 };
        frame.TruthResult[from..to].Fill(open ? Kleene.T : Kleene.F);
    }
}
