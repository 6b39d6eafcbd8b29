namespace TradeForge.Core.Strategies;

/// <summary>A ready strategy to start from.</summary>
/// <param name="Id">kebab-case; also the file name under samples/strategies.</param>
/// <param name="Name">For people; the graph carries the English one.</param>
/// <param name="Description">Two sentences: what it does and when that tends to fail. It promises no return.</param>
/// <param name="Graph">It compiles without a problem.</param>
public sealed record StrategyTemplate(string Id, Text Name, Text Description, StrategyGraph Graph);

/// <summary>Five ready strategies, each of another kind.</summary>
public static class StrategyTemplates
{
    public static IReadOnlyList<StrategyTemplate> All { get; } = [SmaCross(), RsiDip(), DonchianBreakout(), BollingerReversion(), MacdTrend()];

    private static StrategyTemplate SmaCross() => new("sma-cross",
        new("Moving-average cross", "Пересечение скользящих средних"),
        new("Holds a long position while a fast average of the closes is above a slow one. It follows long trends and loses a little on every false start of a sideways market.",
            "Держит длинную позицию, пока быстрое среднее закрытий выше медленного. Следует за долгими трендами и понемногу теряет на ложных стартах бокового рынка."),
        new GraphDraft("Moving-average cross")
            .Node("fast", "sma", 0, 0, ("period", 10)).Node("slow", "sma", 0, 1, ("period", 30))
            .Node("up", "crosses", 1, 0, ("direction", "above")).Node("down", "crosses", 1, 1, ("direction", "below"))
            .Node("buy", "enter-long", 2, 0).Node("sell", "exit-long", 2, 1)
            .Wires("fast.value up.a", "slow.value up.b", "fast.value down.a", "slow.value down.b", "up.result buy.when", "down.result sell.when")
            .Graph());

    private static StrategyTemplate RsiDip() => new("rsi-dip",
        new("RSI dip with a stop", "Откат по RSI со стопом"),
        new("Buys when the RSI comes back up through 30 while the close is above its 200-bar average, and sells above 60 or at a 5 % stop. Dips that turn into a fall end at the stop.",
            "Покупает, когда RSI возвращается выше 30, а закрытие выше своего среднего за 200 баров; продаёт выше 60 или по стопу 5 %. Откаты, которые переходят в падение, кончаются стопом."),
        new GraphDraft("RSI dip with a stop")
            .Node("rsi", "rsi", 0, 0, ("period", 14)).Node("low", "constant", 0, 1, ("value", 30)).Node("high", "constant", 0, 2, ("value", 60))
            .Node("close", "price", 0, 3, ("field", "close")).Node("trend", "sma", 0, 4, ("period", 200))
            .Node("recovers", "crosses", 1, 0, ("direction", "above")).Node("strong", "compare", 1, 2, ("op", "gt")).Node("uptrend", "compare", 1, 3, ("op", "gt"))
            .Node("both", "and", 2, 0).Node("buy", "enter-long", 3, 0).Node("sell", "exit-long", 3, 2)
            .Node("stop", "stop-loss", 3, 3, ("kind", "percent"), ("value", 5)).Node("size", "position-size", 3, 4, ("mode", "percent-equity"), ("value", 50))
            .Wires("rsi.value recovers.a", "low.value recovers.b", "rsi.value strong.a", "high.value strong.b", "close.value uptrend.a", "trend.value uptrend.b",
                "recovers.result both.in1", "uptrend.result both.in2", "both.result buy.when", "strong.result sell.when")
            .Graph());

    private static StrategyTemplate DonchianBreakout() => new("donchian-breakout",
        new("Donchian breakout with a trailing stop", "Пробой канала Дончиана со скользящим стопом"),
        new("Buys a close above the highest high of the 20 bars before it and leaves by a trailing stop of three ATR or below the 10-bar low. Many small losses pay for few long moves.",
            "Покупает закрытие выше максимума 20 предыдущих баров и выходит по скользящему стопу в три ATR или ниже минимума 10 баров. Много малых убытков оплачивают редкие долгие движения."),
        new GraphDraft("Donchian breakout with a trailing stop")
            .Node("close", "price", 0, 0, ("field", "close")).Node("channel", "donchian", 0, 1, ("period", 20)).Node("exitChannel", "donchian", 0, 2, ("period", 10))
            .Node("top", "previous", 1, 1, ("bars", 1)).Node("bottom", "previous", 1, 2, ("bars", 1))
            .Node("breakout", "compare", 2, 0, ("op", "gt")).Node("breakdown", "compare", 2, 2, ("op", "lt"))
            .Node("buy", "enter-long", 3, 0).Node("sell", "exit-long", 3, 2)
            .Node("trail", "trailing-stop", 3, 3, ("kind", "atr"), ("value", 3), ("period", 14)).Node("size", "position-size", 2, 1, ("mode", "percent-equity"), ("value", 25))
            .Wires("channel.upper top.source", "exitChannel.lower bottom.source", "close.value breakout.a", "top.value breakout.b",
                "close.value breakdown.a", "bottom.value breakdown.b", "breakout.result buy.when", "breakdown.result sell.when", "size.size buy.size")
            .Graph());

    private static StrategyTemplate BollingerReversion() => new("bollinger-reversion",
        new("Bollinger mean reversion", "Возврат к среднему по Боллинджеру"),
        new("Buys when the close comes back above the lower band and sells at the middle, with a stop of two ATR and a limit of 20 bars. It earns in ranges and suffers in strong trends.",
            "Покупает, когда закрытие возвращается выше нижней полосы, и продаёт у середины; стоп в два ATR и не больше 20 баров. Зарабатывает в боковике и страдает в сильных трендах."),
        new GraphDraft("Bollinger mean reversion")
            .Node("close", "price", 0, 0, ("field", "close")).Node("bands", "bollinger", 0, 1, ("period", 20), ("deviations", 2))
            .Node("returns", "crosses", 1, 0, ("direction", "above")).Node("atMiddle", "compare", 1, 1, ("op", "ge"))
            .Node("buy", "enter-long", 2, 0).Node("sell", "exit-long", 2, 1)
            .Node("stop", "stop-loss", 2, 2, ("kind", "atr"), ("value", 2), ("period", 14)).Node("tooLong", "time-stop", 2, 3, ("bars", 20))
            .Node("size", "position-size", 1, 2, ("mode", "risk-percent"), ("value", 1))
            .Wires("close.value returns.a", "bands.lower returns.b", "close.value atMiddle.a", "bands.middle atMiddle.b",
                "returns.result buy.when", "atMiddle.result sell.when", "size.size buy.size")
            .Graph());

    private static StrategyTemplate MacdTrend() => new("macd-trend",
        new("MACD with a SuperTrend filter", "MACD с фильтром SuperTrend"),
        new("Goes long when the MACD crosses above its signal in a rising SuperTrend and short in the mirror case; the opposite cross closes. Both sides cost fees, so quick changes of direction hurt.",
            "Покупает, когда MACD пересекает сигнал вверх при растущем SuperTrend, и продаёт в короткую в зеркальном случае; обратное пересечение закрывает. Обе стороны платят комиссию, поэтому частая смена направления вредит."),
        new GraphDraft("MACD with a SuperTrend filter")
            .Node("macd", "macd", 0, 0, ("fast", 12), ("slow", 26), ("signal", 9)).Node("trend", "supertrend", 0, 2, ("period", 10), ("multiplier", 3)).Node("zero", "constant", 0, 3, ("value", 0))
            .Node("up", "crosses", 1, 0, ("direction", "above")).Node("down", "crosses", 1, 1, ("direction", "below"))
            .Node("rising", "compare", 1, 2, ("op", "gt")).Node("falling", "compare", 1, 3, ("op", "lt"))
            .Node("long", "and", 2, 0).Node("short", "and", 2, 2)
            .Node("buy", "enter-long", 3, 0).Node("sell", "exit-long", 3, 1).Node("sellShort", "enter-short", 3, 2).Node("cover", "exit-short", 3, 3)
            .Node("size", "position-size", 2, 3, ("mode", "percent-equity"), ("value", 50))
            .Wires("macd.macd up.a", "macd.signal up.b", "macd.macd down.a", "macd.signal down.b",
                "trend.direction rising.a", "zero.value rising.b", "trend.direction falling.a", "zero.value falling.b",
                "up.result long.in1", "rising.result long.in2", "down.result short.in1", "falling.result short.in2",
                "long.result buy.when", "down.result sell.when", "short.result sellShort.when", "up.result cover.when")
            .Graph());
}
