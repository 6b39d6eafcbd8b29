using TradeForge.Core.Strategies.Reading;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>max-drawdown, daily-loss, max-position, max-open-positions, max-trades-per-day, consecutive-losses: limits on the account as a whole.</summary>
internal static class LimitNodes
{
    public static NodeDescriptor MaxDrawdown { get; } = Make("max-drawdown", new("Drawdown limit", "Предел просадки"),
        new("Acts once the equity has fallen this far below its peak.", "Срабатывает, когда капитал упал настолько ниже своего пика."), "trending_down", [Percent, Action],
        p => new($"{Act(p).En} at a drawdown of {p.Number("percent")} %", $"{Act(p).Ru} при просадке {p.Number("percent")} %"));

    public static NodeDescriptor DailyLoss { get; } = Make("daily-loss", new("Daily loss limit", "Предел дневного убытка"),
        new("Acts for the rest of the day once the day has lost this much.", "Срабатывает до конца дня при таком убытке за день."), "event_busy", [Percent, Action],
        p => new($"{Act(p).En} after losing {p.Number("percent")} % in a day", $"{Act(p).Ru} после потери {p.Number("percent")} % за день"));

    public static NodeDescriptor MaxPosition { get; } = Make("max-position", new("Largest position", "Наибольшая позиция"),
        new("No position may be worth more than this share of the equity.", "Позиция не может стоить больше этой доли капитала."), "compress", [Percent],
        p => new($"positions of at most {p.Number("percent")} % of the equity", $"позиции не больше {p.Number("percent")} % капитала"));

    public static NodeDescriptor MaxOpenPositions { get; } = Make("max-open-positions", new("Most open positions", "Наибольшее число позиций"),
        new("No more positions than this are open at a time.", "Одновременно открыто не больше стольких позиций."), "filter_none", [Count],
        p => new($"at most {Counted.En(p.Values.Number("count"), "open position")}", $"не больше {Counted.RuGenitive(p.Values.Number("count"), "открытой позиции", "открытых позиций")}"));

    public static NodeDescriptor MaxTradesPerDay { get; } = Make("max-trades-per-day", new("Most trades a day", "Наибольшее число сделок в день"),
        new("Acts for the rest of the day once so many entries have been made.", "Срабатывает до конца дня после стольких входов."), "repeat", [Count, Action with { Choices = ["stop-new", "alert", "close-all"] }],
        p => p.Values.Word("action") == "stop-new" ? new($"at most {Entries(p)} a day", $"не больше {Counted.RuGenitive(p.Values.Number("count"), "входа", "входов")} в день")
            : new($"{Act(p).En} after {Entries(p)} in a day", $"{Act(p).Ru} после {Counted.RuGenitive(p.Values.Number("count"), "входа", "входов")} за день"));

    public static NodeDescriptor ConsecutiveLosses { get; } = Make("consecutive-losses", new("Losses in a row", "Убытки подряд"),
        new("Acts for the rest of the day once so many trades in a row have lost.", "Срабатывает до конца дня после стольких убыточных сделок подряд."), "thumb_down", [Count, Action],
        p => new($"{Act(p).En} after {Counted.En(p.Values.Number("count"), "losing trade")} in a row", $"{Act(p).Ru} после {Counted.RuGenitive(p.Values.Number("count"), "убыточной сделки", "убыточных сделок")} подряд"));

    private static NodeParameter Percent => NodeParameter.Number("percent", new("Percent", "Проценты"), double.NaN, 0, 100) with { AboveMin = true };

    private static NodeParameter Count => NodeParameter.Number("count", new("Count", "Число"), double.NaN, 1, 100_000, integer: true);

    private static NodeParameter Action => NodeParameter.Choice("action", new("Action", "Действие"), "alert", "stop-new", "close-all");

    private static NodeDescriptor Make(string type, Text name, Text help, string icon, NodeParameter[] parameters, Func<Phrase, Text> say) =>
        new(type, NodeGroup.Risk, name, help, icon, [], [], parameters) { Say = say };

    public static IReadOnlyList<NodeDescriptor> All { get; } = [MaxDrawdown, DailyLoss, MaxPosition, MaxOpenPositions, MaxTradesPerDay, ConsecutiveLosses];

    public static bool IsLimit(NodeDescriptor d) => All.Any(limit => limit.Type == d.Type);

    public static RiskLimit? Limit(PlanNode n) => n.Descriptor.Type switch
    {
        "max-drawdown" => new(n.Id, RiskLimitKind.Drawdown, n.Values.Number("percent"), Words.Parse<RiskAction>(n.Values.Word("action"))),
        "daily-loss" => new(n.Id, RiskLimitKind.DailyLoss, n.Values.Number("percent"), Words.Parse<RiskAction>(n.Values.Word("action"))),
        "max-trades-per-day" => new(n.Id, RiskLimitKind.TradesPerDay, n.Values.Number("count"), Words.Parse<RiskAction>(n.Values.Word("action"))),
        "consecutive-losses" => new(n.Id, RiskLimitKind.ConsecutiveLosses, n.Values.Number("count"), Words.Parse<RiskAction>(n.Values.Word("action"))),
        _ => null,
    };

    public static HoldingLimit? Holding(PlanNode n) => n.Descriptor.Type switch
    {
        "max-position" => new(n.Id, HoldingLimitKind.PositionPercent, n.Values.Number("percent")),
        "max-open-positions" => new(n.Id, HoldingLimitKind.OpenPositions, n.Values.Number("count")),
        _ => null,
    };

    private static string Entries(Phrase p) => p.Values.Number("count") == 1 ? "1 entry" : p.Number("count") + " entries";

    private static Text Act(Phrase p) => p.Values.Word("action") switch
    {
        "alert" => new("a note", "уведомление"),
        "stop-new" => new("no new entries", "новых входов нет"),
        _ => new("everything is closed", "всё закрывается"),
    };
}
