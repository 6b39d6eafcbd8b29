namespace TradeForge.Core.Simulation;

/// <summary>The reasons of contract section 4 in words.</summary>
public static class Reasons
{
    private static readonly Dictionary<string, Text> Words = new(StringComparer.Ordinal)
    {
        ["pending"] = new("the data ended before it could fill", "данные кончились раньше исполнения"),
        ["in-position"] = new("a position is already open", "позиция уже открыта"),
        ["order-working"] = new("an entry order was already waiting", "заявка на вход уже ждала исполнения"),
        ["exit-signal"] = new("an exit of the same side was true on the same bar", "на том же баре сработал выход той же стороны"),
        ["ambiguous"] = new("long and short entry were true on the same bar", "на одном баре сработали вход в длинную и в короткую"),
        ["opposite-position"] = new("a position on the other side is open and may not be reversed", "открыта встречная позиция, а разворот запрещён"),
        ["below-one-lot"] = new("the money buys less than one lot", "денег не хватает на один лот"),
        ["no-cash"] = new("there is no free cash", "нет свободных денег"),
        ["no-stop"] = new("the size is measured by the stop, and there is none", "объём считается от стопа, а стопа нет"),
        ["no-price"] = new("the limit or stop price was not known", "цена лимита или стопа неизвестна"),
        ["no-volatility"] = new("the size is measured by the average true range, which was not known", "объём считается от среднего истинного диапазона, а он неизвестен"),
        ["limit"] = new("a limit was reached", "достигнут лимит"),
        ["risk"] = new("a risk rule forbade it", "запретило правило риска"),
        ["rank"] = new("the instrument is not among the picked", "инструмент не среди отобранных"),
        ["rebalance"] = new("ranks and weights were set anew", "места и доли выставлены заново"),
        ["no-volume"] = new("the bar had no volume", "на баре не было объёма"),
        ["signal"] = new("the exit condition was true", "сработало условие выхода"),
        ["stop-loss"] = new("the stop-loss was reached", "достигнут стоп-лосс"),
        ["take-profit"] = new("the take-profit was reached", "достигнут тейк-профит"),
        ["trailing-stop"] = new("the trailing stop was reached", "достигнут скользящий стоп"),
        ["break-even"] = new("the break-even stop was reached", "достигнут стоп безубытка"),
        ["time-stop"] = new("the time stop ran out", "истекло время удержания"),
        ["reverse"] = new("the opposite entry reversed the position", "встречный вход развернул позицию"),
        ["end-of-data"] = new("the data ended", "данные кончились"),
        ["ruin"] = new("equity fell to zero", "капитал упал до нуля"),
        ["margin-call"] = new("equity fell below the maintenance margin", "капитал упал ниже поддерживающей маржи"),
        ["split"] = new("a split left a fraction of a unit, which was paid out", "после сплита осталась доля единицы, она выплачена деньгами"),
        ["order"] = new("an order of the list closed it", "закрыла заявка из списка"),
    };

    private static readonly Dictionary<string, Text> Names = new(StringComparer.Ordinal)
    {
        ["signal"] = new("Signal", "Сигнал"),
        ["stop-loss"] = new("Stop-loss", "Стоп-лосс"),
        ["take-profit"] = new("Take-profit", "Тейк-профит"),
        ["trailing-stop"] = new("Trailing stop", "Скользящий стоп"),
        ["break-even"] = new("Break-even", "Безубыток"),
        ["time-stop"] = new("Time stop", "Стоп по времени"),
        ["reverse"] = new("Reversal", "Переворот"),
        ["risk"] = new("Risk rule", "Правило риска"),
        ["end-of-data"] = new("End of data", "Конец данных"),
        ["ruin"] = new("Ruin", "Разорение"),
        ["margin-call"] = new("Margin call", "Маржин-колл"),
        ["split"] = new("Split", "Сплит"),
        ["order"] = new("Order", "Заявка"),
    };

    /// <summary>The customary name of why a position was closed; an unknown code, such as the node of an entry, is its own name.</summary>
    public static Text Name(string code) => Names.GetValueOrDefault(code) ?? new Text(code, code);

    /// <summary><see cref="Describe"/> with a capital letter.</summary>
    public static Text Sentence(string code) => new(Capital(Describe(code).En), Capital(Describe(code).Ru));

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A reason of <c>blocked</c>, of an exit or of an order; an unknown code is its own description.</summary>
    public static Text Describe(string code) => Words.TryGetValue(code, out var text) ? text : new Text(code, code);
}
