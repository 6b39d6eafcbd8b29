namespace TradeForge.Core.Strategies.Templates;

/// <summary>Strategies that hold while the price goes one way.</summary>
internal static class TrendTemplates
{
    public static IReadOnlyList<StrategyTemplate> All { get; } = [SmaCross(), EmaCross(), GoldenCross(), BothWays(), MacdTrend(), AtrTrend()];

    private static StrategyTemplate SmaCross() => new("sma-cross", TemplateKind.Trend,
        new("Moving-average cross", "Пересечение скользящих средних"),
        new("Holds a long position while a fast average of the closes is above a slow one. It follows long trends and loses a little on every false start of a sideways market.",
            "Держит длинную позицию, пока быстрое среднее закрытий выше медленного. Следует за долгими трендами и понемногу теряет на ложных стартах бокового рынка."),
        new GraphDraft("Moving-average cross")
            .Node("fast", "sma", 0, 0.5, ("period", 10)).Node("slow", "sma", 0, 1.3, ("period", 30))
            .Node("up", "crosses", 1, 0.1, ("direction", "above")).Node("down", "crosses", 1, 1.5, ("direction", "below"))
            .Node("buy", "enter-long", 2, 0).Node("sell", "exit-long", 2, 1.5)
            .Wires("fast.value up.a", "slow.value up.b", "fast.value down.a", "slow.value down.b", "up.result buy.when", "down.result sell.when")
            .Graph());

    private static StrategyTemplate EmaCross() => new("ema-cross", TemplateKind.Trend,
        new("Exponential cross with a stop", "Пересечение экспоненциальных средних со стопом"),
        new("Buys when the 12-bar exponential average crosses above the 26-bar one and sells on the way back, with a stop of 7 %. It turns sooner than simple averages and so is fooled more often in a range.",
            "Покупает, когда экспоненциальное среднее за 12 баров пересекает среднее за 26 вверх, и продаёт на обратном пересечении; стоп 7 %. Поворачивает раньше простых средних, поэтому чаще ошибается в боковике."),
        new GraphDraft("Exponential cross with a stop")
            .Node("fast", "ema", 0, 1, ("period", 12)).Node("slow", "ema", 0, 1.8, ("period", 26))
            .Node("up", "crosses", 1, 0.1, ("direction", "above")).Node("down", "crosses", 1, 1.5, ("direction", "below"))
            .Node("buy", "enter-long", 2, 0).Node("sell", "exit-long", 2, 1.5).Node("stop", "stop-loss", 1, 2.7, ("kind", "percent"), ("value", 7))
            .Wires("fast.value up.a", "slow.value up.b", "fast.value down.a", "slow.value down.b", "up.result buy.when", "down.result sell.when")
            .Graph());

    private static StrategyTemplate GoldenCross() => new("golden-cross-rsi", TemplateKind.Trend,
        new("Golden cross with an RSI filter", "Золотой крест с фильтром RSI"),
        new("Buys when the 50-bar average crosses above the 200-bar one while the RSI is not overbought, and sells on the death cross or at a stop of 10 %. It trades seldom and gives much back before the averages turn.",
            "Покупает, когда среднее за 50 баров пересекает среднее за 200 вверх, а RSI не перекуплен; продаёт на кресте смерти или по стопу 10 %. Торгует редко и многое отдаёт, прежде чем средние повернут."),
        new GraphDraft("Golden cross with an RSI filter")
            .Node("fast", "sma", 0, 1.5, ("period", 50)).Node("slow", "sma", 0, 2.3, ("period", 200)).Node("rsi", "rsi", 1, 1.4, ("period", 14)).Node("hot", "constant", 1, 0.6, ("value", 70))
            .Node("golden", "crosses", 2, 0, ("direction", "above")).Node("death", "crosses", 1, 2.5, ("direction", "below")).Node("cool", "compare", 2, 0.9, ("op", "lt"))
            .Node("both", "and", 3, 0.4).Node("buy", "enter-long", 4, 0.3).Node("sell", "exit-long", 2, 2.4).Node("stop", "stop-loss", 1, 3.7, ("kind", "percent"), ("value", 10))
            .Wires("fast.value golden.a", "slow.value golden.b", "fast.value death.a", "slow.value death.b", "rsi.value cool.a", "hot.value cool.b",
                "golden.result both.in1", "cool.result both.in2", "both.result buy.when", "death.result sell.when")
            .Graph());

    private static StrategyTemplate BothWays() => new("average-both-ways", TemplateKind.Trend,
        new("Averages, long and short", "Средние в обе стороны"),
        new("Is long while the 20-bar average is above the 50-bar one and short while it is below, always turning at the cross. It is always in the market, so a sideways year costs fees and patience.",
            "Держит длинную позицию, пока среднее за 20 баров выше среднего за 50, и короткую, пока ниже; на пересечении переворачивается. Всегда в рынке, поэтому боковой год стоит комиссий и терпения."),
        new GraphDraft("Averages, long and short")
            .Node("fast", "sma", 0, 0.1, ("period", 20)).Node("slow", "sma", 0, 1.5, ("period", 50))
            .Node("up", "crosses", 1, 0.1, ("direction", "above")).Node("down", "crosses", 1, 1.3, ("direction", "below"))
            .Node("buy", "enter-long", 2, 0).Node("sellShort", "enter-short", 2, 1.2).Node("size", "position-size", 0, 2.6, ("mode", "percent-equity"), ("value", 50))
            .Wires("fast.value up.a", "slow.value up.b", "fast.value down.a", "slow.value down.b", "up.result buy.when", "down.result sellShort.when")
            .Graph());

    private static StrategyTemplate MacdTrend() => new("macd-trend", TemplateKind.Trend,
        new("MACD with a SuperTrend filter", "MACD с фильтром SuperTrend"),
        new("Goes long when the MACD crosses above its signal in a rising SuperTrend and short in the mirror case; the opposite cross closes. Both sides cost fees, so quick changes of direction hurt.",
            "Покупает, когда MACD пересекает сигнал вверх при растущем SuperTrend, и продаёт в короткую в зеркальном случае; обратное пересечение закрывает. Обе стороны платят комиссию, поэтому частая смена направления вредит."),
        new GraphDraft("MACD with a SuperTrend filter")
            .Node("macd", "macd", 0, 2.3, ("fast", 12), ("slow", 26), ("signal", 9)).Node("trend", "supertrend", 2, 0, ("period", 10), ("multiplier", 3)).Node("zero", "constant", 2, 1.5, ("value", 0))
            .Node("up", "crosses", 1, 2.1, ("direction", "above")).Node("down", "crosses", 1, 2.9, ("direction", "below"))
            .Node("rising", "compare", 3, 0.2, ("op", "gt")).Node("falling", "compare", 3, 1.4, ("op", "lt"))
            .Node("long", "and", 4, 0.1).Node("short", "and", 4, 1.3)
            .Node("buy", "enter-long", 5, 0.1).Node("sell", "exit-long", 2, 2.7).Node("sellShort", "enter-short", 5, 1.3).Node("cover", "exit-short", 2, 3.7)
            .Node("size", "position-size", 2, 5, ("mode", "percent-equity"), ("value", 50))
            .Wires("macd.macd up.a", "macd.signal up.b", "macd.macd down.a", "macd.signal down.b",
                "trend.direction rising.a", "zero.value rising.b", "trend.direction falling.a", "zero.value falling.b",
                "up.result long.in1", "rising.result long.in2", "down.result short.in1", "falling.result short.in2",
                "long.result buy.when", "down.result sell.when", "short.result sellShort.when", "up.result cover.when")
            .Graph());

    private static StrategyTemplate AtrTrend() => new("atr-trend", TemplateKind.Trend,
        new("Trend with an ATR trail", "Тренд со скользящим стопом по ATR"),
        new("Buys when the SuperTrend turns up above the 100-bar average and lets a trailing stop of three ATR do the selling. Sudden gaps go through the trail, and choppy months stop it out again and again.",
            "Покупает, когда SuperTrend поворачивает вверх выше среднего за 100 баров, и выходит по скользящему стопу в три ATR. Внезапные разрывы проскакивают стоп, а рваные месяцы выбивают раз за разом."),
        new GraphDraft("Trend with an ATR trail")
            .Node("trend", "supertrend", 0, 0, ("period", 10), ("multiplier", 3)).Node("zero", "constant", 0, 1.1, ("value", 0)).Node("close", "price", 0, 1.9, ("field", "close")).Node("average", "sma", 0, 2.7, ("period", 100))
            .Node("turns", "crosses", 1, 0.6, ("direction", "above")).Node("over", "compare", 1, 2.3, ("op", "gt")).Node("both", "and", 2, 1.3)
            .Node("buy", "enter-long", 3, 1.3).Node("trail", "trailing-stop", 0, 3.7, ("kind", "atr"), ("value", 3), ("period", 14)).Node("size", "position-size", 1, 3.7, ("mode", "percent-equity"), ("value", 40))
            .Wires("trend.direction turns.a", "zero.value turns.b", "close.value over.a", "average.value over.b", "turns.result both.in1", "over.result both.in2", "both.result buy.when")
            .Graph());
}
