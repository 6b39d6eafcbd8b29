using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>stop-loss, take-profit, trailing-stop, break-even, time-stop: rules for every position of the strategy.</summary>
internal static class RiskNodes
{
    private const double Most = 1e12;

    public static NodeDescriptor StopLoss { get; } = Make("stop-loss", new("Stop-loss", "Стоп-лосс"),
        new("Closes a position that has lost this much.", "Закрывает позицию при таком убытке."), "shield",
        [Ports.Price], [Kind("percent", "amount", "atr", "price"), Value with { MayBeMissing = true }, Period],
        p => new($"stop-loss {Distance(p).En}", $"стоп-лосс {Distance(p).Ru}"));

    public static NodeDescriptor TakeProfit { get; } = Make("take-profit", new("Take-profit", "Тейк-профит"),
        new("Closes a position that has gained this much.", "Закрывает позицию при такой прибыли."), "flag",
        [Ports.Price], [Kind("percent", "amount", "atr", "price", "risk-reward"), Value with { MayBeMissing = true }, Period, Ports.Part],
        p => new($"take-profit {Distance(p).En}{Part(p, ", closing {0} % of the position")}", $"тейк-профит {Distance(p).Ru}{Part(p, ", закрывает {0} % позиции")}"));

    public static NodeDescriptor TrailingStop { get; } = Make("trailing-stop", new("Trailing stop", "Скользящий стоп"),
        new("A stop that follows the best close since the entry and never goes back.", "Стоп, который следует за лучшим закрытием после входа и не отступает."), "moving",
        [], [Kind("percent", "amount", "atr"), Value, Period, NodeParameter.Number("activation", new("Activation, %", "Активация, %"), 0, 0, 1e6)],
        p => new($"trailing stop {Distance(p).En}{Activation(p, " once at {0} % profit")}", $"скользящий стоп {Distance(p).Ru}{Activation(p, " после {0} % прибыли")}"));

    public static NodeDescriptor BreakEven { get; } = Make("break-even", new("Break-even", "Безубыток"),
        new("Moves the stop to the entry price once a close shows enough profit.", "Переносит стоп к цене входа, когда закрытие показало достаточную прибыль."), "horizontal_rule",
        [],
        [
            NodeParameter.Number("trigger", new("Trigger, %", "Порог, %"), double.NaN, 0, 1e6) with { AboveMin = true },
            NodeParameter.Number("offset", new("Offset, %", "Отступ, %"), double.NaN, -100, 1e6),
        ],
        p => new($"break-even at {p.Number("trigger")} % profit, offset {p.Number("offset")} %", $"безубыток при {p.Number("trigger")} % прибыли, отступ {p.Number("offset")} %"));

    public static NodeDescriptor TimeStop { get; } = Make("time-stop", new("Time stop", "Стоп по времени"),
        new("Closes a position a number of bars after its entry.", "Закрывает позицию через заданное число баров после входа."), "timer",
        [], [Ports.Bars()], p => new($"time stop after {Counted.Bars(p.Values.Number("bars")).En}", $"стоп по времени через {Counted.Bars(p.Values.Number("bars")).Ru}"));

    private static NodeParameter Value => NodeParameter.Number("value", new("Distance", "Расстояние"), double.NaN, 0, Most) with { AboveMin = true };

    private static NodeParameter Period => NodeParameter.Number("period", new("ATR period", "Период ATR"), 14, 1, 500, integer: true);

    private static NodeParameter Kind(params string[] words) => NodeParameter.Choice("kind", new("Measured in", "Измерение"), words);

    private static NodeDescriptor Make(string type, Text name, Text help, string icon, InputPort[] inputs, NodeParameter[] parameters, Func<Phrase, Text> say) =>
        new(type, NodeGroup.Risk, name, help, icon, inputs, [], parameters) { Say = say };

    public static DistanceKind DistanceOf(PlanNode n) => n.Descriptor.Type is "time-stop" or "break-even" ? DistanceKind.Percent : Words.Parse<DistanceKind>(n.Values.Word("kind"));

    /// <summary>The rule for the session; <paramref name="atrSlot"/> is the hidden ATR column of a node that measures in ATR.</summary>
    public static RiskRule Rule(PlanNode n, int atrSlot)
    {
        var (v, distance) = (n.Values, DistanceOf(n));
        var slot = distance switch { DistanceKind.Atr => atrSlot, DistanceKind.Price => n.InputSlots[0], _ => -1 };
        return n.Descriptor.Type switch
        {
            "stop-loss" => new(n.Id, RiskKind.StopLoss, distance, v.Number("value"), 0, 100, slot),
            "take-profit" => new(n.Id, RiskKind.TakeProfit, distance, v.Number("value"), 0, v.Number("part"), slot),
            "trailing-stop" => new(n.Id, RiskKind.TrailingStop, distance, v.Number("value"), v.Number("activation"), 100, slot),
            "break-even" => new(n.Id, RiskKind.BreakEven, distance, v.Number("trigger"), v.Number("offset"), 100, -1),
            "time-stop" => new(n.Id, RiskKind.TimeStop, distance, v.Number("bars"), 0, 100, -1),
            var other => throw new ArgumentException($"{other} is no risk rule."),
        };
    }

    private static Text Distance(Phrase p) => p.Values.Word("kind") switch
    {
        "percent" => new($"{p.Number("value")} %", $"{p.Number("value")} %"),
        "amount" => new($"{p.Number("value")} away in price", $"на расстоянии {p.Number("value")} в цене"),
        "atr" => new($"{p.Number("value")} × ATR({p.Number("period")})", $"{p.Number("value")} × ATR({p.Number("period")})"),
        "price" => p.Inputs[0] is { } price ? new($"at {price.En}", $"на уровне {RussianCase.Genitive(price.Ru)}") : new("at a price that is [not wired yet]", "на уровне, который [ещё не подключён]"),
        _ => new($"{p.Number("value")} × the stop distance", $"{p.Number("value")} × расстояние до стопа"),
    };

    private static string Part(Phrase p, string words) => p.Values.Number("part") == 100 ? "" : words.Replace("{0}", p.Number("part"), StringComparison.Ordinal);

    private static string Activation(Phrase p, string words) =>
        p.Values.Number("activation") > 0 ? words.Replace("{0}", p.Number("activation"), StringComparison.Ordinal) : "";
}
