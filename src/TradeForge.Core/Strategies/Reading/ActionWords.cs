using TradeForge.Core.Strategies.Nodes;

namespace TradeForge.Core.Strategies.Reading;

/// <summary>What an action does, up to its condition: which order, how large, how long.</summary>
internal static class ActionWords
{
    /// <summary>“Buy 50 % of equity with a limit order at SMA(20)”, without “when”.</summary>
    public static Text Head(Wording words, WordedNode node)
    {
        var (isLong, order) = (ActionNodes.Side(node.Descriptor) == PositionSide.Long, Order(words, node));
        if (ActionNodes.IsEntry(node.Descriptor))
        {
            var size = words.Input(node, node.Descriptor.IndexOfInput("size"));
            return new(
                $"{(isLong ? "Buy" : "Sell short")}{(size is null ? "" : $" {size.En}")}{order.En}",
                $"{(isLong ? "Купить" : "Продать в короткую")}{(size is null ? "" : $" (объём — {size.Ru})")}{order.Ru}");
        }
        var part = node.Values.Number("part");
        var (en, ru) = part == 100 ? ("", "") : ($"{Counted.Number(part)} % of ", $"{Counted.Number(part)} % ");
        return new(
            $"Close {en}the {(isLong ? "long" : "short")} position{order.En}",
            part == 100 ? $"Закрыть {(isLong ? "длинную" : "короткую")} позицию{order.Ru}" : $"Закрыть {ru}{(isLong ? "длинной" : "короткой")} позиции{order.Ru}");
    }

    /// <summary>What limits an entry beyond its condition; empty where nothing does.</summary>
    public static Text Tail(WordedNode node)
    {
        if (!ActionNodes.IsEntry(node.Descriptor)) return new("", "");
        var (en, ru) = ("", "");
        var most = node.Values.Number("pyramiding");
        if (most != 1) (en, ru) = ($", at most {Counted.Number(most)} times in one position", $", не больше {Counted.RuGenitive(most, "раза", "раз")} в одной позиции");
        if (node.Values.Word("onOpposite") != "block") return new(en, ru);
        var isLong = ActionNodes.Side(node.Descriptor) == PositionSide.Long;
        return new($"{en}, but not while a {(isLong ? "short" : "long")} position is open", $"{ru}, но не пока открыта {(isLong ? "короткая" : "длинная")} позиция");
    }

    private static Text Order(Wording words, WordedNode node)
    {
        var (limit, stop) = (Price("limit"), Price("stop"));
        var (en, ru) = node.Values.Word("orderType") switch
        {
            "limit" => ($" with a limit order at {limit.En}", $" лимитной заявкой (цена — {limit.Ru})"),
            "stop" => ($" with a stop order at {stop.En}", $" стоп-заявкой (цена — {stop.Ru})"),
            "stop-limit" => ($" with a stop-limit order (stop at {stop.En}, limit at {limit.En})", $" стоп-лимитной заявкой (стоп — {stop.Ru}, лимит — {limit.Ru})"),
            "market-on-close" => (" at the close of the next bar", " по закрытию следующего бара"),
            _ => ("", ""),
        };
        var time = node.Values.Word("timeInForce") switch
        {
            "day" => new Text(", good for the day,", ", действующей до конца дня,"),
            "ioc" => new(", filled at once as far as possible,", ", исполняемой сразу, насколько возможно,"),
            "fok" => new(", filled at once and whole or not at all,", ", исполняемой сразу и целиком или никак,"),
            "gtd" => new($", good until {Until(node)},", $", действующей до {Until(node)},"),
            _ => new("", ""),
        };
        if (node.Values.Number("validBars") is > 0 and var bars) time = new($"{time.En.TrimEnd(',')}, valid for {Counted.En(bars, "bar")},", $"{time.Ru.TrimEnd(',')}, действующей {Counted.Ru(bars, "бар", "бара", "баров")},");
        if (time.En.Length > 0 && en.Length == 0) (en, ru) = (" with a market order", " рыночной заявкой");
        return new(en + time.En, ru + time.Ru);

        Text Price(string handle) => words.Input(node, node.Descriptor.IndexOfInput(handle)) ?? new("[not wired yet]", "[ещё не подключено]");
    }

    private static string Until(WordedNode node) => node.Values.Text("until") is { Length: > 0 } text ? text.Replace("T00:00:00Z", "", StringComparison.Ordinal) : "…";
}
