using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation.Explain;

/// <summary>What the rows of a result say about one bar.</summary>
internal sealed class BarOutcomes(BacktestResult result, int bar, DateTimeOffset time)
{
    public ActionOutcome Of(ActionExplanation action)
    {
        if (action.Truth != Truth.True) return new(action, new("nothing to do", "ничего не требуется"), null);
        if (result.Orders.FirstOrDefault(o => o.Node == action.NodeId && o.Bar == bar) is { } order) return new(action, Sent(order), null);
        if (result.Blocked.FirstOrDefault(b => b.Node == action.NodeId && b.From <= time && time <= b.To) is not { Reason: var reason })
            return new(action, new("no effect: there was nothing to close", "без действия: закрывать нечего"), null);
        var why = Reasons.Describe(reason);
        return new(action, new($"blocked ({reason}): {why.En}", $"не исполнен ({reason}): {why.Ru}"), reason);
    }

    /// <summary>What was held at the close of the bar.</summary>
    public Text Held()
    {
        if (result.Trades.FirstOrDefault(t => t.EntryBar <= bar && bar < t.ExitBar) is { } trade) return Holding(trade.Side, trade.EntryBar);
        return result.OpenPositions.FirstOrDefault(p => p.EntryBar <= bar) is { } open ? Holding(open.Side, open.EntryBar) : new("flat", "вне позиции");
    }

    public IReadOnlyList<BarFill> Fills() => [.. result.Orders.Where(o => o.FilledBar == bar && o.Price is not null).Select(o => new BarFill(Filled(o), o.Node, o.Bar))];

    private Text Filled(OrderRow order)
    {
        var (en, ru) = Reasons.Describe(order.Reason);
        if (order.Reason == "signal") (en, ru) = order.Bar == bar ? ($"signal of {order.Node}", $"сигнал {order.Node}") : ($"signal of {order.Node} on bar {order.Bar}", $"сигнал {order.Node} на баре {order.Bar}");
        return new(
            FormattableString.Invariant($"{(order.Side == OrderSide.Buy ? "bought" : "sold")} {order.FilledQuantity:0.########} at {order.Price:0.########}: {en}"),
            FormattableString.Invariant($"{(order.Side == OrderSide.Buy ? "куплено" : "продано")} {order.FilledQuantity:0.########} по {order.Price:0.########}: {ru}"));
    }

    private static Text Sent(OrderRow order)
    {
        var type = order.Type switch { "limit" => "лимитная", "stop" => "стоп-", "stop-limit" => "стоп-лимитная", "market-on-close" => "рыночная на закрытии", _ => "рыночная" } + (order.Type == "stop" ? "заявка" : " заявка");
        return (order.Status, order.FilledBar) switch
        {
            (_, { } bar) => new(FormattableString.Invariant($"sent a {order.Type} order, filled on bar {bar} at {order.Price:0.########}"), FormattableString.Invariant($"{type}, исполнена на баре {bar} по {order.Price:0.########}")),
            ("cancelled", _) => new($"sent a {order.Type} order that was taken back", $"{type} была снята"),
            ("expired", _) => new($"sent a {order.Type} order whose time ran out", $"{type} отменена по сроку"),
            _ => new($"sent a {order.Type} order that still waits", $"{type} ещё ждёт исполнения"),
        };
    }

    private static Text Holding(PositionSide side, int entryBar) => side == PositionSide.Long
        ? new($"long since bar {entryBar}", $"длинная позиция с бара {entryBar}")
        : new($"short since bar {entryBar}", $"короткая позиция с бара {entryBar}");
}
