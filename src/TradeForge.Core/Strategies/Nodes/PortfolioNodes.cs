namespace TradeForge.Core.Strategies.Nodes;

/// <summary>universe, rank, weight, rebalance: what a strategy holds when it runs on several instruments with shared cash.</summary>
internal static class PortfolioNodes
{
    private const int MostSymbols = 5_000;

    public static NodeDescriptor Universe { get; } = Make("universe", new("Universe", "Набор инструментов"),
        new("The instruments that the strategy runs on.", "Инструменты, на которых работает стратегия."), "public", [],
        [NodeParameter.Formed("symbols", new("Symbols", "Инструменты"), new(new("symbols separated by commas, at most 5000", "символы через запятую, не больше 5000"), ReadSymbols))],
        p => new($"on {Symbols(p.Values.Text("symbols")).Length} instrument(s)", $"на инструментах: {Symbols(p.Values.Text("symbols")).Length}"));

    public static NodeDescriptor Rank { get; } = Make("rank", new("Rank", "Отбор"),
        new("Picks the instruments with the highest and the lowest values of the source.", "Отбирает инструменты с наибольшими и наименьшими значениями источника."), "leaderboard", [Ports.Source],
        [Picks("top", new("Highest", "Наибольших")), Picks("bottom", new("Lowest", "Наименьших"))],
        p => new($"the {p.Number("top")} highest and {p.Number("bottom")} lowest by {p.Input(0).En}", $"{p.Number("top")} наибольших и {p.Number("bottom")} наименьших по {p.Input(0).Ru}")) with
    { Check = n => n.Values.Number("top") + n.Values.Number("bottom") == 0 ? [GraphProblems.NothingPicked(n.Id)] : [] };

    public static NodeDescriptor Weight { get; } = Make("weight", new("Weight", "Доли"),
        new("How much of the equity each picked instrument gets.", "Какую долю капитала получает каждый отобранный инструмент."), "pie_chart", [],
        [NodeParameter.Choice("mode", new("Mode", "Способ"), "equal", "inverse-volatility", "rank"), NodeParameter.Number("bars", new("Bars of the volatility", "Баров для волатильности"), 20, 2, 10_000, integer: true)],
        p => new($"weights: {WordLabels.Of(p.Values.Word("mode")).En}", $"доли: {WordLabels.Of(p.Values.Word("mode")).Ru}"));

    public static NodeDescriptor Rebalance { get; } = Make("rebalance", new("Rebalance", "Ребалансировка"),
        new("When the weights are set anew: on a schedule, and once one has drifted away.", "Когда доли выставляются заново: по расписанию и при отклонении."), "balance", [],
        [
            NodeParameter.Choice("schedule", new("Every", "Каждый"), "month", "week", "day", "quarter", "none"),
            NodeParameter.Number("drift", new("Drift, % of equity", "Отклонение, % капитала"), 0, 0, 100),
        ],
        p => new($"rebalanced every {p.Values.Word("schedule")}, drift {p.Number("drift")} %", $"ребалансировка: {WordLabels.Of(p.Values.Word("schedule")).Ru}, отклонение {p.Number("drift")} %")) with
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
