namespace TradeForge.Core.Strategies.Templates;

/// <summary>Strategies that buy what has fallen too far and sell it back near its usual price.</summary>
internal static class ReversionTemplates
{
    public static IReadOnlyList<StrategyTemplate> All { get; } = [RsiDip(), RsiLevels(), RsiBothWays(), BollingerReversion(), BollingerBands(), BandBounce(), StochasticReversion()];

    private static StrategyTemplate RsiDip() => new("rsi-dip", TemplateKind.Reversion,
        new("RSI dip with a stop", "Откат по RSI со стопом"),
        new("Buys when the RSI comes back up through 30 while the close is above its 200-bar average, and sells above 60 or at a 5 % stop. Dips that turn into a fall end at the stop.",
            "Покупает, когда RSI возвращается выше 30, а закрытие выше своего среднего за 200 баров; продаёт выше 60 или по стопу 5 %. Откаты, которые переходят в падение, кончаются стопом."),
        new GraphDraft("RSI dip with a stop")
            .Node("rsi", "rsi", 0, 2.1, ("period", 14)).Node("low", "constant", 1, 0.1, ("value", 30)).Node("high", "constant", 1, 2.9, ("value", 60))
            .Node("close", "price", 1, 0.9, ("field", "close")).Node("trend", "sma", 1, 1.7, ("period", 200))
            .Node("recovers", "crosses", 2, 0, ("direction", "above")).Node("strong", "compare", 2, 2.8, ("op", "gt")).Node("uptrend", "compare", 2, 1.3, ("op", "gt"))
            .Node("both", "and", 3, 0.7).Node("buy", "enter-long", 4, 0.7).Node("sell", "exit-long", 3, 2.7)
            .Node("stop", "stop-loss", 1, 4.1, ("kind", "percent"), ("value", 5)).Node("size", "position-size", 2, 4.1, ("mode", "percent-equity"), ("value", 50))
            .Wires("rsi.value recovers.a", "low.value recovers.b", "rsi.value strong.a", "high.value strong.b", "close.value uptrend.a", "trend.value uptrend.b",
                "recovers.result both.in1", "uptrend.result both.in2", "both.result buy.when", "strong.result sell.when")
            .Graph());

    private static StrategyTemplate RsiLevels() => new("rsi-levels", TemplateKind.Reversion,
        new("RSI levels", "Уровни RSI"),
        new("Buys when the RSI crosses above 30 and sells when it crosses below 70. A strong fall keeps the RSI low for a long time, and without a stop every bar of it is paid for.",
            "Покупает, когда RSI пересекает 30 вверх, и продаёт, когда он пересекает 70 вниз. Сильное падение долго держит RSI внизу, и без стопа за каждый его бар приходится платить."),
        new GraphDraft("RSI levels")
            .Node("rsi", "rsi", 0, 0.9, ("period", 14)).Node("low", "constant", 1, 0.2, ("value", 30)).Node("high", "constant", 1, 1.5, ("value", 70))
            .Node("up", "crosses", 2, 0.1, ("direction", "above")).Node("down", "crosses", 2, 1.5, ("direction", "below"))
            .Node("buy", "enter-long", 3, 0).Node("sell", "exit-long", 3, 1.5)
            .Wires("rsi.value up.a", "low.value up.b", "rsi.value down.a", "high.value down.b", "up.result buy.when", "down.result sell.when")
            .Graph());

    private static StrategyTemplate RsiBothWays() => new("rsi-both-ways", TemplateKind.Reversion,
        new("RSI, long and short", "RSI в обе стороны"),
        new("Buys when the RSI comes up through 30, sells short when it falls through 70, and closes either at 50, with a stop of two and a half ATR. A trend that runs on makes the losing side enter too early.",
            "Покупает, когда RSI поднимается через 30, продаёт в короткую, когда он падает через 70, и закрывает обе стороны у 50; стоп в два с половиной ATR. Если тренд продолжается, сделка против него открывается слишком рано."),
        new GraphDraft("RSI, long and short")
            .Node("rsi", "rsi", 0, 2.6, ("period", 14)).Node("low", "constant", 1, 0.2, ("value", 30)).Node("high", "constant", 1, 1.4, ("value", 70)).Node("middle", "constant", 1, 3.3, ("value", 50))
            .Node("up", "crosses", 2, 0.1, ("direction", "above")).Node("down", "crosses", 2, 1.3, ("direction", "below")).Node("over", "compare", 2, 2.7, ("op", "ge")).Node("under", "compare", 2, 3.7, ("op", "le"))
            .Node("buy", "enter-long", 3, 0).Node("sellShort", "enter-short", 3, 1.2).Node("sell", "exit-long", 3, 2.6).Node("cover", "exit-short", 3, 3.7)
            .Node("stop", "stop-loss", 1, 4.9, ("kind", "atr"), ("value", 2.5), ("period", 14)).Node("size", "position-size", 2, 4.9, ("mode", "risk-percent"), ("value", 1))
            .Wires("rsi.value up.a", "low.value up.b", "rsi.value down.a", "high.value down.b", "rsi.value over.a", "middle.value over.b", "rsi.value under.a", "middle.value under.b",
                "up.result buy.when", "down.result sellShort.when", "over.result sell.when", "under.result cover.when")
            .Graph());

    private static StrategyTemplate BollingerReversion() => new("bollinger-reversion", TemplateKind.Reversion,
        new("Bollinger mean reversion", "Возврат к среднему по Боллинджеру"),
        new("Buys when the close comes back above the lower band and sells at the middle, with a stop of two ATR and a limit of 20 bars. It earns in ranges and suffers in strong trends.",
            "Покупает, когда закрытие возвращается выше нижней полосы, и продаёт у середины; стоп в два ATR и не больше 20 баров. Зарабатывает в боковике и страдает в сильных трендах."),
        new GraphDraft("Bollinger mean reversion")
            .Node("close", "price", 0, 1.3, ("field", "close")).Node("bands", "bollinger", 0, 2.1, ("period", 20), ("deviations", 2))
            .Node("returns", "crosses", 1, 0.1, ("direction", "above")).Node("atMiddle", "compare", 1, 1.5, ("op", "ge"))
            .Node("buy", "enter-long", 2, 0).Node("sell", "exit-long", 2, 1.5)
            .Node("stop", "stop-loss", 1, 3.6, ("kind", "atr"), ("value", 2), ("period", 14)).Node("tooLong", "time-stop", 2, 3.6, ("bars", 20))
            .Node("size", "position-size", 1, 2.7, ("mode", "risk-percent"), ("value", 1))
            .Wires("close.value returns.a", "bands.lower returns.b", "close.value atMiddle.a", "bands.middle atMiddle.b",
                "returns.result buy.when", "atMiddle.result sell.when", "size.size buy.size")
            .Graph());

    private static StrategyTemplate BollingerBands() => new("bollinger-bands", TemplateKind.Reversion,
        new("From band to band", "От полосы до полосы"),
        new("Buys a close below the lower Bollinger band and sells a close above the upper one. It buys into every fall, also into those that do not come back.",
            "Покупает закрытие ниже нижней полосы Боллинджера и продаёт закрытие выше верхней. Покупает каждое падение, в том числе то, что не вернётся."),
        new GraphDraft("From band to band")
            .Node("close", "price", 0, 0.3, ("field", "close")).Node("bands", "bollinger", 0, 1.1, ("period", 20), ("deviations", 2))
            .Node("cheap", "compare", 1, 0.1, ("op", "lt")).Node("dear", "compare", 1, 1.5, ("op", "gt"))
            .Node("buy", "enter-long", 2, 0).Node("sell", "exit-long", 2, 1.5)
            .Wires("close.value cheap.a", "bands.lower cheap.b", "close.value dear.a", "bands.upper dear.b", "cheap.result buy.when", "dear.result sell.when")
            .Graph());

    private static StrategyTemplate BandBounce() => new("band-bounce", TemplateKind.Reversion,
        new("Bounce off the lower band", "Отскок от нижней полосы"),
        new("Buys when the low pierces the lower Bollinger band, the candle still closes above it and the RSI is below 40; the target is twice the risk. Several bounces in a row fail when a calm market starts to fall.",
            "Покупает, когда минимум бара прокалывает нижнюю полосу Боллинджера, свеча закрывается выше неё, а RSI ниже 40; цель — два риска. Когда спокойный рынок начинает падать, отскоки подводят несколько раз подряд."),
        new GraphDraft("Bounce off the lower band")
            .Node("low", "price", 0, 0, ("field", "low")).Node("close", "price", 0, 1.9, ("field", "close")).Node("bands", "bollinger", 0, 0.8, ("period", 20), ("deviations", 2))
            .Node("rsi", "rsi", 0, 2.7, ("period", 14)).Node("weak", "constant", 0, 3.5, ("value", 40))
            .Node("pierces", "compare", 1, 0, ("op", "lt")).Node("holds", "compare", 1, 1.8, ("op", "gt")).Node("tired", "compare", 1, 3.1, ("op", "lt")).Node("all", "and", 2, 1.7)
            .Node("buy", "enter-long", 3, 1.7).Node("stop", "stop-loss", 0, 4.5, ("kind", "atr"), ("value", 1.5), ("period", 14)).Node("target", "take-profit", 1, 4.5, ("kind", "risk-reward"), ("value", 2))
            .Node("size", "position-size", 2, 4.5, ("mode", "risk-percent"), ("value", 1))
            .Wires("low.value pierces.a", "bands.lower pierces.b", "close.value holds.a", "bands.lower holds.b", "rsi.value tired.a", "weak.value tired.b",
                "pierces.result all.in1", "holds.result all.in2", "tired.result all.in3", "all.result buy.when")
            .Graph());

    private static StrategyTemplate StochasticReversion() => new("stochastic-reversion", TemplateKind.Reversion,
        new("Stochastic in a quiet market", "Стохастик на спокойном рынке"),
        new("Buys while the stochastic is below 20 and the market moves sideways, and sells once it is above 80 or after 15 bars. When the quiet ends with a fall, the position is on the wrong side of it.",
            "Покупает, пока стохастик ниже 20 и рынок в боковике, и продаёт, когда он выше 80 или через 15 баров. Если затишье кончается падением, позиция стоит не на той стороне."),
        new GraphDraft("Stochastic in a quiet market")
            .Node("stochastic", "stochastic", 0, 1.6, ("k", 14), ("d", 3)).Node("low", "constant", 1, 0.1, ("value", 20)).Node("high", "constant", 1, 2.3, ("value", 80)).Node("market", "regime", 2, 0.9, ("bars", 20))
            .Node("cheap", "compare", 2, 0, ("op", "lt")).Node("dear", "compare", 2, 2.3, ("op", "gt")).Node("both", "and", 3, 0.5)
            .Node("buy", "enter-long", 4, 0.3).Node("sell", "exit-long", 3, 2.2).Node("stop", "stop-loss", 1, 3.5, ("kind", "percent"), ("value", 4)).Node("tooLong", "time-stop", 2, 3.5, ("bars", 15))
            .Wires("stochastic.k cheap.a", "low.value cheap.b", "stochastic.k dear.a", "high.value dear.b", "cheap.result both.in1", "market.sideways both.in2", "both.result buy.when", "dear.result sell.when")
            .Graph());
}
