using TradeForge.Core;
using TradeForge.Core.Trading;

namespace TradeForge.Cli;

/// <summary>Borrowed money, what holding costs, corporate actions and currencies on the command line.</summary>
internal static class MoneyOptions
{
    public static IReadOnlyList<Option> All { get; } =
    [
        new("margin", "SHARES", new("own money that positions need: 50%/25% (initial/maintenance of their value) or a leverage 5x, 5x/10%", "собственные деньги под позиции: 50%/25% (начальная/поддерживающая доля стоимости) или плечо 5x, 5x/10%")) { Default = "100%" },
        new("leverage", "TIMES", new("the same as --margin TIMESx", "то же, что --margin TIMESx")) { Default = "1" },
    ];

    public static Margin Margin(Arguments a)
    {
        if (a.Get("leverage") is { } leverage)
        {
            if (a.Has("margin")) a.Add("repeated-option", "leverage", "--leverage and --margin say the same; give one.", "--leverage и --margin говорят об одном; оставьте один.");
            return Read(a, "leverage", leverage, leverage + "x");
        }
        return a.Get("margin") is { } text ? Read(a, "margin", text, text) : Core.Trading.Margin.None;
    }

    private static Margin Read(Arguments a, string option, string typed, string text)
    {
        if (HoldingText.TryParse(text, out Margin margin)) return margin;
        var (en, ru) = option == "leverage" ? ("a number of 1 or more", "число от 1") : ("such as 50%/25% or 5x/10%, the second share not above the first", "вида 50%/25% или 5x/10%, вторая доля не больше первой");
        a.Add("wrong-value", option, $"--{option} is '{typed}', but must be {en}.", $"--{option} = «{typed}», а нужно {ru}.");
        return Core.Trading.Margin.None;
    }
}
