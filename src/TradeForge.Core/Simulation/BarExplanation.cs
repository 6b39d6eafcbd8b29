using TradeForge.Core.Market;
using TradeForge.Core.Strategies;

namespace TradeForge.Core.Simulation;

/// <summary>Why a strategy did or did not trade on one bar.</summary>
/// <param name="Bar">Counted from the start of the run.</param>
/// <param name="Candle">The bar.</param>
/// <param name="Position">What was held at its close, in words.</param>
/// <param name="Actions">Each entry and exit: its condition, and what became of it.</param>
public sealed record BarExplanation(int Bar, Candle Candle, Text Position, IReadOnlyList<ActionOutcome> Actions)
{
    /// <summary>Plays the run and explains the bar that holds <paramref name="moment"/>.</summary>
    public static (BarExplanation? Explanation, Problem? Problem) At(CompiledStrategy strategy, BacktestData data, BacktestSettings settings, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var row = RowOf(data, moment);
        if (row < 0) return (null, Outside(data, moment));
        using var run = Backtest.Play(strategy, data, settings, true, null, cancellationToken, keepsAll: true);
        var bar = row - data.Start;
        var actions = StrategyExplanation.At(strategy, run.Evaluation, row).Select(a => new ActionOutcome(a, Outcome(a, run.Session, bar, data.Series[row].OpenTime)));
        return (new BarExplanation(bar, data.Series[row], Held(run.Session, bar), [.. actions]), null);
    }

    private static int RowOf(BacktestData data, DateTimeOffset moment)
    {
        var ms = moment.ToUnixTimeMilliseconds();
        var index = data.Series.Times.BinarySearch(ms);
        if (index < 0) index = ~index - 1;
        return index < data.Start || ms >= data.Series.Times[index] + data.Series.Timeframe.Milliseconds ? -1 : index;
    }

    private static Text Outcome(ActionExplanation action, TradingSession session, int bar, DateTimeOffset time)
    {
        if (action.Truth != Truth.True) return new("nothing to do", "ничего не требуется");
        if (session.Orders().FirstOrDefault(o => o.Node == action.NodeId && o.Bar == bar) is { } order) return Sent(order);
        if (session.Blocked.FirstOrDefault(b => b.Node == action.NodeId && b.From <= time && time <= b.To) is { } blocked)
            return new($"blocked ({blocked.Reason}): {Reasons.Describe(blocked.Reason).En}", $"не исполнен ({blocked.Reason}): {Reasons.Describe(blocked.Reason).Ru}");
        return new("no effect: there was nothing to close", "без действия: закрывать нечего");
    }

    private static Text Sent(OrderRow order)
    {
        var type = order.Type switch { "limit" => "лимитная", "stop" => "стоп-", "stop-limit" => "стоп-лимитная", _ => "рыночная" } + (order.Type == "stop" ? "заявка" : " заявка");
        return (order.Status, order.FilledBar) switch
        {
            (_, { } bar) => new(FormattableString.Invariant($"sent a {order.Type} order, filled on bar {bar} at {order.Price}"), FormattableString.Invariant($"{type}, исполнена на баре {bar} по {order.Price}")),
            ("cancelled", _) => new($"sent a {order.Type} order that was taken back", $"{type} была снята"),
            ("expired", _) => new($"sent a {order.Type} order whose time ran out", $"{type} отменена по сроку"),
            _ => new($"sent a {order.Type} order that still waits", $"{type} ещё ждёт исполнения"),
        };
    }

    private static Text Held(TradingSession session, int bar)
    {
        var trade = session.Trades().FirstOrDefault(t => t.EntryBar <= bar && bar < t.ExitBar);
        if (trade is not null) return Holding(trade.Side, trade.EntryBar);
        return session.OpenLots.Length > 0 && session.OpenLots[0].EntryBar <= bar ? Holding(session.OpenSide, session.OpenLots[0].EntryBar) : new("flat", "вне позиции");
    }

    private static Text Holding(PositionSide side, int entryBar) => side == PositionSide.Long
        ? new($"long since bar {entryBar}", $"длинная позиция с бара {entryBar}")
        : new($"short since bar {entryBar}", $"короткая позиция с бара {entryBar}");

    private static Problem Outside(BacktestData data, DateTimeOffset moment)
    {
        var text = FormattableString.Invariant($"{moment.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        var range = FormattableString.Invariant($"{data.Series[data.Start].OpenTime.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'} … {data.Series[data.Series.Count - 1].OpenTime.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}");
        return new(Severity.Error, "no-such-bar", "at", new($"There is no bar at {text}; the run's bars are {range}.", $"Бара {text} нет; бары прогона: {range}."));
    }
}

/// <summary>An action on a bar and what the session made of it.</summary>
public sealed record ActionOutcome(ActionExplanation Action, Text Outcome);
