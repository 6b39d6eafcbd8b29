namespace TradeForge.Core.Strategies.Nodes;

/// <summary>constant and input: the same number on every bar.</summary>
internal static class ConstantNode
{
    public static NodeDescriptor Constant { get; } = Make("constant", NodeGroup.Data, new("Constant", "Число"),
        new("The same number on every bar.", "Одно и то же число на каждом баре."), "pin");

    public static NodeDescriptor Input { get; } = Make("input", NodeGroup.Editing, new("Named parameter", "Именованный параметр"),
        new("A number that the run may set by the name of this block.", "Число, которое можно задать при запуске по имени блока."), "tune");

    private static NodeDescriptor Make(string type, NodeGroup group, Text name, Text help, string icon) => new(
        type, group, name, help, icon, [], [Ports.Value],
        [NodeParameter.Number("value", new("Value", "Значение"), double.NaN, -1e15, 1e15)])
    {
        CreateStep = v => new ConstantStep(v.Number("value")),
        Say = p => new(p.Number("value"), p.Number("value")),
    };
}

internal sealed class ConstantStep(double value) : Step
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to) => frame.Result[from..to].Fill(value);
}
