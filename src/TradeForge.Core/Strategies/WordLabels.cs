namespace TradeForge.Core.Strategies;

/// <summary>The words of choices as people read them.</summary>
public static class WordLabels
{
    private static readonly Dictionary<string, Text> Known = new(StringComparer.Ordinal)
    {
        ["close"] = new("Close", "Закрытие"),
        ["open"] = new("Open", "Открытие"),
        ["high"] = new("High", "Максимум"),
        ["low"] = new("Low", "Минимум"),
        ["volume"] = new("Volume", "Объём"),
        ["hl2"] = new("(H + L) / 2", "(H + L) / 2"),
        ["hlc3"] = new("(H + L + C) / 3", "(H + L + C) / 3"),
        ["ohlc4"] = new("(O + H + L + C) / 4", "(O + H + L + C) / 4"),
        ["gt"] = new("above (>)", "больше (>)"),
        ["ge"] = new("at least (≥)", "не меньше (≥)"),
        ["lt"] = new("below (<)", "меньше (<)"),
        ["le"] = new("at most (≤)", "не больше (≤)"),
        ["eq"] = new("equal (=)", "равно (=)"),
        ["ne"] = new("different (≠)", "не равно (≠)"),
        ["above"] = new("Upwards", "Снизу вверх"),
        ["below"] = new("Downwards", "Сверху вниз"),
        ["any"] = new("Any", "Любое"),
        ["regular"] = new("Regular", "Обычная"),
        ["hidden"] = new("Hidden", "Скрытая"),
        ["bullish"] = new("Bullish", "Бычья"),
        ["bearish"] = new("Bearish", "Медвежья"),
        ["long"] = new("Long", "Длинная"),
        ["short"] = new("Short", "Короткая"),
        ["market"] = new("Market", "Рыночная"),
        ["limit"] = new("Limit", "Лимитная"),
        ["stop"] = new("Stop", "Стоп"),
        ["stop-limit"] = new("Stop-limit", "Стоп-лимит"),
        ["market-on-close"] = new("Market on close", "Рыночная на закрытии"),
        ["gtc"] = new("Until cancelled", "До отмены"),
        ["ioc"] = new("Immediate or cancel", "Немедленно или отменить"),
        ["fok"] = new("Fill or kill", "Целиком или отменить"),
        ["gtd"] = new("Until a date", "До даты"),
        ["reverse"] = new("Reverse", "Перевернуть"),
        ["block"] = new("Do not enter", "Не входить"),
        ["percent"] = new("Percent", "Проценты"),
        ["amount"] = new("Distance in price", "Расстояние в цене"),
        ["atr"] = new("Multiple of the ATR", "Множитель ATR"),
        ["price"] = new("Price from a wire", "Цена с провода"),
        ["risk-reward"] = new("Multiple of the stop distance", "Множитель расстояния до стопа"),
        ["quantity"] = new("Units", "Единицы"),
        ["lots"] = new("Lots", "Лоты"),
        ["money"] = new("Money", "Деньги"),
        ["percent-equity"] = new("% of equity", "% капитала"),
        ["percent-cash"] = new("% of cash", "% свободных денег"),
        ["risk-percent"] = new("% of equity at risk to the stop", "% капитала под риском до стопа"),
        ["volatility-target"] = new("Volatility target", "Целевая волатильность"),
        ["kelly"] = new("Kelly", "Келли"),
        ["equal-weight"] = new("Equal weight", "Равные доли"),
        ["hour"] = new("Hour", "Час"),
        ["minute"] = new("Minute", "Минута"),
        ["weekday"] = new("Weekday", "День недели"),
        ["day"] = new("Day", "День"),
        ["month"] = new("Month", "Месяц"),
        ["alert"] = new("Note only", "Только уведомить"),
        ["stop-new"] = new("No new entries", "Без новых входов"),
        ["close-all"] = new("Close everything", "Закрыть всё"),
        ["equal"] = new("Equal", "Поровну"),
        ["inverse-volatility"] = new("Inverse to volatility", "Обратно волатильности"),
        ["rank"] = new("By rank", "По месту"),
        ["quarter"] = new("Quarter", "Квартал"),
        ["none"] = new("None", "Нет"),
        ["week"] = new("Week", "Неделя"),
        ["highlow"] = new("High and low", "Максимум и минимум"),
        ["standard"] = new("Classic", "Классические"),
    };

    private static readonly Dictionary<string, Text> Patterns = Nodes.PatternNode.Labels.ToDictionary(p => p.Word, p => p.Label, StringComparer.Ordinal);

    /// <summary>The label of a word; a word without one (a proper name) stands for itself.</summary>
    public static Text Of(string word) => Known.GetValueOrDefault(word) ?? Patterns.GetValueOrDefault(word) ?? new(word, word);

    internal static bool Has(string word) => Known.ContainsKey(word) || Patterns.ContainsKey(word);
}
