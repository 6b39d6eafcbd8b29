using TradeForge.Core.Strategies.Reading;

namespace TradeForge.Core.Strategies.Nodes;

/// <summary>universe, rank, weight, rebalance: what a strategy holds when it runs on several instruments with shared cash.</summary>
internal static class PortfolioNodes
{
    private const int MostSymbols = 5_000;

    public static NodeDescriptor Universe { get; } = Make("universe", new("Universe", "Набор инструментов"),
        new("The instruments that the strategy runs on.", "Инструменты, на которых работает стратегия."), "public", [],
        [NodeParameter.Formed("symbols", new("Symbols", "Инструменты"), new(new("symbols separated by commas, at most 5000", "символы через запятую, не больше 5000"), ReadSymbols))],
        p => SayUniverse(Symbols(p.Values.Text("symbols"))));

    public static NodeDescriptor Rank { get; } = Make("rank", new("Rank", "Отбор"),
        new("Picks the instruments with the highest and the lowest values of the source.", "Отбирает инструменты с наибольшими и наименьшими значениями источника."), "leaderboard", [Ports.Source],
        [Picks("top", new("Highest", "Наибольших")), Picks("bottom", new("Lowest", "Наименьших"))],
        SayRank) with
    { Check = n => n.Values.Number("top") + n.Values.Number("bottom") == 0 ? [GraphProblems.NothingPicked(n.Id)] : [] };

    public static NodeDescriptor Weight { get; } = Make("weight", new("Weight", "Доли"),
        new("How much of the equity each picked instrument gets.", "Какую долю капитала получает каждый отобранный инструмент."), "pie_chart", [],
        [NodeParameter.Choice("mode", new("Mode", "Способ"), "equal", "inverse-volatility", "rank"), NodeParameter.Number("bars", new("Bars of the volatility", "Баров для волатильности"), 20, 2, 10_000, integer: true)],
        SayWeight);

    public static NodeDescriptor Rebalance { get; } = Make("rebalance", new("Rebalance", "Ребалансировка"),
        new("When the weights are set anew: on a schedule, and once one has drifted away.", "Когда доли выставляются заново: по расписанию и при отклонении."), "balance", [],
        [
            NodeParameter.Choice("schedule", new("Every", "Каждый"), "month", "week", "day", "quarter", "none"),
            NodeParameter.Number("drift", new("Drift, % of equity", "Отклонение, % капитала"), 0, 0, 100),
        ],
        SayRebalance) with
    { Check = n => n.Values.Word("schedule") == "none" && n.Values.Number("drift") == 0 ? [GraphProblems.NeverRebalanced(n.Id)] : [] };

    public static IReadOnlyList<NodeDescriptor> All { get; } = [Universe, Rank, Weight, Rebalance];

    /// <summary>The rules of the nodes that are there; null if none is.</summary>
    public static PortfolioRule? Rule(IReadOnlyList<PlanNode> nodes)
    {
        PlanNode? One(NodeDescriptor d) => nodes.FirstOrDefault(n => n.Descriptor.Type == d.Type);
        var (universe, rank, weight, rebalance) = (One(Universe), One(Rank), One(Weight), One(Rebalance));
        return universe is null && rank is null && weight is null && rebalance is null ? null : new PortfolioRule(
            universe is null ? null : Symbols(universe.Values.Text("symbols")),
            rank is null ? null : new(rank.Id, rank.Values.Integer("top"), rank.Values.Integer("bottom"), rank.InputSlots[0]),
            weight is null ? null : new(weight.Id, Words.Parse<WeightMode>(weight.Values.Word("mode")), weight.Values.Integer("bars")),
            rebalance is null ? null : new(rebalance.Id, Words.Parse<RebalanceSchedule>(rebalance.Values.Word("schedule")), rebalance.Values.Number("drift")));
    }

    private static Text SayUniverse(string[] symbols) => symbols.Length <= 8
        ? new($"on {string.Join(", ", symbols)}", $"на {string.Join(", ", symbols)}")
        : new($"on {symbols.Length} instruments, from {symbols[0]} to {symbols[^1]}", $"на {Counted.Ru(symbols.Length, "инструменте", "инструментах", "инструментах")}, от {symbols[0]} до {symbols[^1]}");

    private static Text SayWeight(Phrase p)
    {
        var (label, mode, bars) = (WordLabels.Of(p.Values.Word("mode")), p.Values.Word("mode"), Counted.Bars(p.Values.Number("bars")));
        var over = mode == "inverse-volatility" ? new Text($" over {bars.En}", $" за {bars.Ru}") : new("", "");
        return new($"shares of the equity: {Lower(label.En)}{over.En}", $"доли капитала: {Lower(label.Ru)}{over.Ru}");
    }

    private static Text SayRank(Phrase p)
    {
        var (top, bottom, by) = (p.Values.Number("top"), p.Values.Number("bottom"), RussianCase.Genitive(p.Input(0).Ru));
        var en = string.Join(" and ", new[] { top > 0 ? $"the {p.Number("top")} highest" : "", bottom > 0 ? $"{(top > 0 ? "" : "the ")}{p.Number("bottom")} lowest" : "" }.Where(w => w.Length > 0));
        var ru = string.Join(" и ", new[] { top > 0 ? $"{p.Number("top")} с наибольшим" : "", bottom > 0 ? $"{p.Number("bottom")} с наименьшим" : "" }.Where(w => w.Length > 0));
        return new($"{(en.Length == 0 ? "none" : en)} by {p.Input(0).En}", $"{(ru.Length == 0 ? "ни одного по" : ru)} значением {by}");
    }

    private static Text SayRebalance(Phrase p)
    {
        var (word, drift) = (p.Values.Word("schedule"), p.Values.Number("drift"));
        var every = word switch
        {
            "month" => new Text("every month", "каждый месяц"),
            "week" => new("every week", "каждую неделю"),
            "day" => new("every day", "каждый день"),
            "quarter" => new("every quarter", "каждый квартал"),
            _ => null,
        };
        var once = drift > 0 ? new Text($"once a share has drifted by {p.Number("drift")} % of the equity", $"когда доля ушла на {p.Number("drift")} % капитала") : null;
        if (every is null && once is null) return new("never rebalanced", "без ребалансировки");
        return new("rebalanced " + string.Join(" and ", new[] { every?.En, once?.En }.OfType<string>()), "ребалансировка " + string.Join(" и ", new[] { every?.Ru, once?.Ru }.OfType<string>()));
    }

    private static string Lower(string label) => char.ToLowerInvariant(label[0]) + label[1..];

    private static NodeParameter Picks(string name, Text label) => NodeParameter.Number(name, label, double.NaN, 0, MostSymbols, integer: true);

    private static string[] Symbols(string text) => text.Split(',');

    private static string? ReadSymbols(string text)
    {
        var symbols = text.Split(',').Select(s => s.Trim()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return symbols.Length <= MostSymbols && symbols.All(s => s.Length > 0 && SeriesWords.IsSymbol(s)) ? string.Join(',', symbols) : null;
    }

    private static NodeDescriptor Make(string type, Text name, Text help, string icon, InputPort[] inputs, NodeParameter[] parameters, Func<Phrase, Text> say) =>
        new(type, NodeGroup.Portfolio, name, help, icon, inputs, [], parameters) { Say = say };
}
