namespace TradeForge.Core.Strategies.Nodes;

/// <summary>Ports that many node types share.</summary>
internal static class Ports
{
    public static InputPort Source { get; } = new("source", new("Source", "Источник"), PortKind.Series, Optional: true);
    public static InputPort A { get; } = new("a", new("A", "A"), PortKind.Series);
    public static InputPort B { get; } = new("b", new("B", "B"), PortKind.Series);
    public static InputPort In { get; } = new("in", new("Condition", "Условие"), PortKind.Condition);
    public static InputPort When { get; } = new("when", new("When", "Когда"), PortKind.Condition);
    public static InputPort Limit { get; } = new("limit", new("Limit price", "Цена лимита"), PortKind.Series, Optional: true);
    public static InputPort Stop { get; } = new("stop", new("Stop price", "Цена стопа"), PortKind.Series, Optional: true);
    public static InputPort Size { get; } = new("size", new("Size", "Объём"), PortKind.Size, Optional: true);
    public static InputPort Price { get; } = new("price", new("Price", "Цена"), PortKind.Series, Optional: true);

    public static OutputPort Value { get; } = new("value", new("Value", "Значение"), PortKind.Series);
    public static OutputPort Result { get; } = new("result", new("Result", "Результат"), PortKind.Condition);

    /// <summary>in1 … in8.</summary>
    public static IReadOnlyList<InputPort> Many { get; } =
        [.. Enumerable.Range(1, 8).Select(i => new InputPort($"in{i}", new($"Condition {i}", $"Условие {i}"), PortKind.Condition, Optional: true))];

    /// <summary>Longest look-back of a node.</summary>
    public const int MostBars = 100_000;

    public static NodeParameter Bars(double fallback = double.NaN) =>
        NodeParameter.Number("bars", new("Bars", "Баров"), fallback, 1, MostBars, integer: true);

    /// <summary>Percent of the position that an exit or target closes.</summary>
    public static NodeParameter Part { get; } = NodeParameter.Number("part", new("Part, %", "Часть, %"), 100, 0, 100) with { AboveMin = true };
}
