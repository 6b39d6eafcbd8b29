namespace TradeForge.Core.Strategies.Templates;

/// <summary>Strategies that enter when the price leaves the range of the last bars.</summary>
internal static class BreakoutTemplates
{
    public static IReadOnlyList<StrategyTemplate> All { get; } = [DonchianBreakout(), DonchianAdx(), VolumeBreakout(), Turtle()];

    private static StrategyTemplate DonchianBreakout() => new("donchian-breakout", TemplateKind.Breakout,
        new("Donchian breakout with a trailing stop", "Пробой канала Дончиана со скользящим стопом"),
        new("Buys a close above the highest high of the 20 bars before it and leaves by a trailing stop of three ATR or below the 10-bar low. Many small losses pay for few long moves.",
            "Покупает закрытие выше максимума 20 предыдущих баров и выходит по скользящему стопу в три ATR или ниже минимума 10 баров. Много малых убытков оплачивают редкие долгие движения."),
        new GraphDraft("Donchian breakout with a trailing stop")
            .Node("close", "price", 0, 1.9, ("field", "close")).Node("channel", "donchian", 1, 0.1, ("period", 20)).Node("exitChannel", "donchian", 1, 1.5, ("period", 10))
            .Node("top", "previous", 2, 0.1, ("bars", 1)).Node("bottom", "previous", 2, 1.5, ("bars", 1))
            .Node("breakout", "compare", 3, 0.1, ("op", "gt")).Node("breakdown", "compare", 3, 1.5, ("op", "lt"))
            .Node("buy", "enter-long", 4, 0).Node("sell", "exit-long", 4, 1.5)
            .Node("trail", "trailing-stop", 1, 3.6, ("kind", "atr"), ("value", 3), ("period", 14)).Node("size", "position-size", 3, 2.7, ("mode", "percent-equity"), ("value", 25))
            .Wires("channel.upper top.source", "exitChannel.lower bottom.source", "close.value breakout.a", "top.value breakout.b",
                "close.value breakdown.a", "bottom.value breakdown.b", "breakout.result buy.when", "breakdown.result sell.when", "size.size buy.size")
            .Graph());

    private static StrategyTemplate DonchianAdx() => new("donchian-adx", TemplateKind.Breakout,
        new("Donchian breakout with ADX", "Пробой Дончиана с ADX"),
        new("Buys a close above the 20-bar high only while the ADX says that there is a trend, and sells below the 20-bar middle. The filter skips false breakouts and also the first part of true ones.",
            "Покупает закрытие выше максимума 20 баров, только если ADX показывает тренд, и продаёт ниже середины канала. Фильтр пропускает ложные пробои, а с ними и начало настоящих."),
        new GraphDraft("Donchian breakout with ADX")
            .Node("close", "price", 0, 1.8, ("field", "close")).Node("channel", "donchian", 0, 2.5, ("period", 20)).Node("adx", "adx", 1, 1.1, ("period", 14)).Node("trending", "constant", 1, 2.1, ("value", 25))
            .Node("top", "previous", 1, 0, ("bars", 1)).Node("middle", "previous", 1, 3.1, ("bars", 1)).Node("strong", "compare", 2, 1.6, ("op", "gt"))
            .Node("breakout", "compare", 2, 0.1, ("op", "gt")).Node("back", "compare", 2, 3.2, ("op", "lt")).Node("both", "and", 3, 1)
            .Node("buy", "enter-long", 4, 0.9).Node("sell", "exit-long", 3, 3.1).Node("stop", "stop-loss", 1, 4.5, ("kind", "atr"), ("value", 2), ("period", 14)).Node("size", "position-size", 2, 4.5, ("mode", "risk-percent"), ("value", 1))
            .Wires("channel.upper top.source", "channel.middle middle.source", "close.value breakout.a", "top.value breakout.b", "close.value back.a", "middle.value back.b",
                "adx.adx strong.a", "trending.value strong.b", "breakout.result both.in1", "strong.result both.in2", "both.result buy.when", "back.result sell.when")
            .Graph());

    private static StrategyTemplate VolumeBreakout() => new("volume-breakout", TemplateKind.Breakout,
        new("Breakout on volume", "Пробой на объёме"),
        new("Buys a close above the 20-bar high when the volume is half as much again as its average, with a stop of two ATR and a target of twice that. Volume spikes on news as well, where the price often comes straight back.",
            "Покупает закрытие выше максимума 20 баров, когда объём в полтора раза больше среднего; стоп в два ATR, цель вдвое дальше. Объём подскакивает и на новостях, после которых цена часто сразу возвращается."),
        new GraphDraft("Breakout on volume")
            .Node("close", "price", 2, 0, ("field", "close")).Node("high", "price", 0, 0.9, ("field", "high")).Node("volume", "price", 0, 2.3, ("field", "volume")).Node("times", "constant", 1, 2.1, ("value", 1.5))
            .Node("highest", "highest", 1, 0.9, ("bars", 20)).Node("usual", "sma", 1, 2.9, ("period", 20)).Node("top", "previous", 2, 0.8, ("bars", 1)).Node("busy", "multiply", 2, 2.4)
            .Node("breakout", "compare", 3, 0.4, ("op", "gt")).Node("loud", "compare", 3, 2.1, ("op", "gt")).Node("both", "and", 4, 1.3)
            .Node("buy", "enter-long", 5, 1.2).Node("stop", "stop-loss", 0, 3.9, ("kind", "atr"), ("value", 2), ("period", 14)).Node("target", "take-profit", 1, 3.9, ("kind", "risk-reward"), ("value", 2))
            .Node("size", "position-size", 2, 3.9, ("mode", "risk-percent"), ("value", 1))
            .Wires("high.value highest.source", "highest.value top.source", "volume.value usual.source", "usual.value busy.a", "times.value busy.b",
                "close.value breakout.a", "top.value breakout.b", "volume.value loud.a", "busy.value loud.b", "breakout.result both.in1", "loud.result both.in2", "both.result buy.when")
            .Graph());

    private static StrategyTemplate Turtle() => new("turtle", TemplateKind.Breakout,
        new("Turtle rules", "Правила черепах"),
        new("Enters with a stop order at the 20-bar high or low, adds up to four times, leaves at the 10-bar extreme, and sizes each entry so that an average bar moves the equity by 1 %. Four out of five breakouts may fail before one runs.",
            "Входит стоп-заявкой на максимуме или минимуме 20 баров, добавляет до четырёх раз, выходит на экстремуме 10 баров и берёт столько, чтобы средний бар менял капитал на 1 %. Четыре пробоя из пяти могут сорваться, прежде чем один пойдёт."),
        new GraphDraft("Turtle rules")
            .Node("close", "price", 0, 2.9, ("field", "close")).Node("channel", "donchian", 1, 1, ("period", 20)).Node("exitChannel", "donchian", 1, 3.7, ("period", 10))
            .Node("top", "previous", 2, 0, ("bars", 1)).Node("bottom", "previous", 2, 1.3, ("bars", 1)).Node("exitTop", "previous", 2, 3.2, ("bars", 1)).Node("exitBottom", "previous", 2, 4.3, ("bars", 1))
            .Node("nearTop", "compare", 3, 0.1, ("op", "gt")).Node("nearBottom", "compare", 3, 1.3, ("op", "lt")).Node("overExit", "compare", 3, 3.3, ("op", "gt")).Node("underExit", "compare", 3, 4.3, ("op", "lt"))
            .Node("buy", "enter-long", 4, 0.1, ("orderType", "stop"), ("timeInForce", "day"), ("pyramiding", 4)).Node("sellShort", "enter-short", 4, 1.5, ("orderType", "stop"), ("timeInForce", "day"), ("pyramiding", 4))
            .Node("sell", "exit-long", 4, 4.3).Node("cover", "exit-short", 4, 3.2)
            .Node("stop", "stop-loss", 1, 5.5, ("kind", "atr"), ("value", 2), ("period", 20)).Node("size", "position-size", 2, 5.5, ("mode", "volatility-target"), ("value", 1))
            .Wires("channel.upper top.source", "channel.lower bottom.source", "exitChannel.upper exitTop.source", "exitChannel.lower exitBottom.source",
                "close.value nearTop.a", "top.value nearTop.b", "close.value nearBottom.a", "bottom.value nearBottom.b", "close.value overExit.a", "exitTop.value overExit.b", "close.value underExit.a", "exitBottom.value underExit.b",
                "nearTop.result buy.when", "channel.upper buy.stop", "nearBottom.result sellShort.when", "channel.lower sellShort.stop", "underExit.result sell.when", "overExit.result cover.when")
            .Graph());
}
