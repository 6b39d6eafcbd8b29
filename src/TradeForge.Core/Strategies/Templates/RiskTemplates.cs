namespace TradeForge.Core.Strategies.Templates;

/// <summary>Strategies in which the limits matter more than the signal: a day trader's and a careful account's.</summary>
internal static class RiskTemplates
{
    public static IReadOnlyList<StrategyTemplate> All { get; } = [Scalping(), CarefulAccount()];

    private static StrategyTemplate Scalping() => new("scalping-5m", TemplateKind.Intraday,
        new("Five-minute scalping", "Скальпинг на пяти минутах"),
        new("Buys quick pullbacks of the EMA pair on five-minute bars within a session, with a tight stop, a target of one and a half times that, and at most six entries a day. So many small trades live or die by fees and slippage: set them before you believe the result.",
            "Покупает короткие откаты пары EMA на пятиминутных барах в пределах сессии; близкий стоп, цель в полтора раза дальше, не больше шести входов в день. Столько мелких сделок решают комиссия и проскальзывание: задайте их прежде, чем верить результату."),
        new GraphDraft("Five-minute scalping")
            .Node("fast", "ema", 0, 2.7, ("period", 9)).Node("slow", "ema", 0, 3.5, ("period", 21)).Node("rsi", "rsi", 1, 0, ("period", 7)).Node("half", "constant", 1, 0.8, ("value", 50))
            .Node("hours", "session", 2, 2.1, ("from", "08:00"), ("to", "20:00"), ("days", "mon-fri"))
            .Node("trend", "compare", 2, 1.3, ("op", "gt")).Node("again", "crosses", 2, 0.3, ("direction", "above")).Node("ends", "compare", 1, 3.7, ("op", "lt")).Node("all", "and", 3, 1.2)
            .Node("buy", "enter-long", 4, 1.1).Node("sell", "exit-long", 2, 3.7)
            .Node("stop", "stop-loss", 1, 5, ("kind", "atr"), ("value", 1.5), ("period", 14)).Node("target", "take-profit", 2, 5, ("kind", "risk-reward"), ("value", 1.5)).Node("tooLong", "time-stop", 3, 5, ("bars", 24))
            .Node("perDay", "max-trades-per-day", 4, 5, ("count", 6)).Node("badDay", "daily-loss", 1, 6, ("percent", 2), ("action", "stop-new")).Node("size", "position-size", 2, 6, ("mode", "risk-percent"), ("value", 0.5))
            .Wires("fast.value trend.a", "slow.value trend.b", "fast.value ends.a", "slow.value ends.b", "rsi.value again.a", "half.value again.b",
                "trend.result all.in1", "again.result all.in2", "hours.result all.in3", "all.result buy.when", "ends.result sell.when")
            .Graph())
    { Timeframe = "5m" };

    private static StrategyTemplate CarefulAccount() => new("careful-account", TemplateKind.Risk,
        new("Careful account", "Осторожный счёт"),
        new("Buys above the 100-bar average while the market trends, sized by its volatility, and guards the account: a largest position, a daily limit, break-even, and a stop to all trading at a drawdown of 15 %. Limits bound single losses, not a long run of them, and the drawdown limit sells near the low.",
            "Покупает выше среднего за 100 баров в тренде, с объёмом по волатильности, и бережёт счёт: наибольшая позиция, дневной предел, безубыток и остановка всей торговли при просадке 15 %. Пределы ограничивают отдельный убыток, а не долгую их череду, и предел просадки продаёт у дна."),
        new GraphDraft("Careful account")
            .Node("close", "price", 0, 2.3, ("field", "close")).Node("average", "sma", 0, 3.1, ("period", 100)).Node("market", "regime", 1, 0.9, ("bars", 20))
            .Node("over", "compare", 1, 0, ("op", "gt")).Node("under", "compare", 1, 2.3, ("op", "lt")).Node("both", "and", 2, 0.5)
            .Node("buy", "enter-long", 3, 0.3).Node("sell", "exit-long", 2, 2.2).Node("stop", "stop-loss", 1, 3.5, ("kind", "atr"), ("value", 3), ("period", 14)).Node("even", "break-even", 2, 3.5, ("trigger", 5), ("offset", 0.5))
            .Node("size", "position-size", 3, 3.5, ("mode", "volatility-target"), ("value", 0.5)).Node("largest", "max-position", 1, 4.5, ("percent", 30)).Node("positions", "max-open-positions", 2, 4.5, ("count", 5))
            .Node("badDay", "daily-loss", 3, 4.5, ("percent", 3), ("action", "stop-new")).Node("drawdown", "max-drawdown", 1, 5.4, ("percent", 15), ("action", "close-all"))
            .Wires("close.value over.a", "average.value over.b", "close.value under.a", "average.value under.b", "over.result both.in1", "market.trend both.in2", "both.result buy.when", "under.result sell.when")
            .Graph());
}
