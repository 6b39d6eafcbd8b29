using TradeForge.Core;

namespace TradeForge.Web.Features.Result;

/// <summary>The reasons of the result contract in words.</summary>
public static class ReasonWords
{
    private static readonly Dictionary<string, Text> Fills = new(StringComparer.Ordinal)
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
        ["ruin"] = new("Ruin: the capital was used up", "Разорение: капитал исчерпан"),
    };

    private static readonly Dictionary<string, Text> Refusals = new(StringComparer.Ordinal)
    {
        ["ambiguous"] = new("Long and short were signalled on the same bar, so neither was taken", "На одном баре сигналы и в лонг, и в шорт, поэтому не взят ни один"),
        ["exit-signal"] = new("An exit of the same side was signalled on the same bar", "На том же баре был сигнал выхода той же стороны"),
        ["in-position"] = new("The position was already open", "Позиция уже была открыта"),
        ["opposite-position"] = new("A position of the other side was open and the entry may not reverse it", "Открыта позиция другой стороны, а вход не должен её переворачивать"),
        ["order-working"] = new("An entry order was already working", "Заявка на вход уже выставлена"),
        ["cooldown"] = new("The pause after an earlier entry was not over", "Пауза после прошлого входа ещё не прошла"),
        ["session"] = new("Outside the trading session", "Вне торговой сессии"),
        ["limit"] = new("A limit on trades or positions was reached", "Достигнут предел числа сделок или позиций"),
        ["risk"] = new("A risk rule forbade new entries", "Правило риска запретило новые входы"),
        ["pending"] = new("The data ended before the order could fill", "Данные кончились раньше, чем заявка могла исполниться"),
        ["below-one-lot"] = new("The cash or the size rule bought less than one lot", "Денег или размера позиции не хватило на один лот"),
        ["no-cash"] = new("There was no cash left", "Свободных денег не осталось"),
        ["no-stop"] = new("The size rule needs a stop-loss and there was none", "Размер позиции считается от стоп-лосса, а его не было"),
        ["no-volume"] = new("Nothing was traded on the bar, so the order could not fill", "На баре не было торгов, поэтому заявка не могла исполниться"),
    };

    /// <summary>Why a position was opened or closed; a word that is not known stays as it is.</summary>
    public static Text Fill(string reason) => Fills.GetValueOrDefault(reason) ?? new Text(reason, reason);

    /// <summary>Why a signal did not become an order.</summary>
    public static Text Refusal(string reason) => Refusals.GetValueOrDefault(reason) ?? new Text(reason, reason);
}
