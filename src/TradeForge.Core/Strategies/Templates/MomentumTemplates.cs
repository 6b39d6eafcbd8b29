namespace TradeForge.Core.Strategies.Templates;

/// <summary>Strategies that follow the speed of the price.</summary>
internal static class MomentumTemplates
{
    public static IReadOnlyList<StrategyTemplate> All { get; } = [MacdSignal(), MacdMomentum(), StochasticCross(), RsiDivergence()];

    private static StrategyTemplate MacdSignal() => new("macd-signal", TemplateKind.Momentum,
        new("MACD and its signal", "MACD и его сигнал"),
        new("Buys when the MACD crosses above its signal line and sells when it crosses back. In a market without direction the lines cross all the time, and each cross costs a fee.",
            "Покупает, когда MACD пересекает сигнальную линию вверх, и продаёт на обратном пересечении. На рынке без направления линии пересекаются постоянно, и каждое пересечение стоит комиссии."),
        new GraphDraft("MACD and its signal")
            .Node("macd", "macd", 0, 0.6, ("fast", 12), ("slow", 26), ("signal", 9))
            .Node("up", "crosses", 1, 0.1, ("direction", "above")).Node("down", "crosses", 1, 1.5, ("direction", "below"))
            .Node("buy", "enter-long", 2, 0).Node("sell", "exit-long", 2, 1.5)
            .Wires("macd.macd up.a", "macd.signal up.b", "macd.macd down.a", "macd.signal down.b", "up.result buy.when", "down.result sell.when")
            .Graph());

    private static StrategyTemplate MacdMomentum() => new("macd-momentum", TemplateKind.Momentum,
        new("MACD momentum with a trend", "Импульс MACD по тренду"),
        new("Buys when the MACD histogram has risen for three bars from below zero while the close is above the 100-bar average, and sells once it has fallen for three. A pause in a long rise looks the same as its end.",
            "Покупает, когда гистограмма MACD растёт три бара подряд ниже нуля, а закрытие выше среднего за 100 баров, и продаёт, когда она три бара падает. Пауза в долгом росте выглядит так же, как его конец."),
        new GraphDraft("MACD momentum with a trend")
            .Node("macd", "macd", 0, 2.1, ("fast", 12), ("slow", 26), ("signal", 9)).Node("zero", "constant", 1, 0.1, ("value", 0)).Node("close", "price", 1, 0.9, ("field", "close")).Node("average", "sma", 1, 1.7, ("period", 100))
            .Node("gains", "rising", 2, 2.1, ("bars", 3)).Node("early", "compare", 2, 0, ("op", "lt")).Node("uptrend", "compare", 2, 1.3, ("op", "gt")).Node("fades", "falling", 1, 3.5, ("bars", 3))
            .Node("all", "and", 3, 1.2).Node("buy", "enter-long", 4, 1.1).Node("sell", "exit-long", 2, 3.5).Node("stop", "stop-loss", 1, 4.7, ("kind", "percent"), ("value", 6))
            .Wires("macd.histogram gains.source", "macd.histogram early.a", "zero.value early.b", "close.value uptrend.a", "average.value uptrend.b", "macd.histogram fades.source",
                "gains.result all.in1", "early.result all.in2", "uptrend.result all.in3", "all.result buy.when", "fades.result sell.when")
            .Graph());

    private static StrategyTemplate StochasticCross() => new("stochastic-cross", TemplateKind.Momentum,
        new("Stochastic cross", "Пересечение стохастика"),
        new("Buys when %K crosses above %D below 25 and sells when it crosses below above 75. The lines are quick, so many crosses mean nothing, and the stop of 5 % catches those that mean the contrary.",
            "Покупает, когда %K пересекает %D вверх ниже 25, и продаёт на пересечении вниз выше 75. Линии быстрые, поэтому многие пересечения ничего не значат, а стоп 5 % ловит те, что значат обратное."),
        new GraphDraft("Stochastic cross")
            .Node("stochastic", "stochastic", 0, 1.9, ("k", 14), ("d", 3)).Node("low", "constant", 1, 1, ("value", 25)).Node("high", "constant", 1, 3.1, ("value", 75))
            .Node("up", "crosses", 2, 0, ("direction", "above")).Node("cheap", "compare", 2, 0.9, ("op", "lt")).Node("down", "crosses", 2, 2.1, ("direction", "below")).Node("dear", "compare", 2, 3, ("op", "gt"))
            .Node("turnsUp", "and", 3, 0.4).Node("turnsDown", "and", 3, 2.5).Node("buy", "enter-long", 4, 0.3).Node("sell", "exit-long", 4, 2.5).Node("stop", "stop-loss", 1, 4.1, ("kind", "percent"), ("value", 5))
            .Wires("stochastic.k up.a", "stochastic.d up.b", "stochastic.k cheap.a", "low.value cheap.b", "stochastic.k down.a", "stochastic.d down.b", "stochastic.k dear.a", "high.value dear.b",
                "up.result turnsUp.in1", "cheap.result turnsUp.in2", "down.result turnsDown.in1", "dear.result turnsDown.in2", "turnsUp.result buy.when", "turnsDown.result sell.when")
            .Graph());

    private static StrategyTemplate RsiDivergence() => new("rsi-divergence", TemplateKind.Momentum,
        new("RSI divergence", "Дивергенция RSI"),
        new("Buys when the price makes a lower low that the RSI does not follow, and sells on the opposite divergence, above an RSI of 70 or at the stop. A divergence is seen only some bars after the turn, and several may appear before the trend truly ends.",
            "Покупает, когда цена делает новый минимум, а RSI — нет, и продаёт на обратной дивергенции, при RSI выше 70 или по стопу. Дивергенция видна лишь через несколько баров после разворота, и до конца тренда их бывает несколько."),
        new GraphDraft("RSI divergence")
            .Node("low", "price", 1, 0.2, ("field", "low")).Node("rsi", "rsi", 0, 2, ("period", 14)).Node("high", "price", 1, 1.6, ("field", "high")).Node("hot", "constant", 1, 2.7, ("value", 70))
            .Node("bullish", "divergence", 2, 0, ("side", "bullish"), ("bars", 3)).Node("bearish", "divergence", 2, 1.5, ("side", "bearish"), ("bars", 3)).Node("overbought", "compare", 2, 2.6, ("op", "gt")).Node("either", "or", 3, 2)
            .Node("buy", "enter-long", 3, 0).Node("sell", "exit-long", 4, 2).Node("stop", "stop-loss", 1, 3.7, ("kind", "atr"), ("value", 3), ("period", 14)).Node("size", "position-size", 2, 3.7, ("mode", "risk-percent"), ("value", 1))
            .Wires("low.value bullish.a", "rsi.value bullish.b", "high.value bearish.a", "rsi.value bearish.b", "rsi.value overbought.a", "hot.value overbought.b",
                "bearish.result either.in1", "overbought.result either.in2", "bullish.result buy.when", "either.result sell.when")
            .Graph());
}
