namespace TradeForge.Core.Strategies.Nodes;

/// <summary>and, or, xor: one to eight conditions joined by Kleene's tables (golden rule G67).</summary>
internal static class LogicNodes
{
    public static NodeDescriptor And { get; } = Join("and", new("All of", "Все"), new("True while every connected condition is true.", "Истина, пока истинны все подключённые условия."),
        "join_inner", new("and", "и"), () => new JoinStep<AndJoin>());

    public static NodeDescriptor Or { get; } = Join("or", new("Any of", "Любое"), new("True while at least one connected condition is true.", "Истина, пока истинно хотя бы одно подключённое условие."),
        "join_full", new("or", "или"), () => new JoinStep<OrJoin>());

    public static NodeDescriptor Xor { get; } = Join("xor", new("Odd number of", "Нечётное число"), new("True while an odd number of the connected conditions is true.", "Истина, пока истинно нечётное число подключённых условий."),
        "join_left", new("xor", "исключающее или"), () => new JoinStep<XorJoin>());

    private static NodeDescriptor Join(string type, Text name, Text help, string icon, Text word, Func<Step> create) =>
        new(type, NodeGroup.Logic, name, help, icon, Ports.Many, [Ports.Result], [])
        {
            AnyInputs = true,
            CreateStep = _ => create(),
            Say = p =>
            {
                var parts = p.Inputs.OfType<Text>().ToList();
                return parts.Count == 1 ? parts[0]
                    : new($"({string.Join($" {word.En} ", parts.Select(t => t.En))})", $"({string.Join($" {word.Ru} ", parts.Select(t => t.Ru))})");
            },
        };
}

internal interface IJoin
{
    static abstract byte Of(byte a, byte b);
}

internal readonly struct AndJoin : IJoin { public static byte Of(byte a, byte b) => Kleene.And(a, b); }
internal readonly struct OrJoin : IJoin { public static byte Of(byte a, byte b) => Kleene.Or(a, b); }
internal readonly struct XorJoin : IJoin { public static byte Of(byte a, byte b) => Kleene.Xor(a, b); }

internal sealed class JoinStep<TJoin> : Step where TJoin : struct, IJoin
{
    public override int LooksBack => 0;

    public override void Run(StepFrame frame, int from, int to)
    {
        var result = frame.TruthResult[from..to];
        var started = false;
        for (var input = 0; input < frame.InputCount; input++)
        {
            if (!frame.IsConnected(input)) continue;
            var next = frame.Truths(input)[from..to];
            if (!started) next.CopyTo(result);
            else
                for (var i = 0; i < result.Length; i++) result[i] = TJoin.Of(result[i], next[i]);
            started = true;
        }
    }
}
