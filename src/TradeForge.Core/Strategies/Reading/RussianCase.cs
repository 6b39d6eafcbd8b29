namespace TradeForge.Core.Strategies.Reading;

/// <summary>Puts the Russian words of a value into the genitive or accusative: known nouns change, abbreviations and numbers stay, all else is quoted.</summary>
internal static class RussianCase
{
    // how the words of a value begin, longest first where one begins another
    private static readonly (string Nominative, string Genitive, string Accusative)[] Nouns =
    [
        ("закрытие", "закрытия", "закрытие"), ("открытие", "открытия", "открытие"), ("максимум бара", "максимума бара", "максимум бара"), ("минимум бара", "минимума бара", "минимум бара"),
        ("объём", "объёма", "объём"), ("спред", "спреда", "спред"), ("внешний сигнал", "внешнего сигнала", "внешний сигнал"), ("оценка модели", "оценки модели", "оценку модели"),
        ("цена входа", "цены входа", "цену входа"), ("открытая прибыль", "открытой прибыли", "открытую прибыль"), ("число", "числа", "число"),
        ("день недели", "дня недели", "день недели"), ("день месяца", "дня месяца", "день месяца"), ("месяц", "месяца", "месяц"), ("минута", "минуты", "минуту"), ("час", "часа", "час"),
        ("изменение", "изменения", "изменение"), ("наибольшее значение", "наибольшего значения", "наибольшее значение"), ("наименьшее значение", "наименьшего значения", "наименьшее значение"),
    ];

    public static string Genitive(string words) => Put(words, n => n.Genitive);

    public static string Accusative(string words) => Put(words, n => n.Accusative);

    private static string Put(string words, Func<(string Nominative, string Genitive, string Accusative), string> form)
    {
        foreach (var noun in Nouns)
            if (words.StartsWith(noun.Nominative, StringComparison.Ordinal) && (words.Length == noun.Nominative.Length || words[noun.Nominative.Length] == ' ')) return form(noun) + words[noun.Nominative.Length..];
        var stays = words.Length == 0 || (!IsCyrillic(words[0]) && !words.Contains(": ", StringComparison.Ordinal));
        return stays ? words : $"«{words}»";
    }

    private static bool IsCyrillic(char c) => c is >= 'А' and <= 'я' or 'ё' or 'Ё';
}
