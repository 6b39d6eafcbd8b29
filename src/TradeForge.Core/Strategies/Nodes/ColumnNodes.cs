namespace TradeForge.Core.Strategies.Nodes;

/// <summary>spread, external-signal, model-score: values given with the run, by name and time. A value counts from its time on, so none looks ahead.</summary>
internal static class ColumnNodes
{
    public static NodeDescriptor Spread { get; } = Make("spread", new("Spread", "Спред"),
        new("The spread that was given with the run and is known by the close of the bar.", "Спред, данный вместе с прогоном и известный к закрытию бара."), "unfold_less");

    public static NodeDescriptor ExternalSignal { get; } = Make("external-signal", new("External signal", "Внешний сигнал"),
        new("The last signal from outside that came by the close of the bar.", "Последний внешний сигнал, пришедший к закрытию бара."), "sensors");

    public static NodeDescriptor ModelScore { get; } = Make("model-score", new("Model score", "Оценка модели"),
        new("The last score of a model that was there by the close of the bar.", "Последняя оценка модели, полученная к закрытию бара."), "psychology");

    private static NodeDescriptor Make(string type, Text name, Text help, string icon) => new(type, NodeGroup.Data, name, help, icon, [], [Ports.Value],
        [NodeParameter.Formed("column", new("Column", "Столбец"), new(new("a name without blanks and equals signs, at most 64 characters", "имя без пробелов и знаков равенства, не длиннее 64 знаков"), ReadName), optional: true)])
    {
        CreateStep = v => new ColumnStep(Name(type, v)),
        ReadsColumn = v => Name(type, v),
        Say = p => Name(type, p.Values) is var column && column == type ? new(name.En.ToLowerInvariant(), name.Ru.ToLowerInvariant())
            : new($"{name.En.ToLowerInvariant()} {column}", $"{name.Ru.ToLowerInvariant()} {column}"),
    };

    private static string Name(string type, NodeValues values) => values.IsGiven("column") ? values.Text("column") : type;

    private static string? ReadName(string text) => text.Length <= 64 && text.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c != '=') ? text : null;
}

internal sealed class ColumnStep(string name) : Step
{
    private int _next;

    public override void Run(StepFrame frame, int from, int to)
    {
        var (times, values) = frame.Column(name);
        var ends = frame.Lane.Closes;
        var result = frame.Result;
        for (var i = from; i < to; i++)
        {
            while (_next < times.Count && times[_next] <= ends[i]) _next++;
            result[i] = _next == 0 ? double.NaN : values[_next - 1];
        }
    }
}
