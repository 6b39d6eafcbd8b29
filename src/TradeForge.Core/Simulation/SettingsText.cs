using TradeForge.Core.Market;
using TradeForge.Core.Trading;

namespace TradeForge.Core.Simulation;

/// <summary>The words of the contract for the choices of <see cref="BacktestSettings"/>; command line, forms and JSON use the same.</summary>
public static class SettingsText
{
    private static readonly Dictionary<Enum, string> Words = new()
    {
        [FillRule.NextOpen] = "next-open",
        [FillRule.ThisClose] = "this-close",
        [SameBarRule.Pessimistic] = "pessimistic",
        [SameBarRule.Path] = "path",
        [SameBarRule.Optimistic] = "optimistic",
        [ProtectionRule.EntryBar] = "entry-bar",
        [ProtectionRule.NextBar] = "next-bar",
        [GapLimitRule.Improve] = "improve",
        [GapLimitRule.Exact] = "exact",
        [ExchangeRule.EachFill] = "each-fill",
        [ExchangeRule.WhenShort] = "when-short",
        [SessionChoice.All] = "all",
        [SessionChoice.Regular] = "regular",
        [EquityResolution.Auto] = "auto",
        [EquityResolution.Bars] = "bars",
        [EquityResolution.Days] = "days",
        [CalendarKind.Auto] = "auto",
        [CalendarKind.AroundTheClock] = "24x7",
        [CalendarKind.Us] = "us",
        [CalendarKind.Moex] = "moex",
    };

    public static string Word<T>(T value) where T : struct, Enum => Words[value];

    /// <summary>The choices of a setting in the order of the contract, the default first.</summary>
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => WordsOf(typeof(T));

    public static bool TryParse<T>(string text, out T value) where T : struct, Enum
    {
        var found = Array.Find(ValuesOf(typeof(T)), candidate => string.Equals(Words[candidate], text, StringComparison.OrdinalIgnoreCase));
        value = found is null ? default : (T)found;
        return found is not null;
    }

    private static string[] WordsOf(Type type) => Array.ConvertAll(ValuesOf(type), v => Words[v]);

    /// <summary>Not by its generic sister, of which a start would compile one for each setting.</summary>
    private static Enum[] ValuesOf(Type type) => [.. Enum.GetValues(type).Cast<Enum>()];
}
